"""A lesson's quiz: a form on its own uncached address, usable with scripts off."""

from __future__ import annotations

import uuid

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from courses.models import LessonPage
from portal.learning import quizzing, who
from portal.learning.completing import complete_lesson
from portal.learning.origin import learners_act
from portal.learning.subject import live_lesson
from portal.tracking.facts import record_quiz


@learners_act
@require_http_methods(["GET", "HEAD", "POST"])
def quiz(request: HttpRequest, lesson_key: uuid.UUID) -> HttpResponse:
    """GET shows the questions; POST marks them, keeps the attempt and completes the lesson when it is passed.

    Template context: lesson, course, shown (questions with choices), token, submission, who, marked, unanswered.
    """
    lesson = live_lesson(lesson_key)
    if lesson.quiz is None:
        raise Http404
    # "Again" comes as a form, so that a browser without cookies keeps who it is.
    if request.method != "POST" or "again" in request.POST:
        return _form(request, lesson, quizzing.show(lesson.quiz), str(uuid.uuid4()))
    try:
        shown = quizzing.Shown.from_token(request.POST.get("shown", ""))
        submission = uuid.UUID(request.POST.get("submission", ""))
    except (signing.BadSignature, ValueError):
        return _form(
            request, lesson, quizzing.show(lesson.quiz), str(uuid.uuid4()), problem=_("แบบฟอร์มนี้เก่าเกินไป ลองตอบใหม่อีกครั้ง")
        )
    marked = quizzing.mark(shown, request.POST)
    if any(item.unanswered for item in marked):
        return _form(request, lesson, shown, str(submission), marked=marked)
    return _result(request, lesson, shown, marked, submission)


def _form(
    request: HttpRequest,
    lesson: LessonPage,
    shown: quizzing.Shown,
    submission: str,
    marked: list[quizzing.Marked] | None = None,
    problem: str = "",
) -> HttpResponse:
    chosen = {value for item in marked or [] for value in item.chosen}
    unanswered = [number for number, item in enumerate(marked or [], start=1) if item.unanswered]
    context = {
        "lesson": lesson,
        "course": lesson.course,
        "shown": shown,
        "token": shown.token(),
        "submission": submission,
        "who": request.POST.get("who", ""),
        "chosen": chosen,
        "unanswered": unanswered,
        "problem": problem,
    }
    return render(request, "learning/quiz.html", context, status=422 if unanswered or problem else 200)


def _result(
    request: HttpRequest,
    lesson: LessonPage,
    shown: quizzing.Shown,
    marked: list[quizzing.Marked],
    submission: uuid.UUID,
) -> HttpResponse:
    learner = who.acting(request)
    attempt = quizzing.record(learner, lesson, shown, marked, submission)
    lesson_completion = course_completion = None
    if attempt.passed and attempt.learner_id == learner.pk:
        lesson_completion, course_completion = complete_lesson(learner, lesson, timezone.now())
    response = render(
        request,
        "learning/quiz_result.html",
        {
            "lesson": lesson,
            "course": lesson.course,
            "attempt": attempt,
            "marked": marked,
            "completion": lesson_completion,
            "course_completion": course_completion,
            "next_lesson": lesson.next_lesson(),
            "who": who.pass_of(learner),
            "cookieless": not request.COOKIES,
        },
    )
    # In this order: a refusal in this very form holds for this very action.
    who.remember(request, response, learner)
    if not learner.counting_refused:
        record_quiz(lesson, learner=learner, request=request, event=submission)
    return response
