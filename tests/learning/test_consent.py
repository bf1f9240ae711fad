"""The page that asks: there with a service only, found by a link, answered by the person's own act, taken back as easily."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from portal.core.analytics.consent import COOKIE, DAYS
from tests.factories import people
from tests.factories.outside import HOST, MARK, PROPERTY, configure
from tests.factories.tree import Tree
from tests.learning.acting import form_to, send

pytestmark = pytest.mark.django_db
PAGE = "/th/consent/"


def answer(browser: Client, choice: str, **headers: str) -> Any:
    return send(browser, PAGE, {"choice": choice}, **headers)


def test_without_a_service_there_is_no_such_page(site: Tree, visitor: Client) -> None:
    assert visitor.get(PAGE).status_code == 404
    sent = answer(visitor, "yes")
    assert sent.status_code == 404
    assert sent.cookies == {}


@pytest.mark.usefixtures("matomo")
def test_reading_it_sets_no_cookie_and_no_cache_keeps_it(site: Tree, visitor: Client) -> None:
    page = visitor.get(PAGE)
    assert page.status_code == 200
    assert page["Cache-Control"] == "private, no-store"
    assert page.cookies == {}
    html = page.content.decode()
    assert HOST in html
    assert "ศูนย์เรียนรู้ดิจิทัลตัวอย่าง" in html, "who chose it"
    assert "Google" not in html, "only what is configured"
    form = form_to(html, PAGE)
    assert form.method == "post"
    assert form.buttons == {("choice", "yes"), ("choice", "no")}
    assert form.fields == {}
    assert html.count('<button class="btn btn--wide" name="choice"') == 2, "both answers look the same"
    assert "checked" not in html


@pytest.mark.usefixtures("matomo")
def test_it_speaks_english_too(site: Tree, visitor: Client) -> None:
    html = visitor.get("/en/consent/").content.decode()
    assert "May an outside service help to count visits?" in html
    assert "Sample Digital Learning Centre" in html


def test_each_configured_service_is_named(
    site: Tree, visitor: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(settings, monkeypatch, matomo=HOST, google=PROPERTY)
    html = visitor.get(PAGE).content.decode()
    assert HOST in html
    assert "Google Analytics" in html
    assert "นอกประเทศไทย" in html


@pytest.mark.usefixtures("matomo")
def test_a_yes_is_one_cookie_that_ends_by_itself(site: Tree, visitor: Client) -> None:
    sent = answer(visitor, "yes")
    assert (sent.status_code, sent["Location"]) == (303, f"{PAGE}?said=yes")
    assert sent["Cache-Control"] == "private, no-store"
    assert set(sent.cookies) == {COOKIE}
    kept = sent.cookies[COOKIE]
    assert (kept["max-age"], kept["samesite"], kept["httponly"], kept["path"]) == (DAYS * 24 * 3600, "Lax", True, "/")
    assert "ตอนนี้ให้ส่งอยู่" in visitor.get(sent["Location"]).content.decode()
    assert MARK in visitor.get(site.article.url).content.decode()


@pytest.mark.usefixtures("matomo")
def test_a_no_leaves_nothing(site: Tree, visitor: Client) -> None:
    sent = answer(visitor, "no")
    assert sent.status_code == 303
    assert sent.cookies == {}
    assert "ตอนนี้ไม่ส่งอะไรออกไป" in visitor.get(sent["Location"]).content.decode()


@pytest.mark.usefixtures("matomo")
def test_a_yes_is_taken_back_with_what_the_services_left(site: Tree, visitor: Client) -> None:
    answer(visitor, "yes")
    visitor.cookies["_ga_AB12CD34EF"] = visitor.cookies["_pk_id.7.1fff"] = "x"
    visitor.cookies["look"] = "..large"
    sent = answer(visitor, "no")
    gone = {name for name, morsel in sent.cookies.items() if morsel["max-age"] == 0}
    assert gone == set(sent.cookies) == {COOKIE, "_ga_AB12CD34EF", "_pk_id.7.1fff"}
    assert MARK not in visitor.get(site.article.url).content.decode()
    assert "ตอนนี้ไม่ส่งอะไรออกไป" in visitor.get(PAGE).content.decode()


@pytest.mark.usefixtures("matomo")
def test_what_was_left_for_a_name_above_ours_goes_too(site: Tree, visitor: Client, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["learn.example.go.th", "127.0.0.1"]
    visitor.cookies["_ga"] = visitor.cookies["learner"] = "x"
    sent = answer(visitor, "no", host="learn.example.go.th:8000")
    gone = [(morsel.key, morsel["domain"], morsel["max-age"]) for morsel in sent.cookies.values()]
    assert gone == [("_ga", domain, 0) for domain in ("", "learn.example.go.th", "example.go.th", "go.th")]
    assert [morsel["domain"] for morsel in answer(visitor, "no", host="127.0.0.1").cookies.values()] == [""]


@pytest.mark.usefixtures("matomo")
def test_another_answer_is_none(site: Tree, visitor: Client) -> None:
    for sent in (answer(visitor, "maybe"), send(visitor, PAGE, {})):
        assert sent.status_code == 422
        assert sent.cookies == {}
        assert 'role="alert"' in sent.content.decode()


@pytest.mark.usefixtures("matomo")
def test_a_browser_without_cookies_is_told(site: Tree) -> None:
    assert "เครื่องนี้ไม่เก็บคุกกี้" in Client().get(f"{PAGE}?said=yes").content.decode()


# ---- who may answer


@pytest.mark.usefixtures("matomo")
@pytest.mark.parametrize("headers", [{"sec-fetch-site": "cross-site"}, {"origin": "https://evil.example"}])
def test_no_other_site_says_yes_for_anybody(site: Tree, visitor: Client, headers: dict[str, str]) -> None:
    sent = visitor.post(PAGE, {"choice": "yes"}, headers=headers)
    assert sent.status_code == 403
    assert sent.cookies == {}


@pytest.mark.usefixtures("matomo")
def test_a_link_says_yes_for_nobody(site: Tree, visitor: Client) -> None:
    assert visitor.get(f"{PAGE}?choice=yes").cookies == {}
    assert visitor.put(PAGE, headers={"sec-fetch-site": "same-origin"}).status_code == 405


@pytest.mark.usefixtures("matomo")
def test_a_signed_in_person_answers_with_the_token_of_the_form(site: Tree, member: Any) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(member, backend="django.contrib.auth.backends.ModelBackend")
    assert browser.post(PAGE, {"choice": "yes"}).status_code == 403
    token = form_to(browser.get(PAGE).content.decode(), PAGE).fields
    assert COOKIE in send(browser, PAGE, {**token, "choice": "yes"}).cookies


@pytest.mark.usefixtures("matomo")
@pytest.mark.parametrize(
    "role", ["visitor", "learner", "member", "trainer", "regional_lead", "author", "lawyer", "admin"]
)
def test_everybody_is_asked_the_same(site: Tree, role: str, request: pytest.FixtureRequest) -> None:
    person = request.getfixturevalue(role)
    browser = person if isinstance(person, Client) else people.client_of(person)
    html = browser.get(PAGE).content.decode()
    assert form_to(html, PAGE).buttons == {("choice", "yes"), ("choice", "no")}
    assert answer(browser, "yes").status_code == 303


@pytest.mark.usefixtures("matomo")
@pytest.mark.parametrize("child", ["look", "account"])
def test_a_child_is_neither_asked_nor_able_to_say_yes(site: Tree, child: str) -> None:
    browser = Client() if child == "look" else people.client_of(people.make_user(for_child=True))
    if child == "look":
        browser.cookies["look"] = "child.."
    html = browser.get(PAGE).content.decode()
    assert 'name="choice"' not in html
    assert "เรื่องนี้ให้ผู้ใหญ่เป็นคนตอบ" in html
    assert answer(browser, "yes").cookies == {}


@pytest.mark.usefixtures("matomo")
@pytest.mark.parametrize("refusal", ["sec-gpc", "dnt"])
def test_a_browser_that_refuses_is_not_asked_again(site: Tree, visitor: Client, refusal: str) -> None:
    html = visitor.get(PAGE, headers={refusal: "1"}).content.decode()
    assert 'name="choice"' not in html
    assert "เบราว์เซอร์นี้ตั้งไว้ว่าไม่ให้ติดตาม" in html
    assert answer(visitor, "yes", **{refusal: "1"}).cookies == {}


# ---- ends with the person


@pytest.mark.usefixtures("matomo")
def test_someone_else_on_this_device_has_not_been_asked(site: Tree, visitor: Client) -> None:
    answer(visitor, "yes")
    left = send(visitor, "/th/my/someone-else/", {})
    assert left.cookies[COOKIE]["max-age"] == 0
    assert MARK not in visitor.get(site.article.url).content.decode()


@pytest.mark.usefixtures("matomo")
def test_erasing_what_is_kept_of_me_ends_it(site: Tree, visitor: Client) -> None:
    answer(visitor, "yes")
    erased = send(visitor, "/th/account/my-data/erase/", {"word": "ลบ"})
    assert erased.cookies[COOKIE]["max-age"] == 0
