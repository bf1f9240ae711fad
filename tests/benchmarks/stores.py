"""A benchmark on each engine: a process of its own with migrated databases that go with it."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from portal.ops import private
from portal.ops.install import ROOT

SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"


def on_each_engine(module: str, engines: tuple[str, ...] = (SQLITE, POSTGRESQL)) -> int:
    """Runs the `measure(engine)` of a benchmark module on each engine this machine has; 1 when one has failed."""
    failed = 0
    for engine in engines:
        with ExitStack() as servers:
            env = {name: value for name, value in os.environ.items() if not name.startswith(("TEST_", "PORTAL_"))}
            env.update(DJANGO_SETTINGS_MODULE="portal.settings.test", PYTHONPATH=str(ROOT))
            if engine == POSTGRESQL:
                try:
                    env["TEST_DATABASE_URL"] = servers.enter_context(private.postgres())
                except private.NotHere as error:
                    print(f"{engine}: not run, {error}")
                    continue
            program = f"from tests.benchmarks.stores import measured; measured({module!r}, {engine!r})"
            done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=env, check=False)
            failed |= done.returncode != 0
    return int(failed)


def measured(module: str, engine: str) -> None:
    """In the process made for it: both databases migrated (copied where a template is kept), then the benchmark."""
    import django

    django.setup()
    from tests import databases

    made = databases.of_this_process()
    for database in made:
        database.make()
    try:
        importlib.import_module(module).measure(engine)
    finally:
        for database in made:
            database.remove()


@contextmanager
def counting_alone(engine: str) -> Iterator[dict[str, str]]:
    """The environment of processes that count alone, in a folder of their own, their stores migrated.

    Raises NotHere when the engine is not on this machine.
    """
    from tests.tracking.alone import DJANGO, environment

    with ExitStack() as made:
        folder = Path(made.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        env = {name: value for name, value in environment(folder).items() if not name.endswith("DATABASE_URL")}
        if engine == POSTGRESQL:
            env["TRACKING_DATABASE_URL"] = made.enter_context(private.postgres())
        for database in ("default", "tracking"):
            subprocess.run([*DJANGO, "migrate", "--database", database, "-v0"], env=env, check=True, timeout=120)
        yield env


def seconds(work: Callable[[], object]) -> float:
    """How long something takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
