"""`kpi_report`: the official table of a fiscal year as JSON or CSV."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from portal.core.models import Project
from portal.kpi.figures import current_year, year_figures
from portal.kpi.models import Indicator
from portal.kpi.report import as_csv, as_json
from portal.thai.fiscal import QUARTERS

FORMATS = {"json": as_json, "csv": as_csv}
LATER = ("xlsx", "pdf")


class Command(BaseCommand):
    help = "ตารางตัวชี้วัดของปีงบประมาณ (พ.ศ.) เป็น JSON หรือ CSV"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--fiscal-year", type=int, default=None, help="ปีงบประมาณ พ.ศ. เช่น 2562")
        parser.add_argument("--quarter", type=int, default=None, help="สะสมถึงสิ้นไตรมาส 1–4")
        parser.add_argument("--project", default=None, help="รหัสโครงการ เช่น internet-for-better-life")
        parser.add_argument("--format", default="json", help="json หรือ csv")
        parser.add_argument("-o", "--output", default=None, help="เขียนลงไฟล์นี้แทนหน้าจอ")

    def handle(self, *args: Any, **options: Any) -> None:
        write = FORMATS.get(options["format"])
        if write is None:
            raise CommandError(_format_sentence(options["format"]))
        year = options["fiscal_year"] or current_year()
        _check_quarter(options["quarter"])
        _check_project(options["project"])
        try:
            figures = year_figures(year, quarter=options["quarter"], project=options["project"])
        except ValueError as error:
            raise CommandError(_("--fiscal-year เขียนเป็น พ.ศ. เช่น 2562 ไม่ใช่ %(year)s") % {"year": year}) from error
        if not figures.projects:
            raise CommandError(_nothing_sentence(year))
        text = write(figures)
        if options["output"]:
            _write_file(Path(options["output"]), text)
        else:
            # CSV brings its own line ends.
            self.stdout.write(text, ending="")


def _format_sentence(name: str) -> str:
    if name in LATER:
        return _("รูปแบบ %(name)s จะเพิ่มในรุ่นถัดไป ตอนนี้ใช้ --format json หรือ --format csv") % {"name": name}
    return _("ไม่รู้จักรูปแบบ “%(name)s”: ใช้ --format json หรือ --format csv") % {"name": name}


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


def _write_file(path: Path, text: str) -> None:
    try:
        with path.open("w", encoding="utf-8", newline="") as handle:
            handle.write(text)
    except OSError as error:
        raise CommandError(_("เขียนไฟล์ %(path)s ไม่ได้: %(error)s") % {"path": path, "error": error.strerror}) from error
