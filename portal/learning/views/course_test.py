"""The tests before and after a course. The one before blocks nothing and tells no right answer."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from courses.models import CoursePage
from portal.learning import quizzing
from portal.learning.completing import complete_course
from portal.learning.models import Learner, QuizAttempt
from portal.learning.origin import learners_act
from portal.learning.subject import live_course
from portal.learning.views.asking import Asked, ask

PRE, POST = QuizAttempt.Kind.PRE, QuizAttempt.Kind.POST


@learners_act
@require_http_methods(["GET", "HEAD", "POST"])
def pre_test(request: HttpRequest, course_key: uuid.UUID) -> HttpResponse:
    """GET shows the questions; POST keeps the attempt and tells the score, not the answers."""
    return _test(request, course_key, PRE)


@learners_act
@require_http_methods(["GET", "HEAD", "POST"])
def post_test(request: HttpRequest, course_key: uuid.UUID) -> HttpResponse:
    """GET shows the questions; POST keeps the attempt and tells the score, the answers and what the course changed."""
    return _test(request, course_key, POST)


def _test(request: HttpRequest, course_key: uuid.UUID, kind: str) -> HttpResponse:
    """Template context: as of a lesson's quiz, with `lessons` of the course, and in the result `gain`."""
    course = _open(course_key)
    lessons = course.ordered_lessons() if course else []
    asked = Asked(
        kind=kind,
        key=course_key,
        page=course,
        quiz=(course.pre_test if kind == PRE else course.post_test) if course else None,
        counted=lessons[0] if lessons else None,
        extra={"course": course, "lessons": lessons},
    )

    def result(learner: Learner, attempt: QuizAttempt) -> tuple[str, dict[str, Any]]:
        if course is None:
            return "learning/quiz_gone.html", {}
        if kind == PRE:
            return "learning/test_result.html", {}
        finished = complete_course(learner, course, timezone.now()) if attempt.passed else None
        gain = quizzing.gain_of(learner, course_key)
        return "learning/test_result.html", {"gain": gain, "course_completion": finished}

    return ask(request, asked, result)


def _open(key: uuid.UUID) -> CoursePage | None:
    try:
        return live_course(key)
    except Http404:
        return None
