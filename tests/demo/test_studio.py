"""The studio draws the same thing twice, bends arms without a jump, and is never part of loading."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
import yaml

from portal.demo.studio import (
    album_family,
    album_village,
    albums,
    film_scam_call,
    film_stop_think,
    infographics,
    videos,
)
from portal.demo.studio.heads import HEADS
from portal.demo.studio.people import Pose, _elbow, person
from portal.demo.studio.svg import document, num, squeeze

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("value", "text"), [(3.0, "3"), (0.25, ".2"), (-0.5, "-.5"), (-0.04, "0"), (12.345, "12.3"), (10, "10")]
)
def test_lengths_are_written_short(value, text):
    assert num(value) == text


def test_squeezing_joins_twin_lines_and_keeps_fillings_apart():
    twins = '<path d="M0 0L1 1" stroke-width="2"/><path d="M2 2L3 3" stroke-width="2"/>'
    assert squeeze(twins) == '<path d="M0 0L1 1M2 2L3 3" stroke-width="2"/>'
    filled = '<path d="M0 0L1 1Z" fill="#fff"/><path d="M2 2L3 3Z" fill="#fff"/>'
    assert squeeze(filled) == filled


@pytest.mark.parametrize("who", sorted(HEADS))
@pytest.mark.parametrize("lower", ["none", "stand", "sit", "chair"])
def test_everybody_can_be_drawn_in_every_way(who, lower):
    drawn = document(200, 300, person(who, Pose(lower=lower), 100, 90))
    assert ET.fromstring(drawn) is not None
    assert drawn == document(200, 300, person(who, Pose(lower=lower), 100, 90))


@pytest.mark.parametrize("side", [-1, 1])
def test_an_arm_that_travels_never_jumps(side):
    shoulder, before = (21.5 * side, 13.5), None
    for step in range(201):  # from hanging, round in front, to above the head
        p = step / 200
        to = (side * (30 + 28 * p), 76 - 106 * p)
        elbow, _wrist = _elbow(shoulder, to, side, 1.0)
        if before:
            assert abs(elbow[0] - before[0]) + abs(elbow[1] - before[1]) < 4
        before = elbow


@pytest.mark.parametrize(
    ("slug", "film"), [("scam-call-hang-up", film_scam_call), ("stop-think-check", film_stop_think)]
)
def test_every_written_scene_is_drawn_from_first_to_last_moment(slug, film):
    scenes = yaml.safe_load((ROOT / f"portal/demo/content/videos/{slug}.yaml").read_text(encoding="utf-8"))["scenes"]
    assert len(film.SCENES) == len(scenes)
    for make, scene in zip(film.SCENES, scenes, strict=True):
        for part in (0, 0.3, 1):
            ET.fromstring(document(640, 360, make(part * scene["seconds"], scene["seconds"])))


def test_every_album_picture_asked_for_has_a_scene():
    assert set(albums.wanted()) == {*album_family.SCENES, *album_village.SCENES}
    for name in albums.wanted():
        ET.fromstring(albums.scene(name))


def test_captions_end_before_the_next_begin():
    text = videos.captions([{"seconds": 5.0, "caption": "หนึ่ง"}, {"seconds": 61.5, "caption": "สอง\nสาม"}])
    assert text == ("WEBVTT\n\n1\n00:00:00.100 --> 00:00:04.900\nหนึ่ง\n\n2\n00:00:05.100 --> 00:01:06.400\nสอง\nสาม\n")


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("รหัสผ่านแข็งแรง ทำได้ใน 5 ข้อ", "<b>รหัสผ่านแข็งแรง</b> <b>ทำได้ใน 5 ข้อ</b>"),
        ("ซื้อขายออนไลน์ 1212 · สคบ. 1166", "<b>ซื้อขายออนไลน์ 1212</b> <br> <b>สคบ. 1166</b>"),
        ("ไม่บอกรหัส OTP <x>", "<b>ไม่บอกรหัส OTP &lt;x&gt;</b>"),
    ],
)
def test_numbers_stay_with_their_words(text, held):
    assert infographics.clauses(text) == held


def test_loading_never_reaches_for_the_studio():
    users = [
        path.relative_to(ROOT).as_posix()
        for folder in ("portal", "courses", "articles", "media")
        for path in (ROOT / folder).rglob("*.py")
        if "demo/studio" not in path.as_posix() and "demo.studio" in path.read_text(encoding="utf-8")
    ]
    assert users == []
