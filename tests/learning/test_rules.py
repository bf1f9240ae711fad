"""When a course is finished, by what was frozen at its first act; finishing it again on purpose."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from courses.models import CoursePage
from portal.accounts.personal_data import holdings
from portal.learning.completing import complete_attended, complete_course, complete_lesson
from portal.learning.models import Completion, CourseRun, CourseSnapshot, Learner, QuizAttempt
from portal.learning.requirements import kept, required_now
from portal.learning.rules import RULES
from tests.factories import content
from tests.factories.tree import Tree
from tests.learning.acting import activity_url, filled_quiz, hidden, quiz_url, send
from tests.learning.earning import again, course_completions, finish_course

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def with_rule(site: Tree, rule: str, **fields: Any) -> CoursePage:
    CoursePage.objects.filter(pk=site.course.pk).update(completion_rule=rule, **fields)
    return CoursePage.objects.get(pk=site.course.pk)


def post_test(learner: Learner, course: CoursePage, *, passed: bool) -> QuizAttempt:
    """An attempt at the test after the course."""
    return QuizAttempt.objects.create(
        learner=learner,
        kind=QuizAttempt.Kind.POST,
        subject_kind="course",
        subject_key=course.translation_key,
        language="th",
        title=course.title,
        quiz_uuid=course.translation_key,
        quiz_title="หลังเรียน",
        right=3 if passed else 0,
        total=3,
        pass_percent=60,
        passed=passed,
        at=timezone.now(),
    )


def test_every_rule_an_editor_may_choose_has_its_class() -> None:
    assert set(RULES) == set(CoursePage.Rule.values)


def test_the_completion_keeps_the_lessons_it_was_judged_by(site: Tree, visitor: Client) -> None:
    finish_course(site, visitor)
    [completion] = course_completions(site)
    snapshot = CourseSnapshot.objects.get(hash=completion.snapshot)
    assert snapshot.content["lessons"] == [
        [str(lesson.translation_key), lesson.title] for lesson in (site.lesson, site.next_lesson)
    ]
    revision = CoursePage.objects.get(pk=site.course.pk).live_revision_id
    assert (snapshot.content["rule"], snapshot.revision, completion.revision) == ("all-lessons", revision, revision)


def test_the_hash_is_of_the_content(site: Tree) -> None:
    required = required_now(site.course)
    assert required.hash == required_now(site.course).hash
    assert replace(required, title="อีกชื่อ").hash != required.hash
    assert replace(required, lessons=required.lessons[:1]).hash != required.hash


def test_what_is_kept_comes_back_as_it_was(site: Tree, visitor: Client) -> None:
    finish_course(site, visitor)
    [completion] = course_completions(site)
    found = kept(completion.snapshot)
    assert found is not None
    assert (found, found.hash) == (required_now(site.course), completion.snapshot)


def test_a_lesson_added_after_the_first_act_is_not_asked_of_who_had_begun(site: Tree, visitor: Client) -> None:
    url = activity_url(site.lesson, "checklist")
    send(visitor, url, {**hidden(visitor.get(url).content.decode()), "i-1": "1"})
    added = content.lesson(site.course, title="บทที่เพิ่มทีหลัง")
    content.module(site.course, "เพิ่มเติม", added)
    finish_course(site, visitor)
    assert len(course_completions(site)) == 1
    # Somebody who begins now is asked for it.
    other = Client()
    finish_course(site, other)
    assert len(course_completions(site)) == 1


def test_a_lesson_taken_away_is_asked_of_nobody(site: Tree, visitor: Client) -> None:
    send(visitor, quiz_url(site.lesson), filled_quiz(visitor, site.lesson))
    assert course_completions(site) == []
    added = content.lesson(site.course, title="บทแทน")
    content.module(site.course, "แทน", added)
    site.next_lesson.unpublish()
    send(visitor, f"/th/learn/{added.translation_key}/done/", {})
    [completion] = course_completions(site)
    judged = kept(completion.snapshot)
    assert judged is not None
    assert [title for _key, title in judged.lessons] == [site.lesson.title]


def test_a_course_edited_after_the_end_demotes_nobody(site: Tree, visitor: Client) -> None:
    finish_course(site, visitor)
    before = course_completions(site)
    added = content.lesson(site.course, title="บทใหม่")
    content.module(site.course, "เพิ่มเติม", added)
    with_rule(site, "lessons-and-test")
    finish_course(site, visitor)
    assert course_completions(site) == before


def test_lessons_and_test_waits_for_the_test(site: Tree, visitor: Client) -> None:
    course = with_rule(site, "lessons-and-test")
    finish_course(site, visitor)
    learner = Learner.objects.get()
    assert course_completions(site) == []
    post_test(learner, course, passed=False)
    assert complete_course(learner, course, timezone.now()) is None
    post_test(learner, course, passed=True)
    done = complete_course(learner, course, timezone.now())
    assert done is not None and done.rule == "lessons-and-test"
    assert complete_course(learner, course, timezone.now()) == done


def test_a_test_of_the_course_begins_it(site: Tree, learner: Learner) -> None:
    post_test(learner, site.course, passed=False)
    run = CourseRun.objects.get()
    assert (run.learner, run.course_key, run.occasion) == (learner, site.course.translation_key, 1)


def test_the_test_alone_finishes_nothing(site: Tree, learner: Learner) -> None:
    course = with_rule(site, "lessons-and-test")
    post_test(learner, course, passed=True)
    assert complete_course(learner, course, timezone.now()) is None


def test_a_course_finished_by_attending_is_finished_by_nothing_else(site: Tree, visitor: Client) -> None:
    course = with_rule(site, "attended")
    finish_course(site, visitor)
    assert course_completions(site) == []
    done = complete_attended(Learner.objects.get(), course, timezone.now())
    assert done is not None and (done.rule, done.source) == ("attended", "class")


def test_attending_does_not_finish_a_course_of_lessons(site: Tree, learner: Learner) -> None:
    assert complete_attended(learner, site.course, timezone.now()) is None


def test_finishing_again_needs_the_lessons_again(site: Tree, visitor: Client) -> None:
    finish_course(site, visitor)
    assert again(site, visitor, 1).status_code == 303
    send(visitor, quiz_url(site.lesson), filled_quiz(visitor, site.lesson))
    assert len(course_completions(site)) == 1
    finish_course(site, visitor)
    assert [row.occasion for row in course_completions(site)] == [1, 2]
    # The last form sent twice more changes nothing.
    finish_course(site, visitor)
    assert len(course_completions(site)) == 2
    assert Completion.objects.of_lessons().filter(subject_key=site.lesson.translation_key).count() == 2


def test_the_test_passed_before_does_not_count_for_the_second_time(site: Tree, visitor: Client) -> None:
    course = with_rule(site, "lessons-and-test")
    finish_course(site, visitor)
    learner = Learner.objects.get()
    post_test(learner, course, passed=True)
    assert complete_course(learner, course, timezone.now()) is not None
    again(site, visitor, 1)
    finish_course(site, visitor)
    assert len(course_completions(site)) == 1
    post_test(learner, course, passed=True)
    done = complete_course(learner, course, timezone.now())
    assert done is not None and done.occasion == 2


def test_a_double_click_a_second_tab_and_the_back_button_begin_once(site: Tree, visitor: Client) -> None:
    finish_course(site, visitor)
    for _ in range(3):
        again(site, visitor, 1)
    assert [run.occasion for run in CourseRun.objects.order_by("occasion")] == [1, 2]
    finish_course(site, visitor)
    # The stale form of the first time.
    again(site, visitor, 1)
    assert CourseRun.objects.count() == 2
    again(site, visitor, 2)
    assert CourseRun.objects.count() == 3


@pytest.mark.parametrize("after", ["", "x", "-1", "๑"])
def test_beginning_again_needs_a_form_of_ours(site: Tree, visitor: Client, after: str) -> None:
    finish_course(site, visitor)
    url = f"/th/my/courses/{site.course.translation_key}/again/"
    assert send(visitor, url, {"after": after}).status_code == 404
    assert CourseRun.objects.count() == 1


def test_nobody_begins_again_what_they_have_not_finished(site: Tree, visitor: Client, learner: Learner) -> None:
    assert again(site, visitor, 1).status_code == 404
    send(visitor, quiz_url(site.lesson), filled_quiz(visitor, site.lesson))
    assert again(site, visitor, 0).status_code == 404
    assert CourseRun.objects.count() == 1


def test_a_lesson_of_two_courses_finishes_both(site: Tree, learner: Learner) -> None:
    second = content.course(site.courses, title="หลักสูตรย่อ")
    content.module(second, "ย่อ", site.next_lesson)
    _lesson, own = complete_lesson(learner, site.next_lesson, timezone.now())
    assert own is None
    done = Completion.objects.of_courses().get(learner=learner)
    assert done.subject_key == second.translation_key


def test_merging_keeps_the_earlier_beginning(site: Tree) -> None:
    first, second = Learner.objects.create(), Learner.objects.create()
    early, late = timezone.now() - timezone.timedelta(days=2), timezone.now()
    for learner, at, snapshot in ((first, late, "b" * 64), (second, early, "a" * 64)):
        CourseRun.objects.create(
            learner=learner, course_key=site.course.translation_key, snapshot=snapshot, began_at=at
        )
    holding = next(one for one in holdings() if one.model is CourseRun)
    assert holding.merge is not None
    holding.merge(second, first)
    run = CourseRun.objects.get()
    assert (run.learner, run.snapshot) == (first, "a" * 64)
