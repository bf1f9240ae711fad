"""`manage.py drain`: moves spooled events into the store."""

from __future__ import annotations

import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from portal.tracking.drain import Drain


class Command(BaseCommand):
    help = "Moves spooled events into the tracking store; with --once what is there now, else until stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="store what is in the spool now and end")
        parser.add_argument("--interval", type=float, default=0.25, help="seconds between two looks (default 0.25)")

    def handle(self, *args: Any, once: bool, interval: float, **options: Any) -> None:
        drain = Drain()
        if once:
            self.stdout.write(f"{drain.run(wait=True)} lines")
            return
        stop = threading.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stop.set())
        while not stop.is_set():
            close_old_connections()
            drain.run()
            stop.wait(interval)
        drain.run()
