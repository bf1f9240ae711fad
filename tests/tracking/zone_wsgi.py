"""The endpoint in a process whose clock is a file and whose time zone is that of the environment.

Django puts its own time zone into the process when settings are read; here the process's is put back, so that nothing leans
on that.
"""

from __future__ import annotations

import os
import time
from datetime import datetime
from pathlib import Path

from portal.tracking import intake
from tests.tracking.alone_wsgi import application as application


def own_zone() -> tuple[float, str]:
    """Puts the process into the zone of its environment; its offset from UTC in January, in hours, and its name."""
    os.environ["TZ"] = os.environ["ZONE"]
    time.tzset()
    moment = datetime(2026, 1, 15, 12).astimezone()
    offset = moment.utcoffset()
    assert offset is not None
    return offset.total_seconds() / 3_600, os.environ["TZ"]


def _now_us() -> int:
    return int(Path(os.environ["CLOCK_FILE"]).read_text())


intake.now_us = _now_us
own_zone()
