"""Questions that ask for an order or tell a situation come out the same on paper, in banks and on the stick."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page, expect

from courses.kits import question_bank, site
from courses.kits.errors import KitError
from courses.kits.papers import answer_key
from courses.kits.places import Places
from courses.kits.render import Renderer
from courses.kits.source import KitSource
from courses.kits.vocabulary import LETTERS

STEPS = ["วางสาย", "เล่าให้คนที่บ้าน", "โทรถาม -> เบอร์ที่หาเอง", "จดไว้"]
ORDER: dict[str, Any] = {
    "id": "steps",
    "kind": "order",
    "text": "ทำอะไรก่อนหลัง",
    "choices": [{"text": step} for step in STEPS],
    "rationale": "ใจนิ่งแล้วค่อยถาม",
}
SCENARIO: dict[str, Any] = {
    "id": "story",
    "kind": "scenario",
    "text": "ควรทำอย่างไร",
    "situation": "พัสดุตกค้าง จ่าย {15} บาท",
    "situation_channel": "sms",
    "situation_sender": "ขนส่ง",
    "choices": [{"text": "กดจ่าย", "feedback": "เขาอยากได้เลขบัตร"}, {"text": "ถามบริษัทเอง", "correct": True}],
    "rationale": "หาเบอร์เอง",
}
TOLD: dict[str, Any] = {
    **SCENARIO,
    "id": "told",
    "situation": "ยายได้รับสายแปลก",
    "situation_channel": "",
    "situation_sender": "",
}


def lesson_question(question: dict[str, Any]) -> dict[str, Any]:
    """The same question in a lesson's quiz, where the reason is called an explanation."""
    kept = {key: value for key, value in question.items() if key not in ("id", "rationale")}
    return {**kept, "explanation": question["rationale"]}


@pytest.fixture(scope="module")
def kinds(mapping: Callable[[], dict[str, Any]]) -> KitSource:
    """The small kit with the three questions in its bank and as the quiz of its first lesson."""
    data = mapping()
    data["assessment"]["questions"] += [ORDER, SCENARIO, TOLD]
    data["lessons"][0]["quiz"]["questions"] = [lesson_question(one) for one in (ORDER, SCENARIO, TOLD)]
    return KitSource.from_mapping(data)


def asked(source: KitSource, name: str) -> Any:
    return next(question for question in source.assessment.questions if question.id == name)


# --- Reading ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({**ORDER, "choices": ORDER["choices"][:2]}, "ต้องมีอย่างน้อย 3 ขั้น"),
        ({**ORDER, "choices": [*ORDER["choices"], {"text": "วางสาย"}]}, "เขียนเหมือนกัน “วางสาย”"),
        ({**SCENARIO, "situation": ""}, "ต้องมีเรื่องที่เกิดขึ้น"),
        ({**SCENARIO, "situation_channel": "fax"}, "แต่พบ “fax”"),
        ({**SCENARIO, "choices": [{"text": "ก"}, {"text": "ข"}]}, "ยังไม่ได้บอกว่าตัวเลือกใดถูก"),
        ({**ORDER, "choices": [{"text": str(number)} for number in range(11)]}, "ไม่เกิน 10 ข้อ"),
    ],
)
@pytest.mark.parametrize("where", ["bank", "lesson"])
def test_what_is_missing_is_told_in_thai(
    mapping: Callable[[], dict[str, Any]], changed: dict[str, Any], fault: str, where: str
) -> None:
    data = mapping()
    if where == "bank":
        data["assessment"]["questions"].append(changed)
    else:
        data["lessons"][0]["quiz"]["questions"].append(lesson_question(changed))
    with pytest.raises(KitError) as caught:
        KitSource.from_mapping(data)
    assert any(fault in one for one in caught.value.faults), caught.value.faults


# --- Paper ------------------------------------------------------------------------------------------------------------


def test_paper_mixes_the_steps_and_its_key_puts_them_right(kinds: KitSource) -> None:
    question = asked(kinds, "steps")
    printed = [choice.text for choice in question.printed]
    assert printed != STEPS and sorted(printed) == sorted(STEPS)
    letters = next(row.letters for row in answer_key(kinds) if row.question.id == "steps")
    assert [printed[LETTERS.index(letter)] for letter in letters.split(" → ")] == STEPS
    assert [place for _, place in question.keyed] == [STEPS.index(text) + 1 for text in printed]


def test_the_same_kit_mixes_them_the_same_way(kinds: KitSource, mapping: Callable[[], dict[str, Any]]) -> None:
    data = mapping()
    data["assessment"]["questions"] = [ORDER]
    assert asked(KitSource.from_mapping(data), "steps").printed == asked(kinds, "steps").printed


def test_test_and_key_show_the_situation_and_the_places(kinds: KitSource) -> None:
    renderer = Renderer(Places())
    test = renderer.html(
        "pdf/test.html", kit=kinds, title="ก่อนเรียน", heading="ก่อนเรียน", questions=kinds.assessment.pre()
    )
    assert "(เขียนเลข 1 ถึง 4 ในช่อง ตามลำดับก่อนหลัง)" in test
    assert "ข้อความ SMS จาก ขนส่ง" in test and "พัสดุตกค้าง" in test and "ยายได้รับสายแปลก" in test
    assert "ลำดับที่" not in test
    key = renderer.html("pdf/key.html", kit=kinds, title="เฉลย", key=answer_key(kinds))
    places = re.findall(r"</span>([^<(]+?) \(ลำดับที่ (\d)\)", key)
    assert sorted((int(place), text.replace("&gt;", ">")) for text, place in places) == list(enumerate(STEPS, start=1))


# --- Question banks ---------------------------------------------------------------------------------------------------


def gift_body(text: str, name: str) -> tuple[str, list[str]]:
    """A question's text and the lines between its braces."""
    found = re.search(rf"^::{name}::(.*?)(?<!\\) \{{\n(.*?)^\}}", text, re.MULTILINE | re.DOTALL)
    assert found
    return found[1], [line.strip() for line in found[2].splitlines()]


def unescaped(text: str) -> str:
    return re.sub(r"\\([~=#{}:\\])", r"\1", text)


def test_gift_and_moodle_match_each_step_with_its_place(kinds: KitSource) -> None:
    wanted = [(step.replace("->", "→"), f"ลำดับที่ {place}") for place, step in enumerate(STEPS, start=1)]
    _, lines = gift_body(question_bank.gift(kinds), "steps")
    assert lines[-1] == "#### ใจนิ่งแล้วค่อยถาม"
    pairs = [re.fullmatch(r"=((?:\\.|[^=~#])+?) -> (.+)", line) for line in lines[:-1]]
    assert [(unescaped(pair[1]), pair[2]) for pair in pairs if pair] == wanted
    root = ElementTree.fromstring(question_bank.moodle(kinds).encode())
    question = next(one for one in root.iter("question") if one.findtext("idnumber") == "steps")
    assert question.get("type") == "matching"
    told = [(one.findtext("text"), one.findtext("answer/text")) for one in question.iter("subquestion")]
    assert [(ElementTree.fromstring(f"<p>{text}</p>").text, place) for text, place in told] == [
        (step, f"ลำดับที่ {place}") for place, step in enumerate(STEPS, start=1)
    ]


def test_gift_and_moodle_tell_the_situation_before_the_question(kinds: KitSource) -> None:
    text, lines = gift_body(question_bank.gift(kinds), "story")
    assert unescaped(text) == "ข้อความ SMS จาก ขนส่ง “พัสดุตกค้าง จ่าย {15} บาท” ควรทำอย่างไร"
    assert lines[:2] == ["~กดจ่าย # เขาอยากได้เลขบัตร", "=ถามบริษัทเอง"]
    root = ElementTree.fromstring(question_bank.moodle(kinds).encode())
    question = next(one for one in root.iter("question") if one.findtext("idnumber") == "story")
    assert question.get("type") == "multichoice" and question.findtext("single") == "true"
    html = str(question.findtext("questiontext/text"))
    assert html.index("ข้อความ SMS จาก ขนส่ง") < html.index("พัสดุตกค้าง") < html.index("ควรทำอย่างไร")
    assert [(a.findtext("text"), a.get("fraction")) for a in question.iter("answer")] == [
        ("กดจ่าย", "0"),
        ("ถามบริษัทเอง", "100"),
    ]


# --- The offline site -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def stick(kinds: KitSource, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The offline site alone, as files."""
    folder = tmp_path_factory.mktemp("stick")
    for part in site.pages(kinds, Places(), ()):
        file = folder / part.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(part.data)
    return folder


def test_the_answers_page_has_the_right_order(stick: Path) -> None:
    answers = (stick / "answers.html").read_text("utf-8")
    lists = re.findall(r"<ol>(.*?)</ol>", answers, re.DOTALL)
    steps = next(one for one in lists if "วางสาย" in one and "<ol>" not in one.replace("<ol>", "", 1))
    found = [text.replace("&gt;", ">") for text in re.findall(r"<li>([^<]+?)</li>", steps)]
    assert found == STEPS
    assert "วางสาย" in (stick / "index.html").read_text("utf-8")


def test_the_key_of_the_site_is_the_place_of_each_step_shown(stick: Path) -> None:
    data = json.loads((stick / "site/data.js").read_text("utf-8").removeprefix("window.KIT = ").removesuffix(";\n"))
    order, story, _told = data["lessons"][0]["quiz"]
    assert sorted(order["places"]) == [1, 2, 3, 4] != order["places"]
    assert (story["places"], story["right"]) == ([], [1])


def put_in_order(page: Page, steps: list[str]) -> None:
    for row in page.locator("#l1q .place").all():
        text = row.locator("label").inner_text().split(". ", 1)[1]
        row.locator("select").select_option(str(steps.index(text) + 1))


@pytest.mark.needs("chromium")
def test_the_site_marks_and_scores_them(stick: Path, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 800})
    page.goto((stick / "index.html").as_uri() + "#l1q")
    quiz = page.locator("#l1q")
    expect(quiz.locator("figcaption", has_text="ข้อความ SMS จาก ขนส่ง")).to_be_visible()
    expect(quiz.locator(".told")).to_have_text(re.compile("ยายได้รับสายแปลก"))
    check = quiz.get_by_role("button", name="ตรวจคำตอบ")
    check.click()
    expect(quiz.locator(".say").first).to_contain_text("ใส่เลขให้ครบทุกบรรทัด")
    for question in quiz.locator("[data-question]").all()[1:]:
        question.get_by_text("ถามบริษัทเอง").click()
    put_in_order(page, [STEPS[1], STEPS[0], *STEPS[2:]])
    check.click()
    expect(quiz.locator(".total")).to_have_text("ตอบถูก 2 จาก 3 ข้อ")
    put_in_order(page, STEPS)
    check.click()
    expect(quiz.locator(".total")).to_have_text("ตอบถูก 3 จาก 3 ข้อ")
    expect(quiz.locator(".say").first).to_contain_text("ถูกต้อง ใจนิ่งแล้วค่อยถาม")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate("JSON.parse(localStorage.getItem('kit-small-kit-1.2.0')).score.l1") == 100
    page.close()
