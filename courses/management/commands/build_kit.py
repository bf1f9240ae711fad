"""Builds a kit's release now, in this process."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from courses.kits.errors import KitError
from courses.models import KitPage, KitRelease
from courses.releasing import request_release
from courses.tasks import build_now


class Command(BaseCommand):
    help = "Build the release of a published trainer kit now"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="the kit page's slug")
        parser.add_argument("-o", "--output", metavar="DIR", help="copy the files of the release there")

    def handle(self, *args: Any, **options: Any) -> None:
        kit = KitPage.objects.live().filter(slug=options["slug"]).first()
        if kit is None:
            known = ", ".join(KitPage.objects.live().values_list("slug", flat=True)) or "–"
            raise CommandError(f"ไม่พบชุดสื่อ “{options['slug']}” ที่เผยแพร่อยู่ ที่มีคือ {known} / no such live kit")
        try:
            release = build_now(request_release(kit))
        except KitError as error:
            raise CommandError(str(error)) from error
        if release.state != KitRelease.State.READY:
            raise CommandError(release.error)
        if options["output"]:
            shutil.copytree(release.folder, Path(options["output"]), dirs_exist_ok=True)
        total = sum(item.size for item in release.items.all())
        self.stdout.write(f"{release}: {release.items.count()} files, {total:,} bytes")
