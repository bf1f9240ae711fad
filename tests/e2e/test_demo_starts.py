"""`make demo` ends with a served Thai home page; the second run changes nothing; all processes end together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from portal.ops.install import ROOT
from tests.e2e.live import LivePortal
from tests.e2e.signing import sign_in

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.e2e


def test_the_home_page_is_thai_and_has_no_cookie(live_portal: LivePortal, page_phone: Page) -> None:
    answer = page_phone.goto(f"{live_portal.url}/th/")
    assert answer is not None
    assert answer.status == 200
    assert page_phone.locator("html").get_attribute("lang") == "th"
    assert page_phone.locator("h1").inner_text().strip()
    assert page_phone.context.cookies() == []
    assert page_phone.evaluate("navigator.webdriver") is False


def test_logins_are_kept_from_others_and_open_the_admin(live_portal: LivePortal, page_desktop: Page) -> None:
    assert (live_portal.var / "demo-logins.json").stat().st_mode & 0o077 == 0
    assert (live_portal.var / "secrets" / "secret-key").stat().st_mode & 0o077 == 0
    sign_in(page_desktop, live_portal, "administrator", "/admin/")
    assert page_desktop.locator("html").get_attribute("lang") == "th"


@pytest.mark.parametrize("part", ["run_worker", "granian"])
def test_what_dies_is_started_again(live_portal: LivePortal, part: str) -> None:
    before = live_portal.processes(part)
    assert before
    os.kill(before[0], signal.SIGKILL)
    until = time.monotonic() + 60
    while not (set(live_portal.processes(part)) - set(before) and live_portal.answers()):
        assert time.monotonic() < until, live_portal.log.read_text()[-2000:]
        time.sleep(0.2)
    assert before[0] not in live_portal.processes(part)


def test_a_second_start_finds_everything_done(live_portal: LivePortal) -> None:
    program = (
        "import django; django.setup()\n"
        "from django.db import connections\n"
        "from portal.ops import databases, launch, messages\n"
        "print([alias for alias in connections if databases.behind(alias)], messages.outdated())\n"
        "launch.migrate(); launch.collect_static(); messages.compile_messages()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=live_portal.environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[] []\n", "no step is announced"
    assert "มีอยู่แล้ว" in live_portal.command("load_demo")
