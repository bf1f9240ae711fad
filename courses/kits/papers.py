"""The printed half of a kit: guide, handouts, tests, answer key and sign-in sheet as PDF."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from courses.kits import plan
from courses.kits.asking import ORDER
from courses.kits.parts import Part
from courses.kits.pdf import Press, created
from courses.kits.places import Places
from courses.kits.render import Renderer
from courses.kits.source import CardSection, Handout, KitSource, Question
from courses.kits.vocabulary import (
    AGE_GROUPS,
    ATTENDANCE_VERSION,
    CARD_TITLE,
    DEFAULT_CARD,
    DEFAULT_CONSENT,
    LETTERS,
    evaluation_fields,
)

CUT_LINE = re.compile(r"^-{3,}[ \t]*$", re.MULTILINE)


@dataclass(frozen=True)
class KeyRow:
    """A question's right letters and its numbers in the two tests; None where a test does not ask it."""

    question: Question
    letters: str
    pre: int | None
    post: int | None


def answer_key(source: KitSource) -> tuple[KeyRow, ...]:
    """The key of every question of the bank."""
    pre = {question.id: number for number, question in enumerate(source.assessment.pre(), start=1)}
    post = {question.id: number for number, question in enumerate(source.assessment.post(), start=1)}
    return tuple(
        KeyRow(question, right_letters(question), pre.get(question.id), post.get(question.id))
        for question in source.assessment.questions
    )


def right_letters(question: Question) -> str:
    """The letters of the right choices: "ข", "ก ค"; of steps in their right order: "ค → ก → ข"."""
    if question.kind == ORDER:
        return " → ".join(LETTERS[question.places.index(place)] for place in range(1, len(question.choices) + 1))
    return " ".join(LETTERS[index] for index, choice in enumerate(question.choices) if choice.correct)


class Papers:
    """Makes the PDF files of one kit."""

    def __init__(self, source: KitSource, places: Places, press: Press) -> None:
        self.source = source
        self.places = places
        self.press = press
        self.renderer = Renderer(places)

    def _pdf(self, template: str, title: str, **values: Any) -> bytes:
        day = created(self.source.law_as_of)
        return self.press.pdf(
            self.renderer.html(f"pdf/{template}", kit=self.source, title=title, created=day, **values)
        )

    def guide(self) -> Part:
        """The facilitator's guide."""
        source = self.source
        sizes = plan.copy_sizes(source)
        sheets = plan.run_sheets(source)
        title = f"คู่มือวิทยากร {source.title}"
        data = self._pdf(
            "guide.html",
            title,
            sheets=sheets,
            format_minutes=" / ".join(str(sheet.minutes) for sheet in sheets),
            total_minutes=plan.total_minutes(source),
            packing=plan.packing_list(source),
            sizes=sizes,
            copies=plan.photocopies(source, sizes),
            card_title=source.first_time_card.title or CARD_TITLE,
            card_sections=card_sections(source),
            cover_drawing=self.places.drawing(source.picture).as_uri() if source.picture else "",
        )
        return Part("guide/guide.pdf", data, title, form="PDF")

    def handouts(self) -> Iterator[Part]:
        """Every handout at 14 pt and again at 16 pt."""
        for number, handout in enumerate(self.source.handouts, start=1):
            intro, cards = cards_of(handout)
            for large in (False, True) if handout.large_print else (False,):
                label = f"ใบงาน {handout.title}"
                data = self._pdf(
                    "handout.html",
                    label,
                    handout=handout,
                    large=large,
                    intro=intro,
                    cards=in_rows(cards, 1 if large else 2),
                )
                name = f"handouts/{number:02}-{handout.slug}{'-large' if large else ''}.pdf"
                yield Part(name, data, label, form="PDF ตัวใหญ่" if large else "PDF")

    def tests(self) -> Iterator[Part]:
        """The pre-test for everyone; the post-test and the key for trainers."""
        if not self.source.assessment.questions:
            return
        assessment = self.source.assessment
        for name, heading, questions in (
            ("pre-test", "แบบทดสอบก่อนเรียน", assessment.pre()),
            ("post-test", "แบบทดสอบหลังเรียน", assessment.post()),
        ):
            if questions:
                data = self._pdf("test.html", heading, heading=heading, questions=questions)
                yield Part(f"quiz/{name}.pdf", data, heading, trainers_only=name == "post-test", form="PDF")
        data = self._pdf("key.html", "เฉลยแบบทดสอบ", key=answer_key(self.source))
        yield Part("quiz/answer-key.pdf", data, "เฉลยแบบทดสอบ", trainers_only=True, form="PDF")

    def sign_in(self) -> Part:
        """The A4 sign-in sheet."""
        data = self._pdf(
            "attendance.html",
            "ใบลงชื่อเข้าอบรม",
            template_version=ATTENDANCE_VERSION,
            numbers=range(1, plan.SIGN_IN_ROWS + 1),
            ages=AGE_GROUPS,
            consent=self.source.forms.consent or DEFAULT_CONSENT,
        )
        return Part("forms/attendance.pdf", data, "ใบลงชื่อเข้าอบรม", form="PDF")

    def evaluation(self) -> Part:
        """The evaluation nobody signs."""
        fields = evaluation_fields(self.source)
        title = "แบบประเมินความพึงพอใจ"
        data = self._pdf(
            "evaluation.html",
            title,
            heading=title,
            scales=[field for field in fields if field.kind == "scale"],
            questions=[field for field in fields if field.kind != "scale"],
            marks=range(1, 6),
        )
        return Part("forms/evaluation.pdf", data, title, form="PDF")


def cards_of(handout: Handout) -> tuple[str, tuple[str, ...]]:
    """A handout that is cut, as what stands above the cards and the cards; no cards when it stays whole.

    Cards are told apart by `---`. Paragraphs before the first bold one belong to no card: they say how to cut.
    """
    if not handout.cut:
        return handout.body, ()
    first, *others = (section.strip() for section in CUT_LINE.split(handout.body))
    start = first.find("**")
    head, card = (first[:start], first[start:]) if start > 0 and first[start - 1] == "\n" else ("", first)
    if start < 0 and others:
        head, card = first, ""
    return head.strip(), tuple(part for part in (card, *others) if part)


def in_rows(cards: Sequence[str], width: int) -> list[tuple[str, ...]]:
    """Cards in rows of `width`, as they lie on the sheet; a single card takes the whole row."""
    return [tuple(cards[start : start + width]) for start in range(0, len(cards), width)]


def card_sections(source: KitSource) -> tuple[CardSection, ...]:
    """The sections of the card for the first time; the builder's own where the kit has none."""
    return source.first_time_card.sections or DEFAULT_CARD
