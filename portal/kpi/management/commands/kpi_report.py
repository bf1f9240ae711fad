"""`kpi_report`: the official table of a fiscal year as JSON, CSV, XLSX or PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.kits.errors import KitError
from portal.core.models import Project
from portal.kpi.closing import paper_foot, report_document
from portal.kpi.figures import current_year
from portal.kpi.models import Indicator
from portal.kpi.official import official_table
from portal.kpi.paper import table_pdf
from portal.kpi.report import as_csv, as_json
from portal.kpi.workbook import workbook
from portal.thai.fiscal import QUARTERS

TEXTS = {"json": as_json, "csv": as_csv}
FORMATS = (*TEXTS, "xlsx", "pdf")


class Command(BaseCommand):
    help = "ตารางตัวชี้วัดของปีงบประมาณ (พ.ศ.) เป็น JSON, CSV, XLSX หรือ PDF"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--fiscal-year", type=int, default=None, help="ปีงบประมาณ พ.ศ. เช่น 2562")
        parser.add_argument("--quarter", type=int, default=None, help="สะสมถึงสิ้นไตรมาส 1–4")
        parser.add_argument("--project", default=None, help="รหัสโครงการ เช่น internet-for-better-life")
        parser.add_argument("--format", default="json", help="json, csv, xlsx หรือ pdf")
        parser.add_argument("--thai-numerals", action="store_true", help="ใช้เลขไทยใน XLSX และ PDF")
        parser.add_argument("-o", "--output", default=None, help="เขียนลงไฟล์นี้แทนหน้าจอ")

    def handle(self, *args: Any, **options: Any) -> None:
        kind = options["format"]
        if kind not in FORMATS:
            raise CommandError(_("ไม่รู้จักรูปแบบ “%(name)s”: ใช้ json, csv, xlsx หรือ pdf") % {"name": kind})
        if kind not in TEXTS and not options["output"]:
            raise CommandError(_("รูปแบบ %(name)s ต้องเขียนลงไฟล์: เพิ่ม -o ชื่อไฟล์.%(name)s") % {"name": kind})
        year = options["fiscal_year"] or current_year()
        _check_quarter(options["quarter"])
        _check_project(options["project"])
        try:
            data = report_document(year, quarter=options["quarter"], project=options["project"])
        except ValueError as error:
            raise CommandError(_("--fiscal-year เขียนเป็น พ.ศ. เช่น 2562 ไม่ใช่ %(year)s") % {"year": year}) from error
        if not data["projects"]:
            raise CommandError(_nothing_sentence(year))
        if not options["output"]:
            # CSV brings its own line ends.
            self.stdout.write(TEXTS[kind](data), ending="")
            return
        _write_file(Path(options["output"]), _made(kind, data, options["thai_numerals"]))


def _made(kind: str, data: dict[str, Any], thai_numerals: bool) -> bytes:
    if kind in TEXTS:
        return TEXTS[kind](data).encode()
    table, today = official_table(data, thai_numerals=thai_numerals), timezone.localdate()
    if kind == "xlsx":
        return workbook(table, today)
    try:
        return table_pdf(table, today, **paper_foot(data))
    except KitError as error:
        raise CommandError(str(error)) from error


def _check_quarter(quarter: int | None) -> None:
    if quarter is not None and quarter not in QUARTERS:
        raise CommandError(_("--quarter ใช้ 1, 2, 3 หรือ 4 ไม่ใช่ %(quarter)s") % {"quarter": quarter})


def _check_project(slug: str | None) -> None:
    if slug is not None and not Project.objects.filter(slug=slug).exists():
        known = ", ".join(Project.objects.order_by("slug").values_list("slug", flat=True))
        raise CommandError(_("ไม่มีโครงการ “%(slug)s”: ใช้ %(known)s") % {"slug": slug, "known": known or "–"})


def _nothing_sentence(year: int) -> str:
    years = ", ".join(str(known) for known in Indicator.objects.years()) or "–"
    return _("ไม่มีตัวชี้วัดของปีงบประมาณ %(year)s ตามที่ขอ: ปีที่มีคือ %(years)s") % {"year": year, "years": years}


def _write_file(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise CommandError(_("เขียนไฟล์ %(path)s ไม่ได้: %(error)s") % {"path": path, "error": error.strerror}) from error
