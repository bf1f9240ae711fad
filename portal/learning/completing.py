"""Completions: a lesson by its quiz or "I did this"; a course by its rule, as frozen when the learner began it."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.dispatch import Signal

from courses.models import CoursePage, LessonPage
from portal.learning.models import Completion, CourseRun, Learner
from portal.learning.occasions import courses_of, run_of
from portal.learning.requirements import Requirement, keep, kept, required_now
from portal.learning.rules import Case, rule_named
from portal.learning.subject import kept_facts

# Sent after a completion was written: learner, completion.
completed = Signal()


def rule_of(lesson: LessonPage) -> Completion.Rule:
    """What completes this lesson."""
    return Completion.Rule.QUIZ_PASSED if lesson.quiz_id else Completion.Rule.DID_THIS


@transaction.atomic
def complete_lesson(learner: Learner, lesson: LessonPage, at: datetime) -> tuple[Completion, Completion | None]:
    """Write that the learner finished the lesson and, where their rule is met by it, its courses.

    Doing it again changes nothing, unless one of its courses was begun again on purpose. Returns the lesson's
    completion and that of the course it stands under; the latter is None while something is missing.
    """
    runs = {course.pk: (course, run_of(learner, course, at)) for course in courses_of(lesson)}
    completion = _complete_lesson(learner, lesson, [run for _course, run in runs.values()], at)
    finished = {pk: _judge(learner, course, run, at) for pk, (course, run) in runs.items()}
    return completion, finished.get(lesson.get_parent().pk)


@transaction.atomic
def complete_course(learner: Learner, course: CoursePage, at: datetime) -> Completion | None:
    """Write that the learner finished the course, if its rule is met: for acts that are no lesson's, a post-test."""
    return _judge(learner, course, run_of(learner, course, at), at)


@transaction.atomic
def complete_attended(
    learner: Learner, course: CoursePage, at: datetime, source: Completion.Source = Completion.Source.CLASS
) -> Completion | None:
    """Write that the learner was there, for courses that are finished by attending; None for the others."""
    return _judge(learner, course, run_of(learner, course, at), at, attended=True, source=source)


def _complete_lesson(learner: Learner, lesson: LessonPage, runs: list[CourseRun], at: datetime) -> Completion:
    """The lesson's completion; a new one when a course of its was begun again after the last."""
    before = Completion.objects.of_lessons().filter(learner=learner, subject_key=lesson.translation_key)
    last = before.aggregate(occasion=Max("occasion"), at=Max("at"))
    occasion = last["occasion"] or 1
    if last["at"] is not None and any(run.occasion > 1 and run.began_at > last["at"] for run in runs):
        occasion += 1
    return _complete(learner, kept_facts(lesson, Completion.Subject.LESSON), occasion, rule_of(lesson), at)


def _judge(
    learner: Learner,
    course: CoursePage,
    run: CourseRun,
    at: datetime,
    *,
    attended: bool = False,
    source: Completion.Source = Completion.Source.WEB,
) -> Completion | None:
    done = (
        Completion.objects.of_courses()
        .filter(learner=learner, subject_key=course.translation_key, occasion=run.occasion)
        .first()
    )
    if done is not None:
        return done
    since = run.began_at if run.occasion > 1 else None
    for required in _asked_of(run, required_now(course)):
        if rule_named(required.rule).is_met(Case(learner, required, since, attended)):
            facts = kept_facts(course, Completion.Subject.COURSE) | {
                "snapshot": keep(required, course.live_revision_id),
                "source": source,
            }
            return _complete(learner, facts, run.occasion, rule_named(required.rule).kept_as, at)
    return None


def _asked_of(run: CourseRun, now: Requirement) -> list[Requirement]:
    """What may be asked of this learner: the course as they began it, without what is gone since; else as it is now.

    Whichever is met first counts, so that no edit makes it harder for somebody who has begun.
    """
    began = kept(run.snapshot)
    if began is None or began == now:
        return [now]
    live = _still_there(began.lesson_keys)
    return [began.of_those_left(live), now]


def _still_there(keys: frozenset[uuid.UUID]) -> frozenset[uuid.UUID]:
    return frozenset(
        LessonPage.objects.live().filter(translation_key__in=keys).values_list("translation_key", flat=True)
    )


def _complete(
    learner: Learner, facts: dict[str, Any], occasion: int, rule: Completion.Rule, at: datetime
) -> Completion:
    completion, created = Completion.objects.get_or_create(
        learner=learner,
        subject_kind=facts["subject_kind"],
        subject_key=facts["subject_key"],
        occasion=occasion,
        defaults={**facts, "rule": rule, "at": at},
    )
    if created:
        transaction.on_commit(lambda: completed.send(Completion, learner=learner, completion=completion))
    return completion
