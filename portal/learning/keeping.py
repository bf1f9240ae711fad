"""Keeping what was answered: one row for one sending, however often the button was pressed."""

from __future__ import annotations

import json
import uuid

from django.utils import timezone

from courses.models import LessonPage
from portal.learning.activities import Activity, Finished
from portal.learning.models import ActivityAnswer, Learner
from portal.learning.subject import kept_facts


def keep_activity(
    learner: Learner, lesson: LessonPage, activity: Activity, done: Finished, submission: str
) -> ActivityAnswer:
    """The row of this answer. The same form sent twice is one row; sent again with other answers it is another go."""
    answer = _row(learner, lesson, activity, done, _uuid(submission))
    if answer.answers != done.answers:
        words = json.dumps(done.answers, ensure_ascii=False, sort_keys=True)
        answer = _row(learner, lesson, activity, done, uuid.uuid5(answer.submission, words))
    return answer


def _row(
    learner: Learner, lesson: LessonPage, activity: Activity, done: Finished, submission: uuid.UUID
) -> ActivityAnswer:
    answer, _created = ActivityAnswer.objects.get_or_create(
        submission=submission,
        defaults={
            **kept_facts(lesson, "lesson"),
            "learner": learner,
            "block_id": activity.block.id,
            "kind": activity.kind,
            "answers": done.answers,
            "right": done.right,
            "total": done.total,
            "at": timezone.now(),
        },
    )
    return answer


def _uuid(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.uuid4()
