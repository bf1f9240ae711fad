"""Pieces of media published: what is live and first appeared in the year, each piece once whatever its languages."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from articles.models import LawArticlePage
from media.models import AlbumPage, InfographicPage, VideoPage
from portal.kpi.measures.names import MEDIA, named
from portal.kpi.measures.result import MeasureResult, Part
from portal.kpi.models import Indicator
from portal.thai.day import day_bounds_utc
from portal.tracking.reports import Period

PAGES: dict[str, Any] = {
    "video": VideoPage,
    "infographic": InfographicPage,
    "album": AlbumPage,
    "article": LawArticlePage,
}


@dataclass(frozen=True)
class Piece:
    """A piece of media in the language it first appeared in."""

    kind: str
    key: uuid.UUID
    page: int
    title: str
    published: datetime
    production: str


def pieces(period: Period, project: str, production: str = "") -> list[Piece]:
    """Live pieces of a project that were first published in the period, in any language."""
    return _within(_first_languages(project, production), period)


def _within(found: Iterable[Piece], period: Period) -> list[Piece]:
    start, end = day_bounds_utc(period.first)[0], day_bounds_utc(period.last)[1]
    inside = [piece for piece in found if start <= piece.published < end]
    return sorted(inside, key=lambda piece: (piece.published, piece.title))


def _first_languages(project: str, production: str) -> list[Piece]:
    """Each live piece of a project as it first appeared."""
    first: dict[tuple[str, uuid.UUID], Piece] = {}
    for piece in _live(project, production):
        name = (piece.kind, piece.key)
        if name not in first or piece.published < first[name].published:
            first[name] = piece
    return list(first.values())


def _live(project: str, production: str) -> Iterable[Piece]:
    for kind, model in PAGES.items():
        pages = model.objects.live().filter(project__slug=project, first_published_at__isnull=False)
        if production:
            pages = pages.filter(production=production)
        for row in pages.values_list("translation_key", "pk", "title", "first_published_at", "production"):
            yield Piece(kind, *row)


def media_published(indicator: Indicator, period: Period) -> MeasureResult:
    """Videos, infographics, albums and articles that first appeared in the period; 0 where the project has older ones."""
    live = _first_languages(indicator.project.slug, indicator.production)
    found = _within(live, period)
    kinds = [(kind, sum(1 for piece in found if piece.kind == kind)) for kind in PAGES]
    return MeasureResult(
        value=Decimal(len(found)) if live else None,
        rule=_(
            "นับคลิปวิดีโอ อินโฟกราฟิก อัลบั้ม และบทความของโครงการที่เผยแพร่ครั้งแรกในปีงบประมาณและยังเปิดให้อ่านอยู่ "
            "ชิ้นเดียวกันหลายภาษานับเป็นหนึ่งชิ้น"
        ),
        parts=tuple(Part(named(MEDIA, kind), Decimal(count)) for kind, count in kinds if count),
    )
