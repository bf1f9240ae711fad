"""The official table as an Excel workbook: laid out to be printed on A4 landscape, texts as they are read, dates in พ.ศ."""

from __future__ import annotations

import io
from datetime import date

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from courses.kits.packing import same_office_bytes
from portal.kpi.official import OfficialTable, Section
from portal.kpi.report import safe_cell

FONT = "TH Sarabun New"
WIDTHS = (11, 58, 24, 30, 24, 40)
TEAL, SOFT, SAND, LINE = "0B5552", "E1F0EC", "F6EFE2", "B9AD97"
BOX = Border(*(Side(style="thin", color=LINE) for _side in range(4)))
CLUSTERS_A_POINT = 0.95
"""Thai letters that fit into one unit of a column's width at 14 pt, marks above and below not counted."""
LINE_POINTS = 22


def workbook(table: OfficialTable, day: date) -> bytes:
    """The table as .xlsx; the same table and day give the same bytes."""
    book = Workbook()
    del book["Sheet"]
    sheet = book.create_sheet(_("ตัวชี้วัด"))
    _page(sheet)
    row = _head(sheet, table)
    for section in table.sections:
        row = _section(sheet, section, row)
    for note in table.notes:
        row = _merged(sheet, row, note)
    buffer = io.BytesIO()
    book.save(buffer)
    return same_office_bytes(buffer.getvalue(), day)


def _page(sheet: Worksheet) -> None:
    for index, width in enumerate(WIDTHS):
        sheet.column_dimensions["ABCDEF"[index]].width = width
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.right.text = _("หน้า &P จาก &N")


def _head(sheet: Worksheet, table: OfficialTable) -> int:
    row = _merged(sheet, 1, table.title, size=20, bold=True)
    row = _merged(sheet, row, table.span)
    for column, heading in enumerate(table.headings, start=1):
        cell = sheet.cell(row, column, heading)
        cell.font = Font(FONT, size=14, bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", start_color=TEAL)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        cell.border = BOX
    sheet.row_dimensions[row].height = LINE_POINTS + 4
    sheet.print_title_rows = f"{row}:{row}"
    sheet.freeze_panes = f"A{row + 1}"
    return row + 1


def _section(sheet: Worksheet, section: Section, row: int) -> int:
    row = _merged(sheet, row, f"{section.title} ({section.title_en})", bold=True, fill=SOFT)
    if section.figures:
        row = _merged(sheet, row, section.figures, fill=SOFT)
    for warning in section.warnings:
        row = _merged(sheet, row, warning, bold=True, fill=SAND)
    for line in section.lines:
        remark = " · ".join(filter(None, [line.remark, *line.warnings]))
        texts = (line.source, line.wording, line.target, line.result, line.state, remark)
        for column, text in enumerate(texts, start=1):
            cell = sheet.cell(row, column, safe_cell(text))
            cell.font = Font(FONT, size=14, bold=column == 4)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.border = BOX
        sheet.row_dimensions[row].height = LINE_POINTS * max(
            _lines(text, WIDTHS[column]) for column, text in enumerate(texts)
        )
        row += 1
    return _merged(sheet, row, section.approval) if section.approval else row


def _merged(sheet: Worksheet, row: int, text: str, *, size: int = 14, bold: bool = False, fill: str = "") -> int:
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(WIDTHS))
    cell = sheet.cell(row, 1, safe_cell(text))
    cell.font = Font(FONT, size=size, bold=bold)
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    if fill:
        cell.fill = PatternFill("solid", start_color=fill)
    sheet.row_dimensions[row].height = LINE_POINTS * _lines(text, sum(WIDTHS)) * size / 14
    return row + 1


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column; marks over and under letters take no width."""
    import unicodedata

    letters = sum(1 for char in text if unicodedata.category(char) != "Mn")
    return max(1, -(-letters // int(width * CLUSTERS_A_POINT)))
