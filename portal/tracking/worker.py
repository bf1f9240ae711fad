"""The worker: drains the spool, works the background queue, runs what is due. One process, three threads.

Killing it loses nothing: the drain reads on from its cursor, a background task whose worker is gone is taken back,
a due job runs again when it is next due.
"""

from __future__ import annotations

import contextlib
import fcntl
import logging
import os
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import close_old_connections, connections
from django.db.models import Q
from django.utils import timezone
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker as QueueWorker
from django_tasks_db.models import DBTaskResult

from portal.core import due
from portal.tracking.drain import Drain
from portal.tracking.models import DueRun, WorkerBeat
from portal.tracking.spool import node_name

logger = logging.getLogger(__name__)

QUEUE = "background"
DRAIN_SECONDS = 0.25
QUEUE_SECONDS = 0.5
DUE_SECONDS = 5.0
BEAT_SECONDS = 20.0
BEAT_LOST = timedelta(seconds=120)
GRACE_SECONDS = 20.0
"""How long a running task may take to finish once the worker is told to end; then the next worker takes it back."""
ATTEMPTS = 3
CLOCKS_APART = timedelta(seconds=60)
"""So far may the clocks of two workers' machines be apart."""
_LONGEST_PAUSE = 4.0


class WorkerLost(Exception):
    """A background task whose workers died ATTEMPTS times in the middle of it."""


class WorkerId:
    """A worker's name, with a locked file that shows to others on this machine that it lives."""

    def __init__(self, directory: Path) -> None:
        self.name = f"{node_name()}.{os.getpid()}.{secrets.token_hex(4)}"
        directory.mkdir(parents=True, exist_ok=True, mode=0o750)
        self._path = directory / f"{self.name}.lock"
        self._descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o640)
        fcntl.flock(self._descriptor, fcntl.LOCK_EX)

    def release(self) -> None:
        """The worker has ended."""
        with contextlib.suppress(FileNotFoundError):
            self._path.unlink()
        os.close(self._descriptor)


def workers_directory() -> Path:
    """Where the workers of this machine keep their locks."""
    return Path(settings.TRACKING_SPOOL_DIR) / "workers"


def is_alive(worker: str, directory: Path) -> bool:
    """Whether a worker lives: on this machine by its lock, on another by its last beat."""
    if not worker.startswith(f"{node_name()}."):
        return WorkerBeat.objects.filter(worker=worker, seen_at__gt=timezone.now() - BEAT_LOST).exists()
    try:
        descriptor = os.open(directory / f"{worker}.lock", os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


def take_back_tasks(directory: Path | None = None) -> int:
    """Has tasks whose worker is gone run again; one that lost ATTEMPTS workers fails. How many were taken back."""
    directory = directory or workers_directory()
    taken = 0
    for task in DBTaskResult.objects.running().filter(backend_name=QUEUE):
        last = task.worker_ids[-1] if task.worker_ids else ""
        if last and is_alive(last, directory):
            continue
        if len(task.worker_ids) >= ATTEMPTS:
            task.set_failed(WorkerLost(f"{ATTEMPTS} workers died while running it"))
            logger.error("task %s failed: %d workers died while running it", task.task_path, ATTEMPTS)
            continue
        # Only as it was found: another worker may be doing the same.
        taken += DBTaskResult.objects.filter(
            pk=task.pk, status=TaskResultStatus.RUNNING, worker_ids=task.worker_ids
        ).update(status=TaskResultStatus.READY, started_at=None)
    return taken


def run_due(now: datetime | None = None) -> list[str]:
    """Runs the due jobs that are due; the names of those that ran. An error is kept and ends no other job."""
    now = now or timezone.now()
    ran = []
    for job in due.jobs():
        if not _claim(job, now):
            continue
        error = ""
        try:
            job.run()
        except Exception as problem:
            error = f"{type(problem).__name__}: {problem}"
            logger.exception("due job %s failed", job.name)
        row = DueRun.objects.get(name=job.name)
        row.finished_at, row.error, row.runs = timezone.now(), error, row.runs + 1
        row.save(update_fields=["finished_at", "error", "runs"])
        ran.append(job.name)
    return ran


def _claim(job: due.DueJob, now: datetime) -> bool:
    """Whether the job is due and ours: of many workers one gets it.

    A start that lies ahead is of a clock since set back: waiting for it would leave the job undone until then.
    """
    DueRun.objects.get_or_create(name=job.name, defaults={"started_at": datetime(1970, 1, 1, tzinfo=UTC)})
    due_now = Q(started_at__lte=now - job.every) | Q(started_at__gt=now + CLOCKS_APART)
    return DueRun.objects.filter(due_now, name=job.name).update(started_at=now, finished_at=None) == 1


class Worker:
    """Everything that runs behind the web server."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._id = WorkerId(workers_directory())
        self._drain = Drain()
        self._queue = QueueWorker(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=QUEUE_SECONDS,
            batch=False,
            backend_name=QUEUE,
            startup_delay=False,
            max_tasks=None,
            worker_id=self._id.name,
        )

    def stop(self) -> None:
        """Asks the worker to end; safe in a signal handler."""
        self._queue.running = False
        self._stop.set()

    def run(self) -> None:
        """Works until stopped, then stores what is in the spool and lets a running task finish."""
        parts = [
            threading.Thread(target=self._every, args=(DRAIN_SECONDS, self._drain.run), name="drain", daemon=True),
            threading.Thread(target=self._every, args=(QUEUE_SECONDS, self._queue.run), name="queue", daemon=True),
            threading.Thread(target=self._every, args=(DUE_SECONDS, self._due), name="due", daemon=True),
        ]
        for part in parts:
            part.start()
        self._every(BEAT_SECONDS, self._beat)
        until = time.monotonic() + GRACE_SECONDS
        for part in parts:
            part.join(max(0.0, until - time.monotonic()))
        if all(not part.is_alive() for part in parts):
            with _connections_closed():
                self._drain.run()
        self._id.release()

    def _every(self, seconds: float, work: Callable[[], object]) -> None:
        """Does one part of the work again and again; an error (database away) is logged once and waited out."""
        pause, failed = seconds, False
        with _connections_closed():
            while not self._stop.is_set():
                try:
                    close_old_connections()
                    work()
                    if failed:
                        logger.warning("worker: %s works again", threading.current_thread().name)
                    pause, failed = seconds, False
                except Exception:
                    if not failed:
                        logger.exception("worker: %s failed, trying again", threading.current_thread().name)
                    pause, failed = min(max(pause, 0.25) * 2, max(seconds, _LONGEST_PAUSE)), True
                self._stop.wait(pause)

    def _beat(self) -> None:
        WorkerBeat.objects.update_or_create(worker=self._id.name, defaults={"seen_at": timezone.now()})

    def _due(self) -> None:
        take_back_tasks()
        run_due()


@contextlib.contextmanager
def _connections_closed() -> Iterator[None]:
    try:
        yield
    finally:
        connections.close_all()
