"""`manage.py import_access_log FILE… [--host H]`: views counted from web-server logs."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.tracking.log_import import LogImport
from portal.tracking.log_pages import UnknownHost


class Command(BaseCommand):
    help = (
        "Counts views from access logs in combined format (plain or gzip, rotated, still growing) by the rules of the "
        "beacon; prints a JSON summary. Importing again changes nothing. Days covered by beacons are excluded."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--host", default="", help="the site the logs are of (the default site's if not said)")

    def handle(self, *args: Any, files: list[Path], host: str, **options: Any) -> None:
        for file in files:
            if not file.is_file():
                raise CommandError(f"ไม่มีไฟล์ {file}: ตรวจชื่อไฟล์ ยังไม่ได้นับอะไร / no file {file}: nothing was counted")
        try:
            done = LogImport(host).run(files)
        except UnknownHost as error:
            raise CommandError(f"--host {host}: เว็บไซต์ที่มีคือ {error} / the sites are {error}") from error
        except (OSError, EOFError) as error:
            raise CommandError(
                f"อ่านไฟล์ไม่จบ: {error} ที่อ่านแล้วนับแล้ว แก้ไฟล์แล้วนำเข้าอีกครั้งได้ ไม่นับซ้ำ / {error}; import again, nothing counts twice"
            ) from error
        self.stdout.write(json.dumps(done.as_json(), ensure_ascii=False, indent=2))
