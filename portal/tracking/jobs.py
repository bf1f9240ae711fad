"""The due jobs that come with counting and with the worker itself."""

from __future__ import annotations

from datetime import timedelta

from django.apps import apps
from django.core.management import call_command
from django.utils import timezone

from portal.core import due
from portal.tracking import partitions, titles
from portal.tracking.closing import close_due_months
from portal.tracking.models import RawEvent, WorkerBeat

RAW_DAYS = 90
"""Days raw events are kept at most (counting rule 11)."""


def delete_old_events() -> None:
    """Deletes raw events older than RAW_DAYS; roll-ups stay."""
    before = timezone.localdate() - timedelta(days=RAW_DAYS)
    partitions.drop_before(before)
    RawEvent.objects.filter(day__lt=before).delete()


def forget_workers() -> None:
    """Deletes the beats of workers gone for a day."""
    WorkerBeat.objects.filter(seen_at__lt=timezone.now() - timedelta(days=1)).delete()


def publish_scheduled() -> None:
    """Wagtail's own: publishes and expires what editors scheduled."""
    call_command("publish_scheduled", verbosity=0)


def forget_finished_tasks() -> None:
    """Deletes the records of background tasks finished a month ago."""
    options = ("--backend", "background", "--queue-name", "*", "--min-age-days", "30", "--failed-min-age-days", "90")
    call_command("prune_db_task_results", *options, verbosity=0)


def register() -> None:
    """Registers the jobs; called from ``AppConfig.ready``."""
    due.register("publish_scheduled", timedelta(minutes=1), publish_scheduled)
    due.register("tracking.keep_titles", timedelta(minutes=1), titles.keep_missing)
    due.register("tracking.delete_old_events", timedelta(hours=6), delete_old_events)
    due.register("tracking.close_due_months", timedelta(hours=6), close_due_months)
    due.register("tracking.forget_workers", timedelta(hours=6), forget_workers)
    if apps.is_installed("django_tasks_db"):
        due.register("forget_finished_tasks", timedelta(days=1), forget_finished_tasks)
