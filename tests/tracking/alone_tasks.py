"""Background tasks for the worker's tests."""

import os
import time
from pathlib import Path

from django_tasks import task


@task(backend="background")
def write_down(path: str, seconds: float) -> int:
    """Notes that it began, takes its time, notes that it ended; the worker's process id is the result."""
    note = Path(path)
    with note.open("a") as file:
        file.write("began\n")
    time.sleep(seconds)
    with note.open("a") as file:
        file.write("ended\n")
    return os.getpid()
