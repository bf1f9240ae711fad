"""`import_views`: views on platforms of others from a table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from portal.kpi.outside_views import import_file
from portal.kpi.tables import BadTable


class Command(BaseCommand):
    help = (
        "นำเข้ายอดเข้าชมภายนอกจากไฟล์ CSV (คอลัมน์ project, platform, piece, starts_on, ends_on, count, medium, "
        "production, url, source_note, evidence) นำเข้าซ้ำไม่เพิ่มซ้ำ"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="ไฟล์ CSV แบบ UTF-8")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        if not file.is_file():
            raise CommandError(_("ไม่พบไฟล์ %(path)s") % {"path": file})
        try:
            outcome = import_file(file)
        except BadTable as error:
            raise CommandError(str(error)) from error
        for problem in outcome.problems:
            self.stderr.write(problem)
        self.stdout.write(
            _("เพิ่ม %(added)s แถว มีอยู่แล้ว %(unchanged)s แก้ก่อนนำเข้าอีก %(bad)s บรรทัด")
            % {"added": outcome.added, "unchanged": outcome.unchanged, "bad": len(outcome.problems)}
        )
