"""The demo, loaded once for all tests of a module and taken back at its end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connections, transaction
from django.test import override_settings


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Thai sample content and facts in both databases; the value is the folder of its files."""
    folder = tmp_path_factory.mktemp("demo")
    # Storages keep the folder they first saw, unless they are told that it changed.
    own = override_settings(VAR_DIR=folder, MEDIA_ROOT=folder / "uploads", KIT_DIR=folder / "kits")
    with own, django_db_blocker.unblock(), ExitStack() as stack:
        atomics = [transaction.atomic(using=alias) for alias in connections]
        for atomic in atomics:
            stack.enter_context(atomic)
        call_command("load_demo", verbosity=0, stdout=(folder / "load.txt").open("w"))
        yield folder
        for alias in connections:
            transaction.set_rollback(True, using=alias)


@pytest.fixture
def loaded(demo: Path, django_db_blocker: Any) -> Iterator[Path]:
    """The loaded demo, for one test: what the test writes is taken back."""
    with django_db_blocker.unblock(), ExitStack() as stack:
        for alias in connections:
            stack.enter_context(transaction.atomic(using=alias))
        yield demo
        for alias in connections:
            transaction.set_rollback(True, using=alias)
