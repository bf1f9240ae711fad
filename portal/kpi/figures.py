"""The figures of a fiscal year: what was counted, what was declared, what that makes, and how it stands.

Counted and declared are never mixed: a result is "counted + declared = result" (counting rule 13), judged on the sum
unless its indicator says counted only. An official whole result, as of a closed year, stands for itself; what the portal
counted is shown beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core.models import Project
from portal.kpi.enums import MeasureName, Shape, State
from portal.kpi.measures import MeasureResult, measured
from portal.kpi.models import DeclaredResult, DeclaredViews, Indicator, ProjectYear, Target
from portal.kpi.models.indicator import in_table_order
from portal.kpi.numbers import Figures, plain, shown, written
from portal.kpi.states import Course, Standing, judge
from portal.thai.fiscal import fiscal_year, fiscal_year_days, quarter_days
from portal.tracking.reports import Period

# Pills of a whole project, the worst first.
WORST_FIRST = (State.MISSED, State.OFF_TRACK, State.AT_RISK, State.NO_DATA, State.OPEN, State.ON_TRACK, State.MET)

UNITS_BEFORE = {Shape.RATE: "ร้อยละ", Shape.RANK: "อันดับ"}


@dataclass(frozen=True)
class Reach:
    """Which days a report covers, and from which day it is judged.

    period: from the year's first day to the end asked for, or today where that comes first. over: the year has ended
    and the report covers all of it.
    """

    fiscal_year: int
    quarter: int | None
    period: Period
    over: bool
    begun: bool

    @property
    def as_of(self) -> date:
        return self.period.last


def reach(year: int, quarter: int | None = None, today: date | None = None) -> Reach:
    """The reach of a fiscal year (Buddhist era), to the end of a quarter where one is given.

    Raises ValueError for a year of the common era or a quarter other than 1 to 4.
    """
    today = today or timezone.localdate()
    first, last = fiscal_year_days(year)
    end = last if quarter is None else quarter_days(year, quarter)[1]
    return Reach(
        year, quarter, Period(first, max(first, min(end, today))), today > last and end == last, today >= first
    )


@dataclass(frozen=True)
class IndicatorFigure:
    """One indicator with its result and how it stands."""

    indicator: Indicator
    target: Target | None
    counted: MeasureResult | None
    declared: Decimal | None
    declared_rows: tuple[DeclaredResult, ...]
    declared_views: tuple[DeclaredViews, ...]
    whole: DeclaredResult | None
    result: Figures
    standing: Standing

    @property
    def counted_value(self) -> Decimal | None:
        return self.counted.value if self.counted else None

    @property
    def result_text(self) -> str:
        """As reports carry it: an official result as written there, a computed one as a plain number; "" for none."""
        if self.whole:
            return self.whole.text
        return "/".join(plain(part) for part in self.result)

    @property
    def result_shown(self) -> str:
        """As people read it; "–" for none."""
        return shown(self.whole.text) if self.whole else "/".join(written(part) for part in self.result) or "–"

    @property
    def unit_before(self) -> str:
        """What is said before the number ("ร้อยละ 80", "อันดับ 35"); "" where the unit follows it."""
        return UNITS_BEFORE.get(Shape(self.indicator.shape), "") if "/" not in self.target_text else ""

    @property
    def unit_after(self) -> str:
        return "" if self.unit_before else self.indicator.unit

    @property
    def target_text(self) -> str:
        return self.target.text if self.target else ""

    @property
    def target_shown(self) -> str:
        return shown(self.target.text) if self.target else "–"

    @property
    def expected(self) -> Figures:
        """What should have been reached by now; things one counts come in wholes, rounded up."""
        return tuple(part.to_integral_value(ROUND_CEILING) for part in self.standing.expected)

    @property
    def expected_shown(self) -> str:
        return "/".join(written(part) for part in self.expected)

    @property
    def sum_shown(self) -> str:
        """ "counted + declared = result", where there is something of both kinds."""
        if self.whole or self.declared is None or self.indicator.counted_only:
            return ""
        return _("ระบบนับ %(counted)s + ประกาศ %(declared)s = %(result)s") % {
            "counted": written(self.counted_value or 0),
            "declared": written(self.declared),
            "result": self.result_shown,
        }

    @property
    def state_label(self) -> str:
        """The state in words; an open one with what closing today would mean."""
        label = str(self.standing.state.label)
        if self.standing.would_meet is None:
            return label
        would = _("หากปิดวันนี้ บรรลุ") if self.standing.would_meet else _("หากปิดวันนี้ ไม่บรรลุ")
        return f"{label} · {would}"

    @cached_property
    def warnings(self) -> list[str]:
        """What an auditor would ask about."""
        found: list[str] = []
        total = sum(row.count for row in self.declared_views)
        if self.whole and self.declared_views and self.whole.figures != (Decimal(total),):
            found.append(
                _("ผลที่รายงาน %(result)s ไม่เท่ากับผลรวมของรายการย่อย %(total)s")
                % {"result": self.result_shown, "total": written(total)}
            )
        return found


@dataclass(frozen=True)
class ProjectFigures:
    """A project's indicators in a year, with its plan and progress.

    figures: those of the source asked for. of_all: those of every source; the project is judged and counted by them.
    """

    project: Project
    year: ProjectYear | None
    figures: tuple[IndicatorFigure, ...]
    of_all: tuple[IndicatorFigure, ...]

    @property
    def listed(self) -> int:
        return len(self.of_all)

    @property
    def states(self) -> dict[State, int]:
        """How many indicators stand how, the worst first."""
        counts = Counter(figure.standing.state for figure in self.of_all)
        return {state: counts[state] for state in WORST_FIRST if counts[state]}

    @property
    def state(self) -> State:
        """The project's own pill: one missed indicator is a miss, whatever the progress says."""
        found = self.states
        for state in (State.MISSED, State.OFF_TRACK, State.AT_RISK):
            if state in found:
                return state
        if set(found) == {State.MET}:
            return State.MET
        if State.ON_TRACK in found or State.MET in found:
            return State.ON_TRACK
        return State.OPEN if State.OPEN in found else State.NO_DATA

    @property
    def warnings(self) -> list[str]:
        declared = self.year.declared_indicators if self.year else None
        if declared is None or declared == self.listed:
            return []
        return [
            _("โครงการแจ้งไว้ %(declared)s ตัวชี้วัด แต่ในตารางมี %(listed)s: ตรวจกับเอกสารต้นทาง")
            % {"declared": declared, "listed": self.listed}
        ]


@dataclass(frozen=True)
class YearFigures:
    """All indicators of a fiscal year, project by project, in the order of the official table."""

    reach: Reach
    projects: tuple[ProjectFigures, ...]

    @property
    def figures(self) -> list[IndicatorFigure]:
        return [figure for project in self.projects for figure in project.figures]

    @property
    def declared_indicators(self) -> int:
        return sum(project.year.declared_indicators or 0 for project in self.projects if project.year)

    @property
    def listed_indicators(self) -> int:
        """Indicators of these projects, of whatever source."""
        return sum(project.listed for project in self.projects)


def year_figures(
    year: int,
    *,
    quarter: int | None = None,
    project: str | None = None,
    source: str = "",
    today: date | None = None,
) -> YearFigures:
    """The figures of a fiscal year, of one project or of all, of one source or of all.

    Of a source there are the projects it asks, each judged by all its indicators.
    The number of queries grows with the number of different measures, never with rows or indicators. Raises ValueError
    as `reach` does.
    """
    span = reach(year, quarter, today)
    indicators = Indicator.objects.of_year(year).with_rows()
    years = ProjectYear.objects.filter(fiscal_year=year, quarter__lte=quarter or 4).order_by("quarter")
    views = DeclaredViews.objects.standing().filter(ends_on__range=(span.period.first, span.as_of)).order_by("pk")
    if project:
        indicators = indicators.filter(project__slug=project)
        years = years.filter(project__slug=project)
        views = views.filter(project__slug=project)
    year_of = {row.project_id: row for row in years}
    declared_views = list(views)
    book = _Book(span, declared_views)
    grouped: dict[int, list[IndicatorFigure]] = {}
    for indicator in in_table_order(indicators):
        grouped.setdefault(indicator.project_id, []).append(book.figure(indicator))
    parts = []
    for pk, rows in grouped.items():
        asked = tuple(figure for figure in rows if source in ("", figure.indicator.source))
        if asked:
            parts.append(ProjectFigures(rows[0].indicator.project, year_of.get(pk), asked, tuple(rows)))
    return YearFigures(span, tuple(parts))


def indicator_figure(indicator: Indicator, *, quarter: int | None = None, today: date | None = None) -> IndicatorFigure:
    """The figure of one indicator in its own fiscal year, up to today or to the end of a quarter."""
    span = reach(indicator.fiscal_year, quarter, today)
    views = DeclaredViews.objects.of(indicator.project.slug, span.period.first, span.as_of).order_by("pk")
    return _Book(span, list(views)).figure(indicator)


class _Book:
    """Makes figures of one reach; measures shared by several indicators are taken once."""

    def __init__(self, span: Reach, views: Sequence[DeclaredViews]) -> None:
        self.span = span
        self._views = views
        self._measured: dict[tuple[object, ...], MeasureResult | None] = {}

    def figure(self, indicator: Indicator) -> IndicatorFigure:
        target = indicator.current_target
        rows = tuple(
            row for row in indicator.declared_results.all() if not row.withdrawn and row.as_of <= self.span.as_of
        )
        whole = max(
            (row for row in rows if row.role == DeclaredResult.Role.WHOLE),
            key=lambda row: (row.as_of, row.pk),
            default=None,
        )
        views = self._views_of(indicator)
        counted = self._counted(indicator)
        declared = None if whole else _declared(rows, views)
        result = whole.figures if whole else _sum(indicator, counted, declared)
        return IndicatorFigure(
            indicator, target, counted, declared, rows, views, whole, result, self._standing(indicator, target, result)
        )

    def _counted(self, indicator: Indicator) -> MeasureResult | None:
        name = (
            indicator.measure,
            indicator.project_id,
            indicator.subject,
            indicator.production,
            indicator.unit == "คน",
        )
        if name not in self._measured:
            self._measured[name] = measured(indicator, self.span.period) if self.span.begun else None
        return self._measured[name]

    def _views_of(self, indicator: Indicator) -> tuple[DeclaredViews, ...]:
        if indicator.measure != MeasureName.VIEWS:
            return ()
        return tuple(
            row
            for row in self._views
            if row.project_id == indicator.project_id
            and (not indicator.production or row.production == indicator.production)
        )

    def _standing(self, indicator: Indicator, target: Target | None, result: Figures) -> Standing:
        course = Course(
            direction=indicator.direction,
            shape=indicator.shape,
            accumulates=indicator.accumulates,
            fiscal_year=indicator.fiscal_year,
            target=target.figures if target else (),
            plan=target.plan if target else (None, None, None),
        )
        return judge(course, result, as_of=self.span.as_of, over=self.span.over)


def _declared(rows: Sequence[DeclaredResult], views: Sequence[DeclaredViews]) -> Decimal | None:
    added = [row.figures[0] for row in rows if row.role == DeclaredResult.Role.ADDED]
    added += [Decimal(row.count) for row in views]
    return sum(added, Decimal(0)) if added else None


def _sum(indicator: Indicator, counted: MeasureResult | None, declared: Decimal | None) -> Figures:
    value = counted.value if counted else None
    if declared is not None and not indicator.counted_only:
        value = (value or Decimal(0)) + declared
    return () if value is None else (value,)


def current_year(today: date | None = None) -> int:
    """The fiscal year of today in Bangkok."""
    return fiscal_year(today or timezone.localdate())


def years_to_choose() -> list[int]:
    """Fiscal years a page offers, the latest first: those with indicators, and this one."""
    return sorted({*Indicator.objects.years(), current_year()}, reverse=True)
