"""An activity of a lesson, on an uncached page of its own."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from courses.models import LessonPage
from portal.learning import who
from portal.learning.activities import Activity, Asked, Finished, activity_of
from portal.learning.keeping import keep_activity
from portal.learning.origin import learners_act
from portal.learning.subject import live_lesson
from portal.learning.views.gone import lesson_gone


@learners_act
@require_http_methods(["GET", "HEAD", "POST"])
def activity(request: HttpRequest, lesson_key: uuid.UUID, block_id: str) -> HttpResponse:
    """GET shows the activity as a form; POST shows what follows: what is missing (422), the next part, or, once the answers
    are kept, what was right and why.

    Template context: lesson, activity (the block), kind, script, part (the template of the form or of the result), what the
    kind's own class adds (rows, scene …), problems, submission, who, refused, step_url, next_url.
    """
    try:
        lesson = live_lesson(lesson_key)
    except Http404:
        return lesson_gone(request)
    try:
        activity = activity_of(lesson.activity(block_id))
    except Http404:
        return lesson_gone(request, lesson)
    if request.method != "POST":
        return _asked(request, lesson, activity, activity.begin())
    if not activity.sends:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    outcome = activity.take(request.POST.dict())
    if isinstance(outcome, Asked):
        return _asked(request, lesson, activity, outcome)
    return _finished(request, lesson, activity, outcome)


def _asked(request: HttpRequest, lesson: LessonPage, activity: Activity, asked: Asked) -> HttpResponse:
    context = {
        **context_of(lesson, activity),
        **asked.context,
        "part": activity.form_template,
        "problems": asked.problems,
        "submission": request.POST.get("submission") or str(uuid.uuid4()),
        "who": request.POST.get("who", ""),
        # Refused on the first of several screens: it holds for the act at their end.
        "refused": "refuse-counting" in request.POST,
    }
    return render(request, "learning/activity.html", context, status=422 if asked.problems else 200)


def _finished(request: HttpRequest, lesson: LessonPage, activity: Activity, done: Finished) -> HttpResponse:
    learner = who.acting(request)
    keep_activity(learner, lesson, activity, done, request.POST.get("submission", ""))
    context = {
        **context_of(lesson, activity),
        **done.context,
        "part": activity.result_template,
        "result": done,
        # Another go is another answer.
        "submission": str(uuid.uuid4()),
        "who": who.pass_of(learner),
        # Only a second act tells: the first one comes without the cookie it is about to get.
        "cookieless": bool(request.POST.get("who")) and who.COOKIE not in request.COOKIES,
    }
    response = render(request, "learning/activity.html", context)
    who.remember(request, response, learner)
    return response


def context_of(lesson: LessonPage, activity: Activity) -> dict[str, Any]:
    """What every page of an activity shows, whatever became of it."""
    number = _step_number(lesson, activity.block.id)
    return {
        "lesson": lesson,
        "course": lesson.course,
        "activity": activity.block,
        "kind": activity.kind,
        "script": f"portal/js/activities/{activity.script}.js" if activity.script else "",
        "step_url": _step_url(lesson, number),
        "next_url": _step_url(lesson, number + 1) if number < len(lesson.steps) else "",
    }


def _step_number(lesson: LessonPage, block_id: str) -> int:
    for number, step in enumerate(lesson.steps, start=1):
        if any(block.id == block_id for block in step.value["body"]):
            return number
    return 1


def _step_url(lesson: LessonPage, number: int) -> str:
    return lesson.url if number == 1 else f"{lesson.url}{number}/"
