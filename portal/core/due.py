"""What the worker does now and then: a registry that apps fill in ``AppConfig.ready``.

Only names and callables live here. The worker (`manage.py run_worker`) runs what is due, and keeps when each job
last ran and with what error in ``tracking.DueRun``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class DueJob:
    """A job and how often it is due. It must be idempotent: a worker may die in the middle of it."""

    name: str
    every: timedelta
    run: Callable[[], object]


_jobs: dict[str, DueJob] = {}


def register(name: str, every: timedelta, run: Callable[[], object]) -> None:
    """Adds a job; the same name again replaces it.

    Raises ValueError when the name is longer than 60 characters or the interval under a second.
    """
    if not name or len(name) > 60:
        raise ValueError(f"job name {name!r}: write 1 to 60 characters")
    if every < timedelta(seconds=1):
        raise ValueError(f"job {name}: write an interval of a second or more")
    _jobs[name] = DueJob(name, every, run)


def unregister(name: str) -> None:
    """Takes a job out; nothing happens when there is none."""
    _jobs.pop(name, None)


def jobs() -> list[DueJob]:
    """All jobs, in the order of their registration."""
    return list(_jobs.values())
