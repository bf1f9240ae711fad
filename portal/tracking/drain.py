"""The drain: moves spooled events into the store, each exactly once.

One transaction per batch holds the raw rows, all roll-ups, what must be remembered, and the cursor of the spool
files. Whenever it dies, the next one reads on from the cursor: nothing is lost, nothing counted twice.
"""

from __future__ import annotations

import heapq
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.backends.utils import CursorWrapper

from portal.tracking import forgetting, store
from portal.tracking.clock import MINUTE, bangkok_day, now_us
from portal.tracking.intake import BEACON
from portal.tracking.judge import COUNTED, MEMORY, REPEATED, Event, Judge, Verdict, Viewed
from portal.tracking.models import SpoolCursor
from portal.tracking.objects import SEARCH_MISS, parse
from portal.tracking.router import DATABASE
from portal.tracking.spool import (
    ALIAS,
    EVENT,
    FORGET,
    FORMAT,
    HEADER,
    MALFORMED,
    Record,
    SpoolFile,
    drain_lock,
    node_name,
    remove_abandoned,
    spool_files,
)
from portal.tracking.visitors import KIND_OF_LETTER

BATCH_LINES = 5_000
BATCH_SECONDS = 1.0
READER_BASES = ("address", "device", "account")
_CURSOR_DAYS = 7
_LETTER_OF_KIND = {kind: letter for letter, kind in KIND_OF_LETTER.items()}


@lru_cache(maxsize=8_192)
def _viewed(payload: str) -> Viewed:
    return Viewed.of(parse(payload))


class Alias(NamedTuple):
    month: str
    learner: str
    person: str
    kind: str


@dataclass(slots=True)
class Batch:
    """What was read from the spool, sorted into kinds of lines."""

    events: list[Event] = field(default_factory=list)
    malformed: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    """(day, origin, reason) → lines."""
    aliases: list[Alias] = field(default_factory=list)
    forgotten: list[tuple[str, str]] = field(default_factory=list)
    """(name of the month's or year's key, a person's key under it)."""
    versions: set[tuple[str, int, str]] = field(default_factory=set)
    cursors: dict[str, SpoolCursor] = field(default_factory=dict)
    lines: int = 0

    def add(self, record: Record) -> None:
        """Takes a line in and moves its file's cursor past it."""
        cursor = self.cursors[record.file]
        cursor.offset = record.end
        self.lines += 1
        if record.fields is None:
            cursor.torn += 1
        elif record.fields and record.fields[0] == HEADER:
            cursor.metric_version, cursor.bot_lists = int(record.fields[2]), record.fields[3]
        elif record.fields:
            try:
                self._sort(record.fields, record.at_us, cursor)
            except (ValueError, KeyError, IndexError):
                # Whole by its checksum, yet no line we know: it was acknowledged, so it stays in the day's account.
                self.malformed[bangkok_day(record.at_us).iso, BEACON, "unreadable"] += 1

    def _sort(self, fields: list[str], at_us: int, cursor: SpoolCursor) -> None:
        day = bangkok_day(at_us)
        self.versions.add((day.iso, cursor.metric_version, cursor.bot_lists))
        if fields[0] == EVENT:
            _, _, origin, event_id, kind, visitor, action, inner, reason, payload, *readers = fields
            self.events.append(
                Event(
                    at_us,
                    day,
                    origin,
                    event_id,
                    kind,
                    visitor,
                    action,
                    inner == "1",
                    reason,
                    _viewed(payload),
                    readers,
                )
            )
        elif fields[0] == MALFORMED:
            self.malformed[day.iso, fields[2], fields[3]] += 1
        elif fields[0] == ALIAS:
            self.aliases.append(Alias(day.month_first, fields[2], fields[3], _LETTER_OF_KIND[fields[4]]))
        elif fields[0] == FORGET:
            self.forgotten.append((fields[2], fields[3]))


class Drain:
    """Moves one spool directory into the store."""

    def __init__(
        self, directory: str | Path | None = None, *, lines: int = BATCH_LINES, seconds: float = BATCH_SECONDS
    ) -> None:
        self.directory = Path(directory or settings.TRACKING_SPOOL_DIR)
        self._lines = lines
        self._seconds = seconds
        self._stored: dict[str, int] = {}
        self._forgot_us = 0
        self._tidied = 0.0

    def run(self, *, wait: bool = False) -> int:
        """Stores all that is in the spool now; the number of lines read.

        Another drain at work on the directory is waited for, or, without ``wait``, left to do it (0 lines).
        """
        total = 0
        with drain_lock(self.directory, wait=wait) as ours:
            while ours:
                lines = self._batch()
                total += lines
                if not lines:
                    self._tidy()
                    break
        return total

    def _batch(self) -> int:
        files = [file for file in spool_files(self.directory) if file.size() > self._stored.get(file.name, 0)]
        if not files:
            return 0
        store.prepare(store.connection())
        try:
            with transaction.atomic(using=DATABASE), store.connection().cursor() as cursor:
                store.take_lock(cursor)
                store.wait_for_the_disk(cursor)
                batch = self._read(files)
                self._store(cursor, batch)
        except BaseException:
            self._stored.clear()
            raise
        self._stored.update((name, row.offset) for name, row in batch.cursors.items())
        return batch.lines

    def _read(self, files: list[SpoolFile]) -> Batch:
        """The next lines of all files, in the order of their receipt."""
        names = [file.name for file in files]
        batch = Batch(cursors={name: SpoolCursor(file=name) for name in names})
        batch.cursors.update((row.file, row) for row in SpoolCursor.objects.filter(file__in=names))
        readable = [file for file in files if batch.cursors[file.name].offset or _readable(file)]
        streams = [file.records(batch.cursors[file.name].offset) for file in readable]
        until = time.monotonic() + self._seconds
        for record in _in_order(streams):
            batch.add(record)
            if batch.lines >= self._lines or time.monotonic() > until:
                break
        return batch

    def _store(self, cursor: CursorWrapper, batch: Batch) -> None:
        closed = store.closed_periods(cursor)
        for alias in batch.aliases:
            if alias.month[:7] not in closed:
                store.join_people(cursor, *alias)
        events = _with_aliases(cursor, batch.events)
        memory = store.recall(cursor, events, closed)
        judge = Judge(memory)
        tally = Tally()
        for event in events:
            tally.add(event, judge.judge(event))
        tally.add_malformed(batch.malformed)
        tally.write(cursor)
        store.remember(cursor, memory)
        for name, key in batch.forgotten:
            forgetting.forget(cursor, name, key)
        store.DAY_VERSION.run(cursor, sorted(batch.versions))
        if events and events[0].at_us - self._forgot_us > MINUTE:
            self._forgot_us = events[0].at_us
            store.forget_seen(cursor, events[0].at_us - MEMORY)
        moved = now_us()
        store.CURSOR.run(
            cursor,
            [
                (row.file, row.offset, row.torn, row.metric_version, row.bot_lists, moved)
                for row in batch.cursors.values()
            ],
        )

    def _tidy(self) -> None:
        """Removes finished files; now and then what dead processes and old files left behind."""
        for file in spool_files(self.directory):
            stored = self._stored.get(file.name)
            if stored is not None and file.remove_if_finished(stored):
                self._stored.pop(file.name)
        if time.monotonic() - self._tidied > 600 or not self._tidied:
            self._tidied = time.monotonic()
            remove_abandoned(self.directory)
            names = [file.name for file in spool_files(self.directory)]
            old = now_us() - _CURSOR_DAYS * 24 * 60 * MINUTE
            # Only this machine's files: those of another node are not here, and still needed there.
            SpoolCursor.objects.filter(file__contains=f"-{node_name()}-", moved_us__lt=old).exclude(
                file__in=names
            ).delete()


def _readable(file: SpoolFile) -> bool:
    """Whether this version of the drain understands the file; one of another format waits for a drain that does."""
    first = next(file.records(0), None)
    return bool(first and first.fields and first.fields[0] == HEADER and first.fields[1] == FORMAT)


def _in_order(streams: list[Iterator[Record]]) -> Iterator[Record]:
    return streams[0] if len(streams) == 1 else heapq.merge(*streams, key=lambda record: record.at_us)


def _with_aliases(cursor: CursorWrapper, events: list[Event]) -> list[Event]:
    """The events, those of learners who have signed in since as the person's."""
    people = store.aliases(
        cursor, {(event.day.month_first, event.visitor) for event in events if event.visitor_kind in "lL"}
    )
    if not people:
        return events
    return [_as_person(event, *people[event.visitor]) if event.visitor in people else event for event in events]


def _as_person(event: Event, visitor: str, kind: str) -> Event:
    """The event as the person's; what came from abroad stays so."""
    return event._replace(visitor=visitor, visitor_kind=kind.upper() if event.visitor_kind.isupper() else kind)


class Tally:
    """Counts of a batch, ready to be added to the roll-ups."""

    def __init__(self) -> None:
        self.raw: list[Any] = []
        self.objects: Counter[tuple[str, str, str, Viewed]] = Counter()
        """(day, action, origin, object) → counted."""
        self.received: Counter[tuple[str, str]] = Counter()
        self.verdicts: Counter[tuple[str, str, str, str]] = Counter()
        self.readers: dict[tuple[int, str, str], str] = {}
        self.misses: set[tuple[str, str, str, str]] = set()

    def add(self, event: Event, verdict: Verdict) -> None:
        """Takes in one judged event."""
        day = event.day
        outcome, reason = verdict
        self.received[day.iso, event.origin] += 1
        self.verdicts[day.iso, event.origin, outcome, reason] += 1
        if reason != REPEATED:
            self.raw.append(
                (event.event_id, event.at_us, day.iso, event.visitor, event.visitor_kind, event.inner, outcome, reason,
                 *event.object.columns, event.action, event.origin)
            )  # fmt: skip
        if outcome != COUNTED:
            return
        self.objects[day.iso, event.action, event.origin, event.object] += 1
        for basis, reader in zip(READER_BASES, event.readers, strict=False):
            if reader:
                self.readers[day.fiscal_year, basis, reader] = event.origin
        if event.action == SEARCH_MISS:
            self.misses.add((day.month_first, event.object.ref.language, event.object.ref.title, event.visitor))

    def add_malformed(self, malformed: Counter[tuple[str, str, str]]) -> None:
        """Takes in what was no event."""
        for (day, origin, reason), lines in malformed.items():
            self.received[day, origin] += lines
            self.verdicts[day, origin, "malformed", reason] += lines

    def write(self, cursor: CursorWrapper) -> None:
        """Adds everything to the store."""
        days: Counter[tuple[Any, ...]] = Counter()
        months: Counter[tuple[Any, ...]] = Counter()
        for (day, action, origin, viewed), count in self.objects.items():
            kind, key, *others = viewed.columns
            days[day, kind, key, *others, action, origin] += count
            months[f"{day[:7]}-01", kind, *others, action, origin] += count
        store.add_raw(cursor, sorted(self.raw))
        store.OBJECT_DAY.run(cursor, [(*key, count) for key, count in days.items()])
        store.MEDIUM_MONTH.run(cursor, [(*key, count) for key, count in months.items()])
        account = [(day, origin, "received", "", count) for (day, origin), count in self.received.items()]
        store.DAY_IDENTITY.run(cursor, account + [(*key, count) for key, count in self.verdicts.items()])
        store.add_readers(cursor, [(*key, origin) for key, origin in self.readers.items()])
        store.SEARCH_MISS.run(cursor, sorted(self.misses))
