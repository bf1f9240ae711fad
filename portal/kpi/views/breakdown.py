"""Totals split into their parts, and content in figures."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core.models import Project
from portal.kpi.access import figures_only
from portal.kpi.breakdown import Breakdown, Splitter
from portal.kpi.content import SPAN_DAYS, most_viewed, rising, weeks_compared
from portal.kpi.figures import Reach, reach, years_to_choose
from portal.kpi.measures.names import LANGUAGES, REASONS, named
from portal.kpi.numbers import plain
from portal.kpi.report import csv_text
from portal.kpi.views.asked import (
    csv_file,
    fiscal_year_of,
    month_of,
    page_context,
    project_of,
    quarter_of,
)
from portal.thai.day import Month
from portal.thai.fiscal import QUARTERS
from portal.tracking.reports import FEWEST_SEARCHERS, exclusions, missed_searches


@figures_only
def breakdown(request: HttpRequest) -> HttpResponse:
    """`/admin/kpi/breakdown/?fiscal_year=2569[&quarter=2][&project=slug][&format=csv]`."""
    context, span = _frame(request, _("แยกดูยอด"), "list-ul")
    project = context["project"]
    splitter = Splitter(span, project.slug if project else None)
    groups = [
        ("views", _("การเข้าชม"), splitter.views()),
        ("trainees", _("การอบรม"), splitter.trainees()),
        ("completions", _("การเรียนจบ"), splitter.completions()),
    ]
    if request.GET.get("format") == "csv":
        name = "-".join(["breakdown", str(span.fiscal_year), *([f"q{span.quarter}"] if span.quarter else [])])
        return csv_file(breakdown_csv(groups), name)
    context["groups"] = groups
    context["left_out"] = [(named(REASONS, why), n) for why, n in sorted(exclusions(span.period).items())]
    context["left_out_month"] = Month.of(span.as_of)
    return render(request, "kpi/breakdown.html", context)


def breakdown_csv(groups: list[tuple[str, str, list[Breakdown]]]) -> str:
    """The parts of the page, line for line."""
    head = [_("ยอด"), _("แยก"), _("รายการ"), _("จำนวน"), _("หน่วย"), _("ร้อยละ")]
    lines = [
        [title, made.title, part.label, plain(part.value), made.unit, plain(part.share)]
        for _name, title, parts in groups
        for made in parts
        for part in made.parts
    ]
    return csv_text(head, iter(lines))


@figures_only
def content(request: HttpRequest) -> HttpResponse:
    """`/admin/kpi/content/`: most viewed, rising, and searches of `?month=` that found nothing."""
    context, span = _frame(request, _("เนื้อหาและคำค้น"), "search")
    project = context["project"]
    slug = project.slug if project else None
    this = Month.of(timezone.localdate())
    month = month_of(request, this)
    later, earlier = weeks_compared()
    context |= {
        "most_viewed": most_viewed(span.period, slug),
        "rising": rising(slug),
        "later": later,
        "earlier": earlier,
        "weeks": SPAN_DAYS // 7,
        "misses": [(missed, named(LANGUAGES, missed.language)) for missed in missed_searches(month)],
        "fewest": FEWEST_SEARCHERS,
        "month": month,
        "before": month.plus(-1),
        "after": month.plus(1) if month < this else None,
    }
    return render(request, "kpi/content.html", context)


def _frame(request: HttpRequest, title: str, icon: str) -> tuple[dict[str, Any], Reach]:
    """What both pages are asked for, and their tabs."""
    year, quarter = fiscal_year_of(request), quarter_of(request)
    span = reach(year, quarter)
    return {
        **page_context(title, (reverse("kpi:dashboard"), _("ตัวชี้วัด")), ("", title), icon=icon),
        "year": year,
        "years": years_to_choose(),
        "quarter": quarter,
        "quarters": QUARTERS,
        "project": project_of(request),
        "projects": list(Project.objects.all()),
        "span": span,
    }, span
