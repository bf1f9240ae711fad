"""Activities of a kept lesson: done and told on the device, for what they ask decides nothing.

A kept page holds the whole activity with what is right and why. What was chosen waits like a quiz's answers and is read by
the activity's own class when it comes (`take`), so what is kept of it is the same as with a network.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.utils.translation import gettext as _

from courses.activities import ACTIVITIES
from courses.models import LessonPage
from portal.learning.activities import Activity, activity_of
from portal.learning.activities.base import RowsActivity
from portal.learning.activities.settings import Settings


def activities_in(lesson: LessonPage) -> list[Any]:
    """The activity blocks of all steps, in their order."""
    return [block for step in lesson.steps for block in step.value["body"] if block.block_type in ACTIVITIES]


def version_of(block: Any) -> str:
    """32 hexadecimal digits that change with every word and every right answer of the activity."""
    text = json.dumps(block.get_prep_value(), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def whole(activity: Activity) -> dict[str, Any]:
    """The template context of an activity that nobody will be asked about again: every row or scene, with its answer.

    A row has number, text, what its form part shows, `expected` (what the right answer sends), `answer` (in words) and why.
    """
    if isinstance(activity, RowsActivity):
        asked = activity.begin().context
        return {**asked, "rows": [{**row, **_answer(activity, row)} for row in asked["rows"]]}
    if isinstance(activity, Settings):
        rows = activity.rows([])
        return {"rows": [{**row, "expected": str(row["values"].index(row["answer"]))} for row in rows]}
    if activity.kind == "scenario":
        return {"scenes": list(activity.value["scenes"])}
    return activity.begin().context


def _answer(activity: RowsActivity, row: Any) -> dict[str, str]:
    expected = activity.expected(row)
    words = {
        "password": {"strong": _("เดายาก"), "weak": _("เดาง่าย")},
        "spot": {"1": _("เป็นสัญญาณเตือน"), "": _("จุดนี้ปกติ")},
    }.get(activity.kind, {})
    return {"expected": expected, "answer": words.get(expected, row.get("answer", ""))}


def found(lesson: LessonPage, block_id: str, version: str) -> Activity | None:
    """The activity that was done, as it still stands; None when it is gone or was changed since."""
    block = next((one for one in activities_in(lesson) if one.id == block_id), None)
    if block is None or version_of(block) != version:
        return None
    activity = activity_of(block)
    return activity if activity.sends else None
