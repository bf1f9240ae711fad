"""Lines of access logs in the store: what is known of them, and what their verdicts add to and take from the roll-ups."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.backends.utils import CursorWrapper

from portal.tracking import store
from portal.tracking.clock import BangkokDay, bangkok_day
from portal.tracking.intake import VIEW
from portal.tracking.judge import COUNTED, Event, Viewed
from portal.tracking.models import Origin
from portal.tracking.objects import ObjectRef

LOG = Origin.LOG.value
Columns = tuple[str, str, str, int, str, str, str]
LINE = store.Upsert(
    "tracking_logline",
    {"month": "date", "line": "text", "at_us": "bigint", "day": "date", "visitor": "text", "inner": "bool",
     "outcome": "text", "reason": "text", **store.OBJECT_COLUMNS},
    ("month", "line"),
)  # fmt: skip


@lru_cache(maxsize=8_192)
def _viewed(columns: Columns) -> Viewed:
    kind, key, language, site, project, production, audiences = columns
    slugs = tuple(audiences.split(",")) if audiences else ()
    return Viewed.of(ObjectRef(kind, uuid.UUID(key), language, site, project, production, slugs))


@dataclass(slots=True)
class Stored:
    """A line with its verdict: fresh from a file, or as the store has it."""

    line: str
    at_us: int
    day: BangkokDay
    visitor: str
    inner: bool
    columns: Columns
    outcome: str
    reason: str
    readers: Sequence[str] = ()
    visitor_kind: str = "a"

    def event(self) -> Event:
        """The line as judging sees it."""
        return Event(
            self.at_us, self.day, LOG, self.line, "a", self.visitor, VIEW, self.inner, "", _viewed(self.columns)
        )


def rows_known(cursor: CursorWrapper, rows: Iterable[Stored]) -> set[tuple[str, str]]:
    """(month, id) of those lines that were imported before."""
    found = store.select_by_month(
        cursor,
        "SELECT CAST(month AS text), line FROM tracking_logline WHERE month = %s AND line IN {values}",
        {(row.day.month_first, row.line) for row in rows},
    )
    return {(month, line) for month, line in found}


def load(cursor: CursorWrapper, visitors: Iterable[tuple[str, str]]) -> dict[tuple[str, str], list[Stored]]:
    """The stored lines of these visitors, given and answered by (month, visitor)."""
    found: dict[tuple[str, str], list[Stored]] = defaultdict(list)
    statement = (
        'SELECT CAST(month AS text), line, at_us, visitor, "inner", outcome, reason, kind, key, language, site, project, '
        "production, audiences FROM tracking_logline WHERE month = %s AND visitor IN {values}"
    )
    for month, line, at_us, visitor, inner, outcome, reason, kind, key, *others in store.select_by_month(
        cursor, statement, visitors
    ):
        columns = (kind, uuid.UUID(str(key)).hex, *others)
        row = Stored(line, at_us, bangkok_day(at_us), visitor, bool(inner), columns, outcome, reason)
        found[month, visitor].append(row)
    return dict(found)


def write(cursor: CursorWrapper, fresh: list[Stored], changed: list[tuple[Stored, str, str]]) -> None:
    """Puts fresh lines in, mends the verdicts that changed, and brings every roll-up up to date."""
    tally = _Tally()
    for row in fresh:
        tally.received[row.day.iso] += 1
        tally.add(row, row.outcome, row.reason, 1)
    for row, outcome, reason in changed:
        tally.add(row, outcome, reason, -1)
        tally.add(row, row.outcome, row.reason, 1)
    LINE.run(cursor, [_values(row) for row in sorted(fresh, key=lambda row: (row.day.month_first, row.line))])
    cursor.executemany(
        "UPDATE tracking_logline SET outcome = %s, reason = %s WHERE month = %s AND line = %s",
        [(row.outcome, row.reason, row.day.month_first, row.line) for row, _, _ in changed],
    )
    tally.write(cursor)
    _visitors(cursor, fresh, changed)


def _values(row: Stored) -> tuple[Any, ...]:
    return (row.day.month_first, row.line, row.at_us, row.day.iso, row.visitor, row.inner, row.outcome, row.reason,
            *row.columns, VIEW, LOG)  # fmt: skip


class _Tally:
    """What to add to the roll-ups; negative numbers are taken away."""

    def __init__(self) -> None:
        self.received: Counter[str] = Counter()
        self.days: Counter[tuple[Any, ...]] = Counter()
        self.months: Counter[tuple[Any, ...]] = Counter()
        self.account: Counter[tuple[str, str, str, str]] = Counter()

    def add(self, row: Stored, outcome: str, reason: str, number: int) -> None:
        self.account[row.day.iso, LOG, outcome, reason] += number
        if outcome == COUNTED:
            kind, key, *others = row.columns
            self.days[row.day.iso, kind, key, *others, VIEW, LOG] += number
            self.months[row.day.month_first, kind, *others, VIEW, LOG] += number

    def write(self, cursor: CursorWrapper) -> None:
        for day, number in self.received.items():
            self.account[day, LOG, "received", ""] += number
        for upsert, numbers in (
            (store.OBJECT_DAY, self.days),
            (store.MEDIUM_MONTH, self.months),
            (store.DAY_IDENTITY, self.account),
        ):
            upsert.run(cursor, [(*key, number) for key, number in numbers.items() if number > 0])
            take_back(cursor, upsert, {key: -number for key, number in numbers.items() if number < 0})


def take_back(cursor: CursorWrapper, upsert: store.Upsert, numbers: Mapping[tuple[Any, ...], int]) -> None:
    """Takes counts away from rows that are there."""
    where = " AND ".join(f'"{name}" = %s' for name in upsert.conflict)
    cursor.executemany(
        f"UPDATE {upsert.table} SET count = count - %s WHERE {where}",  # noqa: S608  names of this module's own tables
        [(number, *key) for key, number in numbers.items()],
    )


def _visitors(cursor: CursorWrapper, fresh: list[Stored], changed: list[tuple[Stored, str, str]]) -> None:
    """Visitors of the months, and readers of law content, that the lines bring."""
    months: dict[tuple[str, str], tuple[str, bool]] = {}
    # A log's visitor is an address with a program: always of one country. What the store holds keeps its kind.
    kinds = {row.visitor: row.visitor_kind for row in fresh}
    readers: set[tuple[int, str, str, str]] = set()
    for row in [*fresh, *(row for row, _, _ in changed)]:
        if not row.visitor:
            continue
        key = (row.day.month_first, row.visitor)
        day, active = months.get(key, ("", False))
        months[key] = (max(day, row.day.iso), active or row.outcome == COUNTED)
        if row.outcome == COUNTED:
            readers |= {
                (row.day.fiscal_year, basis, reader, LOG)
                for basis, reader in zip(("address", "device"), row.readers, strict=False)
                if reader
            }
    rows = [
        (month, visitor, kinds.get(visitor, "a"), active, LOG, day, 0, 0, None)
        for (month, visitor), (day, active) in months.items()
    ]
    MONTH_VISITOR.run(cursor, sorted(rows))
    store.add_readers(cursor, readers)


MONTH_VISITOR = store.Upsert(
    store.MONTH_VISITOR.table,
    store.MONTH_VISITOR.columns,
    store.MONTH_VISITOR.conflict,
    "active = (tracking_monthvisitor.active OR excluded.active)",
)
