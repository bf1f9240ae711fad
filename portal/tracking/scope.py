"""What a report is about: a period of Bangkok days, a scope, and a figure with its origins."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.db.models import Q, QuerySet

from portal.thai.day import Month
from portal.thai.fiscal import fiscal_year_days


@dataclass(frozen=True, slots=True)
class Period:
    """Bangkok days from first to last, both included.

    Raises ValueError when last comes before first.
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a period ends after it begins: {self.first} to {self.last}")

    @classmethod
    def of_fiscal_year(cls, fiscal_year: int) -> Period:
        """A fiscal year (Buddhist era)."""
        return cls(*fiscal_year_days(fiscal_year))

    @property
    def whole_months(self) -> bool:
        """Whether it begins and ends with a month: then the month roll-ups hold it all."""
        return self.first.day == 1 and self.last == Month.of(self.last).last


@dataclass(frozen=True, slots=True)
class Scope:
    """What is reported on; None takes in everything. Audiences overlap, so one is asked for at a time."""

    project: str | None = None
    production: str | None = None
    language: str | None = None
    audience: str | None = None
    origin: str | None = None
    site: int | None = None

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows of a roll-up that lie in the scope."""
        for name in ("project", "production", "language", "origin", "site"):
            value = getattr(self, name)
            if value is not None:
                rows = rows.filter(**{name: value})
        return rows if self.audience is None else rows.filter(_for_audience(self.audience))


def _for_audience(slug: str) -> Q:
    """Rows whose comma-joined audiences hold this one; an empty slug means rows that name none."""
    whole = Q(audiences=slug)
    if not slug:
        return whole
    first, last, inside = f"{slug},", f",{slug}", f",{slug},"
    return whole | Q(audiences__startswith=first) | Q(audiences__endswith=last) | Q(audiences__contains=inside)


EVERYTHING: Final = Scope()


@dataclass(slots=True)
class Figure:
    """A number with the origins it is made of."""

    name: str
    total: int = 0
    by_origin: dict[str, int] = field(default_factory=dict)

    def add(self, origin: str, count: int) -> None:
        self.total += count
        self.by_origin[origin] = self.by_origin.get(origin, 0) + count
