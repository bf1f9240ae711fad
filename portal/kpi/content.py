"""Content in figures: what is viewed most, what is rising, and what was searched for and not found."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from portal.kpi.measures.names import MEDIA, named
from portal.tracking.reports import ObjectName, Period, Scope, object_counts, titles_of

TOP = 20
SPAN_DAYS = 28
"""Rising compares four whole weeks with the four before: each weekday is in both equally often."""
FEWEST_RISING = 10
"""Views in the later weeks below which a rise is chance."""


@dataclass(frozen=True)
class Item:
    """An object with its views; before: those of the weeks before, None where they are not compared."""

    kind: str
    key: uuid.UUID
    language: str
    title: str
    count: int
    before: int | None = None
    url: str = ""

    @property
    def medium(self) -> str:
        return named(MEDIA, self.kind)

    @property
    def risen(self) -> int:
        return self.count - (self.before or 0)


def most_viewed(period: Period, project: str | None = None) -> list[Item]:
    """The objects with the most views of a period."""
    counts = object_counts(period, Scope(project=project))
    best = sorted(counts, key=lambda name: (-counts[name], str(name)))[:TOP]
    return _items({name: (counts[name], None) for name in best})


def weeks_compared(today: date | None = None) -> tuple[Period, Period]:
    """The last four whole weeks up to yesterday, and the four before them."""
    last = (today or timezone.localdate()) - timedelta(days=1)
    first = last - timedelta(days=SPAN_DAYS - 1)
    return Period(first, last), Period(first - timedelta(days=SPAN_DAYS), first - timedelta(days=1))


def rising(project: str | None = None, today: date | None = None) -> list[Item]:
    """The objects that gained the most views in four weeks against the four before."""
    later, earlier = (object_counts(weeks, Scope(project=project)) for weeks in weeks_compared(today))
    risen = {
        name: (count, earlier.get(name, 0))
        for name, count in later.items()
        if count >= FEWEST_RISING and count > earlier.get(name, 0)
    }
    best = sorted(risen, key=lambda name: (risen[name][1] - risen[name][0], str(name)))[:TOP]
    return _items({name: risen[name] for name in best})


def _items(counts: dict[ObjectName, tuple[int, int | None]]) -> list[Item]:
    titles, addresses = titles_of(counts), _addresses(list(counts))
    return [
        Item(
            kind,
            key,
            language,
            titles.get((kind, key, language)) or str(key),
            count,
            before,
            addresses.get((key, language), ""),
        )
        for (kind, key, language), (count, before) in counts.items()
    ]


def _addresses(names: list[ObjectName]) -> dict[tuple[uuid.UUID, str], str]:
    """Public addresses of objects that are live pages."""
    wanted = Q()
    for _kind, key, language in names:
        wanted |= Q(translation_key=key, locale__language_code=language)
    pages = Page.objects.live().filter(wanted).select_related("locale") if names else Page.objects.none()
    return {(page.translation_key, page.locale.language_code): page.url or "" for page in pages}
