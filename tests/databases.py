"""Test databases: migrated once, copied for every test process, and put back after a test that committed.

Migrating Wagtail takes half a minute; a copy takes a blink. The migrated template is kept under var/ on SQLite (named
by what it was made from) and on the private server on PostgreSQL.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from portal.ops.databases import migrate
from portal.ops.install import ROOT

TEMPLATES = ROOT / "var" / "test-templates"
# What decides the state after migrating: migrations, the permissions made of models, and what runs after migrating.
SOURCES = (
    "**/migrations/*.py",
    "**/models.py",
    "**/models/*.py",
    "**/apps.py",
    "**/signals.py",
    "accounts/*.py",
    "settings/*.py",
)
KEPT = 4
"""Templates kept for going back and forth between two states of the code."""


class TestDatabase:
    """One database of this test process."""

    __test__ = False

    def __init__(self, alias: str) -> None:
        self.alias = alias
        self.process = os.environ.get("PYTEST_XDIST_WORKER", "main")

    @property
    def connection(self) -> BaseDatabaseWrapper:
        return connections[self.alias]

    def make(self, afresh: bool = False) -> None:
        """Makes the template when there is none (or `afresh`), and this process's copy of it; the alias leads there."""
        raise NotImplementedError

    def make_template(self, afresh: bool = False) -> None:
        """Makes the template alone when there is none; another process that is at it is waited for."""
        raise NotImplementedError

    def put_back(self) -> None:
        """The state after migrating, whatever a test committed."""
        raise NotImplementedError

    def remove(self) -> None:
        raise NotImplementedError

    def _lead_to(self, name: str) -> None:
        self.connection.close()
        self.connection.settings_dict["NAME"] = name
        settings.DATABASES[self.alias]["NAME"] = name


class SQLiteDatabase(TestDatabase):
    def __init__(self, alias: str) -> None:
        super().__init__(alias)
        self.template = TEMPLATES / f"{alias}-{fingerprint()}.sqlite3"

    def make(self, afresh: bool = False) -> None:
        # Another process may throw the template away while this one runs: it keeps a copy of its own.
        self.kept = Path(settings.VAR_DIR) / f"migrated-{self.alias}.sqlite3"
        self.file = Path(settings.VAR_DIR) / f"test-{self.alias}.sqlite3"
        with locked(TEMPLATES / f"{self.alias}.lock"):
            self._make_template(afresh)
            shutil.copyfile(self.template, self.kept)
        self.put_back()
        self._lead_to(str(self.file))

    def make_template(self, afresh: bool = False) -> None:
        with locked(TEMPLATES / f"{self.alias}.lock"):
            self._make_template(afresh)

    def _make_template(self, afresh: bool) -> None:
        if afresh:
            self.template.unlink(missing_ok=True)
        if self.template.exists():
            return
        fresh = self.template.with_suffix(f".{os.getpid()}")
        self._lead_to(str(fresh))
        migrate(self.alias)
        self.connection.close()
        # One plain file, without a journal beside it, is what can be copied.
        with sqlite3.connect(fresh) as database:
            database.execute("PRAGMA journal_mode=DELETE")
        database.close()
        fresh.replace(self.template)
        older = sorted(TEMPLATES.glob(f"{self.alias}-*.sqlite3"), key=lambda path: path.stat().st_mtime)
        for path in older[:-KEPT]:
            path.unlink()

    def put_back(self) -> None:
        self.connection.close()
        for end in ("", "-wal", "-shm"):
            Path(f"{self.file}{end}").unlink(missing_ok=True)
        shutil.copyfile(self.kept, self.file)

    def remove(self) -> None:
        self.connection.close()


class PostgresDatabase(TestDatabase):
    def __init__(self, alias: str) -> None:
        super().__init__(alias)
        self.name = f"test_{alias}_{self.process}"
        self.template = f"template_{alias}"

    def make(self, afresh: bool = False) -> None:
        self.make_template(afresh)
        self.put_back()
        self._lead_to(self.name)

    def make_template(self, afresh: bool = False) -> None:
        with locked(TEMPLATES / f"{self.alias}-postgres.lock"):
            if afresh:
                self._drop(self.template)
            if not self._exists(self.template):
                self._make_template()

    def _make_template(self) -> None:
        fresh = f"{self.template}_new"
        self._drop(fresh)
        self._run(f'CREATE DATABASE "{fresh}"')
        self._lead_to(fresh)
        migrate(self.alias)
        self.connection.close()
        self._run(f'ALTER DATABASE "{fresh}" RENAME TO "{self.template}"')

    def put_back(self) -> None:
        self.connection.close()
        self._drop(self.name)
        self._run(f'CREATE DATABASE "{self.name}" TEMPLATE "{self.template}"')

    def remove(self) -> None:
        self.connection.close()
        self._drop(self.name)

    def _exists(self, name: str) -> bool:
        with self.connection._nodb_cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            return cursor.fetchone() is not None

    def _drop(self, name: str) -> None:
        self._run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _run(self, statement: str) -> None:
        with self.connection._nodb_cursor() as cursor:
            cursor.execute(statement)


def of_this_process() -> list[TestDatabase]:
    """The test databases, on the engine this run is for."""
    return [
        SQLiteDatabase(alias) if connections[alias].vendor == "sqlite" else PostgresDatabase(alias)
        for alias in connections
    ]


def fingerprint() -> str:
    """Names the state of everything the template is made from."""
    digest = hashlib.sha256((ROOT / "uv.lock").read_bytes())
    digest.update(repr(settings.INSTALLED_APPS).encode())
    for package in ("portal", "courses", "articles", "media"):
        for pattern in SOURCES:
            for path in sorted((ROOT / package).glob(pattern)):
                digest.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """One process at a time."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
