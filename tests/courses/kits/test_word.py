"""Word files: Thai set as complex script in every style and run, headings, tables that repeat their heading."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from courses.kits.word_style import FONT

FILES = ["guide/guide.docx", "handouts/01-worksheet.docx", "handouts/01-worksheet-large.docx", "handouts/02-cards.docx"]


def run_properties(document: docx.document.Document) -> Iterator[etree._Element]:
    """Every w:rPr that decides how letters look: defaults, styles, runs of body and footer."""
    styles = document.styles.element
    yield from (default.find(qn("w:rPr")) for default in styles.iter(qn("w:rPrDefault")))
    yield from (style.find(qn("w:rPr")) for style in styles.iter(qn("w:style")))
    yield from document.element.body.iter(qn("w:rPr"))
    yield from document.sections[0].footer._element.iter(qn("w:rPr"))


@pytest.mark.parametrize("name", FILES)
def test_every_style_and_run_is_set_for_thai(public: Path, name: str) -> None:
    document = docx.Document(str(public / name))
    seen = 0
    for properties in run_properties(document):
        seen += 1
        fonts = properties.find(qn("w:rFonts"))
        assert fonts.get(qn("w:cs")) == fonts.get(qn("w:ascii")) == FONT
        assert not [key for key in fonts.attrib if "heme" in key]
        assert properties.find(qn("w:lang")).get(qn("w:bidi")) == "th-TH"
        for latin, thai in (("w:sz", "w:szCs"), ("w:b", "w:bCs")):
            given, twin = properties.find(qn(latin)), properties.find(qn(thai))
            if given is not None:
                assert twin is not None
                assert twin.get(qn("w:val")) == given.get(qn("w:val"))
    assert seen > 100


@pytest.mark.parametrize("name", FILES)
def test_theme_and_font_table_name_the_thai_family(public: Path, name: str) -> None:
    document = docx.Document(str(public / name))
    parts = {relation.reltype.rsplit("/", 1)[-1]: relation.target_part for relation in document.part.rels.values()}
    theme = parts["theme"].blob.decode()
    assert theme.count(f'<a:font script="Thai" typeface="{FONT}"/>') == 2
    assert theme.count(f'<a:cs typeface="{FONT}"/>') == 2
    assert f'<w:font w:name="{FONT}"><w:altName w:val="Sarabun"/>' in parts["fontTable"].blob.decode()
    language = document.settings.element.find(qn("w:themeFontLang"))
    assert language.get(qn("w:bidi")) == "th-TH"


def test_the_guide_says_what_the_pdf_says(public: Path) -> None:
    document = docx.Document(str(public / "guide/guide.docx"))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    text = "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    for said in ("สวัสดีค่ะ วันนี้ไม่มีสอบ", "จดไว้หลังตู้เย็น", "ยกมืออย่างเดียว", "ห้ามถามรหัสจริง", "0–15", "รหัสผ่านในหมู่บ้าน"):
        assert said in text, said
    headings = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name.startswith("Heading")]
    assert "หมวดที่ 2 ลงมือทำ" in headings and "กุญแจบ้าน" in headings
    assert document.sections[0].page_width.cm == pytest.approx(21, abs=0.05)
    assert document.core_properties.title == "คู่มือวิทยากร ชุดสื่อน้ำใจออนไลน์"


def test_long_tables_repeat_their_heading_and_rows_stay_whole(public: Path) -> None:
    document = docx.Document(str(public / "guide/guide.docx"))
    run_sheet = next(table for table in document.tables if table.cell(0, 0).text == "นาทีที่")
    assert run_sheet.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in run_sheet.rows)


def test_a_handout_keeps_bold_boxes_numbers_lines_and_tables(public: Path) -> None:
    document = docx.Document(str(public / "handouts/01-worksheet.docx"))
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert [line for line in lines if line[:2] in {"☐\t", "•\t", "1.", "2."}] == [
        "☐\tไม่ใช่วันเกิด", "•\tไม่ซ้ำ", "1.\tของกิน", "2.\tสัตว์",
    ]  # fmt: skip
    assert any(set(line) == {"."} for line in lines)
    assert [run.text for paragraph in document.paragraphs for run in paragraph.runs if run.bold and run.text] == ["สี่คำ"]
    assert [cell.text for row in document.tables[0].rows for cell in row.cells] == ["คำ", "ภาพ", "น้ำ", ""]


def test_a_handout_that_is_cut_comes_as_cards(public: Path) -> None:
    document = docx.Document(str(public / "handouts/02-cards.docx"))
    cards = [cell.text for row in document.tables[0].rows for cell in row.cells]
    assert cards == ["ใบ 1 12345678", "ใบ 2 ช้างม่วงกินน้ำแข็ง", "ใบ 3 วันเกิด", ""]
    assert "ตัดตามเส้น" in [paragraph.text for paragraph in document.paragraphs]
