"""Views counted from access logs, by the same rules, replay-safe (counting.md, "The way of an event").

A line's id is a keyed hash of the line and its ordinal among identical lines of its file. Verdicts of a visitor's month are
made anew from all stored lines whenever one is added, so the result depends on the set of lines and not on their order: a
late line may join two visits and take one count back. Importing again changes nothing.
"""

from __future__ import annotations

import hashlib
import logging
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import Min
from django.utils import timezone

from portal.tracking import METRIC_VERSION, log_lines, store
from portal.tracking.bots import is_bot
from portal.tracking.clock import BangkokDay, bangkok_day
from portal.tracking.closing import closed_names, site_keys
from portal.tracking.countries import counted_with, is_abroad, ranges_at
from portal.tracking.judge import COUNTED, EXCLUDED, Judge, Memory, Viewed
from portal.tracking.log_pages import SitePages
from portal.tracking.log_store import Stored, load, rows_known, write
from portal.tracking.models import ImportedMonth, ObjectDay, Origin
from portal.tracking.router import DATABASE
from portal.tracking.visitors import line_key, parse_address, parse_networks, visitor_of, within

logger = logging.getLogger(__name__)

CHUNK: Final = 20_000
"""Views judged and stored in one transaction."""
MALFORMED: Final = "malformed"
_VIEW_STATUS = (200, 304)
"""COUNTER's rule for logs."""


@dataclass(slots=True)
class Summary:
    """What became of the lines: received = counted + duplicate + excluded + malformed. The others stand outside."""

    received: int = 0
    counted: int = 0
    duplicate: int = 0
    excluded: Counter[str] = field(default_factory=Counter)
    malformed: int = 0
    known: int = 0
    """Lines imported before."""
    not_a_view: int = 0
    closed_month: int = 0
    """Views of a month or fiscal year whose key is gone: they change nothing."""
    taken_back: int = 0
    """Counts of earlier imports that a late line joined to another visit."""

    def as_json(self) -> dict[str, Any]:
        return {
            name: dict(value) if isinstance(value, Counter) else value
            for name, value in ((name, getattr(self, name)) for name in self.__slots__)
        }


class LogImport:
    """Reads log files of one host into the tracking store."""

    def __init__(self, host: str = "") -> None:
        """Raises UnknownHost, BadRanges, and KeyStoreError when the counting keys cannot be read."""
        self.pages = SitePages(host)
        self.keys = site_keys()
        self.summary = Summary()
        self._excluded = parse_networks(
            "TRACKING_EXCLUDED_ADDRESSES", getattr(settings, "TRACKING_EXCLUDED_ADDRESSES", ())
        )
        self._country = ranges_at(getattr(settings, "COUNTRY_RANGES", ""))
        self._covered_from = self._first_covered_day()

    def _first_covered_day(self) -> date | None:
        """The day of the first counted beacon of this site; the days after it are the beacons'."""
        beacons = ObjectDay.objects.filter(site=self.pages.site.pk, origin__in=(Origin.BEACON, Origin.NOJS))
        first: date | None = beacons.aggregate(first=Min("day"))["first"]
        return first

    def run(self, paths: Iterable[Path]) -> Summary:
        """Imports the files; what was read so far stays when one cannot be read. Raises OSError naming it."""
        store.prepare(store.connection())
        for path in paths:
            lines = self._lines(path)
            while chunk := list(islice(lines, CHUNK)):
                self._store(chunk)
        return self.summary

    def _lines(self, path: Path) -> Iterator[Stored]:
        """The views and spoilt lines of a file, judged by themselves."""
        ordinals: Counter[bytes] = Counter()
        self._closed = closed_names()
        for line in log_lines.lines_of(path):
            digest = hashlib.sha256(line.encode("utf-8", "surrogateescape")).digest()
            row = self._row(line, digest, ordinals)
            if row is not None:
                yield row

    def _row(self, line: str, digest: bytes, ordinals: Counter[bytes]) -> Stored | None:
        try:
            request = log_lines.parse(line)
        except log_lines.NotALine:
            return self._spoilt(line, digest, ordinals)
        if request.method != "GET" or request.status not in _VIEW_STATUS:
            self.summary.not_a_view += 1
            return None
        found = self.pages.find(log_lines.path_of(request.target, self.pages.site.hostname))
        if found is None:
            self.summary.not_a_view += 1
            return None
        ref, inner = found
        day = bangkok_day(request.at_us)
        if day.month in self._closed or (ref.is_law and f"fy{day.fiscal_year}" in self._closed):
            self.summary.closed_month += 1
            return None
        reason = self._reason(request, day)
        visitor, kind, readers = "", "a", ("", "")
        if not reason:
            address = parse_address(request.address)
            abroad = is_abroad(address, self._country)
            hashed = visitor_of(self.keys, day, None, address, request.user_agent, law=ref.is_law, abroad=abroad)
            visitor, kind, readers = hashed.key, hashed.kind, (hashed.address_reader, hashed.device_reader)
        return Stored(
            self._id(day, digest, ordinals), request.at_us, day, visitor, inner, Viewed.of(ref).columns,
            EXCLUDED if reason else "", reason, readers, kind,
        )  # fmt: skip

    def _spoilt(self, line: str, digest: bytes, ordinals: Counter[bytes]) -> Stored | None:
        at_us = log_lines.moment_in(line)
        day = bangkok_day(at_us) if at_us is not None else None
        if at_us is None or day is None or day.month in self._closed:
            # No day whose account it could stand in.
            self.summary.received += 1
            self.summary.malformed += 1
            return None
        columns = ("", "0" * 32, "", self.pages.site.pk, "", "", "")
        return Stored(self._id(day, digest, ordinals), at_us, day, "", False, columns, MALFORMED, "line")

    def _id(self, day: BangkokDay, digest: bytes, ordinals: Counter[bytes]) -> str:
        ordinals[digest] += 1
        return line_key(self.keys, day, digest, ordinals[digest])

    def _reason(self, request: log_lines.LogRequest, day: BangkokDay) -> str:
        """Why a view of the log is not counted here; "" when it may be."""
        if self._covered_from is not None and day.date > self._covered_from:
            return "covered"
        if not request.user_agent.strip():
            return "no-user-agent"
        if is_bot(request.user_agent):
            return "bot"
        return "address" if within(parse_address(request.address), self._excluded) else ""

    def _store(self, chunk: list[Stored]) -> None:
        with transaction.atomic(using=DATABASE), store.connection().cursor() as cursor:
            store.take_lock(cursor)
            known = rows_known(cursor, chunk)
            fresh = {
                (row.day.month_first, row.line): row for row in chunk if (row.day.month_first, row.line) not in known
            }
            self.summary.known += len(chunk) - len(fresh)
            if not fresh:
                return
            changed = _judge(cursor, fresh)
            self._tell(fresh, changed)
            write(cursor, list(fresh.values()), changed)
            days = sorted({row.day.iso for row in fresh.values()})
            version = (METRIC_VERSION, counted_with(self._country))
            store.DAY_VERSION.run(cursor, [(day, *version) for day in days])
            for month in sorted({row.day.month_first for row in fresh.values()}):
                ImportedMonth.objects.update_or_create(month=month, defaults={"last_import_at": timezone.now()})

    def _tell(self, fresh: dict[tuple[str, str], Stored], changed: list[tuple[Stored, str, str]]) -> None:
        summary = self.summary
        summary.received += len(fresh)
        for row in fresh.values():
            self._add(row.outcome, row.reason, 1)
        for row, outcome, reason in changed:
            self._add(outcome, reason, -1)
            self._add(row.outcome, row.reason, 1)
            if outcome == COUNTED:
                summary.taken_back += 1
                logger.info("a late line took a count of %s back: %s", row.day.iso, row.reason)

    def _add(self, outcome: str, reason: str, number: int) -> None:
        if outcome == EXCLUDED:
            self.summary.excluded[reason] += number
        else:
            setattr(self.summary, outcome, getattr(self.summary, outcome) + number)


def _judge(cursor: CursorWrapper, fresh: dict[tuple[str, str], Stored]) -> list[tuple[Stored, str, str]]:
    """Judges the fresh lines together with all stored ones of their visitors.

    Returns the stored lines whose verdict changed, with the verdict before.
    """
    visits: dict[tuple[str, str], list[Stored]] = defaultdict(list)
    for row in fresh.values():
        if row.visitor:
            visits[row.day.month_first, row.visitor].append(row)
    stored = load(cursor, visits)
    for key, rows in stored.items():
        visits[key].extend(rows)
    changed = []
    for rows in visits.values():
        judge = Judge(Memory())
        for row in sorted(rows, key=lambda row: (row.at_us, row.line)):
            outcome, reason = judge.judge(row.event())
            if (outcome, reason) == (row.outcome, row.reason):
                continue
            if (row.day.month_first, row.line) not in fresh:
                changed.append((row, row.outcome, row.reason))
            row.outcome, row.reason = outcome, reason
    return changed
