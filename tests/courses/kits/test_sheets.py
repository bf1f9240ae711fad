"""Spreadsheets: drop-downs, the cells an importer knows them by, Thai headings."""

from __future__ import annotations

import dataclasses
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from courses.kits import sheets
from courses.kits.source import FormField, Forms, KitSource
from courses.kits.vocabulary import AGE_GROUP_SLUGS, AGE_GROUPS


@pytest.fixture(scope="module")
def attendance(public: Path) -> Worksheet:
    return openpyxl.load_workbook(public / "forms/attendance.xlsx")[sheets.NAMES_SHEET]


def rules(sheet: Worksheet) -> dict[str, tuple[str, str]]:
    """Cells → (kind, formula) of every rule."""
    return {str(rule.sqref): (rule.type, rule.formula1) for rule in sheet.data_validations.dataValidation}


def test_the_form_is_known_by_its_cells(attendance: Worksheet) -> None:
    assert attendance[sheets.VERSION_CELL].value == "attendance-1"
    assert attendance[sheets.KIT_CELL].value == "small-kit 1.2.0"
    assert attendance[sheets.SESSION_CODE_CELL].value is None
    assert attendance["A3"].value == "รหัสการอบรม"
    headings = [cell.value for cell in attendance[sheets.HEADING_ROW]]
    assert headings == [column.label for column in sheets.ATTENDANCE_COLUMNS]
    assert headings[:3] == ["ที่", "ชื่อและนามสกุล", "กลุ่มวัย"]


def test_choices_are_drop_downs(attendance: Worksheet) -> None:
    found = rules(attendance)
    assert found["C10:C209"] == ("list", '"เด็ก,เยาวชน,วัยทำงาน,ผู้สูงวัย"')
    assert found["E10:E209"] == ("list", '"ยอม,ไม่ยอม"')
    assert found[sheets.PROVINCE_CELL] == ("list", "provinces")
    assert tuple(AGE_GROUP_SLUGS) == AGE_GROUPS


def test_provinces_stand_on_a_hidden_sheet(public: Path) -> None:
    book = openpyxl.load_workbook(public / "forms/attendance.xlsx")
    names = [cell.value for cell in book[sheets.LISTS_SHEET]["A"]]
    assert len(names) == len(set(names)) == 77 and "เชียงใหม่" in names
    assert book[sheets.LISTS_SHEET].sheet_state == "hidden"
    assert book.defined_names["provinces"].attr_text == f"'{sheets.LISTS_SHEET}'!$A$1:$A$77"


def test_scores_stop_at_the_number_of_questions_and_phones_keep_their_zero(attendance: Worksheet) -> None:
    limits = {
        str(rule.sqref): rule.formula2 for rule in attendance.data_validations.dataValidation if rule.type == "whole"
    }
    assert limits == {"G10:G209": "2", "H10:H209": "2"}
    assert attendance.cell(sheets.FIRST_ROW, 6).number_format == "@"


def test_every_rule_says_in_thai_what_is_wrong(attendance: Worksheet) -> None:
    assert all(
        rule.showErrorMessage and "ก" <= rule.error[0] <= "๛" for rule in attendance.data_validations.dataValidation
    )


def test_the_report_asks_the_usual_and_the_kits_own_questions(public: Path) -> None:
    sheet = openpyxl.load_workbook(public / "forms/report.xlsx")[sheets.REPORT_SHEET]
    labels = [cell.value for cell in sheet["A"] if cell.value]
    assert sheet[sheets.VERSION_CELL].value == "report-1"
    assert labels[:3] == ["แบบฟอร์ม", "ชุดสื่อ", "รหัสการอบรม"]
    assert "จำนวนที่นับหัวได้ *" in labels and labels[-1] == "อะไรได้ผลดี"
    assert ("decimal", "0") in rules(sheet).values() and ("list", "provinces") in rules(sheet).values()


def test_choices_of_the_report_may_hold_commas(source: KitSource) -> None:
    asked = FormField("format", "ฉบับที่ใช้", "choice", choices=("45 นาที, เร่งด่วน", "90 นาที"))
    kit = dataclasses.replace(source, forms=Forms(report=(asked,)))
    book = openpyxl.load_workbook(BytesIO(sheets.report(kit).data))
    assert rules(book[sheets.REPORT_SHEET]) == {"B5": ("list", "choices_B5")}
    assert [cell.value for cell in book[sheets.LISTS_SHEET]["B"]][:2] == ["45 นาที, เร่งด่วน", "90 นาที"]
    assert book.defined_names["choices_B5"].attr_text == f"'{sheets.LISTS_SHEET}'!$B$1:$B$2"
