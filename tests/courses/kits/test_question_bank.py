"""GIFT, Moodle XML and the paper key agree item by item."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from courses.kits.papers import answer_key
from courses.kits.source import KitSource
from courses.kits.vocabulary import LETTERS

SIGN = re.compile(r"\\([~=#{}:\\])")


def gift_items(text: str) -> dict[str, list[tuple[str, float]]]:
    """A reader of GIFT, small and strict: name → choices with their percent."""
    items: dict[str, list[tuple[str, float]]] = {}
    for name, body in re.findall(
        r"^::((?:\\.|[^:\\])+)::(?:\\.|[^{\\])+(?<!\\)\{\n(.*?)^\}", text, re.MULTILINE | re.DOTALL
    ):
        choices = []
        for line in body.splitlines():
            line = line.strip()
            if line.startswith("####"):
                continue
            match = re.fullmatch(r"(=|~(?:%(-?[\d.]+)%)?)((?:\\.|[^#\\~={}])+?)(?: # (.*))?", line)
            assert match, line
            weight = 100.0 if match[1] == "=" else float(match[2] or 0)
            choices.append((SIGN.sub(r"\1", match[3]), weight))
        items[SIGN.sub(r"\1", name)] = choices
    return items


def moodle_items(data: bytes) -> dict[str, list[tuple[str, float]]]:
    root = ElementTree.fromstring(data)
    questions = [one for one in root.iter("question") if one.get("type") != "category"]
    assert all(one.get("type") == "multichoice" for one in questions)
    return {
        one.findtext("idnumber"): [(a.findtext("text"), float(a.get("fraction"))) for a in one.iter("answer")]
        for one in questions
    }


def test_gift_moodle_and_paper_have_the_same_items_and_key(source: KitSource, trainers: Path) -> None:
    gift = gift_items((trainers / "quiz/quiz.gift.txt").read_text("utf-8"))
    moodle = moodle_items((trainers / "quiz/quiz.moodle.xml").read_bytes())
    assert list(gift) == list(moodle) == ["best", "many", "share", "spare"]
    assert gift == moodle
    for row in answer_key(source):
        choices = gift[row.question.id]
        assert [text for text, _ in choices] == [choice.text for choice in row.question.choices]
        assert " ".join(LETTERS[i] for i, (_, weight) in enumerate(choices) if weight > 0) == row.letters


def test_signs_of_gift_in_a_text_survive(trainers: Path) -> None:
    text = (trainers / "quiz/quiz.gift.txt").read_text("utf-8")
    assert r"รหัสใดดี \{ยาว\} \= ดี {" in text
    assert r"  ~ก\:1234 # สั้นไป" in text
    assert r"  =ช้าง\~ม่วง\#กินน้ำแข็ง # ยาวและไม่ซ้ำ" in text


def test_ticking_everything_earns_nothing(trainers: Path) -> None:
    choices = moodle_items((trainers / "quiz/quiz.moodle.xml").read_bytes())["many"]
    assert [weight for _, weight in choices] == [50, -50, 50]
    assert sum(weight for _, weight in choices if weight > 0) == pytest.approx(100)


def test_moodle_is_told_single_or_many(trainers: Path) -> None:
    root = ElementTree.fromstring((trainers / "quiz/quiz.moodle.xml").read_bytes())
    single = {
        one.findtext("idnumber"): one.findtext("single")
        for one in root.iter("question")
        if one.find("single") is not None
    }
    assert single == {"best": "true", "many": "false", "share": "true", "spare": "true"}
