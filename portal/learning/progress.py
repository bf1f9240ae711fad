"""How far a learner has come: courses begun, what is finished, and where to go on. Reads only."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Max
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from courses.models import CoursePage, LessonPage
from courses.models.course import ModuleLesson, ordered_lessons
from portal.core.listing import open_to_all
from portal.learning.models import ActivityAnswer, Completion, CourseRun, Learner, QuizAttempt


@dataclass(frozen=True)
class LessonRow:
    lesson: LessonPage
    done: bool


@dataclass(frozen=True)
class CourseRow:
    """A course with its live lessons in order; `at` is the learner's last act in it."""

    course: CoursePage
    lessons: list[LessonRow]
    at: datetime

    @property
    def done(self) -> int:
        return sum(row.done for row in self.lessons)

    @property
    def total(self) -> int:
        return len(self.lessons)

    @property
    def next(self) -> LessonPage | None:
        """The first lesson that is not finished."""
        return next((row.lesson for row in self.lessons if not row.done), None)


@dataclass(frozen=True)
class Place:
    """Where to go on: the lesson, and the address of the step, quiz or "I did this" that comes next in it."""

    lesson: LessonPage
    url: str


def last_acts(learner: Learner, completions: Iterable[Completion]) -> dict[uuid.UUID, datetime]:
    """When the learner last did something, by lesson."""
    acts = {row.subject_key: row.at for row in reversed(list(completions)) if row.subject_kind == "lesson"}
    for model in (QuizAttempt, ActivityAnswer):
        latest = model.objects.filter(learner=learner, subject_kind="lesson").order_by().values("subject_key")
        for key, at in latest.annotate(last=Max("at")).values_list("subject_key", "last"):
            acts[key] = max(at, acts.get(key, at))
    return acts


def finished(completions: Iterable[Completion]) -> set[uuid.UUID]:
    """Keys of the finished lessons."""
    return {row.subject_key for row in completions if row.subject_kind == Completion.Subject.LESSON}


def course_rows(acts: dict[uuid.UUID, datetime], done: set[uuid.UUID]) -> list[CourseRow]:
    """The live courses with one of the lessons, the one acted in last first; two queries, however many there are."""
    courses = _begun_courses(acts)
    lessons: dict[int, list[LessonRow]] = {course.pk: [] for course in courses}
    links = ModuleLesson.objects.filter(module__course__in=lessons, lesson__live=True)
    in_order = links.select_related("module", "lesson__locale").order_by("module__sort_order", "sort_order")
    for link in in_order.defer("lesson__steps", "lesson__teach_home"):
        lessons[link.module.course_id].append(LessonRow(link.lesson, link.lesson.translation_key in done))
    rows = []
    for course in courses:
        acted = [acts[row.lesson.translation_key] for row in lessons[course.pk] if row.lesson.translation_key in acts]
        if acted:
            rows.append(CourseRow(course, lessons[course.pk], max(acted)))
    return sorted(rows, key=lambda row: row.at, reverse=True)


def _begun_courses(acts: dict[uuid.UUID, datetime]) -> list[CoursePage]:
    """Each course once: in the page's language where it stands in several."""
    language = get_language() or settings.LANGUAGE_CODE
    begun = open_to_all(CoursePage.objects.filter(modules__lessons__lesson__translation_key__in=list(acts)))
    found: dict[uuid.UUID, CoursePage] = {}
    for course in begun.select_related("locale").defer_streamfields().distinct():
        if course.translation_key not in found or course.locale.language_code == language:
            found[course.translation_key] = course
    return list(found.values())


def next_unfinished(learner: Learner, lesson: LessonPage) -> LessonPage | None:
    """The first lesson after this one in its course that the learner has still to do; None when there is none.

    In a course begun again what was done before does not count. At most three queries besides the course's.
    """
    course = lesson.get_parent()
    lessons = ordered_lessons(course.pk)
    places = [place for place, each in enumerate(lessons) if each.pk == lesson.pk]
    after = lessons[places[0] + 1 :] if places else []
    if not after:
        return None
    done = Completion.objects.of_lessons().filter(
        learner=learner, subject_key__in=[each.translation_key for each in after]
    )
    run = CourseRun.objects.filter(learner=learner, course_key=course.translation_key).first()
    if run is not None and run.occasion > 1:
        done = done.filter(at__gte=run.began_at)
    keys = set(done.values_list("subject_key", flat=True))
    return next((each for each in after if each.translation_key not in keys), None)


def next_place(
    request: HttpRequest, learner: Learner, rows: list[CourseRow], acts: dict[uuid.UUID, datetime]
) -> Place | None:
    """The step after the last act: the next step of a lesson begun, the next lesson of the course, another course
    begun. None when everything begun is finished."""
    if not rows:
        return None
    begun = [row for row in rows[0].lessons if row.lesson.translation_key in acts]
    last = max(begun, key=lambda row: acts[row.lesson.translation_key])
    if not last.done:
        return Place(last.lesson, _within(request, learner, last.lesson))
    following = next((row.next for row in rows if row.next), None)
    return Place(following, following.get_url(request)) if following else None


def _within(request: HttpRequest, learner: Learner, lesson: LessonPage) -> str:
    """The address after the last act in this lesson."""
    acted = {"learner": learner, "subject_key": lesson.translation_key}
    answer = ActivityAnswer.objects.filter(**acted).order_by("-at").first()
    attempt = QuizAttempt.objects.filter(**acted).order_by("-at").first()
    if lesson.quiz_id and attempt is not None and (answer is None or attempt.at >= answer.at):
        return reverse("quiz", args=[lesson.translation_key])
    url = str(lesson.get_url(request))
    if answer is None:
        return url
    blocks = [{block.id for block in step.value["body"]} for step in lesson.steps]
    number = next((number for number, ids in enumerate(blocks, start=1) if answer.block_id in ids), 0)
    if number == 0 or number < len(blocks):
        # 0: the activity is not in the lesson any more; begin again.
        return url if number == 0 else f"{url}{number + 1}/"
    return reverse("quiz" if lesson.quiz_id else "did_this", args=[lesson.translation_key])
