"""What is out: open data shows finished months and finished quarters only, so it changes once a month.

Whoever fetched a running number day after day could subtract one day from the next and see a single person come; a
finished period has no such tomorrow (decision 0041).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone

from portal.thai.day import Month
from portal.thai.fiscal import LOWEST_BUDDHIST_YEAR, fiscal_year, fiscal_year_days

EARLIEST = fiscal_year_days(LOWEST_BUDDHIST_YEAR)[0]
"""Before anything the portal can hold."""


@dataclass(frozen=True, slots=True)
class Release:
    """What is out on a Bangkok day.

    through: last day of the last finished month. quarter: last day of the last finished fiscal quarter.
    """

    today: date
    through: date
    quarter: date

    @property
    def released(self) -> date:
        """The day it came out: the first of the running month."""
        return self.through + timedelta(days=1)

    @property
    def running_year(self) -> int:
        """The fiscal year of the last finished month."""
        return fiscal_year(self.through)


def release(today: date | None = None) -> Release:
    """The release of a Bangkok day, of today where none is given."""
    today = today or timezone.localdate()
    month = Month.of(today).plus(-1)
    # Thai fiscal quarters end with March, June, September and December.
    ended = month.plus(-(month.month % 3))
    return Release(today, month.last, ended.last)


def sample_facts_shown() -> bool:
    """Whether facts of origin "demo" are in: only where the portal says of itself that it is a demo."""
    return bool(settings.DEMO)
