"""A kit's mapping becomes a KitSource, or a list of everything that is wrong with it."""

from __future__ import annotations

import datetime

import pytest

from courses.kits.errors import KitError
from courses.kits.lessons import OfflineLesson
from courses.kits.reading_lessons import read_lesson
from courses.kits.source import KitSource, Material


def faults_of(data: dict) -> tuple[str, ...]:
    with pytest.raises(KitError) as caught:
        KitSource.from_mapping(data)
    return caught.value.faults


def test_the_whole_kit_is_read(source: KitSource) -> None:
    assert source.law_as_of == datetime.date(2026, 11, 1)
    assert [activity.id for activity in source.activities()] == ["welcome", "password", "promise"]
    welcome = next(source.activities())
    assert welcome.materials == (Material("ปากกา", "person", 1), Material("กระดาษแผ่นใหญ่", "room", 1))
    assert welcome.steps[1].expected == ("เคยทุกคน", "จดไว้หลังตู้เย็น")
    assert source.adaptations[0].title == "ผู้สูงวัย"
    assert source.drawings() == ("kit", "shield")
    assert [question.id for question in source.assessment.pre()] == ["best", "share"]
    assert [question.id for question in source.assessment.post()] == ["best", "many"]


def test_every_missing_field_is_named_in_thai(mapping) -> None:
    data = mapping()
    del data["title"], data["law_as_of"]
    data["modules"][0]["activities"][0]["title"] = ""
    del data["modules"][1]["activities"][0]["steps"]
    data["modules"][1]["activities"][1]["steps"] = [{"minute": 0}]
    faults = faults_of(data)
    assert "ยังไม่มีชื่อชุดสื่อ (title)" in faults
    assert "วันที่ของข้อกฎหมาย (law_as_of) ต้องเป็นวันที่แบบ ปปปป-ดด-วว เช่น 2026-11-01" in faults
    assert "หมวดที่ 1 › กิจกรรมที่ 1: ยังไม่มีชื่อกิจกรรม (title)" in faults
    assert "หมวดที่ 2 › กิจกรรมที่ 1: ยังไม่มีขั้นตอน (steps)" in faults
    assert any("หมวดที่ 2 › กิจกรรมที่ 2 › ขั้นที่ 1: ต้องมีอย่างน้อยหนึ่งอย่าง" in fault for fault in faults)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda kit: kit.update(slug="ชุดสื่อ"), "ใช้ได้เฉพาะ a-z"),
        (lambda kit: kit.update(version="1/../2"), "เลขรุ่น (version)"),
        (lambda kit: kit["modules"][0]["activities"][0]["steps"][1].update(minute=10), "แต่กิจกรรมนี้ยาว 10 นาที"),
        (lambda kit: kit["modules"][0]["activities"][0]["steps"][0].update(minute=5), "มาก่อนขั้นก่อนหน้า"),
        (lambda kit: kit["modules"][0]["activities"][0]["minutes"].update(min=12), "เรียงจากน้อยไปมาก"),
        (lambda kit: kit["modules"][1]["activities"][0].update(id="welcome"), "ซ้ำกัน"),
        (lambda kit: kit["modules"][1]["activities"][0].update(handouts=["none"]), "ใบงาน “none” ที่ไม่มี"),
        (lambda kit: kit["formats"][1]["plan"][0].update(minutes=16), "รวมเวลาได้ 61 นาที"),
        (lambda kit: kit["formats"][1]["plan"][0].update(activity="none"), "กิจกรรม “none” ที่ไม่มี"),
        (lambda kit: kit["assessment"]["questions"][0]["choices"][1].update(correct=False), "ยังไม่ได้บอกว่าตัวเลือกใดถูก"),
        (lambda kit: kit["assessment"]["questions"][0]["choices"][0].update(correct=True), "มีข้อถูกได้เพียงข้อเดียว"),
        (lambda kit: kit["assessment"]["questions"][1].update(id="best"), "คำถาม “best” ต้องมีหนึ่งข้อพอดี"),
        (lambda kit: kit["modules"][0]["activities"][0]["slides"][0].pop("notes"), "ยังไม่มีคำพูดของวิทยากร (notes)"),
        (lambda kit: kit.update(modules="หมวด"), "modules ต้องเป็นรายการ"),
        (lambda kit: kit["lessons"][0]["steps"][1]["body"][0]["sort"]["items"][0].update(basket="z"), "ตะกร้า “z” ที่ไม่มี"),
        (lambda kit: kit["lessons"][0]["steps"][0]["body"].append({"iframe": "x"}), "แต่พบ “iframe”"),
    ],
)
def test_a_wrong_field_is_named(mapping, spoil, said: str) -> None:
    data = mapping()
    spoil(data)
    assert any(said in fault for fault in faults_of(data))


def test_a_core_longer_than_the_session_is_refused_when_read(mapping) -> None:
    data = mapping()
    data["formats"] = [20]
    with pytest.raises(KitError, match="จัดเวลา 20 นาทีไม่ได้ เพราะกิจกรรมหลักใช้เวลาอย่างน้อย 25 นาที"):
        KitSource.from_mapping(data)


def test_lessons_may_come_from_the_portal_instead(mapping) -> None:
    lesson = OfflineLesson(slug="own", title="ของพอร์ทัล", steps=())
    assert KitSource.from_mapping(mapping(), lessons=[lesson]).lessons == (lesson,)


def test_a_lesson_file_has_its_hotlines_and_media_looked_up(mapping) -> None:
    data = mapping()["lessons"][0]
    data["steps"][0]["body"] = [{"hotline": "aoc-1441"}, {"video": "clip"}]
    lesson = read_lesson(
        data, hotlines={"aoc-1441": {"name": "ศูนย์", "phone": "1441"}}, media={"clip": {"title": "คลิป"}}, group="หลักสูตร"
    )
    hotline, video = lesson.steps[0].blocks
    assert (hotline.phone, video.title, lesson.group) == ("1441", "คลิป", "หลักสูตร")
    with pytest.raises(KitError, match="รหัสผ่านคือกุญแจ"):
        read_lesson(data, hotlines={}, media={"clip": {"title": "คลิป"}})
