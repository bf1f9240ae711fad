"""Keeping an attempt: once for each form that was really sent."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone

from portal.learning.models import AttemptAnswer, Learner, QuizAttempt
from portal.learning.quizzing.marking import Marked
from portal.learning.quizzing.shown import Shown


@transaction.atomic
def record(learner: Learner, shown: Shown, marked: list[Marked], submission: uuid.UUID) -> QuizAttempt:
    """Keep one attempt. The same form sent again returns the attempt already kept; the same form gone back to and
    answered otherwise is another attempt, as it really was."""
    attempt, created = _kept(learner, shown, marked, submission)
    if not created and not _same(attempt, marked):
        attempt, _created = _kept(learner, shown, marked, _name_of(submission, marked))
    return attempt


def _kept(learner: Learner, shown: Shown, marked: list[Marked], submission: uuid.UUID) -> tuple[QuizAttempt, bool]:
    right = sum(item.is_correct for item in marked)
    attempt, created = QuizAttempt.objects.get_or_create(
        submission=submission,
        defaults={
            **shown.facts,
            "learner": learner,
            "kind": shown.kind,
            "quiz_uuid": shown.quiz,
            "quiz_title": shown.title,
            "right": right,
            "total": len(marked),
            "pass_percent": shown.pass_percent,
            "passed": bool(marked) and right * 100 >= shown.pass_percent * len(marked),
            "at": timezone.now(),
        },
    )
    if created:
        AttemptAnswer.objects.bulk_create(
            AttemptAnswer(
                attempt=attempt,
                question_uuid=item.question["uuid"],
                kind=item.question["kind"],
                situation=item.question.get("situation", {}),
                question_text=item.question["text"],
                shown=item.question["choices"],
                chosen=item.chosen,
                is_correct=item.is_correct,
            )
            for item in marked
        )
    return attempt, created


def _same(attempt: QuizAttempt, marked: list[Marked]) -> bool:
    kept = {str(row.question_uuid): row.chosen for row in attempt.answers.all()}
    return kept == _answers(marked)


def _answers(marked: list[Marked]) -> dict[str, Any]:
    return {item.question["uuid"]: item.chosen for item in marked}


def _name_of(submission: uuid.UUID, marked: list[Marked]) -> uuid.UUID:
    """The submission's name for these other answers: sending them twice is one attempt too."""
    return uuid.uuid5(submission, repr(sorted(_answers(marked).items())))
