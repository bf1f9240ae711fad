"""`manage.py apply_retention`: what the worker does every six hours, now."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from portal.tracking.closing import close_due_months
from portal.tracking.jobs import delete_old_events


class Command(BaseCommand):
    help = (
        "Closes months seven days after their end (keeps their counts, forgets their visitors, destroys their keys) and "
        "deletes raw events older than 90 days. Running it again changes nothing."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        closed = close_due_months()
        delete_old_events()
        self.stdout.write(f"closed: {', '.join(map(str, closed)) or 'none'}")
