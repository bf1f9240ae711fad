"""Demo facts of counting: roll-ups written directly, with origin ``demo`` and nothing behind them.

Writing is absolute, not additive: the same facts again change nothing. No raw event and no visitor key is invented;
the demo's visitors are kept counts.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Sum

from portal.thai.day import Month
from portal.tracking import store, titles
from portal.tracking.models import DayIdentity, KeptTitle, MediumMonth, MonthCount, ObjectDay, Origin, YearCount
from portal.tracking.objects import ObjectRef
from portal.tracking.router import DATABASE

_DAY = store.Upsert("tracking_objectday", store.OBJECT_DAY.columns, store.OBJECT_DAY.conflict, "count = excluded.count")
_IDENTITY = store.Upsert(
    "tracking_dayidentity", store.DAY_IDENTITY.columns, store.DAY_IDENTITY.conflict, "count = excluded.count"
)
_BATCH = 5_000


class DemoRefused(RuntimeError):
    """This portal is in production and was not started with DEMO=1."""


@dataclass(frozen=True, slots=True)
class DemoCount:
    """So many counted actions of an object on a day."""

    ref: ObjectRef
    day: date
    action: str
    count: int


@dataclass(slots=True)
class DemoFacts:
    """What the demo says was counted.

    ``excluded`` is (day, reason) → count, ``duplicates`` day → count (shown as double clicks), ``actives`` (month,
    kind of user) → visitors, ``readers`` (fiscal year, basis) → readers of law content.
    """

    counts: list[DemoCount] = field(default_factory=list)
    excluded: dict[tuple[date, str], int] = field(default_factory=dict)
    duplicates: dict[date, int] = field(default_factory=dict)
    actives: dict[tuple[Month, str], int] = field(default_factory=dict)
    readers: dict[tuple[int, str], int] = field(default_factory=dict)


def require_allowed() -> None:
    """Raises DemoRefused in production without DEMO=1."""
    if not settings.DEMO_ALLOWED:
        raise DemoRefused("demo facts: start with DEMO=1 to load them")


def write_demo(facts: DemoFacts) -> None:
    """Writes the facts in one transaction; days, months and years written before keep the value written last.

    Raises DemoRefused in production without DEMO=1.
    """
    require_allowed()
    days: Counter[tuple[object, ...]] = Counter()
    for fact in facts.counts:
        ref = fact.ref
        key = (fact.day.isoformat(), ref.kind, ref.key.hex, ref.language, ref.site, ref.project, ref.production,
               ref.audience_list, fact.action, Origin.DEMO.value)  # fmt: skip
        days[key] += fact.count
    with transaction.atomic(using=DATABASE):
        with store.connection().cursor() as cursor:
            store.take_lock(cursor)
            rows = [(*key, count) for key, count in days.items()]
            for start in range(0, len(rows), _BATCH):
                _DAY.run(cursor, rows[start : start + _BATCH])
        _write_months()
        _write_identity(facts)
        _write_kept_counts(facts)
    titles.keep({(fact.ref.kind, fact.ref.key, fact.ref.language): fact.ref for fact in facts.counts}.values())


def _write_months() -> None:
    """Month roll-ups of the demo, made anew from its days."""
    MediumMonth.objects.filter(origin=Origin.DEMO).delete()
    columns = ("kind", "language", "site", "project", "production", "audiences", "action")
    months: Counter[tuple[Any, ...]] = Counter()
    days = ObjectDay.objects.filter(origin=Origin.DEMO).order_by().values_list("day", *columns)
    for day, *values, total in days.annotate(total=Sum("count")):
        months[day.replace(day=1), *values] += total
    MediumMonth.objects.bulk_create(
        [
            MediumMonth(month=month, **dict(zip(columns, values, strict=True)), origin=Origin.DEMO, count=count)
            for (month, *values), count in months.items()
        ],
        batch_size=500,
    )


def _write_identity(facts: DemoFacts) -> None:
    account: Counter[tuple[str, str, str]] = Counter()
    for day, count in (
        ObjectDay.objects.filter(origin=Origin.DEMO).order_by().values_list("day").annotate(total=Sum("count"))
    ):
        account[day.isoformat(), "counted", ""] += count
    for (day, reason), count in facts.excluded.items():
        account[day.isoformat(), "excluded", reason] += count
    for day, count in facts.duplicates.items():
        account[day.isoformat(), "duplicate", "double-click"] += count
    written = {(iso, outcome, reason) for iso, outcome, reason in account}
    kept = DayIdentity.objects.filter(origin=Origin.DEMO, outcome__in=("excluded", "duplicate"))
    for row in kept:
        if (row.day.isoformat(), row.outcome, row.reason) not in written:
            account[row.day.isoformat(), row.outcome, row.reason] = row.count
    received: Counter[str] = Counter()
    for (iso, _, _), count in account.items():
        received[iso] += count
    rows = [(iso, Origin.DEMO.value, outcome, reason, count) for (iso, outcome, reason), count in account.items()]
    rows += [(iso, Origin.DEMO.value, "received", "", count) for iso, count in received.items()]
    with store.connection().cursor() as cursor:
        for start in range(0, len(rows), _BATCH):
            _IDENTITY.run(cursor, rows[start : start + _BATCH])


def _write_kept_counts(facts: DemoFacts) -> None:
    MonthCount.objects.bulk_create(
        [
            MonthCount(month=month.first, kind=kind, origin=Origin.DEMO, visitors=visitors)
            for (month, kind), visitors in facts.actives.items()
        ],
        update_conflicts=True,
        unique_fields=["month", "kind", "origin"],
        update_fields=["visitors"],
    )
    YearCount.objects.bulk_create(
        [
            YearCount(fiscal_year=year, basis=basis, origin=Origin.DEMO, readers=readers)
            for (year, basis), readers in facts.readers.items()
        ],
        update_conflicts=True,
        unique_fields=["fiscal_year", "basis", "origin"],
        update_fields=["readers"],
    )


def remove_demo() -> None:
    """Takes every count of the demo out, and titles nothing else was counted under."""
    with transaction.atomic(using=DATABASE):
        keys = set(ObjectDay.objects.filter(origin=Origin.DEMO).values_list("key", flat=True).distinct())
        for model in (ObjectDay, MediumMonth, DayIdentity, MonthCount, YearCount):
            model._default_manager.filter(origin=Origin.DEMO).delete()
        keys -= set(ObjectDay.objects.filter(key__in=keys).values_list("key", flat=True).distinct())
        KeptTitle.objects.filter(key__in=keys).delete()
