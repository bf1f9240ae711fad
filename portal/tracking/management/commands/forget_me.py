"""`manage.py forget_me learner:<uuid>` or `user:<pk>`: what counting holds under a person's current keys is nobody's."""

from __future__ import annotations

import re
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.tracking.facts import forget_me

_SUBJECT = re.compile(r"user:\d+|learner:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")


class Command(BaseCommand):
    help = "Forgets a person's keys in the open months and years, with the next drain; counts stay as they are."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("subject", help="learner:<uuid> or user:<number>")

    def handle(self, *args: Any, subject: str, **options: Any) -> None:
        if not _SUBJECT.fullmatch(subject):
            raise CommandError(
                f"{subject!r}: เขียน learner:<uuid> หรือ user:<เลข> / write learner:<uuid> or user:<number>"
            )
        forget_me(subject)
        self.stdout.write(f"{subject}: forgotten with the next drain")
