"""Closing what holds keys of visitors: months, fiscal years, and one person's own (counting rule 11).

A month closes at its end, one that holds only imported lines with its last import. Seven days later its visitor keys
become a count, and its secret is destroyed; the destruction is on record. A fiscal year's secret goes after its audit.
Nothing here changes a view: roll-ups hold no visitor.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from portal.thai.day import Month
from portal.thai.fiscal import fiscal_year
from portal.tracking import METRIC_VERSION, store
from portal.tracking.keys import Keys, key_store
from portal.tracking.models import (
    ClassVisitor,
    ImportedMonth,
    KeyDestruction,
    LogLine,
    MissedTerm,
    MonthCount,
    MonthVisitor,
    RawEvent,
    SearchMiss,
    VisitorAlias,
    YearCount,
    YearReader,
    YearTally,
)
from portal.tracking.people import FEWEST_SEARCHERS
from portal.tracking.router import DATABASE
from portal.tracking.visitors import KIND_OF_LETTER

DAYS_OPEN: Final = 7
"""Days between the end of a month and the end of its keys."""
RETENTION: Final = "retention"
"""Who destroyed a key that went because its time was over."""


class NotOver(ValueError):
    """The period is still running; the message says until when."""


def site_keys() -> Keys:
    """The key store of the settings."""
    return key_store(str(settings.COUNTING_KEYS))


def is_closed(month: Month) -> bool:
    """Whether the month's key is gone: nothing may be counted into it any more."""
    return KeyDestruction.objects.filter(name=str(month)).exists()


def closed_names() -> set[str]:
    """Names of all periods whose key is gone."""
    return set(KeyDestruction.objects.values_list("name", flat=True))


def months_due(now: datetime) -> list[Month]:
    """Months whose keys must go by now, oldest first."""
    today = timezone.localtime(now).date()
    months = {Month.of(day) for day in MonthVisitor.objects.values_list("month", flat=True).distinct()}
    months |= {Month.of(day) for day in SearchMiss.objects.values_list("month", flat=True).distinct()}
    months |= {Month.parse(name) for name in site_keys().names() if not name.startswith("fy")}
    imports = {Month.of(day): at for day, at in ImportedMonth.objects.values_list("month", "last_import_at")}
    closed = closed_names()
    return sorted(
        month
        for month in months | set(imports)
        if str(month) not in closed and _over_on(month, imports.get(month)) + timedelta(days=DAYS_OPEN) < today
    )


def _over_on(month: Month, last_import: datetime | None) -> date:
    """The day a month closed on: its last, or that of its last import when it holds nothing else."""
    if last_import is None or MonthVisitor.objects.filter(month=month.first).exclude(origin="log").exists():
        return month.last
    return max(month.last, timezone.localtime(last_import).date())


def close_month(month: Month, *, by: str = RETENTION, now: datetime | None = None) -> None:
    """Keep the month's counts, forget its visitors, destroy its key. Doing it again changes nothing.

    Raises NotOver for a month that has not ended.
    """
    at = now or timezone.now()
    if month.last >= timezone.localtime(at).date():
        raise NotOver(f"{month}: {month.last}")
    with transaction.atomic(using=DATABASE):
        with store.connection().cursor() as cursor:
            store.take_lock(cursor)
        if not is_closed(month):
            _keep_counts(month, at)
            _keep_terms(month)
            for model in (MonthVisitor, VisitorAlias, SearchMiss, ClassVisitor, LogLine):
                model._default_manager.filter(month=month.first).delete()
            RawEvent.objects.filter(day__range=(month.first, month.last)).update(visitor="")
            _record(str(month), by, at, site_keys().names())
    # After the commit: a key without its record would be made good by the next run, a record without a key as well.
    site_keys().destroy(str(month))


def _keep_counts(month: Month, at: datetime) -> None:
    rows = MonthVisitor.objects.filter(month=month.first, active=True).order_by().values("kind", "origin")
    for row in rows.annotate(total=Count("visitor")):
        MonthCount.objects.create(
            month=month.first,
            kind=KIND_OF_LETTER[row["kind"]],
            origin=row["origin"],
            visitors=row["total"],
            metric_version=METRIC_VERSION,
            key_destroyed_at=at,
        )


def _keep_terms(month: Month) -> None:
    terms = SearchMiss.objects.filter(month=month.first).order_by().values("language", "term")
    enough = terms.annotate(searchers=Count("visitor")).filter(searchers__gte=FEWEST_SEARCHERS)
    MissedTerm.objects.bulk_create([MissedTerm(month=month.first, **row) for row in enough], ignore_conflicts=True)


def _record(name: str, by: str, at: datetime, existing: list[str]) -> None:
    KeyDestruction.objects.create(name=name, destroyed_at=at, by=by, was_there=name in existing)


def close_due_months() -> list[Month]:
    """Closes every month that is due; a due job of the worker. Returns those it closed."""
    now = timezone.now()
    due = months_due(now)
    for month in due:
        close_month(month, now=now)
    for name in set(site_keys().names()) & closed_names():
        # Ended between the record and the key.
        site_keys().destroy(name)
    return due


def destroy_year_key(year: int, *, by: str, now: datetime | None = None) -> None:
    """After a fiscal year's audit: keep the numbers of its readers, forget their hashes, destroy its key.

    ``year`` is in the Buddhist era, ``by`` the person who says the audit is over. Doing it again changes nothing.
    Raises NotOver for a year still running.
    """
    at = now or timezone.now()
    if year >= fiscal_year(timezone.localtime(at).date()):
        raise NotOver(f"fy{year}")
    name = f"fy{year}"
    with transaction.atomic(using=DATABASE):
        with store.connection().cursor() as cursor:
            store.take_lock(cursor)
        if name not in closed_names():
            rows = YearReader.objects.filter(fiscal_year=year).order_by().values("basis", "origin")
            for row in rows.annotate(total=Count("reader")):
                YearCount.objects.create(
                    fiscal_year=year,
                    basis=row["basis"],
                    origin=row["origin"],
                    readers=row["total"],
                    key_destroyed_at=at,
                )
            for model in (YearReader, YearTally):
                model._default_manager.filter(fiscal_year=year).delete()
            _record(name, by, at, site_keys().names())
    site_keys().destroy(name)
