"""`manage.py destroy_year_key 2569 --audited-by NAME`: after a fiscal year's audit."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.tracking.closing import NotOver, destroy_year_key


class Command(BaseCommand):
    help = "Keeps the numbers of a fiscal year's readers, forgets their hashes and destroys the year's key for good."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("fiscal_year", type=int, help="Buddhist era, e.g. 2569")
        parser.add_argument("--audited-by", required=True, metavar="NAME", help="who says the audit is over; kept")

    def handle(self, *args: Any, fiscal_year: int, audited_by: str, **options: Any) -> None:
        try:
            destroy_year_key(fiscal_year, by=audited_by)
        except NotOver as error:
            raise CommandError(
                f"ปีงบประมาณ {fiscal_year} ยังไม่สิ้นสุด จึงยังทำลายกุญแจไม่ได้ / {error} is still running"
            ) from error
        self.stdout.write(f"fy{fiscal_year}: destroyed")
