"""What is costly to make and stands for many files of tests, one after the other: the small site, the demo.

Each stands in a transaction that is taken back when the first file comes that does not want it; what a test writes is
taken back at its own end. `arranged` puts the files of tests in an order in which that is rare.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any, Generic, TypeVar
from unittest import mock

import pytest
from django.db import connections, transaction
from xdist.scheduler import LoadFileScheduling

Made = TypeVar("Made")


class Standing(Generic[Made]):
    """One such thing, known by the name of its fixture."""

    all: list[Standing[Any]] = []

    def __init__(self, fixture: str, make: Callable[[ExitStack], Made]) -> None:
        self.fixture, self._make = fixture, make
        self._stack: ExitStack | None = None
        self.all.append(self)

    def up(self) -> Made:
        """The thing, made now unless it stands already."""
        if self._stack is None:
            for other in self.all:
                other.down()
            with ExitStack() as stack:
                stack.callback(_take_back)
                for alias in connections:
                    stack.enter_context(transaction.atomic(using=alias))
                    # Each test's own transaction is nested in this one; its end would close the connection, and both.
                    stack.enter_context(mock.patch.object(connections[alias], "close"))
                self._made = self._make(stack)
                self._stack = stack.pop_all()
        return self._made

    def down(self) -> None:
        if self._stack is not None:
            stack, self._stack = self._stack, None
            for alias in connections:
                transaction.set_rollback(True, using=alias)
            stack.close()
            del self._made


def _take_back() -> None:
    from django.core.cache import cache

    cache.clear()


def only_for(item: pytest.Item) -> None:
    """Takes down what stands and the test that begins a file does not want."""
    for standing in Standing.all:
        if standing.fixture not in getattr(item, "fixturenames", ()):
            standing.down()


def arranged(items: list[pytest.Item]) -> list[pytest.Item]:
    """File by file: those that take long, so that no process waits for another at the end; then those that want the same
    thing to stand; large ones before small ones."""
    files: dict[str, list[pytest.Item]] = {}
    for item in items:
        files.setdefault(file_of(item.nodeid), []).append(item)

    def place(name: str) -> tuple[bool, list[bool], int]:
        tests = files[name]
        wants = {fixture for item in tests for fixture in getattr(item, "fixturenames", ())}
        long = any(item.get_closest_marker(name) for item in tests for name in ("long", "chaos"))
        return not long, [one.fixture not in wants for one in Standing.all], -len(tests)

    return [item for name in sorted(files, key=place) for item in files[name]]


def file_of(nodeid: str) -> str:
    return nodeid.split("::", 1)[0]


class Rooms(LoadFileScheduling):
    """A file stays in one test process, for what it builds once; so do all files about the demo."""

    def _split_scope(self, nodeid: str) -> str:
        return "tests/demo" if nodeid.startswith("tests/demo/") else file_of(nodeid)
