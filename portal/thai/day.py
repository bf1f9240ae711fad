"""Days and months as Thailand lives them.

A moment is stored in UTC; the day it belongs to is Asia/Bangkok's day (counting rule 4). Bangkok is seven hours
ahead all year, so 1 October 06:59 in Bangkok is still 30 September in UTC: taking the UTC day would put a whole
morning into the wrong fiscal year.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

BANGKOK = ZoneInfo("Asia/Bangkok")


def bangkok_time(moment: datetime) -> datetime:
    """The same moment on Bangkok's clock.

    Raises ValueError for a naive datetime: what it means depends on the machine it was made on.
    """
    if moment.tzinfo is None or moment.utcoffset() is None:
        raise ValueError(f"a moment needs a time zone, {moment.isoformat()} has none")
    return moment.astimezone(BANGKOK)


def bangkok_day(moment: datetime) -> date:
    """The day a moment belongs to in Thailand; raises ValueError for a naive datetime."""
    return bangkok_time(moment).date()


def as_day(value: date | datetime) -> date:
    """A date as it is, a moment as its Bangkok day; raises ValueError for a naive datetime."""
    return bangkok_day(value) if isinstance(value, datetime) else value


def day_start_utc(day: date) -> datetime:
    """The moment, in UTC, at which a Bangkok day begins (17:00 UTC of the day before)."""
    return datetime.combine(day, time.min, tzinfo=BANGKOK).astimezone(UTC)


def day_bounds_utc(day: date) -> tuple[datetime, datetime]:
    """The aware UTC moments [start, end) of one Bangkok day."""
    return day_start_utc(day), day_start_utc(day + timedelta(days=1))


class Month(NamedTuple):
    """One calendar month of the common era; months compare and sort in time order."""

    year: int
    month: int

    @classmethod
    def of(cls, value: date | datetime) -> Month:
        """The month a day, or a moment's Bangkok day, falls in."""
        day = as_day(value)
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> Month:
        """Read "2026-01"; raises ValueError for anything else."""
        year, dash, month = text.partition("-")
        if not (dash and year.isascii() and month.isascii() and year.isdigit() and month.isdigit()):
            raise ValueError(f"a month is written like 2026-01, not {text!r}")
        if len(year) != 4 or not 1 <= int(month) <= 12:
            raise ValueError(f"a month is written like 2026-01, not {text!r}")
        return cls(int(year), int(month))

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.plus(1).first - timedelta(days=1)

    def plus(self, months: int) -> Month:
        """The month so many months later (earlier, when negative)."""
        years, index = divmod(self.month - 1 + months, 12)
        return Month(self.year + years, index + 1)

    def bounds_utc(self) -> tuple[datetime, datetime]:
        """The aware UTC moments [start, end) of the month in Bangkok."""
        return day_start_utc(self.first), day_start_utc(self.plus(1).first)


def months_between(first: Month, last: Month) -> Iterator[Month]:
    """Every month from first to last, both included; none when last comes before first."""
    while first <= last:
        yield first
        first = first.plus(1)


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month where it has no such day (31 January → 28 February)."""
    month = Month.of(day).plus(months)
    return month.first.replace(day=min(day.day, month.last.day))
