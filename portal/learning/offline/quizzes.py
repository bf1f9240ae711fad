"""The quiz of a kept lesson: the same questions for everybody, known by a version that the answers name.

A kept page holds questions without their key and without a token, so what comes back is marked by our own record of
that version: the quiz as it stands, or the snapshot that was written when an editor saved or published.
"""

from __future__ import annotations

import hashlib
import json
import random
import uuid
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save, pre_save
from wagtail.signals import page_published

from courses.models import LessonPage, Quiz
from portal.learning import quizzing
from portal.learning.models import QuizSnapshot

KEPT_FIELDS = ("quiz", "title", "pass_percent", "questions")


def offline_quiz(lesson: LessonPage) -> quizzing.Shown:
    """The lesson's quiz as kept copies ask it: drawn and mixed alike for everybody, so that one version means one set of
    questions.

    The lesson must have a quiz.
    """
    quiz: Any = lesson.quiz
    return quizzing.show(quiz, lesson, chance=random.Random(quiz.uuid.hex))  # noqa: S311  nothing is to be kept secret


def version_of(lesson_key: uuid.UUID, shown: quizzing.Shown) -> str:
    """32 hexadecimal digits that change with every word, key and pass mark of the quiz."""
    text = json.dumps([str(lesson_key), _content(shown)], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def shown_as(lesson: LessonPage, version: str) -> quizzing.Shown | None:
    """The questions that this version of the lesson's quiz asked; None for a version that was never ours."""
    if lesson.quiz is not None:
        now = offline_quiz(lesson)
        if version_of(lesson.translation_key, now) == version:
            return now
    kept = QuizSnapshot.objects.filter(lesson_key=lesson.translation_key, version=version).first()
    return quizzing.Shown(**kept.content) if kept else None


def keep_version(lesson: LessonPage) -> None:
    """Write down how the lesson's quiz stands in the database; again changes nothing."""
    if lesson.quiz is None:
        return
    shown = offline_quiz(lesson)
    QuizSnapshot.objects.get_or_create(
        lesson_key=lesson.translation_key,
        version=version_of(lesson.translation_key, shown),
        # What the lesson was goes along; it is no part of the version.
        defaults={"content": {**_content(shown), "facts": shown.facts}},
    )


def _content(shown: quizzing.Shown) -> dict[str, Any]:
    return {name: getattr(shown, name) for name in KEPT_FIELDS}


def _keep_of_quiz(quiz_pk: int) -> None:
    for lesson in LessonPage.objects.live().filter(quiz=quiz_pk).select_related("quiz"):
        keep_version(lesson)


def _quiz_changes(sender: type, instance: Quiz, raw: bool = False, **kwargs: Any) -> None:
    """Before an editor's change: what readers could keep until now."""
    if instance.pk and not raw:
        _keep_of_quiz(instance.pk)


def _quiz_changed(sender: type, instance: Quiz, raw: bool = False, **kwargs: Any) -> None:
    """After it, once its questions are saved too."""
    if not raw:
        transaction.on_commit(partial(_keep_of_quiz, instance.pk))


def _lesson_published(sender: type, instance: LessonPage, **kwargs: Any) -> None:
    keep_version(instance)


def connect() -> None:
    pre_save.connect(_quiz_changes, sender=Quiz, dispatch_uid="learning.offline.quiz_changes")
    post_save.connect(_quiz_changed, sender=Quiz, dispatch_uid="learning.offline.quiz_changed")
    page_published.connect(_lesson_published, sender=LessonPage, dispatch_uid="learning.offline.lesson_published")
