"""Someone else learns on this device: nothing of the one before is seen."""

from __future__ import annotations

import pytest
from django.test import Client

from portal.learning import cards
from portal.learning.models import Completion, Learner
from portal.learning.who import COOKIE, NOBODY, pass_of
from tests.factories.tree import Tree
from tests.learning.acting import done_url, filled_quiz, forms, hidden, quiz_url, send

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
LEAVE = "/th/my/someone-else/"


def test_asking_changes_nothing_and_offers_the_leaving_ones_card(site: Tree, visitor: Client) -> None:
    send(visitor, done_url(site.next_lesson), {})
    page = visitor.get(LEAVE)
    assert page.cookies == {}
    assert page["Cache-Control"] == "private, no-store"
    assert 'href="/th/my/card/"' in page.content.decode()
    card = cards.make(Learner.objects.get())
    assert card.printed in visitor.get(LEAVE).content.decode()
    assert site.next_lesson.title in visitor.get("/th/my/").content.decode()


def test_one_tap_more_and_the_next_one_sees_nothing(site: Tree, visitor: Client) -> None:
    result = send(visitor, quiz_url(site.lesson), filled_quiz(visitor, site.lesson)).content.decode()
    assert site.lesson.title in visitor.get("/th/my/").content.decode()
    left = send(visitor, LEAVE, {})
    assert left.cookies["e_id"].value == ""
    assert left.cookies["e_id"]["path"] == "/e/"
    assert site.lesson.title not in visitor.get("/th/my/").content.decode()
    # The back button shows the last page again; its form is not believed any more.
    assert hidden(result)["who"]
    again = send(visitor, "/th/my/", hidden(result))
    assert site.lesson.title not in again.content.decode()
    send(visitor, done_url(site.next_lesson), hidden(result))
    first, second = Learner.objects.order_by("pk")
    assert [row.subject_key for row in Completion.objects.filter(learner=second)] == [site.next_lesson.translation_key]
    assert [row.subject_key for row in Completion.objects.filter(learner=first)] == [site.lesson.translation_key]
    assert visitor.cookies[COOKIE].value not in ("", NOBODY)


def test_the_next_one_is_told_about_cookies(site: Tree, visitor: Client) -> None:
    send(visitor, done_url(site.next_lesson), {})
    assert "e_id" not in visitor.get(quiz_url(site.lesson)).content.decode()
    send(visitor, LEAVE, {})
    assert "e_id" in visitor.get(quiz_url(site.lesson)).content.decode()


def test_a_signed_in_person_is_signed_out_with_the_token_of_the_form(site: Tree, member) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(member, backend="django.contrib.auth.backends.ModelBackend")
    assert browser.post(LEAVE).status_code == 403
    form = next(form for form in forms(browser.get(LEAVE).content.decode()) if form.action == LEAVE)
    left = send(browser, LEAVE, form.fields)
    assert left.status_code == 200
    assert left.cookies["e_id"].value == ""
    assert "sessionid" not in browser.session.keys() and browser.session.get("_auth_user_id") is None


def test_another_site_cannot_turn_anybody_out(site: Tree, learner, browser_of) -> None:
    browser = browser_of(learner)
    before = browser.cookies[COOKIE].value
    assert browser.post(LEAVE, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert browser.cookies[COOKIE].value == before


def test_a_form_left_open_ends_by_itself(site: Tree, learner, monkeypatch) -> None:
    """12 hours; a cookie is believed for a year."""
    from django.core import signing

    data = {"who": pass_of(learner)}
    send(Client(), done_url(site.next_lesson), data)
    assert Learner.objects.count() == 1
    now = signing.time.time()
    monkeypatch.setattr(signing.time, "time", lambda: now + 12 * 3600 + 60)
    send(Client(), done_url(site.next_lesson), data)
    assert Learner.objects.count() == 2


def test_a_forms_pass_is_no_cookie(site: Tree, learner) -> None:
    """It would live a year instead of 12 hours."""
    browser = Client()
    browser.cookies[COOKIE] = pass_of(learner)
    send(browser, done_url(site.next_lesson), {})
    assert not Completion.objects.filter(learner=learner).exists()


def test_each_lesson_leads_there_by_a_plain_link(site: Tree, visitor: Client) -> None:
    html = visitor.get(site.lesson.url).content.decode()
    assert f'href="{LEAVE}"' in html
    assert 'method="post"' not in html
