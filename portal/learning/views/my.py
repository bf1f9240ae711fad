"""My learning: what I finished, what comes next, and what belongs to me."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from courses.models import CoursePage
from portal.core.listing import open_to_all
from portal.learning import cards, progress, who
from portal.learning.discreet import discreet
from portal.learning.mine import mine
from portal.learning.models import Completion, Learner, QuizAttempt
from portal.learning.my_page import parts_of

SHOWN = 8
"""Finished things and quiz attempts shown before the rest folds away."""


@discreet
@require_http_methods(["GET", "HEAD", "POST"])
def my_learning(request: HttpRequest) -> HttpResponse:
    """POST shows the same to a browser without cookies, whose form says who it is; nothing is written.

    Template context: learner, who, place (lesson, url) to go on at, courses (course, lessons, done, total, next),
    finished, attempts, card, and what `my_page` parts add.
    """
    learner = who.current(request)
    context: dict[str, Any] = {"learner": learner, "shown": SHOWN, "who": request.POST.get("who", "")}
    if learner is not None:
        context |= summary(request, learner)
        context["attempts"] = QuizAttempt.objects.filter(learner=learner).order_by("-at")[:SHOWN]
        context["card"] = cards.card_of(learner)
        context |= parts_of(learner)
    return render(request, "learning/my.html", context)


def summary(request: HttpRequest, learner: Learner) -> dict[str, Any]:
    """Context of pages that show how far somebody is: finished, courses, place."""
    completions = list(Completion.objects.filter(learner=learner).order_by("-at", "-pk"))
    acts = progress.last_acts(learner, completions)
    rows = progress.course_rows(acts, progress.finished(completions))
    return {
        "finished": completions,
        "lessons_done": len(progress.finished(completions)),
        # What is still to do comes first.
        "courses": sorted(rows, key=lambda row: row.next is None),
        "place": progress.next_place(request, learner, rows, acts),
    }


@discreet
@require_safe
def course_progress(request: HttpRequest, course_key: uuid.UUID) -> HttpResponse:
    """The learner's marks on one course, as a piece of HTML that progress.js puts into the course page.

    204 where nobody is known or nothing is finished: the page then stays as it is. Template context: row.
    """
    courses = open_to_all(CoursePage.objects.filter(translation_key=course_key)).select_related("locale")
    learner = who.current(request)
    if learner is None:
        return HttpResponse(status=204)
    language = get_language() or settings.LANGUAGE_CODE
    own_language = courses.filter(locale__language_code=language).first()
    course = own_language or get_object_or_404(courses.order_by("pk")[:1])
    lessons = course.ordered_lessons()
    keys = [lesson.translation_key for lesson in lessons]
    done = Completion.objects.of_lessons().filter(learner=learner, subject_key__in=keys)
    marks = dict(done.order_by("-at").values_list("subject_key", "at"))
    if not marks:
        return HttpResponse(status=204)
    rows = [progress.LessonRow(lesson, lesson.translation_key in marks) for lesson in lessons]
    return render(
        request, "learning/_course_progress.html", {"row": progress.CourseRow(course, rows, max(marks.values()))}
    )


@discreet
@require_safe
def my_attempt(request: HttpRequest, submission: uuid.UUID) -> HttpResponse:
    """One's own quiz attempt, with the words it showed (decision 3). Template context: attempt, answers."""
    attempt = mine(request, QuizAttempt.objects.prefetch_related("answers"), submission=submission)
    return render(request, "learning/attempt.html", {"attempt": attempt, "answers": attempt.answers.all()})
