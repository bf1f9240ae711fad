"""My learning: what I finished, what comes next."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from courses.models import CoursePage
from portal.learning import who
from portal.learning.models import Completion, Learner
from portal.learning.origin import learners_act


@learners_act
@require_safe
def my_learning(request: HttpRequest) -> HttpResponse:
    """Template context: learner, courses (each with course, lessons [lesson, done], done, total, next), finished."""
    learner = who.current(request)
    context: dict[str, Any] = {"learner": learner, "courses": [], "finished": []}
    if learner is not None:
        completions = list(Completion.objects.filter(learner=learner))
        context["finished"] = completions
        context["courses"] = _courses(learner, completions)
    return render(request, "learning/my.html", context)


def _courses(learner: Learner, completions: list[Completion]) -> list[dict[str, Any]]:
    done = {completion.subject_key for completion in completions if completion.subject_kind == "lesson"}
    begun = done | set(learner.quizattempts.values_list("subject_key", flat=True))
    begun |= set(learner.activityanswers.values_list("subject_key", flat=True))
    rows = []
    for course in CoursePage.objects.live().filter(locale__language_code="th").order_by("path"):
        lessons = course.ordered_lessons()
        if not any(lesson.translation_key in begun for lesson in lessons):
            continue
        marked = [{"lesson": lesson, "done": lesson.translation_key in done} for lesson in lessons]
        rows.append(
            {
                "course": course,
                "lessons": marked,
                "done": sum(row["done"] for row in marked),
                "total": len(marked),
                "next": next((row["lesson"] for row in marked if not row["done"]), None),
            }
        )
    return rows
