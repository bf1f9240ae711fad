"""AMAU of the portal itself: the mean of active users over a period's whole months, by kind of user, never summed.

Counting rule 6. The rule for which months count in a first notification belongs to one year; for others the reader
chooses the period. A month without a full month of service is left out, and the report says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from django.db.models import Min
from django.utils.translation import gettext as _

from portal.thai.day import Month, months_between
from portal.tracking.countries import COUNTRY
from portal.tracking.models import KeyDestruction, MonthCount, ObjectDay
from portal.tracking.reports import USER_KINDS, USERS_ABROAD, country_of, monthly_actives

THRESHOLD: Final = 5_000
"""Users a month on average above which a platform has to notify: as generally reported (royal decree of 2565, section 8)."""
LONGEST: Final = 120
"""Months of a period."""
NOT_OVER, NOT_YET = "not-over", "not-yet"


@dataclass(frozen=True)
class MonthUsers:
    """Active users of one month by kind, those from abroad beside them (0 where no range file tells), and whether the
    numbers are kept (the key destroyed) or still moving."""

    month: Month
    users: dict[str, int]
    abroad: int
    closed: bool


@dataclass(frozen=True)
class KindAverage:
    """AMAU of one kind of user. Compared with the threshold unrounded, shown with two decimals."""

    kind: str
    total: int
    divisor: int

    @property
    def average(self) -> Decimal | None:
        return Decimal(self.total) / self.divisor if self.divisor else None

    @property
    def shown(self) -> str:
        average = self.average
        return "–" if average is None else f"{average.quantize(Decimal('0.01'), ROUND_HALF_UP):,}"

    @property
    def above(self) -> bool:
        """Whether the average lies above the threshold."""
        return self.total > THRESHOLD * self.divisor


@dataclass(frozen=True)
class Amau:
    """The answer for a period."""

    first: Month
    last: Month
    months: tuple[MonthUsers, ...]
    left_out: dict[Month, str]
    kinds: dict[str, KindAverage]
    country: str

    @property
    def country_said(self) -> str:
        """Of which country's users the numbers are."""
        if self.country == COUNTRY:
            return _(
                "นับเฉพาะผู้ใช้ที่ใช้งานจากในประเทศอย่างน้อยหนึ่งครั้งในเดือนนั้น ตามไฟล์ช่วงที่อยู่ IP ที่ผู้ดูแลระบบให้ไว้ ผู้ใช้จากต่างประเทศแสดงแยก"
            )
        if self.country == "partly":
            return _("บางวันในช่วงนี้ยังไม่มีไฟล์ช่วงที่อยู่ IP ของประเทศ วันเหล่านั้นรวมผู้ใช้จากทุกประเทศ")
        return _("ไม่ทราบประเทศของผู้ใช้ เพราะระบบไม่เก็บที่อยู่ IP และไม่มีไฟล์ช่วงที่อยู่ของประเทศ ตัวเลขจึงรวมผู้ใช้จากทุกประเทศ")

    def as_json(self) -> dict[str, Any]:
        return {
            "from": str(self.first),
            "to": str(self.last),
            "months": [str(row.month) for row in self.months],
            "left_out": {str(month): why for month, why in self.left_out.items()},
            "country": self.country,
            "abroad": {str(row.month): row.abroad for row in self.months},
            "threshold": THRESHOLD,
            "kinds": {
                name: {
                    "monthly": {str(row.month): row.users[name] for row in self.months},
                    "total": kind.total,
                    "divisor": kind.divisor,
                    "amau": None if kind.average is None else kind.shown.replace(",", ""),
                    "above_threshold": kind.above,
                }
                for name, kind in self.kinds.items()
            },
        }


def amau(first: Month, last: Month, *, today: date) -> Amau:
    """AMAU from `first` to `last`, both included. Raises ValueError when they are no period of at most ten years."""
    months = list(months_between(first, last))
    if not 0 < len(months) <= LONGEST:
        raise ValueError(f"{first} to {last}")
    begun = _first_whole_month()
    left_out = {
        month: NOT_OVER if month.last >= today else NOT_YET
        for month in months
        if month.last >= today or begun is None or month < begun
    }
    actives = monthly_actives(first, last, (*USER_KINDS, *USERS_ABROAD))
    closed = set(KeyDestruction.objects.values_list("name", flat=True))
    rows = tuple(
        MonthUsers(
            month,
            {kind: actives[month][kind].total for kind in USER_KINDS},
            sum(actives[month][kind].total for kind in USERS_ABROAD),
            str(month) in closed,
        )
        for month in months
        if month not in left_out
    )
    kinds = {kind: KindAverage(kind, sum(row.users[kind] for row in rows), len(rows)) for kind in USER_KINDS}
    return Amau(first, last, rows, left_out, kinds, country_of(first.first, last.last))


def _first_whole_month() -> Month | None:
    """The first month the portal was in service from its first day on; None before anything was counted."""
    days = [ObjectDay.objects.aggregate(day=Min("day"))["day"], MonthCount.objects.aggregate(day=Min("month"))["day"]]
    known = [day for day in days if day is not None]
    if not known:
        return None
    day = min(known)
    return Month.of(day) if day.day == 1 else Month.of(day).plus(1)
