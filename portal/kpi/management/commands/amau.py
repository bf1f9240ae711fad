"""`amau --from 2026-01 --to 2026-10 [--json]`: average monthly active users of the portal."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.kpi.amau import NOT_OVER, amau
from portal.kpi.measures.names import USER_KINDS, named
from portal.thai.day import Month


class Command(BaseCommand):
    help = "ผู้ใช้งานเฉลี่ยต่อเดือน (AMAU) แยกตามประเภทผู้ใช้ พร้อมจำนวนเดือนที่ใช้หาร"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--from", dest="first", required=True, help="เดือนแรก เช่น 2026-01")
        parser.add_argument("--to", dest="last", required=True, help="เดือนสุดท้าย เช่น 2026-10")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, first: str, last: str, **options: Any) -> None:
        try:
            answer = amau(Month.parse(first), Month.parse(last), today=timezone.localdate())
        except ValueError as error:
            raise CommandError(_("เขียนเดือนเช่น 2026-01 เดือนแรกไม่เกินเดือนสุดท้าย และไม่เกินสิบปี")) from error
        if options["json"]:
            self.stdout.write(json.dumps(answer.as_json(), ensure_ascii=False, indent=2))
            return
        for kind in answer.kinds.values():
            self.stdout.write(
                _("%(kind)s: AMAU %(average)s (รวม %(total)s ÷ %(divisor)s เดือน)")
                % {
                    "kind": named(USER_KINDS, kind.kind),
                    "average": kind.shown,
                    "total": f"{kind.total:,}",
                    "divisor": kind.divisor,
                }
            )
        for month, why in answer.left_out.items():
            reason = _("ยังไม่สิ้นเดือน") if why == NOT_OVER else _("ยังไม่ได้เปิดบริการเต็มเดือน")
            self.stdout.write(_("ไม่นับ %(month)s: %(reason)s") % {"month": month, "reason": reason})
        self.stdout.write(answer.country_said)
