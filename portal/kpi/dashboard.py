"""What the dashboard shows: cards, totals, charts, satisfaction, and the official table project by project."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from portal.kpi.amau import Amau, KindAverage, amau
from portal.kpi.charts import BarChart, Bullet, bar_chart, bullet
from portal.kpi.closing import closed_year, closing_words, signed_report
from portal.kpi.enums import MeasureName, Shape, State, Subject
from portal.kpi.figures import IndicatorFigure, YearFigures, year_figures, years_to_choose
from portal.kpi.measures.gains import gains_of
from portal.kpi.measures.learning import completions_of, could_vote, results_by_subject, votes_of
from portal.kpi.measures.names import USER_KINDS, named
from portal.kpi.measures.trainees import attendances_of
from portal.kpi.models import ClosedYear
from portal.kpi.numbers import percent, written
from portal.kpi.signed import SignedProject, signed_projects
from portal.kpi.trends import Counts, Trend, trend_of
from portal.learning.quizzing import CourseGain, means_by_course
from portal.thai.dates import thai_month
from portal.thai.day import Month
from portal.thai.fiscal import QUARTERS, fiscal_year_days

HEADLINES = MeasureName.counted()
NEEDS_ATTENTION = (State.MISSED, State.OFF_TRACK, State.AT_RISK)
CARDS_AT_HOME = 6


@dataclass(frozen=True)
class Card:
    """One figure large, with its target, state and bullet bar; the same promise to two sources is one card."""

    figure: IndicatorFigure
    sources: tuple[str, ...]

    @property
    def title(self) -> str:
        indicator = self.figure.indicator
        if indicator.measure not in HEADLINES:
            return indicator.wording
        label = str(MeasureName(indicator.measure).label)
        return f"{label} · {Subject(indicator.subject).label}" if indicator.subject else label

    @property
    def bullet(self) -> Bullet | None:
        """None for ranks (a place is no length), compound figures, and where result or target is missing."""
        figure = self.figure
        if figure.indicator.shape in (Shape.RANK, Shape.COMPOUND) or not figure.result or not figure.target:
            return None
        expected = figure.standing.expected[0] if figure.standing.expected else None
        return bullet(figure.result[0], figure.target.figures[0], expected)

    @property
    def response(self) -> str:
        """On how many answers a rate stands."""
        counted = self.figure.counted
        if counted is None or counted.n is None or self.figure.whole:
            return ""
        if counted.response_rate is None:
            return _("ผู้ตอบ %(n)s") % {"n": written(counted.n)}
        return _("ผู้ตอบ %(n)s (%(rate)s %%)") % {"n": written(counted.n), "rate": written(counted.response_rate)}


@dataclass(frozen=True)
class Total:
    """A total of the portal itself, and where its rows are; the number beside it has rows of its own where `aside_url` is."""

    name: str
    label: str
    value: int
    unit: str
    aside: str
    url: str
    aside_url: str = ""


@dataclass(frozen=True)
class Chart:
    """A bar chart with its words: title, what it says in a sentence, and the table behind it."""

    name: str
    title: str
    said: str
    unit: str
    bars: BarChart
    rows: tuple[tuple[str, int, bool], ...]


@dataclass(frozen=True)
class SatisfactionLine:
    """Satisfaction with one subject."""

    label: str
    percent: Decimal
    top: Decimal
    n: int
    response_rate: Decimal | None


class Dashboard:
    """A fiscal year, or up to one of its quarters; of one project and source or of all. All is taken when first shown."""

    def __init__(
        self,
        year: int,
        project: str | None = None,
        *,
        quarter: int | None = None,
        source: str = "",
        today: date | None = None,
    ) -> None:
        self.project, self.quarter, self.source = project, quarter, source
        self.today = today or timezone.localdate()
        self.figures: YearFigures = year_figures(year, quarter=quarter, project=project, source=source, today=today)
        self.reach = self.figures.reach
        self.fiscal_year = year
        self.first, self.last = fiscal_year_days(year)

    @cached_property
    def closed(self) -> ClosedYear | None:
        """What was signed of the year; only a year that is over can be closed."""
        return closed_year(self.fiscal_year) if self.today > self.last else None

    @property
    def closed_on(self) -> str:
        return closing_words(self.closed)["approved_on"] if self.closed else ""

    @cached_property
    def signed(self) -> list[SignedProject]:
        """The table as it was signed, where the whole of a closed year is shown; it stands for table and cards."""
        if self.closed is None or self.quarter not in (None, QUARTERS[-1]):
            return []
        return signed_projects(signed_report(self.closed, project=self.project, source=self.source), self.figures)

    @cached_property
    def cards(self) -> list[Card]:
        """What is counted, and whatever needs attention; that first."""
        merged: dict[tuple[object, ...], tuple[IndicatorFigure, list[str]]] = {}
        for figure in self.figures.figures:
            indicator = figure.indicator
            if indicator.measure not in HEADLINES and figure.standing.state not in NEEDS_ATTENTION:
                continue
            promise = (indicator.project_id, figure.target.figures if figure.target else ())
            what = (indicator.measure, indicator.subject, indicator.production, indicator.unit == "คน")
            own = indicator.pk if indicator.measure not in HEADLINES else None
            kept = merged.setdefault((*promise, *what, own), (figure, []))
            kept[1].append(indicator.get_source_display())
        cards = [Card(figure, tuple(sources)) for figure, sources in merged.values()]
        return sorted(cards, key=lambda card: card.figure.standing.state not in NEEDS_ATTENTION)

    @property
    def home_cards(self) -> list[Card]:
        return self.cards[:CARDS_AT_HOME]

    @cached_property
    def trend(self) -> Trend:
        return trend_of(self.reach, self.project)

    @cached_property
    def totals(self) -> list[Total]:
        """Views, downloads, completions and trainees of the portal itself; declared figures are not in them."""
        period = self.reach.period
        done = dict(
            completions_of(period, self.project).order_by().values_list("subject_kind").annotate(total=Count("pk"))
        )
        lessons, courses = done.get(Subject.LESSON, 0), done.get(Subject.COURSE, 0)
        came = attendances_of(period, self.project).aggregate(
            people=Count("match_key", distinct=True), times=Count("pk")
        )
        times, of_courses = _("ครั้ง"), _("จบหลักสูตร %(n)s ครั้ง") % {"n": written(courses)}
        return [
            self._total("views", _("การเข้าชม"), sum(self.trend.views.values()), times),
            self._total("downloads", _("ดาวน์โหลด"), sum(self.trend.downloads.values()), times),
            Total(
                "completions",
                _("เรียนจบบทเรียน"),
                lessons,
                times,
                of_courses,
                self._rows("completions", subject=Subject.LESSON.value),
                self._rows("completions", subject=Subject.COURSE.value),
            ),
            self._total(
                "trainees",
                _("ผู้เข้าอบรม"),
                came["people"],
                _("คน"),
                _("เข้าอบรม %(n)s ครั้ง") % {"n": written(came["times"])},
            ),
        ]

    def _total(self, name: str, label: str, value: int, unit: str, aside: str = "") -> Total:
        return Total(name, label, value, unit, aside, self._rows(name))

    def _rows(self, name: str, **narrowed: str) -> str:
        return f"{reverse('kpi:facts', args=[name])}?{'&'.join(filter(None, [self.query, urlencode(narrowed)]))}"

    @property
    def query(self) -> str:
        """Year, quarter and project as an address carries them."""
        asked = {"fiscal_year": self.fiscal_year, "quarter": self.quarter, "project": self.project}
        return urlencode({name: value for name, value in asked.items() if value})

    @property
    def table_query(self) -> str:
        """The same with the source: what the files of the table are asked with."""
        return "&".join(filter(None, [self.query, urlencode({"source": self.source}) if self.source else ""]))

    @property
    def has_facts(self) -> bool:
        """Whether the portal itself counted anything in the year."""
        return any(total.value for total in self.totals)

    @cached_property
    def views_chart(self) -> Chart:
        """Views by month of the projects whose views have a target, with the target's monthly share as a line."""
        promised = self._promised_views()
        counts = self.trend.views_of_projects(list(promised)) if promised else self.trend.views
        names = ", ".join(title for title, _target in promised.values())
        title = _("การเข้าชมสื่อรายเดือน · %(names)s") % {"names": names} if names else _("การเข้าชมสื่อรายเดือน")
        plan = round(sum(target for _title, target in promised.values()) / 12) if promised else None
        return self._chart("views", title, counts, _("ครั้ง"), plan)

    def _promised_views(self) -> dict[str, tuple[str, Decimal]]:
        """Projects with a views target: slug → (title, the highest target)."""
        found: dict[str, tuple[str, Decimal]] = {}
        for figure in self.figures.figures:
            project = figure.indicator.project
            if figure.indicator.measure == MeasureName.VIEWS and figure.target:
                best = max(figure.target.figures[0], found.get(project.slug, ("", Decimal(0)))[1])
                found[project.slug] = (project.title, best)
        return found

    @cached_property
    def small_charts(self) -> list[Chart]:
        return [
            self._chart("downloads", _("ดาวน์โหลดรายเดือน"), self.trend.downloads, _("ครั้ง")),
            self._chart("completions", _("การเรียนจบรายเดือน (บทเรียนและหลักสูตร)"), self.trend.completions, _("ครั้ง")),
            self._chart("attendances", _("การเข้าอบรมรายเดือน"), self.trend.attendances, _("ครั้ง")),
        ]

    def _chart(self, name: str, title: str, counts: Counts, unit: str, plan: int | None = None) -> Chart:
        points = self.trend.points(counts)
        bars = bar_chart(
            [(thai_month(month, short=True).split()[0], value, running) for month, value, running in points], plan
        )
        return Chart(
            name,
            title,
            _said(points, unit, plan),
            unit,
            bars,
            tuple((thai_month(month), value, running) for month, value, running in points),
        )

    @cached_property
    def satisfaction(self) -> list[SatisfactionLine]:
        """Per subject, with n and response rate; subjects nobody voted on are left out."""
        period = self.reach.period
        lines = []
        for subject, found in results_by_subject(votes_of(period, self.project)).items():
            asked = could_vote(subject, period, self.project)
            rate = percent(found.n, asked) if asked else None
            lines.append(SatisfactionLine(str(Subject(subject).label), found.percent, found.top, found.n, rate))
        return lines

    @cached_property
    def gains(self) -> list[CourseGain]:
        """What each course changed, over the learners who took the test before and the test after."""
        return means_by_course(gains_of(self.reach.period, self.project))

    @cached_property
    def years(self) -> list[int]:
        return years_to_choose()

    @cached_property
    def actives(self) -> Amau | None:
        """Active users a month by kind, over the whole months of the reach; None before one is over."""
        span = self.reach.period
        found = amau(Month.of(span.first), Month.of(span.last), today=self.today)
        return found if found.months else None

    @property
    def active_kinds(self) -> list[tuple[str, KindAverage]]:
        """Each kind of user by name."""
        return [(named(USER_KINDS, kind.kind), kind) for kind in self.actives.kinds.values()] if self.actives else []

    @property
    def actives_url(self) -> str:
        """The months behind the averages."""
        span = self.reach.period
        asked = {"from": str(Month.of(span.first)), "to": str(Month.of(span.last))}
        return f"{reverse('kpi:amau')}?{urlencode(asked)}"


def _said(points: list[tuple[Any, int, bool]], unit: str, plan: int | None) -> str:
    """The chart in a sentence, for those who do not see it."""
    told = [(month, value) for month, value, _running in points if value]
    if not told:
        return _("ยังไม่มียอดรายเดือนในปีงบประมาณนี้")
    best = max(told, key=lambda pair: pair[1])
    said = _("รวม %(total)s %(unit)s ใน %(n)s เดือนที่มียอด เดือนที่มากที่สุดคือ %(month)s %(best)s %(unit)s") % {
        "total": written(sum(value for _month, value in told)),
        "unit": unit,
        "n": len(told),
        "month": thai_month(best[0]),
        "best": written(best[1]),
    }
    return (
        said
        if plan is None
        else said + " " + _("เป้าหมายเฉลี่ยต่อเดือน %(plan)s %(unit)s") % {"plan": written(plan), "unit": unit}
    )
