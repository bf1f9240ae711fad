"""Signing in to the running portal, as people do."""

from __future__ import annotations

import re
import time
from email import message_from_bytes, policy
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.e2e.live import LivePortal

MAIL_SECONDS = 20.0


def sign_in(page: Page, portal: LivePortal, role: str, to: str) -> None:
    """With the demo's password, from the page one wanted to see (`/admin/…`), and on to it."""
    email, password = portal.logins[role]
    page.goto(f"{portal.url}{to}")
    page.locator("details.more summary").click()
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", password)
    page.locator("details.more button[type=submit]").click()
    page.wait_for_url(f"{portal.url}{to}")


def sign_up(page: Page, portal: LivePortal, email: str) -> None:
    """A new account, by the code that comes by mail."""
    page.goto(f"{portal.url}/th/account/signup/")
    page.fill("input[name=email]", email)
    page.check("input[name=whose][value=self]")
    page.get_by_role("button", name="ส่งรหัสยืนยันทางอีเมล").click()
    page.wait_for_url("**/confirm-email/")
    # A portal that sends no mail says where it is kept.
    assert "var/mail" in (said := page.locator("main").inner_text()) or str(portal.var / "mail") in said
    page.fill("input[name=code]", code_for(portal, email))
    page.get_by_role("button", name="ยืนยันรหัส").click()
    page.wait_for_url(f"{portal.url}/th/my/")


def sign_in_by_code(page: Page, portal: LivePortal, email: str) -> None:
    """With a code from the mail, and on to "My learning"."""
    page.goto(f"{portal.url}/th/account/login/?next=/th/my/")
    before = code_for(portal, email)
    page.fill("input#code-email", email)
    page.get_by_role("button", name="ส่งรหัสทางอีเมล").click()
    page.wait_for_url("**/login/code/confirm/**")
    page.fill("input[name=code]", code_for(portal, email, but=before))
    page.get_by_role("button", name="ยืนยันรหัส").click()
    page.wait_for_url(f"{portal.url}/th/my/")


def code_for(portal: LivePortal, address: str, *, but: str = "") -> str:
    """The code in the latest mail to this address, from the folder the page names; `but` is one read before."""
    until = time.monotonic() + MAIL_SECONDS
    while time.monotonic() < until:
        for file in sorted((portal.var / "mail").glob("*"), key=lambda path: path.stat().st_mtime, reverse=True):
            for part in reversed(re.split(rb"\n-{70,}\n", file.read_bytes())):
                mail = message_from_bytes(part.lstrip(), policy=policy.default)
                found = re.search(r"^ {4}(\d{6})$", mail.get_content(), re.MULTILINE) if mail["To"] == address else None
                if found and found[1] != but:
                    return found[1]
        time.sleep(0.1)
    raise AssertionError(f"no code for {address} in {portal.var / 'mail'}")
