"""The question bank for other systems: GIFT and Moodle XML, the same items and key as on paper."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from courses.kits.parts import Part
from courses.kits.source import KitSource, Question
from courses.kits.words import markdown_html, plain

# Signs that mean something in GIFT.
GIFT_SIGNS = str.maketrans({sign: f"\\{sign}" for sign in "\\~=#{}:"})


def files(source: KitSource) -> Iterator[Part]:
    """quiz.gift.txt and quiz.moodle.xml, for trainers; nothing when there is no question."""
    if source.assessment.questions:
        yield Part("quiz/quiz.gift.txt", gift(source).encode(), "คลังข้อสอบ", trainers_only=True, form="GIFT")
        yield Part("quiz/quiz.moodle.xml", moodle(source).encode(), "คลังข้อสอบ", trainers_only=True, form="Moodle XML")


def gift(source: KitSource) -> str:
    """All questions in GIFT, each named by its id."""
    lines = [f"// {source.title} {source.version}", f"$CATEGORY: {source.slug}", ""]
    for question in source.assessment.questions:
        lines.append(f"::{_gift(question.id)}::{_gift(_one_line(question.text))} {{")
        for choice, weight in zip(question.choices, _weights(question), strict=True):
            mark = _gift_mark(question, choice.correct, weight)
            feedback = f" # {_gift(choice.feedback)}" if choice.feedback else ""
            lines.append(f"  {mark}{_gift(choice.text)}{feedback}")
        if question.rationale:
            lines.append(f"  #### {_gift(_one_line(question.rationale))}")
        lines += ["}", ""]
    return "\n".join(lines)


def _gift(text: str) -> str:
    return text.translate(GIFT_SIGNS)


def _one_line(text: str) -> str:
    return " ".join(plain(text).split())


def _gift_mark(question: Question, correct: bool, weight: float) -> str:
    if question.kind != "multiple":
        return "=" if correct else "~"
    return f"~%{_number(weight)}%"


def _weights(question: Question) -> list[float]:
    """Percent of the mark for each choice.

    Where several are right they share the mark and every wrong one takes as much away, or ticking everything would
    earn it all.
    """
    right = sum(choice.correct for choice in question.choices)
    if question.kind != "multiple":
        return [100.0 if choice.correct else 0.0 for choice in question.choices]
    share = round(100 / right, 5)
    return [share if choice.correct else -share for choice in question.choices]


def _number(weight: float) -> str:
    """A weight as Moodle lists it: 100, 33.33333, -50."""
    return f"{weight:.5f}".replace(".00000", "")


def moodle(source: KitSource) -> str:
    """All questions in Moodle's XML."""
    parts = ['<?xml version="1.0" encoding="UTF-8"?>', "<quiz>"]
    parts.append('<question type="category"><category>' + _text(f"$course$/{source.slug}") + "</category></question>")
    parts += [_moodle_question(question) for question in source.assessment.questions]
    return "\n".join([*parts, "</quiz>", ""])


def _moodle_question(question: Question) -> str:
    single = "false" if question.kind == "multiple" else "true"
    answers = "".join(
        f'<answer fraction="{_number(weight)}" format="plain_text">{_text(choice.text)}'
        f'<feedback format="plain_text">{_text(choice.feedback)}</feedback></answer>'
        for choice, weight in zip(question.choices, _weights(question), strict=True)
    )
    return (
        f'<question type="multichoice"><name>{_text(question.id)}</name>'
        f'<questiontext format="html">{_text(markdown_html(question.text))}</questiontext>'
        f'<generalfeedback format="html">{_text(markdown_html(question.rationale))}</generalfeedback>'
        f"<defaultgrade>1</defaultgrade><penalty>0</penalty><idnumber>{escape(question.id)}</idnumber>"
        f"<single>{single}</single><shuffleanswers>false</shuffleanswers><answernumbering>abc</answernumbering>"
        f"{answers}</question>"
    )


def _text(text: str) -> str:
    return f"<text>{escape(text)}</text>"
