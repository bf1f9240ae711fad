"""`manage.py run_worker`: everything that runs behind the web server, until told to end."""

from __future__ import annotations

import signal
from typing import Any

from django.core.management.base import BaseCommand

from portal.tracking.worker import Worker


class Command(BaseCommand):
    help = "Drains the spool, works the background queue and runs what is due, until SIGTERM."

    def handle(self, *args: Any, **options: Any) -> None:
        worker = Worker()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: worker.stop())
        self.stdout.write("worker: started")
        self.stdout.flush()
        worker.run()
        self.stdout.write("worker: ended")
