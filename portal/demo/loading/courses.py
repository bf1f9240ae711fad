"""Courses with their lessons and quizzes, and the trainer's kit."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

from courses.kits.source import KitSource
from courses.models import Choice, CourseModule, CoursePage, KitPage, LessonPage, ModuleLesson, Question, Quiz
from portal.demo.loading.blocks import block_id, step_values, stream
from portal.demo.loading.keeping import note, page_once
from portal.demo.loading.reading import CONTENT, flat, lines, read
from portal.demo.loading.terms import tag, taxonomies_of

# The order in which courses stand on the shelf.
ORDER = ("elder-safe-online", "safe-net-everyone", "kids-net-heroes", "youth-media-smart", "train-the-trainer")


def load_courses(index: Any) -> dict[str, CoursePage]:
    return {slug: _load_course(index, slug) for slug in ORDER}


def _load_course(index: Any, slug: str) -> CoursePage:
    folder = CONTENT / "courses" / slug
    data = read(folder / "course.yaml")
    course, made = page_once(
        index,
        data["slug"],
        lambda: CoursePage(
            title=data["title"],
            summary=flat(data["summary"]),
            objectives=json.dumps(stream("objective", [flat(text) for text in data["objectives"]], slug)),
            **_tests(folder),
            **taxonomies_of(data),
        ),
        lambda page: tag(page, data),
    )
    lessons = {}
    for path in sorted(folder.glob("[0-9]*.yaml")):
        lesson = read(path)
        lessons[lesson["slug"]] = _load_lesson(
            course, {**lesson, "project": lesson.get("project", data.get("project"))}
        )
    if made:
        _link_modules(course, data, lessons)
    return course


def _load_lesson(course: CoursePage, data: dict[str, Any]) -> LessonPage:
    lesson, _made = page_once(
        course,
        data["slug"],
        lambda: LessonPage(
            title=data["title"],
            summary=flat(data["summary"]),
            minutes=data["minutes"],
            steps=json.dumps(step_values(data)),
            quiz=_load_quiz(data["slug"], data["quiz"]) if data.get("quiz") else None,
            teach_home=lines(data.get("teach_home")),
            **taxonomies_of({**data, "production": data.get("production", course.production)}),
        ),
        lambda page: tag(page, data),
    )
    return lesson


def _tests(folder: Path) -> dict[str, Quiz]:
    """The tests before and after a course: both draw from its bank, where it has one."""
    file = folder / "bank.yaml"
    if not file.exists():
        return {}
    bank = read(file)
    quiz = _load_quiz(bank["slug"], bank)
    return {"pre_test": quiz, "post_test": quiz}


def _load_quiz(slug: str, written: dict[str, Any]) -> Quiz:
    quiz_uuid = block_id("quiz", slug)
    existing = Quiz.objects.filter(uuid=quiz_uuid).first()
    if existing is not None:
        return existing
    quiz = Quiz.objects.create(
        uuid=quiz_uuid,
        title=written["title"],
        pass_percent=written.get("pass_percent", 60),
        draw=written.get("draw", 0),
    )
    note(quiz)
    for number, row in enumerate(written["questions"], start=1):
        question = Question.objects.create(
            quiz=quiz,
            uuid=block_id("question", slug, number),
            sort_order=number,
            kind=row["kind"],
            situation=flat(row.get("situation")),
            situation_channel=row.get("situation_channel", ""),
            situation_sender=row.get("situation_sender", ""),
            text=flat(row["text"]),
            explanation=flat(row.get("explanation")),
        )
        Choice.objects.bulk_create(
            Choice(
                question=question,
                uuid=block_id("choice", slug, number, place),
                sort_order=place,
                text=flat(str(choice["text"])),
                is_correct=bool(choice.get("correct")),
                feedback=flat(choice.get("feedback")),
            )
            for place, choice in enumerate(row["choices"], start=1)
        )
    return quiz


def _link_modules(course: CoursePage, data: dict[str, Any], lessons: dict[str, LessonPage]) -> None:
    for number, row in enumerate(data["modules"], start=1):
        module = CourseModule(title=row["title"], sort_order=number)
        module.lessons = [
            ModuleLesson(lesson=lessons[slug], sort_order=place) for place, slug in enumerate(row["lessons"], start=1)
        ]
        course.modules.add(module)
    course.save_revision().publish()


def load_kit(index: Any, courses: dict[str, CoursePage]) -> KitPage:
    data = read(CONTENT / "kits" / "train-the-trainer.yaml")
    source = KitSource.from_mapping(data, lessons=())
    page, _made = page_once(
        index, data["slug"], lambda: kit_page(source, data, courses[data["course"]]), lambda page: tag(page, data)
    )
    return page


def kit_page(source: KitSource, data: dict[str, Any], course: CoursePage) -> KitPage:
    """A kit page that gives back the same source."""

    def listed(kind: str, values: Any) -> str:
        plain = [dataclasses.asdict(value) if dataclasses.is_dataclass(value) else value for value in values]
        return json.dumps(stream(kind, plain, source.slug))

    return KitPage(
        title=source.title,
        summary=source.summary,
        course=course,
        version=source.version,
        change_note=source.change_note,
        licence=source.licence,
        attribution=source.attribution,
        law_as_of=source.law_as_of,
        review_date=source.review_date,
        audience_note=source.audience,
        objectives=listed("item", source.objectives),
        prerequisites=listed("item", source.prerequisites),
        group_min=source.group_size.min,
        group_best=source.group_size.best,
        group_max=source.group_size.max,
        group_note=source.group_size.note,
        modules=listed("module", source.modules),
        formats=listed("format", source.formats),
        handouts=listed("handout", source.handouts),
        assessment_title=source.assessment.title,
        pass_percent=source.assessment.pass_percent,
        questions=listed("question", source.assessment.questions),
        adaptations=listed("adaptation", source.adaptations),
        card_title=source.first_time_card.title,
        card_intro=source.first_time_card.intro,
        card_sections=listed("section", source.first_time_card.sections),
        consent=source.forms.consent,
        retention=source.forms.retention,
        report_questions=listed("item", source.forms.report_questions),
        evaluation=listed("field", source.forms.evaluation),
        report=listed("field", source.forms.report),
        **taxonomies_of(data),
    )
