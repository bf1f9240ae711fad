"""My learning: what is finished, and where to go on."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from courses.models import LessonPage
from portal.learning import my_page
from portal.learning.completing import complete_lesson
from portal.learning.models import Learner, QuizAttempt
from tests.factories import content
from tests.factories.tree import Tree
from tests.learning.acting import activity_url, done_url, filled_quiz, quiz_url, send
from tests.learning.test_activity_and_course import sort_answers
from tests.learning.test_merging import completion

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
MY = "/th/my/"


def goes_on_at(client: Client) -> str:
    """The address of the first, big button."""
    main = client.get(MY).content.decode().split("<main")[1]
    return re.findall(r'<a class="btn" href="([^"]+)"', main)[0]


def more_courses(site: Tree, count: int) -> list[LessonPage]:
    """Courses of three lessons each; their first lessons."""
    firsts = []
    for number in range(count):
        course = content.course(site.courses, title=f"หลักสูตร {number}")
        lessons = [content.lesson(course, title=f"บท {number}.{place}") for place in range(3)]
        content.module(course, "ทั้งหมด", *lessons)
        firsts.append(lessons[0])
    return firsts


def test_nothing_yet_is_said_kindly_with_a_way_on(site: Tree, visitor: Client) -> None:
    html = visitor.get(MY).content.decode()
    assert "ยังไม่มีบทเรียนที่ทำไว้ในเครื่องนี้" in html
    assert goes_on_at(visitor) == "/th/courses/"
    assert 'href="/card/"' in html
    assert not Learner.objects.exists()


def test_after_an_activity_the_next_step_comes(site: Tree, visitor: Client) -> None:
    send(visitor, activity_url(site.lesson, "sort"), sort_answers(site))
    assert goes_on_at(visitor) == f"{site.lesson.url}2/"


def test_after_a_failed_quiz_the_quiz_comes_again(site: Tree, visitor: Client) -> None:
    send(visitor, quiz_url(site.lesson), filled_quiz(visitor, site.lesson, right=False))
    assert goes_on_at(visitor) == quiz_url(site.lesson)


def test_after_the_last_steps_activity_its_end_comes(site: Tree, visitor: Client) -> None:
    send(visitor, activity_url(site.next_lesson, "checklist"), {"i-1": "1"})
    assert goes_on_at(visitor) == done_url(site.next_lesson)


def test_after_a_finished_lesson_the_next_one_comes(site: Tree, visitor: Client) -> None:
    send(visitor, quiz_url(site.lesson), filled_quiz(visitor, site.lesson))
    assert goes_on_at(visitor) == site.next_lesson.url


def test_after_everything_another_lesson_may_be_chosen(site: Tree, visitor: Client) -> None:
    send(visitor, quiz_url(site.lesson), filled_quiz(visitor, site.lesson))
    send(visitor, done_url(site.next_lesson), {})
    assert goes_on_at(visitor) == "/th/courses/"


def test_a_course_begun_elsewhere_is_gone_on_with(site: Tree, learner, browser_of) -> None:
    first = more_courses(site, 1)[0]
    complete_lesson(learner, first, timezone.now() - timedelta(days=2))
    complete_lesson(learner, site.lesson, timezone.now() - timedelta(days=1))
    complete_lesson(learner, site.next_lesson, timezone.now())
    assert goes_on_at(browser_of(learner)) == first.course.ordered_lessons()[1].url


def test_what_was_unpublished_stays_finished_and_leads_nowhere(site: Tree, visitor: Client) -> None:
    send(visitor, quiz_url(site.lesson), filled_quiz(visitor, site.lesson))
    site.course.unpublish()
    html = visitor.get(MY).content.decode()
    assert site.lesson.title in html
    assert site.course.url not in html
    assert goes_on_at(visitor) == "/th/courses/"


def test_queries_do_not_grow_with_what_was_learned(site: Tree, browser_of, django_assert_num_queries) -> None:
    few, much = Learner.objects.create(), Learner.objects.create()
    firsts = more_courses(site, 6)
    complete_lesson(few, firsts[0], timezone.now())
    for lesson in firsts:
        for each in lesson.course.ordered_lessons()[:2]:
            complete_lesson(much, each, timezone.now())
    for _ in range(30):
        completion(much, uuid.uuid4())
    for learner in (few, much):
        browser = browser_of(learner)
        browser.get(MY)
        with django_assert_num_queries(11):
            browser.get(MY)


def test_queries_of_a_signed_in_person(site: Tree, member, browser_of, django_assert_num_queries) -> None:
    learner = Learner.objects.create(user=member)
    complete_lesson(learner, site.lesson, timezone.now())
    browser = browser_of(member)
    browser.get(MY)
    # Session and account besides.
    with django_assert_num_queries(13):
        browser.get(MY)


def test_other_parts_put_their_own_on_the_page(site: Tree, learner, browser_of, monkeypatch) -> None:
    monkeypatch.setattr(my_page, "_parts", {})
    my_page.register_part("extras", lambda who: [f"ของ {who.pk}"])
    assert browser_of(learner).get(MY).context["extras"] == [f"ของ {learner.pk}"]
    assert "extras" not in Client().get(MY).context


def test_an_attempt_is_shown_with_the_words_it_had(site: Tree, visitor: Client) -> None:
    send(visitor, quiz_url(site.lesson), filled_quiz(visitor, site.lesson))
    question = site.quiz.questions.first()
    shown = question.text
    question.text = "เปลี่ยนแล้ว"
    question.save()
    html = visitor.get(f"/th/my/attempts/{QuizAttempt.objects.get().submission}/").content.decode()
    assert shown in html
    assert "เปลี่ยนแล้ว" not in html


def progress_url(site: Tree) -> str:
    return f"/th/my/progress/{site.course.translation_key}/"


def test_a_courses_marks_are_fetched_apart_and_set_no_cookie(
    site: Tree, learner, browser_of, visitor: Client, django_assert_num_queries
) -> None:
    with django_assert_num_queries(0):
        nobody = visitor.get(progress_url(site))
    assert (nobody.status_code, nobody.content) == (204, b"")
    browser = browser_of(learner)
    assert browser.get(progress_url(site)).status_code == 204
    complete_lesson(learner, site.lesson, timezone.now())
    browser.get(progress_url(site))
    with django_assert_num_queries(5):
        marked = browser.get(progress_url(site))
    html = marked.content.decode()
    assert f'data-done="{site.lesson.translation_key}"' in html
    assert f'data-done="{site.next_lesson.translation_key}"' not in html
    assert site.next_lesson.url in html
    assert marked["Cache-Control"] == "private, no-store"
    assert marked.cookies == nobody.cookies == {}


def test_an_unknown_course_has_no_marks(site: Tree, learner, browser_of) -> None:
    assert browser_of(learner).get(f"/th/my/progress/{uuid.uuid4()}/").status_code == 404


def test_the_course_page_itself_stays_the_same_for_everybody(site: Tree, learner, browser_of) -> None:
    complete_lesson(learner, site.lesson, timezone.now())
    assert browser_of(learner).get(site.course.url).content == Client().get(site.course.url).content
    assert 'href="/th/my/"' in Client().get(site.course.url).content.decode().split("<main")[1].split("</main>")[0]
