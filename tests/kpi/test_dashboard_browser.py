"""The dashboard in a real browser: on a telephone and on a desk, for eyes and for screen readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.e2e.live import LivePortal
from tests.e2e.looking import broken_rules
from tests.e2e.signing import sign_in

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

pytestmark = [pytest.mark.e2e, pytest.mark.long]

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PATHS = [
    "/admin/",
    "/admin/kpi/",
    "/admin/kpi/?fiscal_year=2562",
    "/admin/kpi/?fiscal_year=2571",
    "/admin/kpi/breakdown/?fiscal_year=2569",
    "/admin/kpi/breakdown/?fiscal_year=2571",
    "/admin/kpi/content/?fiscal_year=2569",
    "/admin/kpi/identity/",
]


def signed_in(context: BrowserContext, portal: LivePortal) -> Page:
    page = context.new_page()
    sign_in(page, portal, "kpi-staff", "/admin/")
    page.wait_for_selector(".kpi")
    return page


@pytest.mark.parametrize("device", ["phone", "desktop"])
def test_every_page_of_figures_is_accessible_and_fits_the_screen(
    device: str, live_portal: LivePortal, request: pytest.FixtureRequest
) -> None:
    page = signed_in(request.getfixturevalue(device), live_portal)
    page.goto(f"{live_portal.url}/admin/kpi/")
    rows = page.locator(".kpi-card__foot a").first.get_attribute("href")
    for path in [*PATHS, rows]:
        page.goto(f"{live_portal.url}{path}")
        assert broken_rules(page, inside=".kpi", rules=RULES) == [], path
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path


def test_the_table_behind_a_chart_opens_and_a_number_leads_to_its_rows(
    desktop: BrowserContext, live_portal: LivePortal
) -> None:
    page = signed_in(desktop, live_portal)
    page.goto(f"{live_portal.url}/admin/kpi/")
    chart = page.locator(".kpi-figure").first
    assert chart.locator("svg[role=img] rect.bar").count() >= 1
    assert not chart.locator("table").is_visible()
    chart.locator("summary").click()
    assert chart.locator("table").is_visible()
    card = page.locator(".kpi-card", has_text="การเข้าชมสื่อ").first
    number = card.locator(".kpi-card__number").inner_text()
    card.locator("a").click()
    page.wait_for_selector(".kpi-how")
    assert page.locator(".kpi-card__number").inner_text().startswith(number)
    assert page.locator("table.kpi-table tbody tr").count() > 0
