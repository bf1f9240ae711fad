"""The secrets of counting: one key per calendar month and one per fiscal year.

They live in a file of their own (``COUNTING_KEYS``, mode 0600), outside the databases and outside every
backup: who holds a database cannot tell whose visit a row was. A destroyed key makes the hashes of its
period meaningless for ever, and its name is never given to another. Processes share the file under a lock, so whoever
comes first makes the key and all others use the same one. Machines share it on a volume, or use a Redis that is not
backed up (``redis://…``).
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import redis

KEY_BYTES = 32
_GONE = "destroyed"
"""Begins the value of a key that was: when it went follows."""
REDIS_SCHEMES = ("redis://", "rediss://", "unix://")


class KeyStoreError(RuntimeError):
    """The key file cannot be read, or is no key file; the message says what to do."""


class KeyDestroyed(KeyStoreError):
    """The key of this period is gone for good; the message names it."""


class Keys:
    """Month and year keys. Those once read are kept in memory: the hot path touches the store once a month."""

    def __init__(self) -> None:
        self._known: dict[str, bytes] = {}

    def month_key(self, month: str) -> bytes:
        """The key of a calendar month named ``YYYY-MM``, made at its first use."""
        return self._known.get(month) or self._fetch(month)

    def year_key(self, fiscal_year: int) -> bytes:
        """The key of a fiscal year (Buddhist era), made at its first use."""
        name = f"fy{fiscal_year}"
        return self._known.get(name) or self._fetch(name)

    def names(self) -> list[str]:
        """Names of the keys that exist: months as ``YYYY-MM``, fiscal years as ``fy2569``."""
        return sorted(name for name, value in self._read().items() if not value.startswith(_GONE))

    def is_destroyed(self, name: str) -> bool:
        """Whether there was such a key and it is gone."""
        return self._read().get(name, "").startswith(_GONE)

    def destroy(self, name: str) -> bool:
        """Forgets a key for good; no key of that name is ever made again. True when there was one."""
        raise NotImplementedError

    def _fetch(self, name: str) -> bytes:
        value = self._made(name, secrets.token_hex(KEY_BYTES))
        if value.startswith(_GONE):
            raise KeyDestroyed(f"{name}: {value}")
        self._known[name] = _bytes_of(value)
        return self._known[name]

    def _made(self, name: str, fresh: str) -> str:
        """What stands under the name, ``fresh`` put there when nothing does."""
        raise NotImplementedError

    def _read(self) -> dict[str, str]:
        raise NotImplementedError


def _gone() -> str:
    return f"{_GONE} {datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _bytes_of(value: str) -> bytes:
    key = bytes.fromhex(value)
    if len(key) != KEY_BYTES:
        raise ValueError("not a key")
    return key


class KeyStore(Keys):
    """Keys in one JSON file."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        super().__init__()
        self.path = Path(path)

    def destroy(self, name: str) -> bool:
        with self._locked():
            keys = self._read()
            found = not keys.get(name, _GONE).startswith(_GONE)
            if found:
                keys[name] = _gone()
                self._write(keys)
        self._known.pop(name, None)
        return found

    def _made(self, name: str, fresh: str) -> str:
        with self._locked():
            keys = self._read()
            if name not in keys:
                keys[name] = fresh
                self._write(keys)
        return keys[name]

    @contextmanager
    def _locked(self) -> Iterator[None]:
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(
            self.path.with_name(self.path.name + ".lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600
        )
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)

    def _read(self) -> dict[str, str]:
        try:
            text = self.path.read_text("ascii")
        except FileNotFoundError:
            return {}
        try:
            keys = json.loads(text)
            if not isinstance(keys, dict) or not all(isinstance(value, str) for value in keys.values()):
                raise ValueError("not a mapping of names to keys")
            for value in keys.values():
                if not value.startswith(_GONE):
                    _bytes_of(value)
        except (ValueError, TypeError) as error:
            raise KeyStoreError(
                f"{self.path} holds no counting keys: move it away, new keys are made at the next visit"
            ) from error
        return keys

    def _write(self, keys: dict[str, str]) -> None:
        # mkstemp makes the file 0600; a new file renamed over the old one is never half written.
        descriptor, name = tempfile.mkstemp(prefix=self.path.name + ".", dir=self.path.parent)
        try:
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                json.dump(keys, file, indent=0, sort_keys=True)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(self.path)
        except BaseException:
            Path(name).unlink()
            raise


class RedisKeyStore(Keys):
    """Keys in one hash of a Redis that all machines share and nobody backs up.

    Raises KeyStoreError when it does not answer.
    """

    NAME = "counting-keys"

    def __init__(self, url: str) -> None:
        super().__init__()
        self._redis: Any = redis.Redis.from_url(url, decode_responses=True)

    def destroy(self, name: str) -> bool:
        with self._answering(), self._redis.pipeline() as pipe:
            pipe.hget(self.NAME, name)
            pipe.hset(self.NAME, name, _gone())
            before = pipe.execute()[0]
        self._known.pop(name, None)
        return before is not None and not before.startswith(_GONE)

    def _made(self, name: str, fresh: str) -> str:
        with self._answering():
            self._redis.hsetnx(self.NAME, name, fresh)
            return str(self._redis.hget(self.NAME, name))

    def _read(self) -> dict[str, str]:
        with self._answering():
            return dict(self._redis.hgetall(self.NAME))

    @contextmanager
    def _answering(self) -> Iterator[None]:
        try:
            yield
        except redis.RedisError as error:
            raise KeyStoreError(f"COUNTING_KEYS: the Redis of the counting keys does not answer: {error}") from error


def key_store(location: str) -> Keys:
    """The key store a setting names: the path of a file, or the address of a Redis.

    Raises KeyStoreError for any other address.
    """
    if location.startswith(REDIS_SCHEMES):
        return RedisKeyStore(location)
    if "://" in location:
        raise KeyStoreError(
            f"COUNTING_KEYS={location}: write the path of a file, such as var/secrets/counting-keys.json, or redis://host:6379/1"
        )
    return KeyStore(location)
