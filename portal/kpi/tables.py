"""Tables that staff bring as CSV files: read in one place, with what is wrong said for the whole file or a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.utils.translation import gettext as _

LARGEST: Final = 5_000_000
"""Bytes of a file: far more than anybody enters by hand."""


SURPLUS: Final = "\0"
"""Under this name a row has what stands in it beyond the last column."""


class BadTable(ValueError):
    """The file is no table with the columns needed; the message is a Thai sentence that says what to mend."""


class BadRow(ValueError):
    """A row cannot be used; the message is a Thai sentence that says what to mend."""


@dataclass
class Outcome:
    """What became of a table's rows."""

    added: int = 0
    unchanged: int = 0
    problems: list[str] = field(default_factory=list)


def read_table(data: bytes, name: str, needed: Sequence[str]) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Rows that hold something, with their line numbers.

    Raises BadTable when columns are missing, or the file is too large, not UTF-8 or no table. Whoever reads a row asks
    `check_whole` first.
    """
    if len(data) > LARGEST:
        raise BadTable(_("ไฟล์ %(file)s ใหญ่เกิน 5 MB: แบ่งเป็นหลายไฟล์") % {"file": name})
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadTable(_("ไฟล์ %(file)s ไม่ใช่ UTF-8: บันทึกเป็น CSV UTF-8 แล้วลองใหม่") % {"file": name}) from error
    reader = csv.DictReader(io.StringIO(text, newline=""), restkey=SURPLUS)
    try:
        missing = [column for column in needed if column not in (reader.fieldnames or [])]
        if missing:
            raise BadTable(_("ไม่พบคอลัมน์ %(names)s ในไฟล์ %(file)s") % {"names": ", ".join(missing), "file": name})
        for row in reader:
            beyond = " ".join(row.pop(SURPLUS, None) or ())
            cells = {key: (value or "").strip() for key, value in row.items()}
            if beyond.strip():
                cells[SURPLUS] = beyond.strip()
            if any(cells.values()):
                # The line a row begins on; a text in quotes may go on over several.
                yield reader.line_num - sum((value or "").count("\n") for value in row.values()), cells
    except csv.Error as error:
        raise BadTable(_("อ่านไฟล์ %(file)s เป็นตารางไม่ได้: บันทึกเป็น CSV UTF-8 แล้วลองใหม่") % {"file": name}) from error


def check_whole(cells: Mapping[str, str]) -> None:
    """Raises BadRow where a row goes on beyond the table's columns: a number with commas that is not in quotes, mostly."""
    if SURPLUS in cells:
        raise BadRow(
            _('แถวนี้มีช่องเกินหัวตาราง (“%(text)s”): ถ้าตัวเลขหรือข้อความมีจุลภาค ใส่ในเครื่องหมายคำพูด เช่น "232,270"')
            % {"text": cells[SURPLUS]}
        )
