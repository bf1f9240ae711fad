"""Month by month: views, downloads, completions and attendances of a fiscal year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Sum
from django.db.models.functions import TruncMonth

from portal.kpi.figures import Reach
from portal.kpi.measures.learning import completions_of
from portal.kpi.measures.trainees import attendances_of
from portal.thai.day import BANGKOK, Month
from portal.thai.fiscal import months_of_fiscal_year
from portal.tracking.intake import DOWNLOAD, PLAY, VIEW
from portal.tracking.models import MediumMonth
from portal.tracking.reports import VIEW_MEASURE

Counts = dict[Month, int]
_VIEWS = frozenset(VIEW_MEASURE.values())


def _counts() -> Counts:
    return defaultdict(int)


@dataclass
class Trend:
    """Counts by month; `views_of` splits the views by project slug."""

    months: list[Month]
    as_of: date
    views_of: dict[str, Counts] = field(default_factory=lambda: defaultdict(_counts))
    views: Counts = field(default_factory=_counts)
    downloads: Counts = field(default_factory=_counts)
    completions: Counts = field(default_factory=_counts)
    attendances: Counts = field(default_factory=_counts)

    def points(self, counts: Counts) -> list[tuple[Month, int, bool]]:
        """Every month of the year with its count, and whether it is still running."""
        return [(month, counts.get(month, 0), month.first <= self.as_of < month.last) for month in self.months]

    def views_of_projects(self, projects: Sequence[str]) -> Counts:
        """Views of some projects added up; their objects are apart, so nothing is counted twice."""
        counts = _counts()
        for project in projects:
            for month, count in self.views_of.get(project, {}).items():
                counts[month] += count
        return counts


def trend_of(span: Reach, project: str | None = None) -> Trend:
    """The trend of a fiscal year, or up to one of its quarters, in three queries; of one project or of all."""
    months = months_of_fiscal_year(span.fiscal_year)
    trend = Trend(months[: 3 * span.quarter] if span.quarter else months, span.as_of)
    rolled = MediumMonth.objects.filter(
        month__range=(trend.months[0].first, trend.months[-1].first), action__in=(VIEW, PLAY, DOWNLOAD)
    )
    if project:
        rolled = rolled.filter(project=project)
    for row in rolled.order_by().values("month", "project", "kind", "action").annotate(total=Sum("count")):
        month = Month.of(row["month"])
        if row["action"] == DOWNLOAD:
            trend.downloads[month] += row["total"]
        elif (row["kind"], row["action"]) in _VIEWS:
            trend.views[month] += row["total"]
            trend.views_of[row["project"]][month] += row["total"]
    completed = completions_of(span.period, project).annotate(month=TruncMonth("at", tzinfo=BANGKOK))
    for at, total in completed.order_by().values_list("month").annotate(total=Count("pk")):
        trend.completions[Month.of(at)] += total
    came = attendances_of(span.period, project).annotate(month=TruncMonth("session__starts_on"))
    for began, total in came.order_by().values_list("month").annotate(total=Count("pk")):
        trend.attendances[Month.of(began)] += total
    return trend
