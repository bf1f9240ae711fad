"""The question bank for other systems: GIFT and Moodle XML, the same items and key as on paper."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from courses.kits.asking import ORDER, heading
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
    """All questions in GIFT, each named by its id. Steps to put in order are a matching question: GIFT has no other."""
    lines = [f"// {source.title} {source.version}", f"$CATEGORY: {source.slug}", ""]
    for question in source.assessment.questions:
        lines.append(f"::{_gift(question.id)}::{_gift(_told(question))} {{")
        lines += _gift_steps(question) if question.kind == ORDER else _gift_choices(question)
        if question.rationale:
            lines.append(f"  #### {_gift(_one_line(question.rationale))}")
        lines += ["}", ""]
    return "\n".join(lines)


def _gift_choices(question: Question) -> list[str]:
    lines = []
    for choice, weight in zip(question.choices, _weights(question), strict=True):
        mark = _gift_mark(question, choice.correct, weight)
        feedback = f" # {_gift(choice.feedback)}" if choice.feedback else ""
        lines.append(f"  {mark}{_gift(choice.text)}{feedback}")
    return lines


def _gift_steps(question: Question) -> list[str]:
    """Pairs of a step and its place. An arrow inside a step would end it there."""
    return [f"  ={_gift(step.replace('->', '→'))} -> {place}" for step, place in _pairs(question)]


def _pairs(question: Question) -> list[tuple[str, str]]:
    return [(choice.text, f"ลำดับที่ {place}") for place, choice in enumerate(question.choices, start=1)]


def _told(question: Question) -> str:
    """The situation and the question on one line."""
    parts = (heading(question), f"“{_one_line(question.situation)}”" if question.situation else "", question.text)
    return " ".join(_one_line(part) for part in parts if part)


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
    kind, body = _moodle_steps(question) if question.kind == ORDER else _moodle_choices(question)
    told = "".join(f"<p>{escape(_one_line(part))}</p>" for part in (heading(question), question.situation) if part)
    return (
        f'<question type="{kind}"><name>{_text(question.id)}</name>'
        f'<questiontext format="html">{_text(told + markdown_html(question.text))}</questiontext>'
        f'<generalfeedback format="html">{_text(markdown_html(question.rationale))}</generalfeedback>'
        f"<defaultgrade>1</defaultgrade><penalty>0</penalty><idnumber>{escape(question.id)}</idnumber>{body}</question>"
    )


def _moodle_choices(question: Question) -> tuple[str, str]:
    single = "false" if question.kind == "multiple" else "true"
    answers = "".join(
        f'<answer fraction="{_number(weight)}" format="plain_text">{_text(choice.text)}'
        f'<feedback format="plain_text">{_text(choice.feedback)}</feedback></answer>'
        for choice, weight in zip(question.choices, _weights(question), strict=True)
    )
    head = f"<single>{single}</single><shuffleanswers>false</shuffleanswers><answernumbering>abc</answernumbering>"
    return "multichoice", head + answers


def _moodle_steps(question: Question) -> tuple[str, str]:
    """Steps to put in order as a matching question, the same as in GIFT: Moodle's own type "ordering" came with 4.4."""
    pairs = "".join(
        f'<subquestion format="html">{_text(escape(step))}<answer>{_text(place)}</answer></subquestion>'
        for step, place in _pairs(question)
    )
    return "matching", f"<shuffleanswers>true</shuffleanswers>{pairs}"


def _text(text: str) -> str:
    return f"<text>{escape(text)}</text>"
