"""kill -9 during a kit's build: the worker is started again and the build is taken up again."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from contextlib import suppress

import pytest

from tests.e2e.live import LivePortal

pytestmark = [pytest.mark.e2e, pytest.mark.long]

VERSION = "9.9.9"
PATIENCE_SECONDS = 300.0

PUBLISH = (
    "from courses.models import KitPage;"
    "kit = KitPage.objects.get(slug='ruthan-trainer-kit');"
    f"kit.version = '{VERSION}';"
    "kit.save_revision().publish()"
)
FILES = (
    "import hashlib;"
    "from courses.models import KitRelease;"
    f"release = KitRelease.objects.get(version='{VERSION}');"
    "items = list(release.items.all());"
    "good = [i for i in items if hashlib.sha256((release.folder / i.path).read_bytes()).hexdigest() == i.sha256];"
    "print(len(items), len(good))"
)


def states(portal: LivePortal) -> list[str]:
    """Asked of the database itself: a command of its own takes longer to start than the build may last."""
    with sqlite3.connect(f"file:{portal.var / 'portal.sqlite3'}?mode=ro", uri=True, timeout=20) as database:
        rows = database.execute("SELECT state FROM courses_kitrelease WHERE version = ?", [VERSION])
        return [state for (state,) in rows]


def wait_for(portal: LivePortal, state: str) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while state not in states(portal):
        assert time.monotonic() < until, states(portal)
        time.sleep(0.05)


def test_a_build_whose_worker_is_killed_is_taken_up_again(live_portal: LivePortal) -> None:
    live_portal.ask(PUBLISH)
    wait_for(live_portal, "building")
    killed = live_portal.processes("run_worker")
    assert killed
    for pid in killed:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    assert states(live_portal) == ["building"]
    wait_for(live_portal, "ready")
    assert states(live_portal) == ["ready"]
    kept, good = live_portal.ask(FILES).split()
    assert int(kept) > 10
    assert kept == good
