"""What an activity must fulfil before an editor may save it, and what it becomes on the stick."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from courses.activities.offline import offline_activity
from courses.activities.scenario import graph_faults
from courses.blocks import StepBodyBlock
from courses.kits import lessons as offline
from tests.factories import activities, blocks
from tests.factories.activities import scene, setting
from tests.factories.blocks import Raw

GOOD = (activities.scenario, activities.spot, activities.spot_message, activities.password, activities.match)


def cleaned(raw: Raw) -> Any:
    """The step's body with this activity, as the editor's form would save it."""
    body = StepBodyBlock()
    return body.clean(body.to_python([raw]))


def faults(raw: Raw) -> str:
    """What the editor is told."""
    with pytest.raises(ValidationError) as caught:
        cleaned(raw)
    return json.dumps(caught.value.as_json_data(), ensure_ascii=False)


@pytest.mark.parametrize("make", [*GOOD, activities.settings, activities.reflection])
def test_what_fits_together_is_taken(make: Any) -> None:
    assert cleaned(make())[0].value["prompt"]


TOLD = {
    "a choice to nowhere": (
        activities.scenario(scene("1", "ต้น", ("ก", "2", ""), ("ข", "9", "")), scene("2", "จบ", ending="good")),
        "ทางเลือกในฉาก “1” ไปฉาก “9” ซึ่งไม่มี",
    ),
    "a scene nobody reaches": (
        activities.scenario(
            scene("1", "ต้น", ("ก", "2", ""), ("ข", "2", "")),
            scene("2", "จบ", ending="good"),
            scene("3", "จบ", ending="bad"),
        ),
        "ไม่มีทางเลือกใดไปถึงฉาก “3”",
    ),
    "a ring without a way out": (
        activities.scenario(
            scene("1", "ต้น", ("ก", "2", ""), ("ข", "4", "")),
            scene("2", "วน", ("ก", "3", ""), ("ข", "3", "")),
            scene("3", "วน", ("ก", "2", ""), ("ข", "2", "")),
            scene("4", "จบ", ending="good"),
        ),
        "จากฉาก “2” วนไปเท่าไรก็ไม่ถึงฉากจบ",
    ),
    "no ending": (
        activities.scenario(
            scene("1", "ต้น", ("ก", "2", ""), ("ข", "2", "")), scene("2", "ต่อ", ("ก", "1", ""), ("ข", "1", ""))
        ),
        "เรื่องนี้ยังไม่มีฉากจบ",
    ),
    "no good ending": (
        activities.scenario(scene("1", "ต้น", ("ก", "2", ""), ("ข", "2", "")), scene("2", "จบ", ending="bad")),
        "ยังไม่มีทางไปสู่ฉากจบดี",
    ),
    "one choice only": (
        activities.scenario(scene("1", "ต้น", ("ก", "2", "")), scene("2", "จบ", ending="good")),
        "ฉาก “1” ต้องมีทางเลือกอย่างน้อยสองทาง",
    ),
    "an ending that goes on": (
        activities.scenario(
            scene("1", "ต้น", ("ก", "2", ""), ("ข", "2", "")),
            scene("2", "จบ", ("ก", "1", ""), ("ข", "1", ""), ending="good"),
        ),
        "ฉาก “2” เป็นฉากจบ จึงต้องไม่มีทางเลือก",
    ),
    "two scenes of one name": (
        activities.scenario(
            scene("1", "ต้น", ("ก", "2", ""), ("ข", "2", "")),
            scene("2", "จบ", ending="good"),
            scene("2", "จบ", ending="good"),
        ),
        "มีฉากชื่อ “2” มากกว่าหนึ่งฉาก",
    ),
    "a message from nobody": (
        activities.scenario(
            scene("1", "ต้น", ("ก", "2", ""), ("ข", "2", ""), message="โอนมา"), scene("2", "จบ", ending="good")
        ),
        "ต้องมีทั้งข้อความที่ได้รับ และชื่อผู้ส่ง",
    ),
    "picture and message": (activities.spot(sender="ร้าน"), "เลือกอย่างใดอย่างหนึ่ง"),
    "neither picture nor message": (activities.spot(drawing=""), "เลือกอย่างใดอย่างหนึ่ง"),
    "a picture without words": (activities.spot(alt=""), "ให้คนที่ไม่เห็นภาพเข้าใจ"),
    "a spot without a place": (
        activities.spot(parts=activities.spot_message()["value"]["parts"]),
        "จุดที่ 1 ยังไม่มีตำแหน่งในภาพ",
    ),
    "spots under one thumb": (
        activities.spot(
            parts=[{**part, "x": 40 + 5 * n, "y": 50} for n, part in enumerate(activities.spot()["value"]["parts"])]
        ),
        "จุดที่ 1 กับจุดที่ 2 ชิดกันเกินไป",
    ),
    "no sign to find": (
        activities.spot_message(
            parts=[{**part, "sign": False} for part in activities.spot_message()["value"]["parts"]]
        ),
        "ยังไม่ได้บอกว่าจุดใดเป็นสัญญาณเตือน",
    ),
    "nothing but signs": (
        activities.spot_message(parts=[{**part, "sign": True} for part in activities.spot_message()["value"]["parts"]]),
        "ทุกจุดเป็นสัญญาณเตือน",
    ),
    "only weak passwords": (
        activities.password(examples=[{"text": text, "strong": False, "why": "สั้น"} for text in ("1234", "abcd")]),
        "ต้องมีทั้งรหัสที่เดายาก และรหัสที่เดาง่าย",
    ),
    "two halves alike": (activities.match(extra=["วางสาย"]), "คู่ “วางสาย” ซ้ำกัน"),
    "one half with two others": (
        activities.match(pairs=[{"left": "ก", "right": "1"}, {"left": "ก", "right": "2"}]),
        "“ก” มีสองครั้ง",
    ),
    "two safe values": (
        activities.settings(
            settings=[setting("ก", ("1", "safe current"), ("2", "safe")), setting("ข", ("1", "safe"), ("2", "current"))]
        ),
        "“ก” ต้องมีค่าที่ปลอดภัยหนึ่งค่าพอดี",
    ),
    "no present value": (
        activities.settings(
            settings=[setting("ก", ("1", "safe"), ("2", "")), setting("ข", ("1", "safe"), ("2", "current"))]
        ),
        "“ก” ต้องบอกค่าที่ตั้งไว้ตอนนี้หนึ่งค่าพอดี",
    ),
}


@pytest.mark.parametrize("case", TOLD)
def test_the_editor_is_told_in_thai_what_does_not_fit(case: str) -> None:
    raw, told = TOLD[case]
    assert told in faults(raw)


def test_a_ring_with_a_way_out_is_a_story() -> None:
    assert list(graph_faults({"1": ["2", "3"], "2": ["1", "3"], "3": []})) == []


def on_the_stick(raw: Raw) -> offline.Activity:
    return offline_activity(StepBodyBlock().to_python([raw])[0])


def test_a_story_on_the_stick_keeps_its_ways() -> None:
    story = on_the_stick(activities.scenario())
    assert isinstance(story, offline.ScenarioBlock)
    assert [(scene.key, scene.ending, len(scene.choices)) for scene in story.scenes][:3] == [
        ("เริ่ม", "", 2),
        ("ถาม", "", 3),
        ("ดี", "good", 0),
    ]
    assert story.scenes[0].choices[1] == offline.SceneChoice("ถามแม่ก่อน", "ถาม", "ดีมาก")


def test_signs_passwords_pairs_settings_and_questions_on_the_stick() -> None:
    spot, words, pairs, rows, thoughts = (
        on_the_stick(make())
        for make in (
            activities.spot,
            activities.password,
            activities.match,
            activities.settings,
            activities.reflection,
        )
    )
    assert isinstance(spot, offline.SpotBlock) and [part.sign for part in spot.parts] == [True, False, True]
    assert isinstance(words, offline.SortBlock) and [item.basket for item in words.items] == ["weak", "strong"]
    assert isinstance(pairs, offline.ChooseBlock)
    assert [item.options[item.right] for item in pairs.items] == ["โทร 1441", "วางสาย"]
    assert isinstance(rows, offline.ChooseBlock)
    assert [(item.options[item.right], item.note) for item in rows.items] == [
        ("เพื่อน", "ตอนนี้ตั้งไว้ว่า “ทุกคน”"),
        ("เปิด", "ตอนนี้ตั้งไว้ว่า “เปิด”"),
    ]
    assert isinstance(thoughts, offline.ReflectionBlock) and len(thoughts.questions) == 2


def test_what_an_editor_left_out_is_empty_on_the_stick() -> None:
    bare = activities.spot_message(channel=None)
    spot = on_the_stick(bare)
    assert isinstance(spot, offline.SpotBlock)
    assert (spot.drawing, spot.alt, spot.channel) == ("", "", "sms")
    lesson = offline.OfflineLesson("a", "ก", (offline.LessonStep("ก", (spot, on_the_stick(activities.scenario()))),))
    assert lesson.drawings() == set()


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="text"):
        offline_activity(StepBodyBlock().to_python([blocks.text()])[0])
