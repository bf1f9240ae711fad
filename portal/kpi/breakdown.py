"""Totals split into parts: views by medium, audience, project and more; trainees by province; completions by rule.

Every part says which rows it is the sum of. Parts that overlap (audiences) or that count people (one person may come
in two provinces) are never added up, and say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Case, Count, IntegerField, QuerySet, Sum, Value, When
from django.db.models.functions import ExtractMonth
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from portal.core.models import Audience, Production, Project
from portal.kpi.enums import Subject
from portal.kpi.figures import Reach
from portal.kpi.measures.learning import completions_of
from portal.kpi.measures.names import LANGUAGES, MEDIA, ORIGINS, named
from portal.kpi.measures.trainees import attendances_of
from portal.kpi.measures.views import month_ends
from portal.kpi.narrowing import NOT_STATED, Narrowing
from portal.kpi.numbers import percent
from portal.learning.models import Completion
from portal.thai.day import BANGKOK
from portal.thai.fiscal import QUARTERS, quarter, quarter_days
from portal.tracking.intake import PLAY, VIEW
from portal.tracking.models import MediumMonth
from portal.tracking.reports import VIEW_MEASURE
from portal.training.geography import province_choices

QUARTER_OF_MONTH = {month: quarter(date(2000, month, 1)) for month in range(1, 13)}


@dataclass(frozen=True)
class Part:
    """One part: its name, its number, its share of the whole in percent (None where parts overlap), and its rows.

    beside: further numbers of the same part, in the order of the breakdown's columns.
    """

    label: str
    value: int
    share: Decimal | None
    width: float
    url: str
    beside: tuple[int, ...] = ()


@dataclass(frozen=True)
class Breakdown:
    """One total in parts, the largest first; quarters in their order."""

    name: str
    title: str
    by: str
    unit: str
    parts: tuple[Part, ...]
    about: str = ""
    columns: tuple[str, ...] = ()

    @property
    def shares(self) -> bool:
        return any(part.share is not None for part in self.parts)


class Splitter:
    """Splits the totals of a reach (a fiscal year, or up to one of its quarters), of one project or of all."""

    def __init__(self, span: Reach, project: str | None = None) -> None:
        self.span, self.project = span, project
        self._projects = {found.slug: found.title for found in Project.objects.all()}

    def views(self) -> list[Breakdown]:
        """Views by what they were of, for whom and from where; one query, whatever the number of events."""
        rows = self._view_rows()
        media = {name: str(label) for name, label in MEDIA.items()}
        audiences = {found.slug: found.title for found in Audience.objects.all()}
        overlap = _("เนื้อหาหนึ่งอาจเป็นของหลายกลุ่มวัย แต่ละแถวจึงซ้อนกันและไม่นำมารวมกัน")
        productions, times = dict(Production.choices), _("ครั้ง")
        split = self._split
        found = [
            split("medium", _("ตามชนิดสื่อ"), _("ชนิดสื่อ"), _added(rows, "kind"), media, times),
            split("audience", _("ตามกลุ่มวัย"), _("กลุ่มวัย"), _by_audience(rows), audiences, times, about=overlap),
            split("project", _("ตามโครงการ"), _("โครงการ"), _added(rows, "project"), self._projects, times),
            split("production", _("ตามการผลิต"), _("การผลิต"), _added(rows, "production"), productions, times),
            split("quarter", _("ตามไตรมาส"), _("ไตรมาส"), _by_quarter(rows), _quarters(), times),
            split("language", _("ตามภาษา"), _("ภาษา"), _added(rows, "language"), LANGUAGES, times),
            split("origin", _("ตามแหล่งที่มา"), _("แหล่งที่มา"), _added(rows, "origin"), ORIGINS, times),
        ]
        return found[:2] + found[3:] if self.project else found

    def _view_rows(self) -> list[dict[str, Any]]:
        period = month_ends(self.span.period)
        rows = MediumMonth.objects.filter(month__range=(period.first, period.last), action__in=(VIEW, PLAY))
        if self.project:
            rows = rows.filter(project=self.project)
        columns = ("month", "kind", "action", "language", "project", "production", "audiences", "origin")
        summed = rows.order_by().values(*columns).annotate(total=Sum("count"))
        counted = set(VIEW_MEASURE.values())
        return [row for row in summed if (row["kind"], row["action"]) in counted]

    def completions(self) -> list[Breakdown]:
        """Completions by what was completed and by which rule."""
        times, facts = _("ครั้ง"), "completions"
        rows = completions_of(self.span.period, self.project)
        subjects = {value: str(label) for value, label in Subject.choices}
        rules = {value: str(label) for value, label in Completion._meta.get_field("rule").flatchoices}
        split = self._split
        return [
            split(
                "subject", _("ตามสิ่งที่เรียน"), _("สิ่งที่เรียน"), _counts(rows, "subject_kind"), subjects, times, facts=facts
            ),
            split("rule", _("ตามเกณฑ์ที่ผ่าน"), _("เกณฑ์"), _counts(rows, "rule"), rules, times, facts=facts),
            split("quarter", _("ตามไตรมาส"), _("ไตรมาส"), _quarter_counts(rows, "at"), _quarters(), times, facts=facts),
        ]

    def trainees(self) -> list[Breakdown]:
        """People by province and by quarter, the times they came and the sessions beside."""
        about = _("คนเดียวกันอาจมาหลายจังหวัดหรือหลายไตรมาส จำนวนคนของแต่ละแถวจึงไม่นำมารวมกัน")
        came = attendances_of(self.span.period, self.project)
        by_quarter = came.annotate(quarter=_quarter_case("session__starts_on"))
        return [
            self._people(
                "province", _("ตามจังหวัด"), _("จังหวัด"), came, "session__province", dict(province_choices()), about
            ),
            self._people("quarter", _("ตามไตรมาส"), _("ไตรมาส"), by_quarter, "quarter", _quarters(), about),
        ]

    def _people(
        self, name: str, title: str, by: str, rows: QuerySet[Any], column: str, labels: Mapping[Any, object], about: str
    ) -> Breakdown:
        counted = (
            rows.order_by()
            .values_list(column)
            .annotate(
                people=Count("match_key", distinct=True), times=Count("pk"), sessions=Count("session", distinct=True)
            )
        )
        found = {code: numbers for code, *numbers in counted}
        totals = {code: people for code, (people, *_beside) in found.items()}
        made = self._split(name, title, by, totals, labels, _("คน"), facts="trainees", about=about)
        beside = [tuple(found[code][1:]) for code in _in_order(name, totals)]
        parts = tuple(replace(part, beside=numbers) for part, numbers in zip(made.parts, beside, strict=True))
        return replace(made, parts=parts, columns=(_("ครั้งที่เข้าอบรม"), _("การอบรม")))

    def _split(
        self,
        name: str,
        title: str,
        by: str,
        totals: Mapping[Any, int],
        labels: Mapping[Any, object],
        unit: str,
        *,
        facts: str = "views",
        about: str = "",
    ) -> Breakdown:
        """A breakdown; one with `about` has parts that overlap, and no shares."""
        whole = sum(totals.values())
        most = max(totals.values(), default=0) or 1
        parts = tuple(
            Part(
                label=named({str(key): label for key, label in labels.items()}, str(code)),
                value=totals[code],
                share=None if about else percent(totals[code], whole),
                width=float(round(Decimal(totals[code]) * 100 / most, 2)),
                url=self._rows(facts, name, str(code)),
            )
            for code in _in_order(name, totals)
        )
        return Breakdown(f"{facts}-{name}", title, by, unit, parts, about)

    def _rows(self, facts: str, name: str, code: str) -> str:
        asked = {"fiscal_year": str(self.span.fiscal_year)}
        narrowed = Narrowing(project=self.project)
        if name == "quarter":
            first, last = quarter_days(self.span.fiscal_year, int(code))
            asked |= {"first": str(first), "last": str(min(last, self.span.as_of))}
        else:
            narrowed = Narrowing.asked({"project": self.project or "", name: code or NOT_STATED})
            if self.span.quarter:
                asked["quarter"] = str(self.span.quarter)
        query = "&".join(filter(None, (urlencode(asked), narrowed.query)))
        return f"{reverse('kpi:facts', args=[facts])}?{query}"


def _in_order(name: str, totals: Mapping[Any, int]) -> list[Any]:
    """Quarters as they come, everything else from the most to the least."""
    if name == "quarter":
        return sorted(totals)
    return sorted(totals, key=lambda code: (-totals[code], str(code)))


def _added(rows: Iterable[Mapping[str, Any]], column: str) -> dict[str, int]:
    totals: dict[str, int] = {}
    for row in rows:
        totals[row[column]] = totals.get(row[column], 0) + row["total"]
    return totals


def _by_audience(rows: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    totals: dict[str, int] = {}
    for row in rows:
        for slug in row["audiences"].split(","):
            totals[slug] = totals.get(slug, 0) + row["total"]
    return totals


def _by_quarter(rows: Iterable[Mapping[str, Any]]) -> dict[int, int]:
    totals: dict[int, int] = {}
    for row in rows:
        number = quarter(row["month"])
        totals[number] = totals.get(number, 0) + row["total"]
    return totals


def _counts(rows: QuerySet[Any], column: str) -> dict[str, int]:
    return dict(rows.order_by().values_list(column).annotate(total=Count("pk")))


def _quarter_counts(rows: QuerySet[Any], column: str) -> dict[int, int]:
    months = rows.annotate(month=ExtractMonth(column, tzinfo=BANGKOK)).order_by().values_list("month")
    totals: dict[int, int] = {}
    for month, total in months.annotate(total=Count("pk")):
        totals[QUARTER_OF_MONTH[month]] = totals.get(QUARTER_OF_MONTH[month], 0) + total
    return totals


def _quarter_case(column: str) -> Case:
    """The fiscal quarter of a date column."""
    cases = [When(**{f"{column}__month": month}, then=Value(number)) for month, number in QUARTER_OF_MONTH.items()]
    return Case(*cases, output_field=IntegerField())


def _quarters() -> dict[int, str]:
    return {number: _("ไตรมาส %(number)s") % {"number": number} for number in QUARTERS}
