"""An activity of a lesson: sorting examples, or ticking what one did."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from courses.models import LessonPage
from portal.learning import who
from portal.learning.models import ActivityAnswer
from portal.learning.origin import learners_act
from portal.learning.subject import kept_facts, live_lesson


@learners_act
@require_http_methods(["GET", "HEAD", "POST"])
def activity(request: HttpRequest, lesson_key: uuid.UUID, block_id: str) -> HttpResponse:
    """GET shows the activity as a form; POST keeps the answers and shows what was right and why.

    Template context: lesson, course, activity (the block), rows (number, text, chosen, right, why …), result, submission, who,
    unanswered, step_url.
    """
    lesson = live_lesson(lesson_key)
    block = lesson.activity(block_id)
    rows = _rows(block, request.POST if request.method == "POST" else None)
    unanswered = [row["number"] for row in rows if request.method == "POST" and row["chosen"] is None]
    context: dict[str, Any] = {
        "lesson": lesson,
        "course": lesson.course,
        "activity": block,
        "kind": block.block_type,
        "rows": rows,
        "who": request.POST.get("who", ""),
        "submission": request.POST.get("submission") or str(uuid.uuid4()),
        "unanswered": unanswered,
        "step_url": _step_url(lesson, block_id),
        "next_url": _next_url(lesson, block_id),
    }
    if request.method != "POST" or unanswered:
        return render(request, "learning/activity.html", context, status=422 if unanswered else 200)
    learner = who.acting(request)
    context["result"] = _keep(learner, lesson, block, rows, context["submission"])
    context["who"] = who.pass_of(learner)
    context["cookieless"] = not request.COOKIES
    response = render(request, "learning/activity.html", context)
    who.remember(request, response, learner)
    return response


def _rows(block: Any, answers: Any) -> list[dict[str, Any]]:
    if block.block_type == "checklist":
        return [
            {"number": number, "text": text, "chosen": None if answers is None else f"i-{number}" in answers}
            for number, text in enumerate(block.value["items"], start=1)
        ]
    rows = []
    for number, item in enumerate(block.value["items"], start=1):
        chosen = answers.get(f"i-{number}") if answers is not None else None
        chosen = chosen if chosen in ("a", "b") else None
        rows.append(
            {
                "number": number,
                "text": item["text"],
                "why": item["why"],
                "basket": item["basket"],
                "chosen": chosen,
                "right": chosen == item["basket"],
                "answer": block.value[f"label_{item['basket']}"],
            }
        )
    return rows


def _keep(learner: Any, lesson: LessonPage, block: Any, rows: list[dict[str, Any]], submission: str) -> ActivityAnswer:
    try:
        known = uuid.UUID(submission)
    except ValueError:
        known = uuid.uuid4()
    right = sum(bool(row["chosen"]) if block.block_type == "checklist" else row["right"] for row in rows)
    answer, _created = ActivityAnswer.objects.get_or_create(
        submission=known,
        defaults={
            **kept_facts(lesson, "lesson"),
            "learner": learner,
            "block_id": block.id,
            "kind": block.block_type,
            "answers": [
                {"prompt": block.value["prompt"], "text": row["text"], "chosen": row["chosen"]} for row in rows
            ],
            "right": right,
            "total": len(rows),
            "at": timezone.now(),
        },
    )
    return answer


def _step_number(lesson: LessonPage, block_id: str) -> int:
    for number, step in enumerate(lesson.steps, start=1):
        if any(block.id == block_id for block in step.value["body"]):
            return number
    return 1


def _step_url(lesson: LessonPage, block_id: str) -> str:
    number = _step_number(lesson, block_id)
    return lesson.url if number == 1 else f"{lesson.url}{number}/"


def _next_url(lesson: LessonPage, block_id: str) -> str:
    number = _step_number(lesson, block_id) + 1
    return f"{lesson.url}{number}/" if number <= len(lesson.steps) else ""
