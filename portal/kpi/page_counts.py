"""A page's own counts, for those who write it: views, downloads, completions and what people thought of it.

Counts belong to the translation: a Thai page and its English twin are counted apart, completions and votes together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from portal.kpi.enums import Subject
from portal.kpi.measures.learning import completions_of, exact, votes_of
from portal.kpi.narrowing import Narrowing
from portal.kpi.numbers import written
from portal.thai.fiscal import fiscal_year, fiscal_year_days
from portal.tracking.intake import COMPLETE, DOWNLOAD, PLAY, VIEW
from portal.tracking.models import ObjectDay
from portal.tracking.objects import registration_for
from portal.tracking.reports import Period

RECENT_DAYS = 28
SUBJECTS = {"lesson": Subject.LESSON, "course": Subject.COURSE, "article": Subject.ARTICLE}


@dataclass(frozen=True)
class Count:
    """One line of the panel: what was counted, its number as shown, and the rows behind it."""

    label: str
    shown: str
    url: str


@dataclass(frozen=True)
class PageCounts:
    """Counts of one page over a period."""

    title: str
    period: Period
    lines: tuple[Count, ...]


def kind_of(page: Any) -> str:
    """The kind a page is counted under; "" for pages that are not counted."""
    found = registration_for(type(page))
    return found.kind if found else ""


def narrowed_to(page: Any) -> Narrowing:
    """The roll-ups of a page in its own language."""
    return Narrowing(medium=kind_of(page), key=page.translation_key, language=page.locale.language_code)


def periods(today: date | None = None) -> list[tuple[str, Period]]:
    """The last four weeks, and the fiscal year so far."""
    today = today or timezone.localdate()
    year = fiscal_year(today)
    return [
        (_("28 วันที่ผ่านมา"), Period(today - timedelta(days=RECENT_DAYS - 1), today)),
        (_("ปีงบประมาณ %(year)s") % {"year": year}, Period(fiscal_year_days(year)[0], today)),
    ]


def counts_of(page: Any, today: date | None = None) -> list[PageCounts]:
    """The counts of a page, for each of `periods`; nothing for pages that are not counted."""
    if not kind_of(page):
        return []
    return [PageCounts(title, period, tuple(_lines(page, period))) for title, period in periods(today)]


def _lines(page: Any, period: Period) -> Iterator[Count]:
    narrowed, kind = narrowed_to(page), kind_of(page)
    asked = urlencode({"first": str(period.first), "last": str(period.last)})
    address = f"{reverse('kpi:page_counts', args=[page.pk])}?{asked}"
    rows = narrowed.scope.narrow(ObjectDay.objects.filter(key=page.translation_key, kind=kind))
    found: dict[str, int] = {}
    for action, count in rows.filter(day__range=(period.first, period.last)).values_list("action", "count"):
        found[action] = found.get(action, 0) + count
    found.setdefault(VIEW, 0)
    for action, label in (
        (VIEW, _("เปิดดู")),
        (PLAY, _("เล่นวิดีโอ")),
        (COMPLETE, _("ดูจนจบ")),
        (DOWNLOAD, _("ดาวน์โหลด")),
    ):
        if action in found:
            yield Count(label, written(found[action]), f"{address}&action={action}")
    yield from _learned(page, kind, period, address)


def _learned(page: Any, kind: str, period: Period, address: str) -> Iterator[Count]:
    subject = SUBJECTS.get(kind)
    if subject in (Subject.LESSON, Subject.COURSE):
        done = completions_of(period, subject=subject).filter(subject_key=page.translation_key).count()
        yield Count(_("เรียนจบ"), written(done), f"{address}&table=completions")
    if subject is not None:
        result = votes_of(period, subject=subject).filter(subject_key=page.translation_key).result()
        if result["percent"] is not None:
            shown = _("ร้อยละ %(percent)s (ผู้ตอบ %(n)s)") % {
                "percent": written(exact(result["percent"])),
                "n": written(result["n"]),
            }
            yield Count(_("ความพึงพอใจ"), shown, f"{address}&table=votes")
