"""Every kind of activity on the stick: read from a lesson file, shown without scripts, answered with them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import expect

from courses.kits import lessons
from courses.kits.errors import KitError
from courses.kits.places import Places
from courses.kits.reading_lessons import read_lesson
from courses.kits.site import pages
from courses.kits.source import KitSource
from tests.courses.kits.test_site import page
from tests.courses.kits.test_site_browser import Opener, open_page

__all__ = ["open_page"]

STEPS = """
- title: เรื่อง
  body:
    - scenario:
        prompt: ช่วยชบา
        scenes:
          - {key: เริ่ม, drawing: game, text: มีคนทักมา, sender: กระต่าย, message: ขอรหัสหน่อย, choices: [
              {text: บอกไป, to: เสีย, feedback: รหัสเป็นของเรา}, {text: ถามแม่, to: ดี, feedback: ดีมาก}]}
          - {key: ดี, text: แม่ช่วยดู, ending: good}
          - {key: เสีย, text: ของหาย, ending: bad}
- title: หา
  body:
    - spot: {prompt: ตรงไหนแปลก, sender: ร้านยา, channel: line, parts: [
        {text: สวัสดี, why: ทักทาย}, {text: เหลือสองชุด, sign: true, why: เร่งเรา}, {text: เจอกันที่ศาลา, why: นัดปกติ}]}
- title: หาในภาพ
  body:
    - spot: {prompt: ร้านนี้, drawing: fake-shop, alt: หน้าร้าน, parts: [
        {text: ลดเก้าสิบ, sign: true, why: ถูกเกิน, x: 20, y: 20}, {text: รูปชัด, why: ปกติ, x: 70, y: 70}]}
- title: รหัส
  body:
    - password: {prompt: รหัสไหนดี, examples: [{text: "1234", why: สั้น}, {text: kob-rom-khao, strong: true, why: ยาว}]}
- title: คู่
  body:
    - match: {prompt: ทำอะไร, pairs: [{left: โอนแล้ว, right: โทร 1441, why: เร็วดี}, {left: ขอ OTP, right: วางสาย, why: ของเรา}]}
- title: ตั้งค่า
  body:
    - settings: {prompt: ตั้งให้ดี, app: ตั้งค่า, settings: [
        {name: ใครเห็น, why: เพื่อนพอ, values: [{label: ทุกคน, current: true}, {label: เพื่อน, safe: true}]},
        {name: สองชั้น, why: ดีแล้ว, values: [{label: เปิด, current: true, safe: true}, {label: ปิด}]}]}
- title: คิด
  body:
    - reflection: {prompt: คิดดู, questions: [ฉันกลัวอะไร]}
"""


def lesson_file(steps: str = STEPS) -> dict[str, Any]:
    return {"slug": "kinds", "title": "ครบทุกแบบ", "steps": yaml.safe_load(steps)}


@pytest.fixture(scope="module")
def stick(mapping: Callable[[], dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a kit whose only lesson holds every kind, as files."""
    folder = tmp_path_factory.mktemp("kinds")
    source = KitSource.from_mapping({**mapping(), "lessons": [lesson_file()]})
    for part in pages(source, Places(), []):
        path = folder / part.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(part.data)
    return folder


def test_a_lesson_file_holds_every_kind() -> None:
    read = read_lesson(lesson_file())
    kinds = [type(step.blocks[0]) for step in read.steps]
    assert kinds == [
        lessons.ScenarioBlock,
        lessons.SpotBlock,
        lessons.SpotBlock,
        lessons.SortBlock,
        lessons.ChooseBlock,
        lessons.ChooseBlock,
        lessons.ReflectionBlock,
    ]
    assert read.drawings() == {"game", "fake-shop"}


def test_faults_of_a_lesson_file_are_named_in_thai() -> None:
    broken = STEPS.replace("to: ดี", "to: ไม่มี").replace("{label: เพื่อน, safe: true}", "{label: เพื่อน}")
    with pytest.raises(KitError) as caught:
        read_lesson(lesson_file(broken))
    told = " ".join(caught.value.faults)
    assert "ทางเลือก “ถามแม่” ไปฉาก “ไม่มี” ที่ไม่มี" in told
    assert "ต้องมีค่าที่ปลอดภัย (safe: true) หนึ่งค่าพอดี" in told


def test_every_link_of_a_story_leads_to_a_scene_and_ids_are_unique(stick: Path) -> None:
    found = page(stick, "index.html")
    assert len(found.ids) == len(set(found.ids))
    links = [attrs["href"] for tag, attrs in found.tags if tag == "a" and "data-say" in attrs]
    assert links == ["#l1s1b1c3", "#l1s1b1c2"]
    assert {link[1:] for link in links if link} <= set(found.ids)


def test_the_page_of_answers_names_what_is_right_and_why(stick: Path) -> None:
    answers = (stick / "answers.html").read_text("utf-8")
    for line in (
        "ถามแม่ → <b>ฉากที่ 2</b> ดีมาก",
        "เหลือสองชุด → <b>สัญญาณเตือน</b> เร่งเรา",
        "รูปชัด → <b>ปกติ</b> ปกติ",
        "kob-rom-khao → <b>เดายาก</b> ยาว",
        "ขอ OTP → <b>วางสาย</b> ของเรา",
        "ใครเห็น → <b>เพื่อน</b> เพื่อนพอ",
    ):
        assert line in answers
    assert "เร่งเรา" not in (stick / "index.html").read_text("utf-8")


@pytest.mark.needs("chromium")
def test_without_scripts_everything_is_there(stick: Path, open_page: Opener) -> None:
    shown = open_page(stick / "index.html", java_script_enabled=False)
    for text in ("ฉากที่ 3", "ขอรหัสหน่อย", "ตอนนี้ตั้งไว้ว่า “ทุกคน”", "ฉันกลัวอะไร", "เหลือสองชุด"):
        expect(shown.get_by_text(text).first).to_be_visible()
    shown.get_by_role("link", name="ถามแม่").click()
    assert shown.url.endswith("#l1s1b1c2")


@pytest.mark.needs("chromium")
def test_a_story_shows_one_scene_at_a_time_and_what_it_says(stick: Path, open_page: Opener) -> None:
    shown = open_page(stick / "index.html", "#l1s1", viewport={"width": 390, "height": 844})
    story = shown.locator("#l1s1b1")
    expect(story.locator(".scene:visible")).to_have_count(1)
    story.get_by_role("link", name="บอกไป").click()
    expect(story.locator(".scene:visible")).to_contain_text("ของหาย")
    expect(story.locator(".scene:visible .said")).to_have_text("รหัสเป็นของเรา")
    shown.go_back()
    story.get_by_role("link", name="ถามแม่").click()
    expect(story.locator(".scene:visible")).to_contain_text("จบเรื่อง เลือกได้ดีมาก")


@pytest.mark.needs("chromium")
def test_ticks_and_choices_are_answered_at_once(stick: Path, open_page: Opener) -> None:
    shown = open_page(stick / "index.html", "#l1s2")
    shown.get_by_label("เหลือสองชุด").check()
    expect(shown.locator("#l1s2 .say")).to_have_text("ถูกต้อง เร่งเรา")
    shown.get_by_label("เหลือสองชุด").uncheck()
    expect(shown.locator("#l1s2 .say")).to_have_count(0)
    shown.get_by_label("สวัสดี").check()
    expect(shown.locator("#l1s2 .say")).to_have_text("ยังไม่ใช่ ทักทาย")
    shown.goto(f"{(stick / 'index.html').as_uri()}#l1s6")
    shown.locator("#l1s6").get_by_label("เพื่อน").check()
    expect(shown.locator("#l1s6 .say")).to_have_text("ถูกต้อง เพื่อนพอ")
    shown.locator("#l1s6").get_by_label("ปิด", exact=True).check()
    expect(shown.locator("#l1s6 .say").last).to_have_text("ยังไม่ใช่ ดีแล้ว")
