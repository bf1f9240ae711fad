"""The tests before and after a course, and what lies between them."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from portal.learning.models import Completion, Learner, QuizAttempt
from portal.learning.quizzing import gain_of, gains_by_course, passed_post_test
from tests.factories import content
from tests.factories.tree import Tree
from tests.learning.acting import course_test_url, filled, send

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def tested(site: Tree) -> Tree:
    """The site, its course with a test before and one after, from one bank."""
    bank = content.bank(size=6, draw=4, pass_percent=75)
    site.course.pre_test = site.course.post_test = bank
    site.course.save_revision().publish()
    site.course.refresh_from_db()
    return site


def take(client: Client, site: Tree, kind: str, right: int):
    url = course_test_url(site.course, kind)
    return send(client, url, filled(client, url, right))


@pytest.mark.parametrize("kind", ["pre", "post"])
def test_opening_it_creates_nobody_and_sets_no_cookie(tested: Tree, visitor: Client, kind: str) -> None:
    response = visitor.get(course_test_url(tested.course, kind))
    assert response.status_code == 200
    assert response.cookies == {}
    assert response["Cache-Control"] == "private, no-store"
    assert not Learner.objects.exists()


@pytest.mark.parametrize("kind", ["pre", "post"])
def test_a_course_without_tests_or_unpublished_has_no_such_page(site: Tree, visitor: Client, kind: str) -> None:
    assert visitor.get(course_test_url(site.course, kind)).status_code == 404
    site.course.pre_test = site.course.post_test = content.bank()
    site.course.save_revision().publish()
    assert visitor.get(course_test_url(site.course, kind)).status_code == 200
    site.course.unpublish()
    assert visitor.get(course_test_url(site.course, kind)).status_code == 404


def test_another_site_cannot_answer_for_anybody(tested: Tree, visitor: Client) -> None:
    url = course_test_url(tested.course, "pre")
    response = send(visitor, url, filled(visitor, url), **{"sec-fetch-site": "cross-site"})
    assert response.status_code == 403
    assert not QuizAttempt.objects.exists()


def test_the_test_before_tells_the_score_and_no_answer(tested: Tree, visitor: Client) -> None:
    html = take(visitor, tested, "pre", 1).content.decode()
    assert "ถูก 1 จาก 4 ข้อ" in html
    assert "เราจะบอกเฉลยหลังทำแบบทดสอบหลังเรียน" in html
    for told in ("คำตอบที่ถูก", "ลองคิดอีกที", "เพราะของจริงไม่เร่งเรา", "ข้อในคลังที่"):
        assert told not in html
    attempt = QuizAttempt.objects.get()
    assert (attempt.kind, attempt.subject_kind, attempt.subject_key) == ("pre", "course", tested.course.translation_key)
    assert not Completion.objects.exists()


def test_the_test_after_tells_the_answers_and_the_gain(tested: Tree, visitor: Client) -> None:
    take(visitor, tested, "pre", 1)
    html = take(visitor, tested, "post", 3).content.decode()
    assert "คำตอบที่ถูก" in html
    assert "รู้เพิ่มขึ้น 50 คะแนน" in html
    assert "ก่อนเรียน (ครั้งแรก)" in html and "หลังเรียน (ครั้งล่าสุด)" in html
    assert "ร้อยละ 25" in html and "ร้อยละ 75" in html


def test_without_a_test_before_there_is_no_gain(tested: Tree, visitor: Client) -> None:
    html = take(visitor, tested, "post", 4).content.decode()
    assert "ร้อยละ" not in html
    assert gain_of(Learner.objects.get(), tested.course.translation_key) is None


def test_an_answer_to_a_course_unpublished_meanwhile_is_kept(tested: Tree, visitor: Client) -> None:
    url = course_test_url(tested.course, "pre")
    data = filled(visitor, url, 2)
    tested.course.unpublish()
    html = send(visitor, url, data).content.decode()
    assert "เก็บคำตอบของคุณไว้แล้ว" in html
    assert "คำตอบที่ถูก" not in html
    assert QuizAttempt.objects.get().kind == "pre"


def test_a_form_of_the_test_before_is_not_one_of_the_test_after(tested: Tree, visitor: Client) -> None:
    data = filled(visitor, course_test_url(tested.course, "pre"), 4)
    assert send(visitor, course_test_url(tested.course, "post"), data).status_code == 422
    assert not QuizAttempt.objects.exists()


def test_the_course_page_offers_both_and_stays_the_same_for_everybody(tested: Tree, visitor: Client) -> None:
    before = visitor.get(tested.course.url)
    html = before.content.decode()
    assert course_test_url(tested.course, "pre") in html and course_test_url(tested.course, "post") in html
    take(visitor, tested, "pre", 1)
    after = visitor.get(tested.course.url)
    assert after.content == before.content
    assert after.cookies == {}


def test_a_course_without_tests_offers_none(site: Tree, visitor: Client) -> None:
    assert "-test/" not in visitor.get(site.course.url).content.decode()


def attempt(site: Tree, learner: Learner | None, kind: str, right: int, at: datetime, total: int = 4) -> QuizAttempt:
    return QuizAttempt.objects.create(
        learner=learner,
        kind=kind,
        subject_kind="course",
        subject_key=site.course.translation_key,
        language="th",
        title=site.course.title,
        quiz_uuid=site.quiz.uuid,
        quiz_title="คลัง",
        right=right,
        total=total,
        pass_percent=75,
        passed=right * 100 >= 75 * total,
        at=at,
    )


def test_the_first_before_is_compared_with_the_last_after(site: Tree, learner: Learner) -> None:
    now = timezone.now()
    for kind, right, days in (
        ("post", 0, -1),
        ("pre", 1, 0),
        ("pre", 4, 1),
        ("post", 2, 2),
        ("post", 4, 3),
        ("post", 3, 4),
    ):
        attempt(site, learner, kind, right, now + timedelta(days=days))
    gain = gain_of(learner, site.course.translation_key)
    assert gain is not None
    assert (gain.pre, gain.post, gain.points) == (25, 75, 50)
    assert gain.at == now + timedelta(days=4)


def test_a_test_after_that_came_before_the_test_before_shows_nothing(site: Tree, learner: Learner) -> None:
    now = timezone.now()
    attempt(site, learner, "post", 4, now)
    attempt(site, learner, "pre", 1, now + timedelta(hours=1))
    assert gain_of(learner, site.course.translation_key) is None


def test_a_quiz_of_a_lesson_is_no_test_of_a_course(site: Tree, learner: Learner) -> None:
    now = timezone.now()
    attempt(site, learner, "pre", 1, now)
    attempt(site, learner, "lesson", 4, now + timedelta(hours=1))
    assert gain_of(learner, site.course.translation_key) is None
    assert not passed_post_test(learner, site.course.translation_key)


def test_passing_the_test_after_once_is_enough(site: Tree, learner: Learner) -> None:
    now = timezone.now()
    key = site.course.translation_key
    attempt(site, learner, "pre", 4, now)
    attempt(site, learner, "post", 1, now + timedelta(hours=1))
    assert not passed_post_test(learner, key)
    attempt(site, learner, "post", 3, now + timedelta(hours=2))
    attempt(site, learner, "post", 0, now + timedelta(hours=3))
    assert passed_post_test(learner, key)
    assert not passed_post_test(Learner.objects.create(), key)


def test_means_of_those_who_took_both_in_one_query(site: Tree, django_assert_num_queries) -> None:
    now = timezone.now()
    for before, after in ((1, 3), (2, 4), (3, None), (None, 4)):
        person = Learner.objects.create()
        if before is not None:
            attempt(site, person, "pre", before, now)
        if after is not None:
            attempt(site, person, "post", after, now + timedelta(hours=1))
    attempt(site, None, "pre", 0, now)
    attempt(site, None, "post", 4, now + timedelta(hours=1))
    with django_assert_num_queries(1):
        (row,) = gains_by_course()
    assert (row.course_key, row.title, row.n) == (site.course.translation_key, site.course.title, 2)
    assert (row.pre, row.post, row.gain) == (37.5, 87.5, 50.0)


def test_a_report_of_a_period_goes_by_the_test_after(site: Tree) -> None:
    now = timezone.now()
    for days in (0, 10):
        person = Learner.objects.create()
        attempt(site, person, "pre", 1, now - timedelta(days=30))
        attempt(site, person, "post", 3, now + timedelta(days=days))
    assert [row.n for row in gains_by_course()] == [2]
    assert [row.n for row in gains_by_course(start=now + timedelta(days=1))] == [1]
    assert [row.n for row in gains_by_course(end=now + timedelta(days=1))] == [1]
    assert gains_by_course(start=now + timedelta(days=11)) == []


def test_nobody_sees_the_gain_of_another(tested: Tree, visitor: Client) -> None:
    take(visitor, tested, "pre", 1)
    other = Client()
    assert "ร้อยละ" not in take(other, tested, "post", 4).content.decode()
    assert Learner.objects.count() == 2
