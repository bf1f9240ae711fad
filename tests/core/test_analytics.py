"""Outside statistics services: off by default, after a yes only, never for children, for one reader and no cache."""

from __future__ import annotations

import re
from typing import Any

import pytest
from analytical.templatetags import analytical
from django.test import Client, RequestFactory
from wagtail.models import PageViewRestriction

from portal.core.analytics import consent
from portal.core.analytics.services import services
from portal.core.pagecache import MARK as KEPT
from portal.core.pagecache import PageCache
from portal.wsgi import django_application
from tests.core.test_pagecache import Site, get
from tests.factories import content, people
from tests.factories.outside import HOST, MARK, PROPERTY, configure, opt_in
from tests.factories.tree import Tree
from tests.learning.acting import quiz_url

pytestmark = pytest.mark.django_db
PRINTED = re.compile(rf"<script {MARK}.*?</script>\s*?", re.DOTALL)


def directives(response: Any) -> dict[str, list[str]]:
    """The answer's policy: sources by directive."""
    parts = [part.split() for part in response["Content-Security-Policy"].split(";")]
    return {part[0]: part[1:] for part in parts}


# ---- off by default


def test_nothing_is_configured_and_no_place_of_a_page_prints_anything() -> None:
    assert services() == []
    assert [nodes for nodes in analytical.template_nodes.values() if nodes] == []


def test_without_a_service_a_yes_changes_nothing(site: Tree, visitor: Client) -> None:
    before = visitor.get(site.article.url)
    visitor.cookies[consent.COOKIE] = "0123456789abcdef"
    after = visitor.get(site.article.url)
    assert after.content == before.content
    assert sorted(after["Content-Security-Policy"].split("; ")) == sorted(before["Content-Security-Policy"].split("; "))
    assert after[KEPT] == "keep"
    assert b"consent" not in after.content


def test_with_a_service_the_public_page_gains_one_link_and_no_more(
    site: Tree, visitor: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = visitor.get(site.article.url)
    configure(settings, monkeypatch, matomo=HOST, google=PROPERTY)
    after = visitor.get(site.article.url)
    link = '<li><a rel="nofollow" href="/th/consent/">สถิติภายนอก</a></li>'
    assert re.sub(rf"\s*{link}", "", after.content.decode()) == before.content.decode()
    assert link in after.content.decode()
    assert after[KEPT] == "keep"
    assert HOST not in after["Content-Security-Policy"]
    assert "nonce" not in after["Content-Security-Policy"]
    assert after.cookies == {}


# ---- after a yes


def test_the_page_is_the_same_but_for_the_services_scripts(site: Tree, visitor: Client, willing: Client) -> None:
    """The beacon, its signed id and all the rest: the portal's own counting is not touched."""
    for page in (site.article, site.lesson, site.home, site.video):
        plain, carried = visitor.get(page.url).content.decode(), willing.get(page.url).content.decode()
        assert len(PRINTED.findall(carried)) == 2, "what Matomo is told before it begins, and Matomo"
        assert PRINTED.sub("", carried) == plain


def test_the_answer_is_for_one_reader_and_its_nonce_for_one_answer(site: Tree, willing: Client) -> None:
    nonces = set()
    for _answer in range(2):
        response = willing.get(site.article.url)
        assert response["Cache-Control"] == "private, no-store"
        assert KEPT not in response
        printed = set(re.findall(rf'<script {MARK} nonce="([^"]+)"', response.content.decode()))
        assert len(printed) == 1
        assert f"'nonce-{printed.copy().pop()}'" in directives(response)["script-src"]
        nonces |= printed
    assert len(nonces) == 2


@pytest.mark.parametrize(
    ("given", "scripts", "told"),
    [
        ({"matomo": HOST}, {HOST}, {HOST}),
        ({"matomo": "stat.example.go.th:8443/matomo"}, *[{"stat.example.go.th:8443/matomo/"}] * 2),
        (
            {"google": PROPERTY},
            {"https://www.googletagmanager.com"},
            {
                "https://www.googletagmanager.com",
                "https://*.google-analytics.com",
                "https://*.analytics.google.com",
            },
        ),
    ],
)
def test_the_policy_admits_what_is_configured_and_no_other_host(
    site: Tree,
    visitor: Client,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    given: dict[str, str],
    scripts: set[str],
    told: set[str],
) -> None:
    configure(settings, monkeypatch, **given)
    plain, carried = (directives(opt_in_or_not.get(site.article.url)) for opt_in_or_not in (visitor, opt_in(Client())))
    nonce = next(source for source in carried["script-src"] if source.startswith("'nonce-"))
    assert set(carried.pop("script-src")) == {"'self'", nonce, *scripts}
    assert set(carried.pop("connect-src")) == {"'self'", *told}
    assert set(carried.pop("img-src")) == {*plain.pop("img-src"), *told}
    assert carried == plain


def test_googles_tag_is_told_before_it_begins(site: Tree, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    configure(settings, monkeypatch, google=PROPERTY)
    html = opt_in(Client()).get(site.article.url).content.decode()
    told, loaded = html.index('ad_storage: "denied"'), html.index(f"gtag/js?id={PROPERTY}")
    assert told < loaded
    assert f"cookie_expires: {consent.DAYS * 24 * 3600}" in html
    assert "_paq" not in html, "a service that is not configured is told nothing"


def test_nobody_is_named_to_the_service(site: Tree, admin: Any, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    configure(settings, monkeypatch, matomo=HOST, google=PROPERTY)
    settings.ANALYTICAL_AUTO_IDENTIFY = True  # even then
    html = "".join(PRINTED.findall(opt_in(people.client_of(admin)).get(site.article.url).content.decode()))
    assert "matomo.js" in html
    assert not {"setUserId", "user_id", admin.username, admin.email} & set(re.findall(r"[\w@.]+", html))


def test_nothing_is_sent_where_scripts_are_off(site: Tree, willing: Client) -> None:
    assert "matomo.php?idsite" not in willing.get(site.article.url).content.decode()


# ---- whose yes


@pytest.mark.parametrize("name", ["sec-gpc", "dnt"])
def test_a_browsers_refusal_goes_before_a_yes(site: Tree, willing: Client, name: str) -> None:
    response = willing.get(site.article.url, headers={name: "1"})
    assert MARK not in response.content.decode()
    assert response[KEPT] == "keep"
    assert MARK in willing.get(site.article.url, headers={name: "0"}).content.decode()


def test_a_yes_to_one_service_is_none_to_another(site: Tree, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    configure(settings, monkeypatch, matomo=HOST)
    browser = opt_in(Client())
    assert MARK in browser.get(site.article.url).content.decode()
    for other in ({"matomo": "elsewhere.example.com"}, {"matomo": HOST, "google": PROPERTY}, {"google": PROPERTY}):
        configure(settings, monkeypatch, **other)
        assert MARK not in browser.get(site.article.url).content.decode(), other
    configure(settings, monkeypatch, matomo=HOST)
    settings.MATOMO_SITE_ID = "8"
    assert MARK not in browser.get(site.article.url).content.decode()


# ---- the page cache stands before Django


@pytest.fixture
def own_generation(settings: Any, tmp_path: Any) -> None:
    settings.VAR_DIR = tmp_path
    settings.REDIS_URL = ""


def cookie() -> str:
    return opt_in(Client()).cookies[consent.COOKIE].OutputString().split(";")[0]


@pytest.mark.usefixtures("own_generation", "matomo")
def test_who_said_yes_gets_no_kept_page_and_leaves_none() -> None:
    site = Site()
    app = PageCache(site)
    _status, headers, body = get(app, HTTP_COOKIE=cookie())
    assert body == "หน้า 1".encode()
    assert headers["Cache-Control"] == "private, no-store"
    assert "X-Portal-Cache" not in headers
    assert app.pages == {}
    assert get(app)[2] == get(app)[2] == "หน้า 2".encode(), "kept for everybody else"
    assert get(app, HTTP_COOKIE=f"look=..; {cookie()}")[2] == "หน้า 3".encode()
    assert get(app)[2] == "หน้า 2".encode()


@pytest.mark.usefixtures("own_generation", "matomo")
def test_whoever_did_not_or_refuses_gets_the_kept_page() -> None:
    site = Site()
    app = PageCache(site)
    get(app)
    for given in ({"HTTP_COOKIE": "analytics=yes"}, {"HTTP_COOKIE": cookie(), "HTTP_SEC_GPC": "1"}):
        assert get(app, **given)[2] == "หน้า 1".encode()
    assert site.asked == 1


@pytest.mark.usefixtures("own_generation", "matomo")
def test_the_portal_itself_never_serves_one_readers_answer_to_another(site: Tree) -> None:
    app = PageCache(django_application)
    asked: dict[str, Any] = RequestFactory(headers={"host": "testserver"}).get(site.article.url).environ
    yes = {"HTTP_COOKIE": cookie()}
    answers = [get(app, site.article.url, **{**asked, **given}) for given in (yes, {}, yes, {})]
    carried = [MARK in body.decode() for _status, _headers, body in answers]
    assert carried == [True, False, True, False]
    assert answers[1][2] == answers[3][2]
    assert [headers["Cache-Control"].split(",")[0] for _status, headers, _body in answers] == ["private", "public"] * 2
    assert len(app.pages) == 1


# ---- never


def test_never_on_childrens_pages(site: Tree, willing: Client, visitor: Client) -> None:
    child, elder = content.audience("child"), content.audience("elder")
    course = content.course(site.courses, slug="kids", audiences=[child])
    untagged = content.lesson(course, slug="untagged", audiences=[])
    shared = content.lesson(site.course, slug="shared", audiences=[child, elder])
    for page in (content.hub(site.home, "child"), course, untagged, shared):
        for address in (page.url, f"{page.url}all/" if page in (untagged, shared) else page.url):
            response = willing.get(address)
            assert MARK not in response.content.decode(), address
            assert HOST not in response["Content-Security-Policy"], address
    for page in (course, shared):
        assert "/th/consent/" not in visitor.get(page.url).content.decode(), "nor are children asked"


def test_never_in_the_childs_look_on_any_page(site: Tree, willing: Client) -> None:
    willing.cookies["look"] = "child.."
    for page in site.pages():
        html = willing.get(page.url).content.decode()
        assert MARK not in html, page
        assert "/th/consent/" not in html, page
    willing.cookies["look"] = "youth.."
    assert MARK in willing.get(site.article.url).content.decode()


def test_never_in_an_account_opened_for_a_child(site: Tree, matomo: None) -> None:
    browser = opt_in(people.client_of(people.make_user(for_child=True)))
    assert MARK not in browser.get(site.article.url).content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/th/search/?q=โอนเงินให้มิจฉาชีพ",
        "/th/my/",
        "/th/my/card/",
        "/th/my/downloads/",
        "/th/my/someone-else/",
        "/card/",
        "/card/ABCD-EFGH-JKLM",
        "/v/",
        "/v/ABCD-EFGH-JKLM",
        "/join/ABCD",
        "/th/account/login/",
        "/th/account/signup/",
        "/th/account/my-data/",
        "/th/consent/",
        "/th/nothing-here/",
        "/th/learn/website/faces/",
        "{lesson}99/",
        "{quiz}",
        "/th/qr/{key}/",
        "/th/offline/lesson/{key}/",
        "/th/offline/",
        "{article}?q=0812345678",
        "{article}?fbclid=IwAR0",
        "{article}?utm_source=line&liff.state=x",
        "/sw.js",
    ],
)
def test_never_elsewhere(site: Tree, willing: Client, address: str) -> None:
    path = address.format(
        lesson=site.lesson.url, quiz=quiz_url(site.lesson), key=site.lesson.translation_key, article=site.article.url
    )
    response = willing.get(path)
    assert MARK not in response.content.decode(), path
    assert HOST not in response.get("Content-Security-Policy", ""), path


def test_a_campaign_that_staff_wrote_into_a_link_may_be_told(site: Tree, willing: Client) -> None:
    assert MARK in willing.get(f"{site.article.url}?utm_source=line&utm_campaign=songkran").content.decode()


def test_never_in_the_admin_nor_in_its_previews(site: Tree, admin: Any, matomo: None) -> None:
    browser = opt_in(people.client_of(admin))
    for path in ("/admin/", f"/admin/pages/{site.article.pk}/view_draft/"):
        response = browser.get(path)
        assert response.status_code == 200
        assert MARK not in response.content.decode()


def test_never_on_a_page_that_is_not_for_all(site: Tree, willing: Client, admin: Any) -> None:
    PageViewRestriction.objects.create(page=site.article, restriction_type=PageViewRestriction.LOGIN)
    browser = opt_in(people.client_of(admin))
    response = browser.get(site.article.url)
    assert response.status_code == 200
    assert MARK not in response.content.decode()


@pytest.mark.parametrize(("fetched_as", "carries"), [("empty", False), ("document", True), ("iframe", False)])
def test_never_into_a_script_that_might_keep_the_page(
    site: Tree,
    willing: Client,
    fetched_as: str,
    carries: bool,
) -> None:
    html = willing.get(site.lesson.url, headers={"sec-fetch-dest": fetched_as}).content.decode()
    assert (MARK in html) is carries


def test_search_tells_no_next_page_what_was_looked_for(site: Tree, visitor: Client) -> None:
    assert visitor.get("/th/search/?q=รหัสผ่าน")["Referrer-Policy"] == "strict-origin"


def test_looking_whether_a_page_is_childrens_costs_a_constant_number_of_queries(
    site: Tree,
    visitor: Client,
    willing: Client,
    django_assert_max_num_queries: Any,
) -> None:
    visitor.get(site.lesson.url)  # roots and settings come from the cache from now on
    with django_assert_max_num_queries(100) as plain:
        visitor.get(site.lesson.url)
    with django_assert_max_num_queries(len(plain) + 8):
        willing.get(site.lesson.url)
