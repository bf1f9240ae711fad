"""`import_kpis`: indicators with targets and results from a table with the official columns."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from portal.kpi.importing import import_table
from portal.kpi.tables import BadTable
from portal.thai.dates import parse_thai_date
from portal.thai.fiscal import fiscal_year_days


class Command(BaseCommand):
    help = "นำเข้าตัวชี้วัด ค่าเป้าหมาย และผล จากไฟล์ CSV (คอลัมน์ project, source, no, indicator, target, unit, result, …)"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="ไฟล์ CSV แบบ UTF-8")
        parser.add_argument("--fiscal-year", type=int, required=True, help="ปีงบประมาณ พ.ศ. เช่น 2570")
        parser.add_argument("--as-of", default=None, help="วันที่ของผล เช่น 30/9/2570 (ไม่ใส่ = วันสุดท้ายของปีงบประมาณ)")
        parser.add_argument("--source-note", default="", help="แหล่งที่มาของตัวเลข (ไม่ใส่ = ชื่อไฟล์)")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["file"])
        if not path.is_file():
            raise CommandError(_("ไม่พบไฟล์ %(path)s") % {"path": path})
        try:
            last = fiscal_year_days(options["fiscal_year"])[1]
        except ValueError as error:
            message = _("--fiscal-year เขียนเป็น พ.ศ. เช่น 2562 ไม่ใช่ %(year)s") % {"year": options["fiscal_year"]}
            raise CommandError(message) from error
        try:
            as_of = parse_thai_date(options["as_of"]) if options["as_of"] else last
        except ValueError as error:
            raise CommandError(_("อ่านวันที่ “%(text)s” ไม่ได้: เขียนเช่น 30/9/2570") % {"text": options["as_of"]}) from error
        try:
            outcome = import_table(path, options["fiscal_year"], as_of=as_of, source_note=options["source_note"])
        except BadTable as error:
            raise CommandError(str(error)) from error
        for problem in outcome.problems:
            self.stderr.write(problem)
        self.stdout.write(
            _("เพิ่ม %(added)s ตัวชี้วัด มีอยู่แล้ว %(unchanged)s แก้ก่อนนำเข้าอีก %(bad)s บรรทัด")
            % {"added": outcome.added, "unchanged": outcome.unchanged, "bad": len(outcome.problems)}
        )
