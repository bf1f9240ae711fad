"""Completion rules: a lesson by its quiz or "I did this"; a course when each of its lessons is complete."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.dispatch import Signal

from courses.models import LessonPage
from portal.learning.models import Completion, Learner
from portal.learning.subject import kept_facts

# Sent after a completion was written: learner, completion.
completed = Signal()


def rule_of(lesson: LessonPage) -> Completion.Rule:
    """What completes this lesson."""
    return Completion.Rule.QUIZ_PASSED if lesson.quiz_id else Completion.Rule.DID_THIS


@transaction.atomic
def complete_lesson(learner: Learner, lesson: LessonPage, at: datetime) -> tuple[Completion, Completion | None]:
    """Write that the learner finished the lesson and, where this was the last one, the course.

    Doing it again changes nothing. Returns both completions; the course's is None while lessons are missing.
    """
    completion = _complete(learner, lesson, Completion.Subject.LESSON, rule_of(lesson), at)
    return completion, _complete_course(learner, lesson.course, at)


def _complete_course(learner: Learner, course: Any, at: datetime) -> Completion | None:
    needed = {lesson.translation_key for lesson in course.ordered_lessons()}
    done = set(
        Completion.objects.of_lessons()
        .filter(learner=learner, subject_key__in=needed)
        .values_list("subject_key", flat=True)
    )
    if not needed or needed - done:
        return None
    return _complete(learner, course, Completion.Subject.COURSE, Completion.Rule.ALL_LESSONS, at)


def _complete(learner: Learner, page: Any, kind: str, rule: Completion.Rule, at: datetime) -> Completion:
    completion, created = Completion.objects.get_or_create(
        learner=learner,
        subject_kind=kind,
        subject_key=page.translation_key,
        occasion=1,
        defaults={**kept_facts(page, kind), "rule": rule, "at": at},
    )
    if created:
        transaction.on_commit(lambda: completed.send(Completion, learner=learner, completion=completion))
    return completion
