"""Reports over a year of five million events: `python -m portal.ops.bench reports`. Nothing is asserted about time.

The store is filled as it stands after such a year: roll-ups of 365 days, kept counts of twelve closed months, readers of the
year, visitors of the open month, and the raw events of the last 90 days. The rows are loaded directly, by the drain's own
statements, not by draining five million lines (`make bench BENCH=tracking` shows the drain; BENCH_YEAR_EVENTS sets the number).
Then the portal's own report functions are asked: SQL statements, milliseconds of SQL, and of the whole answer with its Python.
The goal of 5 ms holds for the fiscal year against its targets and for AMAU of closed months. The peer is the same question asked of
the raw events, a quarter of the year, as analytics without roll-ups ask it.
"""

from __future__ import annotations

import os
import random
import statistics
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from itertools import islice
from typing import Any

from tests.benchmarks.stores import on_each_engine, seconds

EVENTS = int(os.environ.get("BENCH_YEAR_EVENTS", "5000000"))
RAW_DAYS = 90
VISITORS, READERS = 150_000, 300_000
"""Of the open month; addresses that read law content in the year. Devices are as many again."""
ROUNDS = 30
GOAL_MS = 5
YEAR = 2569
FIRST, TODAY = date(2025, 10, 1), date(2026, 10, 20)
PROJECTS = ("internet-for-better-life", "digital-law-center", "media-literacy", "")
KINDS = (("lesson", "view", 180), ("article", "view", 120), ("infographic", "view", 60), ("album", "view", 20),
         ("situation", "view", 20), ("kit", "view", 10), ("kit", "download", 10), ("video", "view", 30), ("video", "play", 30),
         ("video", "complete", 30))  # fmt: skip
CHUNK = 20_000


def objects() -> list[tuple[str, ...]]:
    """Objects as the roll-ups name them: kind, key, language, site, project, production, audiences, action, origin."""
    chance = random.Random(7)
    made = []
    for kind, action, number in KINDS:
        for n in range(number):
            key = uuid.uuid5(uuid.NAMESPACE_OID, f"{kind} {n}").hex
            project, production = chance.choice(PROJECTS), chance.choice(("own", "own", "commissioned"))
            audiences = chance.choice(("elder", "youth", "child,youth", "elder,worker", ""))
            for language in ("th", "en"):
                made.append((kind, key, language, 1, project, production, audiences, action, "beacon"))
    return made


def chunks(rows: Iterator[Any]) -> Iterator[list[Any]]:
    while chunk := list(islice(rows, CHUNK)):
        yield chunk


def hashes(name: str, number: int) -> Iterator[str]:
    """Keys as long as real ones, in no order."""
    chance = random.Random(name)
    return (f"{chance.getrandbits(128):032x}"[:22] for _ in range(number))


def fill() -> int:
    """The store after the year; the events its roll-ups stand for."""
    from django.db import transaction

    from portal.tracking import store
    from portal.tracking.router import DATABASE

    days = [FIRST + timedelta(days=n) for n in range(365)]
    made = objects()
    each = EVENTS / (len(days) * len(made))
    chance = random.Random(3)
    months: Counter[tuple[Any, ...]] = Counter()
    total = 0

    def by_day() -> Iterator[tuple[Any, ...]]:
        nonlocal total
        for day in days:
            for row in made:
                # Thai five times as often as English.
                count = max(1, round(each * chance.uniform(0.5, 1.5) * (5 / 3 if row[2] == "th" else 1 / 3)))
                total += count
                kind, _, *others = row
                months[day.replace(day=1).isoformat(), kind, *others] += count
                yield (day.isoformat(), *row, count)

    with transaction.atomic(using=DATABASE), store.connection().cursor() as cursor:
        for chunk in chunks(by_day()):
            store.OBJECT_DAY.run(cursor, chunk)
        store.MEDIUM_MONTH.run(cursor, [(*row, count) for row, count in months.items()])
        _people(cursor, store)
        _accounts(cursor, store, days, total)
        for chunk in chunks(_raw(made, days[-RAW_DAYS:], total)):
            store.add_raw(cursor, sorted(chunk))
    _closed_months()
    with store.connection().cursor() as cursor:
        cursor.execute("ANALYZE")
    return total


def _people(cursor: Any, store: Any) -> None:
    visitors = (("2026-10-01", key, "a", True, "beacon", "2026-10-05", 3, 0, None) for key in hashes("v", VISITORS))
    for chunk in chunks(visitors):
        store.MONTH_VISITOR.run(cursor, sorted(chunk))
    for basis in ("address", "device"):
        for chunk in chunks((YEAR, basis, key, "beacon") for key in hashes(basis, READERS)):
            store.add_readers(cursor, chunk)


def _accounts(cursor: Any, store: Any, days: list[date], total: int) -> None:
    each = total // len(days)
    parts = (("received", "", 2), ("counted", "", 1), ("duplicate", "double-click", 0.4), ("duplicate", "visit", 0.3),
             ("excluded", "bot", 0.25), ("malformed", "signature", 0.05))  # fmt: skip
    rows = [
        (day.isoformat(), "beacon", outcome, why, round(each * part)) for day in days for outcome, why, part in parts
    ]
    store.DAY_IDENTITY.run(cursor, rows)


def _raw(made: list[tuple[str, ...]], days: list[date], total: int) -> Iterator[tuple[Any, ...]]:
    chance = random.Random(11)
    visitors = list(hashes("raw", VISITORS))
    for n in range(round(total * len(days) / 365)):
        day = days[n * len(days) // round(total * len(days) / 365)]
        yield (uuid.UUID(int=chance.getrandbits(128)).hex, n, day.isoformat(), chance.choice(visitors), "a", False, "counted", "",
               *chance.choice(made))  # fmt: skip


def _closed_months() -> None:
    from django.utils import timezone

    from portal.thai.day import Month
    from portal.tracking.models import KeyDestruction, MonthCount

    now = timezone.now()
    for month in (Month.of(FIRST).plus(n) for n in range(12)):
        KeyDestruction.objects.create(name=str(month), destroyed_at=now, by="retention", was_there=True)
        for kind, visitors in (("anonymous", 140_000), ("learner", 9_000), ("trainer", 60), ("staff", 12)):
            MonthCount.objects.create(
                month=month.first, kind=kind, origin="beacon", visitors=visitors, key_destroyed_at=now
            )


class Watch:
    """Counts statements and the time spent in them, on both connections."""

    def __init__(self) -> None:
        self.statements, self.spent = 0, 0.0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        start = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.statements += 1
            self.spent += time.perf_counter() - start


def asked(label: str, work: Callable[[], object], goal: bool) -> float:
    """Prints what a question costs; the milliseconds of its SQL, the median of many rounds."""
    from django.db import connections

    work()
    sql, whole, statements = [], [], 0
    for _ in range(ROUNDS):
        watch = Watch()
        with ExitStack() as stack:
            for alias in connections:
                stack.enter_context(connections[alias].execute_wrapper(watch))
            whole.append(seconds(work) * 1_000)
        sql.append(watch.spent * 1_000)
        statements = watch.statements
    spent = statistics.median(sql)
    verdict = f" (goal {GOAL_MS} ms)" if goal else ""
    print(f"  {label:58} {statements:3} SQL {spent:8.2f} ms{verdict}, whole answer {statistics.median(whole):8.2f} ms")
    return spent


def raw(statement: str) -> float:
    """Milliseconds of a statement over the raw events, asked once."""
    from portal.tracking.store import connection

    with connection().cursor() as cursor:
        return seconds(lambda: (cursor.execute(statement), cursor.fetchall())) * 1_000


def measure(engine: str) -> None:
    """One engine, in a process of its own."""
    from django.db import connections

    from portal.kpi.amau import amau
    from portal.kpi.content import most_viewed
    from portal.kpi.enums import MeasureName
    from portal.kpi.figures import indicator_figure, year_figures
    from portal.thai.day import Month
    from portal.tracking.models import MediumMonth, ObjectDay, RawEvent
    from portal.tracking.reports import Period, Scope, monthly_actives, unique_readers, views_by_medium
    from tests.kpi.ledger import indicator

    took = time.perf_counter()
    total = fill()
    took = time.perf_counter() - took
    indicators = [indicator(target="1,000,000", of=project) for project in PROJECTS[:3] for _ in range(2)]
    readers = indicator(MeasureName.UNIQUE_READERS, "100,000", of="digital-law-center")
    rows = {model.__name__: model._default_manager.count() for model in (RawEvent, ObjectDay, MediumMonth)}
    print(f"a year of {total:,} counted events ({engine}), loaded directly in {took:.0f} s: {rows}")
    year, months = Period.of_fiscal_year(YEAR), (Month(2025, 10), Month(2026, 9))
    medium = asked("fiscal year by medium", lambda: views_by_medium(year), True)
    asked(
        "fiscal year by medium, one project and audience",
        lambda: views_by_medium(year, Scope(PROJECTS[0], audience="youth")),
        True,
    )
    asked("views of a project against its target", lambda: indicator_figure(indicators[0], today=TODAY), True)
    closed = asked("AMAU of 12 closed months", lambda: amau(*months, today=TODAY), True)
    asked("active users of 12 closed months (tracking)", lambda: monthly_actives(*months), True)
    asked(f"the official table, {len(indicators) + 1} indicators", lambda: year_figures(YEAR, today=TODAY), False)
    asked("unique readers of law content, key still there", lambda: unique_readers(YEAR), True)
    asked("the same against its target", lambda: indicator_figure(readers, today=TODAY), True)
    asked("active users of the open month", lambda: monthly_actives(Month(2026, 10), Month(2026, 10)), False)
    asked("most viewed of the year", lambda: most_viewed(year), False)
    scan = raw("SELECT kind, action, origin, COUNT(*) FROM tracking_rawevent GROUP BY kind, action, origin")
    distinct = raw("SELECT COUNT(DISTINCT visitor) FROM tracking_rawevent")
    share = rows["RawEvent"] / total
    print(f"  of the raw events of {share:.0%} of the year: by medium {scan:,.0f} ms, {scan / medium:,.0f} times as long;"
          f" distinct visitors {distinct:,.0f} ms, {distinct / closed:,.0f} times as long")  # fmt: skip
    for connection in connections.all():
        connection.close()


def main() -> int:
    return on_each_engine("tests.benchmarks.bench_reports")


if __name__ == "__main__":
    raise SystemExit(main())
