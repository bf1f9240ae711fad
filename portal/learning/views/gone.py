"""What a learner sees when the lesson went away while they were in it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from courses.models import LessonPage


def lesson_gone(request: HttpRequest, lesson: LessonPage | None = None) -> HttpResponse:
    """404 in a learner's words: what happened, that the record stays, where to go on.

    lesson: the lesson itself where only a part of it (an activity, its quiz) is gone. The answer is the same for a lesson
    that was unpublished, deleted or made private as for one that never was, so that nobody learns which.
    """
    context = {"lesson": lesson, "was_sending": request.method == "POST"}
    return render(request, "learning/gone.html", context, status=404)
