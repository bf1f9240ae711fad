"""The day's account: what was received and what became of it (counting rule 10)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Sum

from portal.tracking.models import DayIdentity, DayVersion
from portal.tracking.scope import Period


@dataclass(slots=True)
class DayAccount:
    """A day's account of what was received (counting rule 10)."""

    day: date
    received: int = 0
    counted: int = 0
    duplicate: int = 0
    malformed: int = 0
    excluded: dict[str, int] = field(default_factory=dict)
    duplicates: dict[str, int] = field(default_factory=dict)
    malformations: dict[str, int] = field(default_factory=dict)
    by_origin: dict[str, int] = field(default_factory=dict)
    """Received, by origin."""

    @property
    def excluded_total(self) -> int:
        return sum(self.excluded.values())

    @property
    def balanced(self) -> bool:
        """received = counted + duplicate + excluded + malformed."""
        return self.received == self.counted + self.duplicate + self.excluded_total + self.malformed

    def add(self, origin: str, outcome: str, reason: str, count: int) -> None:
        if outcome == "received":
            self.received += count
            self.by_origin[origin] = self.by_origin.get(origin, 0) + count
        elif outcome == "counted":
            self.counted += count
        elif outcome == "duplicate":
            self.duplicate += count
            self.duplicates[reason] = self.duplicates.get(reason, 0) + count
        elif outcome == "excluded":
            self.excluded[reason] = self.excluded.get(reason, 0) + count
        else:
            self.malformed += count
            self.malformations[reason] = self.malformations.get(reason, 0) + count


def daily_identity(period: Period, origin: str | None = None) -> list[DayAccount]:
    """The account of each day on which anything was received."""
    rows = DayIdentity.objects.filter(day__range=(period.first, period.last)).order_by("day")
    accounts: dict[date, DayAccount] = {}
    for row in rows if origin is None else rows.filter(origin=origin):
        accounts.setdefault(row.day, DayAccount(row.day)).add(row.origin, row.outcome, row.reason, row.count)
    return list(accounts.values())


def versions(period: Period) -> list[tuple[int, str]]:
    """Metric versions and bot lists the period's days were counted under."""
    rows = DayVersion.objects.filter(day__range=(period.first, period.last))
    return list(rows.order_by("metric_version", "bot_lists").values_list("metric_version", "bot_lists").distinct())


def exclusions(period: Period) -> Mapping[str, int]:
    """What was excluded in a period, by reason."""
    rows = DayIdentity.objects.filter(day__range=(period.first, period.last), outcome="excluded")
    return {row["reason"]: row["total"] for row in rows.order_by().values("reason").annotate(total=Sum("count"))}
