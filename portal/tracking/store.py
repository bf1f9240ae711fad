"""The drain's SQL: reading what is remembered, writing a batch, on SQLite and on PostgreSQL.

Rows go in by the thousand in few statements; Django's ORM has no ``count = count + …`` for conflicting rows. On
PostgreSQL a statement takes whole columns (``unnest``), on SQLite one prepared statement takes all rows.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from portal.tracking import partitions
from portal.tracking.clock import now_us
from portal.tracking.judge import Event, Memory, VisitorMonth
from portal.tracking.router import DATABASE

Row = Sequence[Any]


def connection() -> BaseDatabaseWrapper:
    """The connection to the tracking store."""
    return connections[DATABASE]


@dataclass(frozen=True)
class Upsert:
    """Rows put into a table; ``update`` says what happens to a row that is there already (nothing when empty)."""

    table: str
    columns: dict[str, str]
    """Column names and their PostgreSQL types."""
    conflict: tuple[str, ...]
    update: str = ""

    def run(self, cursor: CursorWrapper, rows: Sequence[Row]) -> int:
        """Puts the rows in; how many were new or changed."""
        if not rows:
            return 0
        names = ", ".join(f'"{name}"' for name in self.columns)
        keys = ", ".join(f'"{name}"' for name in self.conflict)
        action = f"UPDATE SET {self.update}" if self.update else "NOTHING"
        tail = f"ON CONFLICT ({keys}) DO {action}"
        # Table and column names are this module's own; the values are parameters.
        if cursor.db.vendor == "postgresql":
            # One JSON array a column: psycopg makes array literals value by value, ten times slower.
            arrays = ", ".join(["json_array_elements_text(%s::json)"] * len(self.columns))
            values = ", ".join(f'"{name}"::{kind}' for name, kind in self.columns.items())
            statement = f"INSERT INTO {self.table} ({names}) SELECT {values} FROM ROWS FROM ({arrays}) AS given ({names}) {tail}"  # noqa: S608
            cursor.execute(statement, [json.dumps(column) for column in zip(*rows, strict=True)])
        else:
            marks = ", ".join(["%s"] * len(self.columns))
            cursor.executemany(f"INSERT INTO {self.table} ({names}) VALUES ({marks}) {tail}", rows)  # noqa: S608
        return int(cursor.rowcount)


OBJECT_COLUMNS = {
    "kind": "text", "key": "uuid", "language": "text", "site": "int", "project": "text", "production": "text",
    "audiences": "text", "action": "text", "origin": "text",
}  # fmt: skip
_MEDIUM = {name: kind for name, kind in OBJECT_COLUMNS.items() if name != "key"}

_RAW = Upsert(
    "tracking_rawevent",
    {"event_id": "uuid", "at_us": "bigint", "day": "date", "visitor": "text", "visitor_kind": "text", "inner": "bool",
     "outcome": "text", "reason": "text", **OBJECT_COLUMNS},
    ("event_id",),
)  # fmt: skip
OBJECT_DAY = Upsert(
    "tracking_objectday",
    {"day": "date", **OBJECT_COLUMNS, "count": "bigint"},
    ("day", *OBJECT_COLUMNS),
    "count = tracking_objectday.count + excluded.count",
)
MEDIUM_MONTH = Upsert(
    "tracking_mediummonth",
    {"month": "date", **_MEDIUM, "count": "bigint"},
    ("month", *_MEDIUM),
    "count = tracking_mediummonth.count + excluded.count",
)
DAY_IDENTITY = Upsert(
    "tracking_dayidentity",
    {"day": "date", "origin": "text", "outcome": "text", "reason": "text", "count": "bigint"},
    ("day", "origin", "outcome", "reason"),
    "count = tracking_dayidentity.count + excluded.count",
)
DAY_VERSION = Upsert(
    "tracking_dayversion",
    {"day": "date", "metric_version": "int", "bot_lists": "text"},
    ("day", "metric_version", "bot_lists"),
)
MONTH_VISITOR = Upsert(
    "tracking_monthvisitor",
    {"month": "date", "visitor": "text", "kind": "text", "active": "bool", "origin": "text", "day": "date",
     "day_views": "int", "blocked_minute": "bigint", "blocked_day": "date"},
    ("month", "visitor"),
    "kind = excluded.kind, active = excluded.active, day = excluded.day, day_views = excluded.day_views, "
    "blocked_minute = excluded.blocked_minute, blocked_day = excluded.blocked_day",
)  # fmt: skip
LAST_SEEN = Upsert(
    "tracking_lastseen",
    {"visitor": "text", "what": "text", "at_us": "bigint"},
    ("visitor", "what"),
    "at_us = excluded.at_us",
)
YEAR_READER = Upsert(
    "tracking_yearreader",
    {"fiscal_year": "int", "basis": "text", "reader": "text", "origin": "text"},
    ("fiscal_year", "basis", "reader"),
)
YEAR_TALLY = Upsert(
    "tracking_yeartally",
    {"fiscal_year": "int", "basis": "text", "origin": "text", "readers": "bigint"},
    ("fiscal_year", "basis", "origin"),
    "readers = tracking_yeartally.readers + excluded.readers",
)
SEARCH_MISS = Upsert(
    "tracking_searchmiss",
    {"month": "date", "language": "text", "term": "text", "visitor": "text"},
    ("month", "language", "term", "visitor"),
)
CURSOR = Upsert(
    "tracking_spoolcursor",
    {
        "file": "text",
        "offset": "bigint",
        "torn": "int",
        "metric_version": "int",
        "bot_lists": "text",
        "moved_us": "bigint",
    },
    ("file",),
    '"offset" = excluded."offset", torn = excluded.torn, metric_version = excluded.metric_version, '
    "bot_lists = excluded.bot_lists, moved_us = excluded.moved_us",
)
_LOCK = Upsert("tracking_drainlock", {"id": "int", "taken_us": "bigint"}, ("id",), "taken_us = excluded.taken_us")


_ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def add_raw(cursor: CursorWrapper, rows: Sequence[Row]) -> None:
    """Puts raw events in: COPY on PostgreSQL, into the partition of each month.

    Their ids were asked for under the drain's lock, so none of them is there.
    """
    if cursor.db.vendor != "postgresql":
        _RAW.run(cursor, rows)
        return
    partitions.ensure(cursor, (row[2] for row in rows))
    names = ", ".join(f'"{name}"' for name in _RAW.columns)
    lines = ("\t".join(str(value).translate(_ESCAPED) for value in row) + "\n" for row in rows)
    with cursor.copy(f"COPY tracking_rawevent ({names}) FROM STDIN") as copy:
        copy.write("".join(lines))


def add_readers(cursor: CursorWrapper, rows: Iterable[tuple[int, str, str, str]]) -> None:
    """Puts readers (fiscal year, basis, reader, origin) in who are not there yet, and counts those."""
    groups: dict[tuple[int, str, str], list[Row]] = defaultdict(list)
    for year, basis, reader, origin in sorted(rows):
        groups[year, basis, origin].append((year, basis, reader, origin))
    fresh = [(*group, YEAR_READER.run(cursor, readers)) for group, readers in groups.items()]
    YEAR_TALLY.run(cursor, [row for row in fresh if row[-1]])


def prepare(database: BaseDatabaseWrapper) -> None:
    """Sets up SQLite for draining.

    It waits for the disk at each commit: a spool file is removed only when its events cannot be lost. Events arrive in
    no order of their keys, so more of the store is kept in memory (32 MB) and written back in larger pieces.
    """
    if database.vendor == "sqlite" and not database.in_atomic_block:
        with database.cursor() as cursor:
            for pragma in ("synchronous=FULL", "cache_size=-32000", "wal_autocheckpoint=8000"):
                cursor.execute(f"PRAGMA {pragma}")


def take_lock(cursor: CursorWrapper) -> None:
    """First write of every drain transaction: other drains, on any machine, wait until it is over."""
    _LOCK.run(cursor, [(1, now_us())])


def wait_for_the_disk(cursor: CursorWrapper) -> None:
    """Has this transaction's commit answered only when PostgreSQL has it on disk, also where it is set up not to.

    The spool file goes after the commit; a database killed a moment later must still have its events. Stricter settings
    (a copy on another machine) stay. SQLite is set up in `prepare`.
    """
    if cursor.db.vendor == "postgresql":
        cursor.execute(
            "SELECT set_config('synchronous_commit', 'on', true) WHERE current_setting('synchronous_commit') = 'off'"
        )


def select_in(cursor: CursorWrapper, statement: str, values: Iterable[str], *before: str) -> list[tuple[Any, ...]]:
    """Rows of a statement that holds ``IN {values}`` once, for any number of texts; ``before``: parameters before them."""
    wanted = list(values)
    if not wanted:
        return []
    listed = "json_array_elements_text(%s::json)" if cursor.db.vendor == "postgresql" else "value FROM json_each(%s)"
    cursor.execute(statement.replace("{values}", f"(SELECT {listed})"), [*before, json.dumps(wanted)])
    return list(cursor.fetchall())


def select_by_month(cursor: CursorWrapper, statement: str, wanted: Iterable[tuple[str, str]]) -> list[tuple[Any, ...]]:
    """Rows of a statement that holds ``month = %s`` and then ``IN {values}``, for (month, text).

    Tables of visitors are keyed by month first: asked for without it, they would be read from end to end for each batch.
    """
    by_month: dict[str, set[str]] = defaultdict(set)
    for month, value in wanted:
        by_month[month].add(value)
    return [row for month, values in sorted(by_month.items()) for row in select_in(cursor, statement, values, month)]


def aliases(cursor: CursorWrapper, visitors: Iterable[tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """Learner keys among these (month, key) that have become a person's: key and kind of the person."""
    statement = "SELECT visitor, person, kind FROM tracking_visitoralias WHERE month = %s AND visitor IN {values}"
    return {visitor: (person, kind) for visitor, person, kind in select_by_month(cursor, statement, visitors)}


def stored_ids(cursor: CursorWrapper, ids: Sequence[str]) -> set[str]:
    """Those of the event ids that are in the store already."""
    statement = "SELECT event_id FROM tracking_rawevent WHERE event_id IN {values}"
    if cursor.db.vendor == "postgresql":
        statement = statement.replace("{values}", "(SELECT json_array_elements_text(%s::json)::uuid)")
        cursor.execute(statement, [json.dumps(ids)])
        return {row[0].hex for row in cursor.fetchall()}
    return {row[0] for row in select_in(cursor, statement, ids)}


def recall(cursor: CursorWrapper, events: Sequence[Event], closed: frozenset[str]) -> Memory:
    """What the store remembers of the visitors and ids of these events; ``closed`` as `closed_periods` has it."""
    memory = Memory(closed=closed)
    memory.event_ids = stored_ids(cursor, [event.event_id for event in events])
    visitors = {event.visitor for event in events if not event.reason}
    seen: dict[str, dict[str, int]] = defaultdict(dict)
    for visitor, what, at_us in select_in(
        cursor, "SELECT visitor, what, at_us FROM tracking_lastseen WHERE visitor IN {values}", visitors
    ):
        seen[visitor][what] = at_us
    memory.last_seen = dict(seen)
    statement = (
        "SELECT CAST(month AS text), visitor, kind, active, origin, CAST(day AS text), day_views, blocked_minute, "
        "CAST(blocked_day AS text) "
        "FROM tracking_monthvisitor WHERE month = %s AND visitor IN {values}"
    )
    keys = {(event.day.month_first, event.visitor) for event in events if not event.reason}
    for month, visitor, kind, active, origin, day, views, minute, blocked in select_by_month(cursor, statement, keys):
        memory.visitors[month, visitor] = VisitorMonth(kind, origin, day, views, bool(active), minute, blocked)
    _recall_classes(cursor, memory, visitors)
    return memory


def _recall_classes(cursor: CursorWrapper, memory: Memory, visitors: set[str]) -> None:
    """Training sessions joined from where these visitors are."""
    classes: dict[str, list[tuple[int, int]]] = defaultdict(list)
    statement = "SELECT visitor, from_us, until_us FROM tracking_classvisitor WHERE visitor IN {values}"
    for visitor, start, end in select_in(cursor, statement, visitors):
        classes[visitor].append((start, end))
    memory.classes = dict(classes)


def closed_periods(cursor: CursorWrapper) -> frozenset[str]:
    """Names of the months and fiscal years whose key is gone."""
    cursor.execute("SELECT name FROM tracking_keydestruction")
    return frozenset(name for (name,) in cursor.fetchall())


def remember(cursor: CursorWrapper, memory: Memory) -> None:
    """Writes back what judging changed."""
    LAST_SEEN.run(
        cursor, [(visitor, what, memory.last_seen[visitor][what]) for visitor, what in sorted(memory.seen_changed)]
    )
    rows = []
    for month, visitor in sorted(memory.visitors_changed):
        row = memory.visitors[month, visitor]
        rows.append(
            (
                month,
                visitor,
                row.kind,
                row.active,
                row.origin,
                row.day,
                row.day_views,
                row.blocked_minute,
                row.blocked_day,
            )
        )
    MONTH_VISITOR.run(cursor, rows)


def forget_seen(cursor: CursorWrapper, before_us: int) -> None:
    """Removes what was last seen before an instant."""
    cursor.execute("DELETE FROM tracking_lastseen WHERE at_us < %s", [before_us])


def join_people(cursor: CursorWrapper, month: str, learner: str, person: str, kind: str) -> None:
    """A learner of the month is from now on a signed-in person: one visitor, with the memory of both."""
    if learner == person:
        return
    Upsert(
        "tracking_visitoralias",
        {"month": "date", "visitor": "text", "person": "text", "kind": "text"},
        ("month", "visitor"),
        "person = excluded.person, kind = excluded.kind",
    ).run(cursor, [(month, learner, person, kind)])
    cursor.execute(
        "INSERT INTO tracking_monthvisitor (month, visitor, kind, active, origin, day, day_views, blocked_minute, blocked_day) "
        "SELECT month, %s, CASE WHEN kind = UPPER(kind) THEN UPPER(%s) ELSE %s END, active, origin, day, day_views, "
        "blocked_minute, blocked_day "
        "FROM tracking_monthvisitor WHERE month = %s AND visitor = %s "
        "ON CONFLICT (month, visitor) DO UPDATE SET "
        # Active from within the country once is enough; what was never active says nothing.
        "kind = CASE WHEN excluded.active AND (NOT tracking_monthvisitor.active OR excluded.kind = LOWER(excluded.kind)) "
        "THEN excluded.kind ELSE tracking_monthvisitor.kind END, "
        "active = (tracking_monthvisitor.active OR excluded.active), "
        "day_views = CASE WHEN tracking_monthvisitor.day = excluded.day "
        "THEN tracking_monthvisitor.day_views + excluded.day_views ELSE tracking_monthvisitor.day_views END",
        [person, kind, kind, month, learner],
    )
    cursor.execute("DELETE FROM tracking_monthvisitor WHERE month = %s AND visitor = %s", [month, learner])
    cursor.execute(
        "INSERT INTO tracking_lastseen (visitor, what, at_us) SELECT %s, what, at_us FROM tracking_lastseen WHERE visitor = %s "
        "ON CONFLICT (visitor, what) DO UPDATE SET at_us = "
        "CASE WHEN excluded.at_us > tracking_lastseen.at_us THEN excluded.at_us ELSE tracking_lastseen.at_us END",
        [person, learner],
    )
    cursor.execute("DELETE FROM tracking_lastseen WHERE visitor = %s", [learner])
    # Words that found nothing are shown from three visitors on: one person is one.
    cursor.execute(
        "INSERT INTO tracking_searchmiss (month, language, term, visitor) "
        "SELECT month, language, term, %s FROM tracking_searchmiss WHERE month = %s AND visitor = %s "
        "ON CONFLICT (month, language, term, visitor) DO NOTHING",
        [person, month, learner],
    )
    cursor.execute("DELETE FROM tracking_searchmiss WHERE month = %s AND visitor = %s", [month, learner])
