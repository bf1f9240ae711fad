"""Outside statistics in real Chromium: nothing leaves before a yes; after it the configured host alone is told, under the
policy and without a personal word; a no ends it; and the portal's own numbers are the same whatever the host does."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from tests.e2e import outside_service
from tests.e2e.fixtures import PHONE, PLACE
from tests.e2e.looking import wrong
from tests.learning.alone import APP, portal_with
from tests.tracking.alone import DJANGO, Server, says, wait_until

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Response

pytestmark = [pytest.mark.e2e, pytest.mark.long, pytest.mark.django_db]
SETTINGS = "tests.e2e.outside_settings"
PROPERTY = "G-AB12CD34EF"
CONSENT = "/th/consent/"

SITE = """
import json
from tests.factories import content, tree
site = tree.build()
child = content.hub(site.home, "child")
print(json.dumps({"article": site.article.url, "lesson": site.lesson.url, "child": child.url, "word": site.article.title}))
"""
VIEWS = """
from portal.tracking.models import ObjectDay
print(sum(ObjectDay.objects.filter(kind="lesson").values_list("count", flat=True)))
"""


@dataclass
class Outside:
    """A running portal with Matomo (and perhaps Google) configured, the stand-in, and addresses of pages."""

    url: str
    env: dict[str, str]
    service: outside_service.OutsideService
    pages: dict[str, str]


@pytest.fixture(scope="module")
def outside(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: Any
) -> Iterator[Outside]:
    folder = tmp_path_factory.mktemp("outside")
    with django_db_blocker.unblock(), outside_service.running() as service:
        with portal_with(SITE, folder, SETTINGS) as (env, said):
            env |= {
                "MATOMO_DOMAIN_PATH": f"{service.host}/matomo",
                "MATOMO_SITE_ID": "7",
                "GOOGLE_ANALYTICS_GTAG_PROPERTY_ID": PROPERTY,
            }
            server = Server(env, APP)
            yield Outside(f"http://127.0.0.1:{server.port}", env, service, json.loads(said.splitlines()[-1]))
            server.kill()


class Visitor:
    """A telephone of its own: what its console complains of, whom it sends to outside, and Google's stand-in."""

    def __init__(self, browser: Browser, outside: Outside, name: str = "visitor") -> None:
        agent = PHONE["user_agent"].format(browser.version.split(".")[0])  # type: ignore[attr-defined]
        # Another telephone is another person to the counting, so each says another model.
        device = {**PHONE, "user_agent": agent.replace("SM-A135F", f"SM-{name}")}
        self.outside = outside
        self.context: BrowserContext = browser.new_context(**PLACE, **device)  # type: ignore[arg-type]
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.left: list[str] = []
        self.beacons: list[int] = []
        self.google: list[Any] = []
        self.page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda asked: self.left.append(asked.url) if self._leaves(asked.url) else None)
        self.page.on("response", self._answered)
        self.context.route("https://www.googletagmanager.com/**", self._google_tag)
        self.context.route("https://region1.google-analytics.com/**", lambda route: route.fulfill(status=204))

    def _leaves(self, url: str) -> bool:
        return not url.startswith((self.outside.url, "data:", "blob:"))

    def _answered(self, answer: Response) -> None:
        if answer.url == f"{self.outside.url}/e/":
            self.beacons.append(answer.status)

    def _google_tag(self, route: Any) -> None:
        """Google's tag, as far as a browser sees it: it tells a host of the documented list."""
        route.fulfill(
            content_type="text/javascript",
            body="""fetch("https://region1.google-analytics.com/g/collect?v=2", { method: "POST", mode: "no-cors" });
              new Image().src = "https://www.googletagmanager.com/a?id=1";""",
        )

    def opens(self, path: str) -> None:
        """A page, until the portal's own beacon and everything that was going to be sent has been."""
        self.page.goto(self.outside.url + path)
        self.settles()

    def settles(self) -> None:
        self.page.wait_for_load_state("networkidle")

    def says_yes(self) -> None:
        self.opens(CONSENT)
        self.page.get_by_role("button", name="ให้ส่ง", exact=True).click()
        self.page.wait_for_url("**said=yes")

    def is_counted(self, path: str) -> None:
        """Opens a page and waits for the answer to its beacon; the page may go on loading for ever."""
        with self.page.expect_response(f"{self.outside.url}/e/"):
            self.page.goto(self.outside.url + path, wait_until="commit")


@pytest.fixture
def visitor(browser: Browser, outside: Outside) -> Iterator[Visitor]:
    made = Visitor(browser, outside)
    outside.service.told.clear()
    yield made
    made.context.close()


def test_nothing_leaves_before_a_yes_and_the_question_waits_behind_a_link(outside: Outside, visitor: Visitor) -> None:
    visitor.opens(outside.pages["article"])
    assert visitor.page.locator("dialog, [role=dialog], [role=alertdialog]").count() == 0
    link = visitor.page.get_by_role("link", name="สถิติภายนอก")
    link.click()
    visitor.page.wait_for_url(f"**{CONSENT}")
    assert wrong(visitor.page) == []
    boxes = [button.bounding_box() for button in visitor.page.locator("button[name=choice]").all()]
    assert len({(box["width"], box["height"]) for box in boxes if box}) == 1, "both answers as large"
    visitor.page.get_by_role("button", name="ไม่ให้ส่ง").click()
    visitor.page.wait_for_url("**said=no")
    visitor.opens(outside.pages["lesson"])
    assert visitor.left == []
    assert visitor.context.cookies() == []
    assert visitor.complaints == []


def test_after_a_yes_the_services_work_under_the_policy_and_learn_no_personal_word(
    outside: Outside, visitor: Visitor
) -> None:
    visitor.says_yes()
    assert {cookie["name"] for cookie in visitor.context.cookies()} == {"analytics"}
    visitor.page.locator("a.brand").click()
    visitor.page.wait_for_url("**/th/")
    visitor.settles()
    assert visitor.complaints == [], "the policy let all of it through"
    by_script, by_picture = sorted(outside.service.told, key=lambda view: "picture" in view)
    assert by_script == {
        "to": f"//{outside.service.host}/matomo/matomo.php",
        "idsite": "7",
        "url": f"{outside.url}/th/",
        "urlref": f"{outside.url}/",
        "cookies": "off",
        "view": "1",
        "title": visitor.page.title(),
    }
    assert by_picture["url"] == by_script["url"]
    assert any("region1.google-analytics.com/g/collect" in url for url in visitor.left)
    commands = [list(entry.values()) for entry in visitor.page.evaluate("dataLayer.map(a => Object.assign({}, a))")]
    assert [command[0] for command in commands] == ["consent", "set", "js", "config"]
    assert commands[0][2]["ad_storage"] == "denied"
    assert commands[1][1]["page_referrer"] == f"{outside.url}/"
    assert commands[3][1] == PROPERTY
    assert {cookie["name"] for cookie in visitor.context.cookies()} == {"analytics"}
    assert fetched(visitor, f"http://localhost:{outside.service.host.split(':')[1]}/x") == "held", "no other host"
    assert "data-outside" not in fetched(visitor, f"{outside.url}/th/"), "what a script keeps of a page carries nothing"


def fetched(visitor: Visitor, url: str) -> str:
    """What a script of the page gets from there; "held" where the policy holds it back."""
    said: str = visitor.page.evaluate("url => fetch(url).then(answer => answer.text(), () => 'held')", url)
    return said


def test_what_somebody_searched_for_and_where_children_read_is_told_to_nobody(
    outside: Outside, visitor: Visitor
) -> None:
    visitor.says_yes()
    word = outside.pages["word"]
    for path in (f"/th/search/?q={quote(word)}", outside.pages["child"], "/card/ABCD-EFGH-JKLM", "/th/my/"):
        visitor.opens(path)
        assert visitor.left == [], path
    visitor.opens(f"/th/search/?q={quote(word)}")
    visitor.page.locator(f"main a[href*='{outside.pages['article']}']").first.evaluate("link => link.click()")
    visitor.page.wait_for_url(re.compile(re.escape(outside.pages["article"])))
    visitor.settles()
    assert outside.service.told
    for view in outside.service.told:
        assert view["urlref"] == f"{outside.url}/"
        assert quote(word) not in json.dumps(view)
        assert word not in view["url"]
    assert visitor.complaints == []


def test_a_yes_is_taken_back_on_the_same_page(outside: Outside, visitor: Visitor) -> None:
    visitor.says_yes()
    visitor.opens(outside.pages["article"])
    assert outside.service.told
    visitor.page.evaluate("document.cookie = '_ga=GA1.1.1.1; path=/'")
    visitor.page.get_by_role("link", name="สถิติภายนอก").click()
    visitor.page.get_by_role("button", name="ไม่ให้ส่ง").click()
    visitor.page.wait_for_url("**said=no")
    assert visitor.context.cookies() == []
    visitor.left.clear()
    visitor.opens(outside.pages["article"])
    visitor.page.go_back()
    visitor.settles()
    assert visitor.left == []


def test_the_portals_own_numbers_are_the_same_whatever_the_host_does(outside: Outside, browser: Browser) -> None:
    def counted() -> int:
        subprocess.run([*DJANGO, "drain", "--once"], env=outside.env, check=True, timeout=60)
        return int(says(outside.env, VIEWS).splitlines()[-1])

    before, kinds = counted(), ("no", "works", "sleeps", "blocked")
    for kind in kinds:
        visitor = Visitor(browser, outside, kind)
        if kind != "no":
            visitor.says_yes()
        outside.service.asleep = kind == "sleeps"
        if kind == "blocked":
            visitor.context.route(re.compile(re.escape(outside.service.host)), lambda route: route.abort())
        asked = len(outside.service.asked)
        visitor.is_counted(outside.pages["lesson"])
        assert visitor.beacons == [204], kind
        if kind in ("works", "sleeps"):
            wait_until(lambda asked=asked: len(outside.service.asked) > asked)
        outside.service.asleep = False
        outside.service.awake.set()
        visitor.context.close()
    assert counted() - before == len(kinds), "a person each, with and without a yes"
