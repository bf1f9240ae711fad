"""People in counts: active users of a month, readers of law content in a year, searchers who found nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Count

from portal.thai.day import Month, months_between
from portal.tracking.countries import COUNTRY, MARK
from portal.tracking.models import DayVersion, MonthCount, MonthVisitor, SearchMiss, YearCount, YearTally
from portal.tracking.models import MissedTerm as KeptTerm
from portal.tracking.scope import Figure
from portal.tracking.visitors import ABROAD, KIND_OF_LETTER

USER_KINDS: Final = ("anonymous", "learner", "trainer")
"""Kinds of user in active users; columns of their own, never summed. Staff are left out (counting rule 6)."""
USERS_ABROAD: Final = tuple(f"{kind}{ABROAD}" for kind in USER_KINDS)
BASES: Final = ("address", "device", "account")
FEWEST_SEARCHERS: Final = 3


def unique_readers(fiscal_year: int) -> dict[str, Figure]:
    """Readers of law content in a fiscal year by basis: address (the indicator's), device, account.

    An address is not a person: mobile carriers put hundreds behind one.
    """
    figures = {basis: Figure(basis) for basis in BASES}
    for live in YearTally.objects.filter(fiscal_year=fiscal_year):
        figures[live.basis].add(live.origin, live.readers)
    for kept in YearCount.objects.filter(fiscal_year=fiscal_year):
        figures[kept.basis].add(kept.origin, kept.readers)
    return figures


def monthly_actives(first: Month, last: Month, kinds: Sequence[str] = USER_KINDS) -> dict[Month, dict[str, Figure]]:
    """Active users of each month by kind of user; staff are left out, and whom a range file shows to be abroad."""
    months = {month: {kind: Figure(kind) for kind in kinds} for month in months_between(first, last)}
    span = (first.first, last.first)
    live = MonthVisitor.objects.filter(month__range=span, active=True).order_by().values("month", "kind", "origin")
    for row in live.annotate(total=Count("visitor")):
        kind = KIND_OF_LETTER[row["kind"]]
        if kind in kinds:
            months[Month.of(row["month"])][kind].add(row["origin"], row["total"])
    for kept in MonthCount.objects.filter(month__range=span, kind__in=kinds):
        months[Month.of(kept.month)][kept.kind].add(kept.origin, kept.visitors)
    return months


def country_of(first: date, last: date) -> str:
    """Whether users were told from those abroad: "TH" when the days of a period were all counted with a range file,
    "partly" when some were, "unknown" when none was, or none was counted."""
    lists = (
        DayVersion.objects.filter(day__range=(first, last)).order_by().values_list("bot_lists", flat=True).distinct()
    )
    known = {MARK in name for name in lists}
    return ("partly" if len(known) > 1 else COUNTRY) if True in known else "unknown"


@dataclass(frozen=True, slots=True)
class MissedTerm:
    """A search that found nothing."""

    term: str
    language: str
    searchers: int


def missed_searches(month: Month, *, limit: int = 50) -> list[MissedTerm]:
    """Terms that found nothing, of at least three visitors, most first; of a closed month what was kept."""
    rows = (
        SearchMiss.objects.filter(month=month.first)
        .order_by()
        .values("term", "language")
        .annotate(searchers=Count("visitor"))
    )
    found = [*rows.filter(searchers__gte=FEWEST_SEARCHERS), *KeptTerm.objects.filter(month=month.first).values()]
    terms = [MissedTerm(row["term"], row["language"], row["searchers"]) for row in found]
    return sorted(terms, key=lambda missed: (-missed.searchers, missed.term))[:limit]
