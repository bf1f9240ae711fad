"""The demo, loaded once for the tests that want it and taken back after them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connections, transaction
from django.test import override_settings

from tests.standing import Standing


def _load(stack: ExitStack) -> Path:
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="demo-")))
    # Storages keep the folder they first saw, unless they are told that it changed.
    stack.enter_context(override_settings(VAR_DIR=folder, MEDIA_ROOT=folder / "uploads", KIT_DIR=folder / "kits"))
    with (folder / "load.txt").open("w") as said:
        call_command("load_demo", verbosity=0, stdout=said)
    return folder


DEMO = Standing("demo", _load)


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any) -> Path:
    """Thai sample content and facts in both databases; the value is the folder of its files."""
    with django_db_blocker.unblock():
        return DEMO.up()


@pytest.fixture
def loaded(demo: Path, django_db_blocker: Any) -> Iterator[Path]:
    """The loaded demo, for one test: what the test writes is taken back."""
    with django_db_blocker.unblock(), ExitStack() as stack:
        for alias in connections:
            stack.enter_context(transaction.atomic(using=alias))
        yield demo
        for alias in connections:
            transaction.set_rollback(True, using=alias)
