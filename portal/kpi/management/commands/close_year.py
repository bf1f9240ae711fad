"""`close_year 2562 --prepared-by U --approved-by U`: freezes a fiscal year, signed by two people."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.kpi.closing import CannotClose, approve_year, prepare_year


class Command(BaseCommand):
    help = "ปิดปีงบประมาณ: เก็บตารางที่ลงนามพร้อมค่าแฮช หลังจากนี้ไม่มีอะไรเปลี่ยนตัวเลขของปีได้ (U = อีเมลหรือชื่อผู้ใช้)"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("fiscal_year", type=int, help="ปีงบประมาณ พ.ศ. เช่น 2562")
        parser.add_argument("--prepared-by", required=True, metavar="U", help="ผู้จัดทำ")
        parser.add_argument("--approved-by", required=True, metavar="U", help="ผู้อนุมัติ (คนละคนกับผู้จัดทำ)")

    def handle(self, *args: Any, fiscal_year: int, prepared_by: str, approved_by: str, **options: Any) -> None:
        preparing, approving = _person(prepared_by), _person(approved_by)
        try:
            with transaction.atomic():
                prepare_year(fiscal_year, preparing)
                closed = approve_year(fiscal_year, approving)
        except CannotClose as error:
            raise CommandError(str(error)) from error
        self.stdout.write(_("ปิดปีงบประมาณ %(year)s แล้ว SHA-256 %(hash)s") % {"year": fiscal_year, "hash": closed.sha256})


def _person(name: str) -> User:
    user = User.objects.filter(Q(email__iexact=name) | Q(username=name), is_active=True).first()
    if user is None:
        raise CommandError(_("ไม่พบผู้ใช้ “%(name)s”: ใช้อีเมลหรือชื่อผู้ใช้") % {"name": name})
    return user
