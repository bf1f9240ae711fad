"""Accounts in a real browser: a code from the mail, a passkey, everything without scripts."""

from __future__ import annotations

import uuid

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.answering import tap
from tests.e2e.fixtures import PHONE, PLACE
from tests.e2e.live import LivePortal
from tests.e2e.looking import Problems
from tests.e2e.signing import code_for, sign_in, sign_up

pytestmark = pytest.mark.e2e
PAGES = ["", "passkeys/", "passkeys/add/", "2fa/", "2fa/app/", "email/", "password/set/", "my-data/", "my-data/erase/"]


@pytest.fixture
def portal(live_portal: LivePortal) -> LivePortal:
    """The same portal by its name: a passkey belongs to a name, never to a number."""
    return LivePortal(
        live_portal.url.replace("127.0.0.1", "localhost"), live_portal.var, live_portal.process, live_portal.log
    )


def address() -> str:
    return f"{uuid.uuid4().hex[:10]}@example.com"


def join(page: Page, portal: LivePortal) -> str:
    """A new account of its own address."""
    email = address()
    sign_up(page, portal, email)
    return email


def sign_out(page: Page, portal: LivePortal) -> None:
    page.goto(f"{portal.url}/th/account/logout/")
    page.locator("main").get_by_role("button", name="ออกจากระบบ").click()
    page.wait_for_url(f"{portal.url}/th/")


def telephone_with_a_lock(page: Page) -> None:
    """Chromium's virtual authenticator: a telephone whose owner has just put the finger on it."""
    protocol = page.context.new_cdp_session(page)
    protocol.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    protocol.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_passkey_is_added_signs_in_and_is_removed(portal: LivePortal, page_phone: Page) -> None:
    page = page_phone
    telephone_with_a_lock(page)
    email = join(page, portal)
    page.goto(f"{portal.url}/th/account/passkeys/add/")
    page.fill("input[name=name]", "โทรศัพท์ของยาย")
    page.get_by_role("button", name="สร้างพาสคีย์ในเครื่องนี้").click()
    page.wait_for_url(f"{portal.url}/th/account/")
    assert "โทรศัพท์ของยาย" in page.locator("main").inner_text()

    sign_out(page, portal)
    page.goto(f"{portal.url}/th/account/login/?next=/th/account/")
    page.get_by_role("button", name="เข้าสู่ระบบด้วยพาสคีย์").click()
    page.wait_for_url(f"{portal.url}/th/account/")
    assert email in page.locator("main").inner_text()

    page.goto(f"{portal.url}/th/account/passkeys/")
    page.get_by_role("link", name="ลบ").click()
    page.get_by_role("button", name="ลบพาสคีย์").click()
    page.wait_for_url(f"{portal.url}/th/account/passkeys/")
    assert "ยังไม่มีพาสคีย์" in page.locator("main").inner_text()
    sign_out(page, portal)
    page.goto(f"{portal.url}/th/account/login/")
    page.get_by_role("button", name="เข้าสู่ระบบด้วยพาสคีย์").click()
    page.wait_for_load_state("networkidle")
    page.goto(f"{portal.url}/th/account/")
    assert "/login/" in page.url, "a removed passkey signs nobody in"


def test_a_passkey_is_a_second_factor_that_was_used(portal: LivePortal, page_desktop: Page) -> None:
    page = page_desktop
    telephone_with_a_lock(page)
    sign_in(page, portal, "author", "/admin/")
    page.goto(f"{portal.url}/th/account/passkeys/add/")
    page.get_by_role("button", name="สร้างพาสคีย์ในเครื่องนี้").click()
    page.wait_for_url("**/2fa/codes/")
    assert page.locator(".codes li").count() == 10
    sign_out(page, portal)
    email, password = portal.logins["author"]
    page.goto(f"{portal.url}/th/account/login/?next=/admin/")
    page.locator("details.more summary").click()
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", password)
    page.locator("details.more button[type=submit]").click()
    page.wait_for_url("**/2fa/authenticate/**")
    page.get_by_role("button", name="ใช้พาสคีย์").click()
    page.wait_for_url(f"{portal.url}/admin/")
    # The demo's author stays as others expect it: without a second factor.
    page.goto(f"{portal.url}/th/account/passkeys/")
    page.get_by_role("link", name="ลบ").click()
    page.get_by_role("button", name="ลบพาสคีย์").click()
    page.wait_for_url(f"{portal.url}/th/account/passkeys/")


def test_at_a_number_no_passkey_is_offered(live_portal: LivePortal, page_phone: Page) -> None:
    page_phone.goto(f"{live_portal.url}/th/account/login/")
    assert page_phone.get_by_role("button", name="เข้าสู่ระบบด้วยพาสคีย์").count() == 0
    assert page_phone.get_by_role("button", name="ส่งรหัสทางอีเมล").is_visible()


def test_without_scripts_a_code_signs_up_and_in_and_erases(live_portal: LivePortal, browser: Browser) -> None:
    context = browser.new_context(
        **{**PLACE, **PHONE, "user_agent": "Mozilla/5.0 Chrome/120"}, java_script_enabled=False
    )
    page = context.new_page()
    email = join(page, live_portal)
    sign_out(page, live_portal)
    page.goto(f"{live_portal.url}/th/account/login/?next=/th/account/")
    page.fill("input#code-email", email)
    before = code_for(live_portal, email)
    page.get_by_role("button", name="ส่งรหัสทางอีเมล").click()
    page.wait_for_url("**/login/code/confirm/**")
    page.fill("input[name=code]", code_for(live_portal, email, but=before))
    page.get_by_role("button", name="ยืนยันรหัส").click()
    page.wait_for_url(f"{live_portal.url}/th/account/")
    page.goto(f"{live_portal.url}/th/account/my-data/erase/")
    page.fill("input[name=word]", "ลบ")
    tap(page, page.get_by_role("button", name="ลบข้อมูลของฉันทั้งหมด"))
    assert "ลบข้อมูลของคุณแล้ว" in page.locator("h1").inner_text()
    assert {cookie["name"] for cookie in context.cookies()} <= {"csrftoken"}
    context.close()


WIDTHS = [(320, ".."), (390, ".."), (1280, "..")]


def test_account_pages_are_accessible_and_fit_the_screen(portal: LivePortal, page_desktop: Page) -> None:
    page, problems, said = page_desktop, Problems(), list[str]()
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    doors = ["login/", "signup/", "login/code/", "password/reset/"]
    for path in doors:
        page.goto(f"{portal.url}/th/account/{path}")
        problems.look_in_each(page, path, WIDTHS)
    join(page, portal)
    for path in PAGES:
        page.goto(f"{portal.url}/th/account/{path}")
        problems.look_in_each(page, path, WIDTHS)
    assert (problems, said) == ({}, [])
