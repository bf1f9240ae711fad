"""The reading side: numbers for indicators, dashboards and open data, each with the rows behind it.

What a view is, is said once, in `VIEW_MEASURE`: counted views of lesson, article, infographic, album, situation and
kit page, and plays of videos. A video page's own views are shown apart (`video-page`) and never added (counting rule 3).
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet, Sum

from portal.tracking.day_account import DayAccount, daily_identity, exclusions, versions
from portal.tracking.intake import COMPLETE, DOWNLOAD, PLAY, VIEW
from portal.tracking.models import KeptTitle, MediumMonth, ObjectDay
from portal.tracking.people import (
    BASES,
    FEWEST_SEARCHERS,
    USER_KINDS,
    USERS_ABROAD,
    MissedTerm,
    country_of,
    missed_searches,
    monthly_actives,
    unique_readers,
)
from portal.tracking.scope import EVERYTHING, Figure, Period, Scope

__all__ = [
    "APART",
    "BASES",
    "EVERYTHING",
    "FEWEST_SEARCHERS",
    "USERS_ABROAD",
    "USER_KINDS",
    "VIEWED_KINDS",
    "VIEW_MEASURE",
    "DayAccount",
    "Figure",
    "MediumViews",
    "MissedTerm",
    "ObjectName",
    "Period",
    "Scope",
    "country_of",
    "daily_identity",
    "downloads",
    "exclusions",
    "missed_searches",
    "monthly_actives",
    "object_counts",
    "titles_of",
    "total_views",
    "unique_readers",
    "versions",
    "views_by_medium",
]  # fmt: skip

VIEWED_KINDS: Final = ("lesson", "article", "infographic", "album", "situation", "kit")
VIEW_MEASURE: Final = {**{kind: (kind, VIEW) for kind in VIEWED_KINDS}, "video": ("video", PLAY)}
"""Medium → (kind, action) added up in views."""
APART: Final = {"video-page": ("video", VIEW), "video-complete": ("video", COMPLETE)}
"""Shown beside the media, never added."""


ObjectName = tuple[str, uuid.UUID, str]
"""Kind, translation key and language."""


@dataclass(frozen=True, slots=True)
class MediumViews:
    """Views by medium; ``apart`` holds what is shown beside them."""

    period: Period
    media: dict[str, Figure]
    apart: dict[str, Figure]

    @property
    def total(self) -> int:
        """Views as indicators count them."""
        return sum(figure.total for figure in self.media.values())


def _sums(period: Period, scope: Scope, group: Iterable[str], **filters: Any) -> list[dict[str, Any]]:
    """Sums of the roll-ups by these columns, from the month roll-up where the period allows."""
    rows: QuerySet[Any]
    if period.whole_months:
        rows = MediumMonth.objects.filter(month__range=(period.first, period.last))
    else:
        rows = ObjectDay.objects.filter(day__range=(period.first, period.last))
    return list(scope.narrow(rows).filter(**filters).order_by().values(*group).annotate(total=Sum("count")))


def views_by_medium(period: Period, scope: Scope = EVERYTHING) -> MediumViews:
    """Views by medium in a period, with the origins of each; one query, whatever the number of events."""
    wanted = {**VIEW_MEASURE, **APART}
    figures = {name: Figure(name) for name in wanted}
    by_kind = {pair: name for name, pair in wanted.items()}
    for row in _sums(period, scope, ("kind", "action", "origin"), action__in=(VIEW, PLAY, COMPLETE)):
        name = by_kind.get((row["kind"], row["action"]))
        if name:
            figures[name].add(row["origin"], row["total"])
    media = {name: figures[name] for name in VIEW_MEASURE}
    return MediumViews(period, media, {name: figures[name] for name in APART})


def total_views(period: Period, scope: Scope = EVERYTHING) -> Figure:
    """Views as indicators count them, all media together."""
    figure = Figure("views")
    for medium in views_by_medium(period, scope).media.values():
        for origin, count in medium.by_origin.items():
            figure.add(origin, count)
    return figure


def downloads(period: Period, scope: Scope = EVERYTHING) -> dict[str, Figure]:
    """Downloads by kind of object (kit, document, …)."""
    figures: dict[str, Figure] = {}
    for row in _sums(period, scope, ("kind", "origin"), action=DOWNLOAD):
        figures.setdefault(row["kind"], Figure(row["kind"])).add(row["origin"], row["total"])
    return figures


def object_counts(period: Period, scope: Scope = EVERYTHING) -> dict[ObjectName, int]:
    """Views of every object that has any."""
    rows = scope.narrow(ObjectDay.objects.filter(day__range=(period.first, period.last), action__in=(VIEW, PLAY)))
    totals: dict[ObjectName, int] = defaultdict(int)
    for row in rows.order_by().values("kind", "key", "language", "action").annotate(total=Sum("count")):
        if (row["kind"], row["action"]) in VIEW_MEASURE.values():
            totals[row["kind"], row["key"], row["language"]] += row["total"]
    return totals


def titles_of(names: Iterable[ObjectName]) -> dict[ObjectName, str]:
    """Kept titles of objects given as (kind, key, language)."""
    wanted = set(names)
    keys = {key for _, key, _ in wanted}
    rows = KeptTitle.objects.filter(key__in=keys).values_list("kind", "key", "language", "title")
    return {(kind, key, language): title for kind, key, language, title in rows if (kind, key, language) in wanted}
