"""Raw events by month on PostgreSQL: a partition each, so that old months go at once and the ledger stays small.

On SQLite there is one table, and nothing here does anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import partial

from django.db import transaction
from django.db.backends.utils import CursorWrapper

from portal.thai.day import Month
from portal.tracking.router import DATABASE

TABLE = "tracking_rawevent"
_NAME = re.compile(rf"{TABLE}_(\d{{4}})_(\d{{2}})")
_known: set[str] = set()


def partition_of(month: Month) -> str:
    """The name of a month's partition."""
    return f"{TABLE}_{month.year:04d}_{month.month:02d}"


def ensure(cursor: CursorWrapper, days: Iterable[str]) -> None:
    """Makes the partitions these days (ISO) need. Called inside the drain's transaction."""
    if cursor.db.vendor != "postgresql":
        return
    wanted = {Month.of(date.fromisoformat(day)) for day in {f"{day[:7]}-01" for day in days}}
    for month in sorted(wanted):
        name = partition_of(month)
        if name in _known:
            continue
        # Names are made of numbers; bounds of a partition cannot be parameters.
        cursor.execute(
            f"CREATE TABLE IF NOT EXISTS {name} PARTITION OF {TABLE} "
            f"FOR VALUES FROM ('{month.first.isoformat()}') TO ('{month.plus(1).first.isoformat()}')"
        )
        # Only what is certainly committed may be remembered: another transaction may roll back.
        transaction.on_commit(partial(_known.add, name), using=DATABASE)


def names(cursor: CursorWrapper) -> list[str]:
    """The partitions there are, oldest first."""
    cursor.execute(
        "SELECT child.relname FROM pg_inherits JOIN pg_class child ON child.oid = inhrelid "
        "JOIN pg_class parent ON parent.oid = inhparent WHERE parent.relname = %s ORDER BY 1",
        [TABLE],
    )
    return [name for (name,) in cursor.fetchall()]


def drop_before(day: date) -> list[str]:
    """Drops the partitions whose last day lies before this one; their names."""
    from portal.tracking.store import connection, take_lock

    if connection().vendor != "postgresql":
        return []
    dropped = []
    with transaction.atomic(using=DATABASE), connection().cursor() as cursor:
        take_lock(cursor)
        for name in names(cursor):
            found = _NAME.fullmatch(name)
            if found and Month(int(found[1]), int(found[2])).last < day:
                cursor.execute(f"DROP TABLE {name}")
                dropped.append(name)
                _known.discard(name)
    return dropped
