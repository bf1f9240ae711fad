"""The demo, loaded once for all tests of a module and taken back at its end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connections, transaction


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Thai sample content and facts in both databases; the value is the folder of its files."""
    from django.conf import settings

    folder = tmp_path_factory.mktemp("demo")
    kept = (settings.VAR_DIR, settings.MEDIA_ROOT, settings.KIT_DIR)
    settings.VAR_DIR, settings.MEDIA_ROOT, settings.KIT_DIR = folder, folder / "uploads", folder / "kits"
    with django_db_blocker.unblock(), ExitStack() as stack:
        atomics = [transaction.atomic(using=alias) for alias in connections]
        for atomic in atomics:
            stack.enter_context(atomic)
        call_command("load_demo", verbosity=0, stdout=(folder / "load.txt").open("w"))
        yield folder
        for alias in connections:
            transaction.set_rollback(True, using=alias)
    settings.VAR_DIR, settings.MEDIA_ROOT, settings.KIT_DIR = kept


@pytest.fixture
def loaded(demo: Path, django_db_blocker: Any) -> Iterator[Path]:
    """The loaded demo, for one test: what the test writes is taken back."""
    with django_db_blocker.unblock(), ExitStack() as stack:
        for alias in connections:
            stack.enter_context(transaction.atomic(using=alias))
        yield demo
        for alias in connections:
            transaction.set_rollback(True, using=alias)
