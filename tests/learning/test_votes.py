"""Satisfaction: one tap is a vote, one a learner, object and Bangkok day, and the last one counts (counting rule 8)."""

from __future__ import annotations

import re
import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core import signing
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from portal.kpi.narrowing import Narrowing
from portal.kpi.rows.facts import vote_rows
from portal.learning import votes
from portal.learning.models import Learner, Satisfaction
from portal.learning.views import voting
from portal.learning.who import COOKIE, FORM_SALT
from portal.tracking.reports import Period
from tests.factories import people
from tests.factories.tree import Tree
from tests.learning.acting import filled_quiz, hidden, quiz_url, send

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def faces_url(site: Tree) -> str:
    return f"/th/learn/lesson/{site.lesson.translation_key}/faces/"


def vote(client: Client, url: str, score: int, **fields: str) -> Any:
    """Opens the faces and taps one of them."""
    return send(client, url, {**hidden(client.get(url).content.decode()), "score": str(score), **fields})


def pressed(response: Any) -> list[str]:
    return re.findall(r'value="(\d)" aria-pressed="true"', response.content.decode())


def test_opening_the_faces_begins_nobody_and_is_kept_nowhere(site: Tree, visitor: Client) -> None:
    response = visitor.get(faces_url(site))
    assert re.findall(r'name="score" value="(\d)"', response.content.decode()) == ["1", "2", "3", "4", "5"]
    assert response.cookies == {}
    assert response["Cache-Control"] == "private, no-store"
    assert not Learner.objects.exists()


def test_one_tap_is_a_vote_with_the_words_that_were_asked(site: Tree, visitor: Client) -> None:
    response = vote(visitor, faces_url(site), 4)
    assert response.status_code == 200
    assert set(response.cookies) == {"learner", "e_id"}
    kept = Satisfaction.objects.get()
    assert (kept.subject, kept.subject_key, kept.score, kept.origin) == (
        "lesson",
        site.lesson.translation_key,
        4,
        "web",
    )
    assert (kept.wording, kept.title) == ("คุณพอใจกับบทเรียนนี้แค่ไหน", site.lesson.title)
    assert (kept.project, kept.language) == ("internet-for-better-life", "th")
    assert kept.wording in visitor.get(faces_url(site)).content.decode()
    assert kept.learner == Learner.objects.get()


def test_changing_ones_mind_the_same_day_changes_the_vote(site: Tree, visitor: Client) -> None:
    vote(visitor, faces_url(site), 2)
    assert pressed(visitor.get(faces_url(site))) == ["2"]
    assert pressed(vote(visitor, faces_url(site), 5)) == ["5"]
    assert Satisfaction.objects.get().score == 5


def test_two_tabs_of_one_person_are_one_vote(site: Tree, visitor: Client) -> None:
    vote(visitor, "/th/learn/website/faces/", 3)  # the browser is known from here on
    first, second = (hidden(visitor.get(faces_url(site)).content.decode()) for _tab in range(2))
    assert first["submission"] != second["submission"]
    send(visitor, faces_url(site), {**first, "score": "1"})
    send(visitor, faces_url(site), {**second, "score": "4"})
    assert Satisfaction.objects.get(subject="lesson").score == 4


def test_a_double_tap_of_a_browser_nobody_knows_is_one_vote_and_one_learner(site: Tree) -> None:
    """Both taps leave before the first answer brings the cookie."""
    form = hidden(Client().get(faces_url(site)).content.decode())
    send(Client(), faces_url(site), {**form, "score": "4"})
    again = send(Client(), faces_url(site), {**form, "score": "4"})
    assert again.status_code == 200
    assert again.cookies == {}
    assert Satisfaction.objects.count() == Learner.objects.count() == 1


def test_the_slower_tap_of_two_at_once_takes_its_learner_back(site: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    form = hidden(Client().get(faces_url(site)).content.decode())
    sent_by = votes._sent_by

    def and_then_the_other_is_kept(submission: uuid.UUID) -> Satisfaction | None:
        monkeypatch.setattr(votes, "_sent_by", sent_by)
        before = sent_by(submission)
        send(Client(), faces_url(site), {**form, "score": "2"})
        return before

    monkeypatch.setattr(votes, "_sent_by", and_then_the_other_is_kept)
    send(Client(), faces_url(site), {**form, "score": "3"})
    assert Satisfaction.objects.get().score == 3
    assert Learner.objects.count() == 1


def test_the_next_day_is_another_vote_by_bangkoks_clock(
    site: Tree, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    # 23.59 on 30 September and 00.01 on 1 October in Bangkok: one day in UTC, two fiscal years here.
    for minute, score in (
        (datetime(2026, 9, 30, 16, 59, tzinfo=UTC), 5),
        (datetime(2026, 9, 30, 17, 1, tzinfo=UTC), 1),
    ):
        monkeypatch.setattr(timezone, "now", lambda minute=minute: minute)
        vote(visitor, faces_url(site), score)
    assert list(Satisfaction.objects.order_by("at").values_list("score", "day")) == [
        (5, date(2026, 9, 30)),
        (1, date(2026, 10, 1)),
    ]


def test_a_form_left_open_over_night_votes_anew(site: Tree, visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    form = hidden(visitor.get(faces_url(site)).content.decode())
    send(visitor, faces_url(site), {**form, "score": "5"})
    tomorrow = timezone.now() + timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    send(visitor, faces_url(site), {**form, "score": "4"})
    assert sorted(Satisfaction.objects.values_list("score", flat=True)) == [4, 5]


def test_someone_else_on_the_same_device_votes_for_themselves(site: Tree, learner: Learner) -> None:
    """The form of the one before, found again with the back button, is not theirs."""
    form = hidden(Client().get(faces_url(site)).content.decode())
    send(Client(), faces_url(site), {**form, "score": "1"})
    assert send(people.client_of(learner), faces_url(site), {**form, "score": "5"}).status_code == 200
    assert sorted(Satisfaction.objects.values_list("score", flat=True)) == [1, 5]
    assert Satisfaction.objects.get(learner=learner).score == 5


def test_without_cookies_the_form_remembers_and_says_so(site: Tree) -> None:
    thanks = vote(Client(), faces_url(site), 2)
    form = hidden(thanks.content.decode())
    assert signing.loads(form["who"], salt=FORM_SALT)[0] == Learner.objects.get().uuid.hex
    changed = send(Client(), faces_url(site), {**form, "score": "3"})
    assert Satisfaction.objects.get().score == 3
    assert "ไม่ได้เก็บคุกกี้" in changed.content.decode()
    assert "ไม่ได้เก็บคุกกี้" not in thanks.content.decode()


def test_counting_may_be_refused_with_the_same_tap(site: Tree, visitor: Client) -> None:
    response = vote(visitor, faces_url(site), 4, **{"refuse-counting": "1"})
    assert Learner.objects.get().counting_refused
    assert response.cookies[COOKIE].value
    assert response.cookies["e_id"].value == ""
    assert Satisfaction.objects.count() == 1


@pytest.mark.parametrize("score", ["", "0", "6", "4.5", "๕", "-1"])
def test_what_is_no_face_is_asked_again(site: Tree, visitor: Client, score: str) -> None:
    response = send(visitor, faces_url(site), {"score": score})
    assert response.status_code == 422
    assert "ยังไม่ได้เลือก" in response.content.decode()
    assert not Learner.objects.exists()


def test_the_database_itself_refuses_a_second_vote_and_a_sixth_face(site: Tree, learner: Learner) -> None:
    row = {"learner": learner, "subject": "website", "wording": "?", "day": timezone.localdate(), "at": timezone.now()}
    Satisfaction.objects.create(score=3, **row)
    for values in ({**row, "score": 4}, {**row, "subject": "lesson", "subject_key": uuid.uuid4(), "score": 6}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Satisfaction.objects.create(**values)


def test_votes_from_other_sites_are_refused(site: Tree, visitor: Client) -> None:
    response = visitor.post(faces_url(site), {"score": "5"}, headers={"sec-fetch-site": "cross-site"})
    assert response.status_code == 403
    assert not Satisfaction.objects.exists()


def test_an_address_has_only_so_many_votes_an_hour(
    site: Tree, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.clear()
    monkeypatch.setattr(voting, "TRIES", 2)
    codes = [vote(Client(), faces_url(site), 1).status_code for _each in range(3)]
    assert codes == [200, 200, 429]
    assert Satisfaction.objects.count() == 2


def test_the_result_of_a_quiz_asks_too(site: Tree, visitor: Client) -> None:
    html = send(visitor, quiz_url(site.lesson), filled_quiz(visitor, site.lesson)).content.decode()
    assert f'action="{faces_url(site)}"' in html
    assert html.count('name="score"') == 5
    send(visitor, faces_url(site), {"score": "5"})
    assert Satisfaction.objects.get().learner == Learner.objects.get()


def test_a_signed_in_persons_vote_hangs_on_the_account(site: Tree, member: Any, browser_of: Any) -> None:
    vote(browser_of(member), faces_url(site), 5)
    assert Satisfaction.objects.get().learner.user == member


def test_a_law_article_is_voted_on_by_its_key(site: Tree, visitor: Client) -> None:
    vote(visitor, f"/th/learn/article/{site.article.translation_key}/faces/", 4)
    kept = Satisfaction.objects.get()
    assert (kept.subject, kept.title, kept.project) == ("article", site.article.title, "digital-law-center")


def test_the_website_is_voted_on_for_the_project_whose_page_led_there(site: Tree, visitor: Client) -> None:
    html = visitor.get(site.article.url).content.decode()
    link = re.search(r'href="(/th/learn/website/faces/[^"]*)"', html)
    assert link
    vote(visitor, link[1], 5)
    kept = Satisfaction.objects.get()
    assert (kept.subject, kept.subject_key, kept.project) == ("website", None, "digital-law-center")
    vote(visitor, "/th/learn/website/faces/?project=nothing", 3)
    assert Satisfaction.objects.values_list("score", "project").get() == (3, "")


def test_what_is_not_there_is_404_for_everybody(site: Tree, trainer: Any, admin: Any, browser_of: Any) -> None:
    lesson, article = site.lesson.translation_key, site.article.translation_key
    wrong = [
        f"/th/learn/lesson/{article}/faces/",
        f"/th/learn/article/{lesson}/faces/",
        f"/th/learn/website/{lesson}/faces/",
        f"/th/learn/course/{lesson}/faces/",
        f"/th/learn/session/{lesson}/faces/",
        "/th/learn/lesson/faces/",
        "/th/learn/session/faces/",
    ]
    for who in (None, trainer, admin):
        assert [browser_of(who).get(url).status_code for url in wrong] == [404] * len(wrong)
    site.lesson.unpublish()
    assert Client().get(faces_url(site)).status_code == 404


def test_joining_two_learners_leaves_one_vote_a_day_the_later_one(site: Tree, learner: Learner) -> None:
    other = people.make_learner()
    for who, score in ((learner, 1), (other, 5)):
        vote(people.client_of(who), faces_url(site), score)
    vote(people.client_of(learner), "/th/learn/website/faces/", 3)
    votes.merge(learner, other)
    assert not Satisfaction.objects.filter(learner=learner).exists()
    assert sorted(Satisfaction.objects.filter(learner=other).values_list("subject", "score")) == [
        ("lesson", 5),
        ("website", 3),
    ]


def test_every_vote_stands_in_the_rows_behind_the_figure(site: Tree, visitor: Client) -> None:
    vote(visitor, faces_url(site), 4)
    today = timezone.localdate()
    table = vote_rows(Period(today, today), Narrowing(project="internet-for-better-life", subject="lesson"))
    assert [row[2:5] for row in table.cells(list(table.source))] == [[site.lesson.title, "คุณพอใจกับบทเรียนนี้แค่ไหน", 4]]


def test_public_pages_hold_a_link_and_no_form(site: Tree, visitor: Client) -> None:
    last = f"{site.lesson.url}{len(site.lesson.steps)}/"
    for url, asked in ((last, True), (site.lesson.url, False), (site.article.url, True)):
        html = visitor.get(url).content.decode()
        assert ('/faces/" data-fragment>' in html) is asked
        assert 'method="post"' not in html
