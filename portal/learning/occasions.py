"""Which time somebody takes a course: the first from their first act on, another one when they ask for it."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max, Q
from django.db.models.signals import post_save

from courses.models import CoursePage, LessonPage
from portal.learning.models import ActivityAnswer, Certificate, Completion, CourseRun, Learner, QuizAttempt
from portal.learning.requirements import keep, required_now


def courses_of(lesson: LessonPage) -> list[CoursePage]:
    """The live courses this lesson belongs to: the one it stands under, and those that link to it."""
    under = lesson.get_parent()
    return list(
        CoursePage.objects.live()
        .filter(Q(pk=under.pk) | Q(modules__lessons__lesson=lesson))
        .distinct()
        .order_by("path")
    )


def run_of(learner: Learner, course: CoursePage, at: datetime) -> CourseRun:
    """The learner's present time in the course; the first is begun here, with what the course asks for now."""
    run = CourseRun.objects.filter(learner=learner, course_key=course.translation_key).first()
    if run is None:
        run, _made = CourseRun.objects.get_or_create(
            learner=learner,
            course_key=course.translation_key,
            occasion=1,
            defaults={"snapshot": keep(required_now(course), course.live_revision_id), "began_at": at},
        )
    return run


def last_occasion(learner: Learner, course_key: uuid.UUID) -> int:
    """The highest number a run, a completion or a certificate of this learner bears; 0 for none."""
    numbers = (
        CourseRun.objects.filter(learner=learner, course_key=course_key),
        Completion.objects.of_courses().filter(learner=learner, subject_key=course_key),
        Certificate.objects.filter(learner=learner, course_key=course_key),
    )
    return max(rows.aggregate(last=Max("occasion"))["last"] or 0 for rows in numbers)


@transaction.atomic
def begin_again(learner: Learner, course: CoursePage, after: int, at: datetime) -> CourseRun | None:
    """Begin the course anew, once it was finished; None where it was not.

    `after` is the last occasion the asking form knew: sent twice, from another tab or with the back button it begins
    one occasion, not two.
    """
    finished = Completion.objects.of_courses().filter(learner=learner, subject_key=course.translation_key)
    if not finished.exists():
        return None
    last = last_occasion(learner, course.translation_key)
    present = CourseRun.objects.filter(learner=learner, course_key=course.translation_key).first()
    if present is not None and (last > after or not finished.filter(occasion=present.occasion).exists()):
        return present
    run, _made = CourseRun.objects.get_or_create(
        learner=learner,
        course_key=course.translation_key,
        occasion=last + 1,
        defaults={"snapshot": keep(required_now(course), course.live_revision_id), "began_at": at},
    )
    return run


def _acted(sender: Any, instance: Any, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """An answer in a lesson or in a course's own test begins it, so that what it asks for is frozen from the first act on."""
    if raw or not created or instance.learner is None:
        return
    if instance.subject_kind == "course":
        found = CoursePage.objects.live().filter(
            translation_key=instance.subject_key, locale__language_code=instance.language
        )
        for course in found:
            run_of(instance.learner, course, instance.at)
        return
    lesson = LessonPage.objects.filter(
        translation_key=instance.subject_key, locale__language_code=instance.language
    ).first()
    for course in courses_of(lesson) if lesson is not None else []:
        run_of(instance.learner, course, instance.at)


def connect() -> None:
    for model in (ActivityAnswer, QuizAttempt):
        post_save.connect(_acted, sender=model, dispatch_uid=f"learning.acted.{model.__name__}")
