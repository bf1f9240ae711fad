"""From a lesson file's mapping to an `OfflineLesson`.

Hotlines and media stand in lesson files by slug; `read_lesson` is handed what they mean. A kit's own YAML gives them
written out, as mappings.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from courses.kits.asking import QUESTION_KINDS
from courses.kits.fields import Fields
from courses.kits.lessons import (
    Block,
    BubbleBlock,
    DrawingBlock,
    HotlineBlock,
    LessonQuiz,
    LessonStep,
    MediaBlock,
    OfflineLesson,
    QuizChoice,
    QuizQuestion,
    TextBlock,
    TipBlock,
)
from courses.kits.reading_activities import ACTIVITIES, CHANNELS
from courses.kits.words import markdown_html

TIP_KINDS = ("key", "tip", "warn")


def read_lesson(
    data: Mapping[str, Any],
    *,
    hotlines: Mapping[str, Mapping[str, Any]] | None = None,
    media: Mapping[str, Mapping[str, Any]] | None = None,
    group: str = "",
) -> OfflineLesson:
    """A lesson of a lesson file.

    hotlines: slug → {name, phone, line, hours, note}; media: slug → {title, html}; group: heading in the contents.
    Raises KitError naming, in Thai, what is missing.
    """
    fields = Fields(_written_out(data, hotlines or {}, media or {}), str(data.get("title", "บทเรียน")))
    lesson = lesson_of(fields, group)
    fields.done("บทเรียนนี้ยังนำเข้าชุดสื่อไม่ได้")
    return lesson


def _written_out(data: Mapping[str, Any], hotlines: Mapping[str, Any], media: Mapping[str, Any]) -> dict[str, Any]:
    """The lesson with hotline and media slugs replaced by what they mean; an unknown slug stays and is a fault."""
    known = {"hotline": hotlines, "video": media, "infographic": media}

    def block(given: Any) -> Any:
        if not isinstance(given, Mapping):
            return given
        return {
            key: known[key].get(value, value) if key in known and isinstance(value, str) else value
            for key, value in given.items()
        }

    steps = [
        {**step, "body": [block(part) for part in step.get("body") or ()]} if isinstance(step, Mapping) else step
        for step in data.get("steps") or ()
    ]
    return {**data, "steps": steps}


def lesson_of(fields: Fields, group: str = "") -> OfflineLesson:
    """The lesson under these fields."""
    return OfflineLesson(
        slug=fields.name("slug", "ชื่อในที่อยู่เว็บ"),
        title=fields.text("title", label="ชื่อบทเรียน", required=True),
        steps=fields.items("steps", "ขั้นที่", _step, label="ขั้น"),
        summary=fields.text("summary"),
        picture=fields.text("picture"),
        minutes=fields.number("minutes", 0),
        quiz=_quiz(fields),
        teach_home=fields.text("teach_home"),
        group=group or fields.text("group"),
    )


def _step(fields: Fields) -> LessonStep:
    blocks = fields.items("body", "ส่วนที่", _block, label="เนื้อหา")
    return LessonStep(
        fields.text("title", label="ชื่อขั้น", required=True), tuple(block for block in blocks if block is not None)
    )


def _block(fields: Fields) -> Block | None:
    kind = next(iter(fields.data), "")
    read = BLOCKS.get(kind)
    if read is None or len(fields.data) != 1:
        fields.fault(f"ต้องมีชนิดเดียวใน {', '.join(BLOCKS)} แต่พบ “{', '.join(map(str, fields.data))}”")
        return None
    # The value of `text` is the text itself; every other kind holds a mapping.
    return read(fields if kind == "text" else fields.under(fields.data[kind], kind))


def _text(fields: Fields) -> Block:
    return TextBlock(markdown_html(fields.text("text", label="ข้อความ", required=True)))


def _bubble(fields: Fields) -> Block:
    return BubbleBlock(
        fields.text("sender"),
        fields.text("text", label="ข้อความ", required=True),
        fields.one_of("channel", tuple(CHANNELS), "sms"),
    )


def _tip(fields: Fields) -> Block:
    text = fields.text("text", label="ข้อความ", required=True)
    return TipBlock(markdown_html(text), fields.one_of("kind", TIP_KINDS, "key"))


def _drawing(fields: Fields) -> Block:
    return DrawingBlock(fields.name("name", "ชื่อภาพวาด"), fields.text("alt"))


def _hotline(fields: Fields) -> Block:
    return HotlineBlock(
        name=fields.text("name", label="ชื่อสายด่วน", required=True),
        phone=fields.text("phone"),
        line=fields.text("line"),
        hours=fields.text("hours"),
        note=fields.text("note"),
    )


def _media(kind: str) -> Callable[[Fields], Block]:
    def read(fields: Fields) -> Block:
        return MediaBlock(fields.text("title", label="ชื่อสื่อ", required=True), fields.text("html"), kind)

    return read


BLOCKS: dict[str, Callable[[Fields], Block]] = {
    "text": _text,
    "bubble": _bubble,
    "tip": _tip,
    "drawing": _drawing,
    "hotline": _hotline,
    "video": _media("video"),
    "infographic": _media("infographic"),
    **ACTIVITIES,
}


def _quiz(fields: Fields) -> LessonQuiz | None:
    if not fields.data.get("quiz"):
        return None
    quiz = fields.under(fields.data["quiz"], "แบบทดสอบ")
    return LessonQuiz(
        questions=quiz.items("questions", "ข้อ", _question, label="คำถาม"),
        title=quiz.text("title"),
        pass_percent=min(quiz.number("pass_percent", 60, least=1), 100),
    )


def _question(fields: Fields) -> QuizQuestion:
    question = QuizQuestion(
        text=fields.text("text", label="คำถาม", required=True),
        choices=fields.items("choices", "ตัวเลือกที่", _choice, label="ตัวเลือก"),
        kind=fields.one_of("kind", QUESTION_KINDS, "single"),
        explanation=fields.text("explanation"),
        **fields.situation(),
    )
    fields.check_key(question.kind, question.choices, question.situation)
    return question


def _choice(fields: Fields) -> QuizChoice:
    text = fields.text("text", label="ข้อความตัวเลือก", required=True)
    return QuizChoice(text, fields.data.get("correct") is True, fields.text("feedback"))
