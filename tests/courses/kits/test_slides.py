"""Slides: the facilitator's words under every one, Thai fonts in every run, type that fits."""

from __future__ import annotations

from pathlib import Path

import pptx
import pytest
from pptx.oxml.ns import qn
from pptx.presentation import Presentation

from courses.kits.places import Places
from courses.kits.slides import BODY_SIZES, _fitting
from courses.kits.word_style import FONT


@pytest.fixture(scope="module")
def deck(public: Path) -> Presentation:
    return pptx.Presentation(str(public / "slides/slides.pptx"))


def test_the_deck_runs_from_title_to_take_home(deck: Presentation) -> None:
    titles = [slide.shapes.title.text for slide in deck.slides]
    assert titles == [
        "ชุดสื่อน้ำใจออนไลน์", "วันนี้เราจะได้อะไรกลับบ้าน", "เปิดวง", "ยินดีต้อนรับ", "ลงมือทำ", "กุญแจบ้าน", "จำไว้นะ",
        "สัญญากับตัวเอง", "ก่อนกลับบ้าน เล่าให้ใครฟังสักข้อ",
    ]  # fmt: skip
    assert deck.slide_width / deck.slide_height == pytest.approx(16 / 9, abs=0.001)


def test_every_slide_has_the_facilitators_words(deck: Presentation) -> None:
    notes = [slide.notes_slide.notes_text_frame.text for slide in deck.slides]
    assert all(len(text) > 10 for text in notes)
    assert notes[3].startswith("พูดช้า ๆ ที่นี่ปลอดภัย")
    assert notes[5].startswith("เล่าเรื่อง กุญแจ ให้ฟัง")  # no slide was written for it: what is said stands there
    assert "ห้ามถามรหัสจริง" in notes[6]


def test_every_run_of_slides_and_notes_is_thai(deck: Presentation) -> None:
    roots = [root for slide in deck.slides for root in (slide.element, slide.notes_slide.element)]
    properties = [run.find(qn("a:rPr")) for root in roots for run in root.iter(qn("a:r"))]
    assert len(properties) > 30
    for one in properties:
        assert one.get("lang") == "th-TH"
        assert one.find(qn("a:cs")).get("typeface") == FONT


def test_themes_of_slides_and_notes_carry_thai_fonts_and_the_palette(deck: Presentation) -> None:
    for master in (deck.slide_master.part, deck.notes_master.part):
        theme = next(rel.target_part for rel in master.rels.values() if rel.reltype.endswith("/theme")).blob.decode()
        assert theme.count(f'<a:font script="Thai" typeface="{FONT}"/>') == 2
        assert theme.count(f'<a:cs typeface="{FONT}"/>') == 2
        assert '<a:accent1><a:srgbClr val="0B5552"/></a:accent1>' in theme


def test_drawings_come_as_pictures_with_a_description(deck: Presentation) -> None:
    pictures = [shape for slide in deck.slides for shape in slide.shapes if shape.shape_type == 13]
    assert len(pictures) == 3  # the kit's, the activity's, the star of the key point
    assert all(shape._element.nvPicPr.cNvPr.get("descr") for shape in pictures)


def test_long_lines_are_set_smaller_but_never_under_28_points() -> None:
    font = Places().fonts / "Sarabun-Regular.ttf"
    assert _fitting(["สั้น"], 11, 4.6, BODY_SIZES, font) == 48
    middling = ["ข้อความยาวพอสมควรที่ต้องตัดเป็นสองบรรทัดเมื่อตัวใหญ่" * 2] * 4
    assert 28 <= _fitting(middling, 11, 4.6, BODY_SIZES, font) < 48
    assert _fitting(["ยาวมาก" * 200], 6, 2, BODY_SIZES, font) == 28


def test_the_title_is_read_out_before_the_words_below_it(deck: Presentation) -> None:
    for slide in deck.slides:
        spoken = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame and shape.text_frame.text]
        assert slide.shapes.title.text in spoken[:2]  # a section's number comes first
    assert [shape.name for shape in deck.slides[3].placeholders] == ["Title 1", "Content Placeholder 2"]
