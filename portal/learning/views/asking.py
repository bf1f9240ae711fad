"""What every quiz does between GET and POST, whether it belongs to a lesson or stands before or after a course."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from courses.models import Quiz
from portal.learning import quizzing, who
from portal.learning.models import Learner, QuizAttempt
from portal.learning.views.gone import lesson_gone
from portal.tracking.facts import record_quiz


@dataclass(frozen=True)
class Asked:
    """Whose quiz is asked: of the page with this key, which is None once it is no longer open.

    `counted` is the lesson the act is counted for, `extra` what the templates need of the page.
    """

    kind: str
    key: uuid.UUID
    page: Any
    quiz: Quiz | None
    counted: Any
    extra: dict[str, Any]


@dataclass(frozen=True)
class Sent:
    """A form of ours that came back."""

    shown: quizzing.Shown
    submission: uuid.UUID


Result = Callable[[Learner, QuizAttempt], tuple[str, dict[str, Any]]]
"""From an attempt to the template that shows it, and what that needs."""


def ask(request: HttpRequest, asked: Asked, result: Result) -> HttpResponse:
    """GET shows the questions; POST marks them and keeps the attempt, also when the page was taken away meanwhile.

    A page without this quiz is gone, in learners' words, unless a form of it comes back.
    """
    # "Again" comes as a form, so that a browser without cookies keeps who it is.
    answering = request.method == "POST" and "again" not in request.POST
    sent = _sent(request, asked) if answering else None
    if sent is None:
        if asked.page is None or asked.quiz is None:
            return lesson_gone(request)
        fresh = Sent(quizzing.show(asked.quiz, asked.page, asked.kind), uuid.uuid4())
        return _form(request, asked, fresh, _("แบบฟอร์มนี้เก่าเกินไป ดูคำตอบอีกครั้ง แล้วส่งใหม่ได้เลย") if answering else "")
    marked = quizzing.mark(sent.shown, request.POST)
    if any(item.unanswered for item in marked):
        return _form(request, asked, sent)
    return _result(request, asked, sent, marked, result)


def _sent(request: HttpRequest, asked: Asked) -> Sent | None:
    """The form that came back; None when it is not one we showed for this page."""
    try:
        shown = quizzing.Shown.from_token(request.POST.get("shown", ""))
        submission = uuid.UUID(request.POST.get("submission", ""))
    except (signing.BadSignature, ValueError):
        return None
    return Sent(shown, submission) if shown.belongs_to(asked.kind, asked.key) else None


def _form(request: HttpRequest, asked: Asked, sent: Sent, problem: str = "") -> HttpResponse:
    marked = quizzing.mark(sent.shown, request.POST)
    answering = request.method == "POST" and "again" not in request.POST
    unanswered = [number for number, item in enumerate(marked, start=1) if answering and item.unanswered]
    context = {
        **_about(request, asked, sent.shown),
        "rows": marked,
        "token": sent.shown.token(),
        "submission": str(sent.submission),
        "who": request.POST.get("who", ""),
        "unanswered": unanswered,
        "problem": problem,
    }
    return render(request, "learning/quiz.html", context, status=422 if unanswered or problem else 200)


def _result(
    request: HttpRequest, asked: Asked, sent: Sent, marked: list[quizzing.Marked], result: Result
) -> HttpResponse:
    learner = who.acting(request)
    attempt = quizzing.record(learner, sent.shown, marked, sent.submission)
    template, more = result(learner, attempt)
    context = {
        **_about(request, asked, sent.shown),
        "attempt": attempt,
        "marked": marked,
        "submission": str(sent.submission),
        "who": who.pass_of(learner),
        "cookieless": not request.COOKIES,
        **more,
    }
    response = render(request, template, context)
    # In this order: a refusal in this very form holds for this very action.
    who.remember(request, response, learner)
    if not learner.counting_refused and asked.counted is not None:
        record_quiz(asked.counted, learner=learner, request=request, event=attempt.submission)
    return response


def _about(request: HttpRequest, asked: Asked, shown: quizzing.Shown) -> dict[str, Any]:
    """What form and result both show of the quiz and its page."""
    return {
        "shown": shown,
        "kind": asked.kind,
        "action": request.path,
        "subject": asked.page,
        "subject_title": asked.page.title if asked.page else shown.facts["title"],
        **asked.extra,
    }
