"""The secrets of counting: one key per calendar month and one per fiscal year.

They live in a file of their own (``COUNTING_KEYS``, mode 0600), outside the databases and outside every
backup: who holds a database cannot tell whose visit a row was. A destroyed key makes the hashes of its
period meaningless for ever. Processes share the file under a lock, so whoever comes first makes the key
and all others use the same one.
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

KEY_BYTES = 32


class KeyStoreError(RuntimeError):
    """The key file cannot be read, or is no key file; the message says what to do."""


class KeyStore:
    """Month and year keys in one JSON file.

    Keys once read are kept in memory: the hot path touches the file once a month.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        if "://" in str(path):
            raise KeyStoreError(
                f"COUNTING_KEYS={path}: write the path of a file, such as var/secrets/counting-keys.json"
            )
        self.path = Path(path)
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
        return sorted(self._read())

    def destroy(self, name: str) -> bool:
        """Forgets a key for good. True when there was one."""
        with self._locked():
            keys = self._read()
            found = keys.pop(name, None) is not None
            if found:
                self._write(keys)
        self._known.pop(name, None)
        return found

    def _fetch(self, name: str) -> bytes:
        with self._locked():
            keys = self._read()
            if name not in keys:
                keys[name] = secrets.token_hex(KEY_BYTES)
                self._write(keys)
        self._known[name] = bytes.fromhex(keys[name])
        return self._known[name]

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
            if not isinstance(keys, dict) or any(len(bytes.fromhex(value)) != KEY_BYTES for value in keys.values()):
                raise ValueError("not a mapping of names to keys")
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
