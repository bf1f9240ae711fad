""" "I did this": the completion of lessons without a quiz."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from portal.learning import who
from portal.learning.completing import complete_lesson, rule_of
from portal.learning.models import Completion
from portal.learning.origin import learners_act
from portal.learning.progress import next_unfinished
from portal.learning.subject import live_lesson
from portal.learning.views.gone import lesson_gone


@learners_act
@require_http_methods(["GET", "HEAD", "POST"])
def did_this(request: HttpRequest, lesson_key: uuid.UUID) -> HttpResponse:
    """GET asks "did you do it?"; POST completes the lesson. Lessons with a quiz are 404 here.

    Template context: lesson, course, who; once it is done completion, course_completion, next_lesson (the next one still
    to do, None in a finished course).
    """
    try:
        lesson = live_lesson(lesson_key)
    except Http404:
        return lesson_gone(request)
    if rule_of(lesson) != Completion.Rule.DID_THIS:
        raise Http404
    context = {"lesson": lesson, "course": lesson.course}
    # As with the quiz, a form may ask for this page, so that a browser without cookies keeps who it is.
    if request.method != "POST" or "again" in request.POST:
        context |= {"submission": str(uuid.uuid4()), "who": request.POST.get("who", "")}
        return render(request, "learning/done.html", context)
    learner = who.acting(request)
    completion, course_completion = complete_lesson(learner, lesson, timezone.now())
    context |= {"completion": completion, "course_completion": course_completion, "who": who.pass_of(learner)}
    context["next_lesson"] = next_unfinished(learner, lesson) if course_completion is None else None
    context["cookieless"] = not request.COOKIES
    response = render(request, "learning/done.html", context)
    who.remember(request, response, learner)
    return response
