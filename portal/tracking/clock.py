"""Time as counting sees it: microseconds of the server's receive time, days of Asia/Bangkok.

Bangkok has kept UTC+7 without summer time since 1920, so the day of an instant is plain arithmetic;
the endpoint needs it for every beacon and must not pay for a time-zone library there. The process's
own time zone plays no part.
"""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from portal.thai.day import Month
from portal.thai.fiscal import fiscal_year

SECOND = 1_000_000
"""Microseconds in a second."""

MINUTE = 60 * SECOND
_DAY = 86_400 * SECOND
_BANGKOK = 7 * 3_600 * SECOND
_EPOCH_DAY = date(1970, 1, 1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class BangkokDay(NamedTuple):
    """A day in Bangkok with the periods it belongs to."""

    date: date
    iso: str
    month: str
    """``YYYY-MM``, the name of the month's key."""
    month_first: str
    """First day of the month, ISO."""
    fiscal_year: int
    """Fiscal year in the Buddhist era: 1 October 2018 opens 2562."""


def now_us() -> int:
    """The server's receive time, microseconds since 1970 UTC."""
    return time.time_ns() // 1_000


@lru_cache(maxsize=4_096)
def _day(number: int) -> BangkokDay:
    day = _EPOCH_DAY + timedelta(days=number)
    month = Month.of(day)
    return BangkokDay(day, day.isoformat(), str(month), month.first.isoformat(), fiscal_year(day))


def bangkok_day(at_us: int) -> BangkokDay:
    """The Bangkok day in which an instant (microseconds since 1970 UTC) lies."""
    return _day((at_us + _BANGKOK) // _DAY)


def to_datetime(at_us: int) -> datetime:
    """The instant as an aware UTC datetime."""
    return _EPOCH + timedelta(microseconds=at_us)


def to_us(moment: datetime) -> int:
    """Microseconds since 1970 UTC of an aware datetime.

    Raises ValueError for a naive one: its day in Bangkok is unknown.
    """
    if moment.tzinfo is None:
        raise ValueError("counting needs an aware datetime")
    return (moment - _EPOCH) // timedelta(microseconds=1)
