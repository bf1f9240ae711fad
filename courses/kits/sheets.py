"""The spreadsheets trainers fill in without internet: who came, and what happened.

The importer of training finds its way by what is named here: the version of the form, the cell of the session's code,
the row of the headings and the headings themselves.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import geothai
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from courses.kits.packing import midnight, same_office_bytes
from courses.kits.parts import Part
from courses.kits.source import FormField, KitSource
from courses.kits.vocabulary import AGE_GROUPS, ATTENDANCE_VERSION, FOLLOW_UP, REPORT_VERSION, report_fields
from courses.kits.word_style import FONT

VERSION_CELL, KIT_CELL, SESSION_CODE_CELL = "B1", "B2", "B3"
DAY_CELL, PROVINCE_CELL, DISTRICT_CELL, PLACE_CELL = "B4", "B5", "B6", "B7"
HEADING_ROW = 9
FIRST_ROW = HEADING_ROW + 1
ROWS = 200
NAMES_SHEET, GUIDE_SHEET, LISTS_SHEET, REPORT_SHEET = "รายชื่อ", "วิธีกรอก", "รายการ", "รายงาน"
REPORT_FIRST_ROW = 5
PROVINCES = "provinces"
ROW_POINTS = 27

TEAL, TEAL_SOFT, SAND, LINE = "0B5552", "E1F0EC", "F6EFE2", "B9AD97"
BOX = Border(*(Side(style="thin", color=LINE) for _ in range(4)))


@dataclass(frozen=True)
class Column:
    """A column of the list of names; `width` in characters."""

    key: str
    label: str
    width: int
    choices: tuple[str, ...] = ()


ATTENDANCE_COLUMNS = (
    Column("number", "ที่", 6),
    Column("name", "ชื่อและนามสกุล", 34),
    Column("age_group", "กลุ่มวัย", 14, AGE_GROUPS),
    Column("district", "อำเภอ (ถ้าต่างจากที่จัด)", 24),
    Column("follow_up", "ยอมให้ติดตามผล", 18, FOLLOW_UP),
    Column("phone", "เบอร์โทร (ไม่บังคับ)", 20),
    Column("pre_score", "คะแนนก่อน", 13),
    Column("post_score", "คะแนนหลัง", 13),
)


def attendance(source: KitSource) -> Part:
    """forms/attendance.xlsx: the list of names of one session."""
    book = Workbook()
    sheet = book.active
    sheet.title = NAMES_SHEET
    _head(sheet, source, ATTENDANCE_VERSION)
    for cell, label in (
        (DAY_CELL, "วันที่อบรม"),
        (PROVINCE_CELL, "จังหวัด"),
        (DISTRICT_CELL, "อำเภอ"),
        (PLACE_CELL, "สถานที่"),
    ):
        _label(sheet, f"A{cell[1:]}", label)
        _blank(sheet, cell)
    _label(sheet, "D7", "จำนวนชื่อที่กรอก")
    _write(sheet, "E7", f"=COUNTA(B{FIRST_ROW}:B{FIRST_ROW + ROWS - 1})", bold=True)
    for index, column in enumerate(ATTENDANCE_COLUMNS, start=1):
        _attendance_column(sheet, source, index, column)
    sheet.freeze_panes = f"C{FIRST_ROW}"
    _page(sheet, landscape=True)
    sheet.print_title_rows = f"{HEADING_ROW}:{HEADING_ROW}"
    _lists(book)
    _choose(sheet, PROVINCE_CELL, PROVINCES, "เลือกจังหวัดจากรายการ")
    _guide(book, GUIDE_LINES)
    return Part("forms/attendance.xlsx", _bytes(book, source, "ใบลงชื่อเข้าอบรม"), "ใบลงชื่อเข้าอบรม", form="Excel")


def _attendance_column(sheet: Worksheet, source: KitSource, index: int, column: Column) -> None:
    """A heading and its empty cells, with a list to choose from where there is one."""
    letter = get_column_letter(index)
    sheet.column_dimensions[letter].width = column.width if index > 1 else 18
    heading = sheet.cell(HEADING_ROW, index, column.label)
    heading.font = Font(name=FONT, size=16, bold=True, color="FFFFFF")
    heading.fill = PatternFill("solid", start_color=TEAL)
    heading.alignment = Alignment(wrap_text=True, vertical="center")
    heading.border = BOX
    for row in range(FIRST_ROW, FIRST_ROW + ROWS):
        cell = sheet.cell(row, index, row - HEADING_ROW if column.key == "number" else None)
        cell.font = Font(name=FONT, size=16)
        cell.border = BOX
        cell.alignment = Alignment(vertical="center", horizontal="center" if column.key == "number" else None)
        if column.key in {"name", "phone", "district"}:
            cell.number_format = "@"  # a telephone number keeps its leading zero
    cells = f"{letter}{FIRST_ROW}:{letter}{FIRST_ROW + ROWS - 1}"
    if column.choices:
        listed = ",".join(column.choices)
        _choose(sheet, cells, f'"{listed}"', f"เลือกจากรายการ: {' '.join(column.choices)}")
    if column.key in {"pre_score", "post_score"}:
        asked = source.assessment.pre() if column.key == "pre_score" else source.assessment.post()
        rule = DataValidation(
            type="whole", operator="between", formula1="0", formula2=str(len(asked)), allow_blank=True
        )
        _add(sheet, rule, cells, f"ใส่จำนวนข้อที่ตอบถูก 0 ถึง {len(asked)}")


GUIDE_LINES = (
    "กรอกข้อมูลการอบรมด้านบนของแผ่น “รายชื่อ” ก่อน รหัสการอบรมอยู่บนใบลงชื่อหรือในหน้าของวิทยากร",
    "หนึ่งคนต่อหนึ่งแถว เริ่มที่แถวใต้หัวตาราง อย่าลบหัวตาราง และอย่าเปลี่ยนชื่อคอลัมน์",
    "กลุ่มวัยและการยอมให้ติดตามผล ให้เลือกจากรายการ ไม่ต้องพิมพ์",
    "เด็กไม่ใช้ชื่อจริง ให้ใช้ชื่อสัตว์กับหมายเลขที่วิทยากรแจก เช่น ช้าง 3",
    "เบอร์โทรใส่เฉพาะคนที่ยอมให้ติดตามผล ไม่มีก็เว้นว่าง",
    "คะแนนคือจำนวนข้อที่ตอบถูก ไม่ได้ทำแบบทดสอบก็เว้นว่าง",
    "วันที่เขียนแบบ 21/11/2569 ใช้ปี พ.ศ. เต็มสี่หลัก",
    "กรอกเสร็จแล้ว บันทึก แล้วส่งขึ้นเว็บเมื่อมีอินเทอร์เน็ต ส่งซ้ำได้ ระบบไม่นับซ้ำ",
)


def report(source: KitSource) -> Part:
    """forms/report.xlsx: what happened in one session."""
    book = Workbook()
    sheet = book.active
    sheet.title = REPORT_SHEET
    _head(sheet, source, REPORT_VERSION)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 46, 44
    sheet.column_dimensions["C"].width = 46
    _lists(book)
    for row, field in enumerate(_report_rows(source), start=REPORT_FIRST_ROW):
        _label(sheet, f"A{row}", field.label + (" *" if field.required else ""))
        _blank(sheet, f"B{row}")
        _write(sheet, f"C{row}", field.hint, colour="41545B")
        sheet[f"C{row}"].alignment = Alignment(wrap_text=True, vertical="center")
        _rule(book, f"B{row}", field)
        if field.kind == "text" and not field.required:
            sheet.row_dimensions[row].height = 60
    sheet.freeze_panes = f"B{REPORT_FIRST_ROW}"
    _page(sheet, landscape=False)
    _guide(book, ("ช่องที่มีเครื่องหมาย * ต้องกรอก", "เขียนตามจริง ไม่ต้องใส่ชื่อผู้เข้าอบรมในรายงานนี้", *GUIDE_LINES[-2:]))
    return Part("forms/report.xlsx", _bytes(book, source, "รายงานผลการอบรม"), "รายงานผลการอบรม", form="Excel")


def _report_rows(source: KitSource) -> Sequence[FormField]:
    """The report's fields without the session's code, which has its own cell on top."""
    return [field for field in report_fields(source) if field.key != "session_code"]


def _rule(book: Workbook, cell: str, field: FormField) -> None:
    """What a cell of the report takes."""
    sheet = book[REPORT_SHEET]
    if field.key == "province":
        _choose(sheet, cell, PROVINCES, "เลือกจังหวัดจากรายการ")
    elif field.kind == "choice" and field.choices:
        name = f"choices_{cell}"
        _list(book, name, field.choices)
        _choose(sheet, cell, name, "เลือกจากรายการ")
    elif field.kind in {"number", "scale"}:
        rule = DataValidation(type="decimal", operator="greaterThanOrEqual", formula1="0", allow_blank=True)
        _add(sheet, rule, cell, "ใส่ตัวเลขตั้งแต่ 0 ขึ้นไป")
    elif field.kind == "text":
        sheet[cell].number_format = "@"


def _head(sheet: Worksheet, source: KitSource, version: str) -> None:
    """The cells the importer knows a form by."""
    _label(sheet, "A1", "แบบฟอร์ม")
    _write(sheet, VERSION_CELL, version)
    _label(sheet, "A2", "ชุดสื่อ")
    _write(sheet, KIT_CELL, f"{source.slug} {source.version}")
    _write(sheet, "C2", source.title, bold=True, colour=TEAL)
    _label(sheet, "A3", "รหัสการอบรม")
    _blank(sheet, SESSION_CODE_CELL)
    sheet[SESSION_CODE_CELL].number_format = "@"


def _lists(book: Workbook) -> None:
    """The provinces on a hidden sheet: too many for a list written into a rule."""
    book.create_sheet(LISTS_SHEET).sheet_state = "hidden"
    _list(book, PROVINCES, [province.name_th for province in geothai.provinces()])


def _list(book: Workbook, name: str, values: Sequence[str]) -> None:
    """Give `values` a column of the hidden sheet and a name; written into a rule they may hold no comma."""
    sheet = book[LISTS_SHEET]
    column = len(book.defined_names) + 1
    for row, value in enumerate(values, start=1):
        sheet.cell(row, column, value)
    letter = get_column_letter(column)
    cells = f"'{LISTS_SHEET}'!${letter}$1:${letter}${len(values)}"
    book.defined_names[name] = DefinedName(name, attr_text=cells)


def _guide(book: Workbook, lines: Sequence[str]) -> None:
    sheet = book.create_sheet(GUIDE_SHEET)
    sheet.column_dimensions["A"].width = 6
    sheet.column_dimensions["B"].width = 100
    for row, line in enumerate(lines, start=1):
        _write(sheet, f"A{row}", row, bold=True, colour=TEAL)
        _write(sheet, f"B{row}", line)
        sheet[f"B{row}"].alignment = Alignment(wrap_text=True, vertical="top")
    _page(sheet, landscape=False)


def _choose(sheet: Worksheet, cells: str, formula: str, hint: str) -> None:
    _add(sheet, DataValidation(type="list", formula1=formula, allow_blank=True), cells, hint)


def _add(sheet: Worksheet, rule: DataValidation, cells: str, hint: str) -> None:
    """Put a rule on cells, saying in Thai what is wrong when it is broken."""
    rule.showErrorMessage = True
    rule.errorTitle, rule.error = "ตรวจอีกครั้ง", hint
    rule.showInputMessage = True
    rule.promptTitle, rule.prompt = "กรอกแบบนี้", hint
    sheet.add_data_validation(rule)
    rule.add(cells)


def _write(sheet: Worksheet, cell: str, value: object, *, bold: bool = False, colour: str = "1B2A30") -> None:
    sheet[cell] = value
    sheet[cell].font = Font(name=FONT, size=16, bold=bold, color=colour)
    sheet[cell].alignment = Alignment(vertical="center")


def _label(sheet: Worksheet, cell: str, text: str) -> None:
    _write(sheet, cell, text, bold=True)
    sheet[cell].fill = PatternFill("solid", start_color=SAND)
    sheet[cell].border = BOX
    sheet[cell].alignment = Alignment(wrap_text=True, vertical="center")


def _blank(sheet: Worksheet, cell: str) -> None:
    """A cell to fill in."""
    sheet[cell].font = Font(name=FONT, size=16)
    sheet[cell].fill = PatternFill("solid", start_color=TEAL_SOFT)
    sheet[cell].border = BOX
    sheet[cell].alignment = Alignment(wrap_text=True, vertical="top")


def _page(sheet: Worksheet, *, landscape: bool) -> None:
    """A4, as wide as the sheet, its rows high enough for Thai marks above and below the line."""
    for row in range(1, sheet.max_row + 1):
        sheet.row_dimensions[row].height = max(ROW_POINTS, sheet.row_dimensions[row].height or 0)
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _bytes(book: Workbook, source: KitSource, title: str) -> bytes:
    day = source.law_as_of
    book.properties.title, book.properties.creator = title, source.attribution[:250]
    book.properties.created = book.properties.modified = midnight(day)
    buffer = io.BytesIO()
    book.save(buffer)
    return same_office_bytes(buffer.getvalue(), day)
