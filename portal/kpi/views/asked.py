"""What an address asks for; anything that cannot be meant is answered with the usual instead of an error."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.core.models import Project
from portal.kpi.enums import Source
from portal.kpi.figures import current_year
from portal.kpi.models import Indicator
from portal.kpi.report import BOM
from portal.thai.day import Month
from portal.thai.fiscal import LOWEST_BUDDHIST_YEAR, fiscal_year_days
from portal.tracking.reports import Period

EARLIEST = Month(2015, 1)
"""No facts are older, the declared ones of fiscal year 2562 included."""


def fiscal_year_of(request: HttpRequest) -> int:
    """`?fiscal_year=2569`; this fiscal year where it is missing, no number, or a year nobody plans for.

    A year far ahead is planned for where it has indicators.
    """
    asked = request.GET.get("fiscal_year", "")
    this = current_year()
    if asked.isascii() and asked.isdigit() and len(asked) == 4:
        year = int(asked)
        planned = year <= this + 1 or Indicator.objects.filter(fiscal_year=year).exists()
        if year >= LOWEST_BUDDHIST_YEAR and planned:
            return year
    return this


def project_of(request: HttpRequest) -> Project | None:
    """`?project=slug`; None for all projects and for a slug that is none."""
    slug = request.GET.get("project", "")
    return Project.objects.filter(slug=slug).first() if slug else None


def quarter_of(request: HttpRequest) -> int | None:
    """`?quarter=2`; None for the whole year and for anything that is no quarter."""
    asked = request.GET.get("quarter", "")
    return int(asked) if asked in ("1", "2", "3", "4") else None


def month_of(request: HttpRequest, today: Month) -> Month:
    """`?month=2026-11`; this month where it is missing, no month, or still to come."""
    try:
        month = Month.parse(request.GET.get("month", ""))
    except ValueError:
        return today
    return month if EARLIEST <= month <= today else today


def period_of(request: HttpRequest, usual: Period) -> Period:
    """`?first=2026-10-01&last=2026-12-31`; the usual where they are missing, no period, or one nobody can mean."""
    try:
        first, last = (date.fromisoformat(request.GET.get(name, "")) for name in ("first", "last"))
        found = Period(first, last)
    except ValueError:
        return usual
    latest = fiscal_year_days(current_year() + 1)[1]
    return found if EARLIEST.first <= first and last <= latest else usual


def source_of(request: HttpRequest) -> str:
    """`?source=opdc`; "" for all sources and for anything that is none."""
    asked = request.GET.get("source", "")
    return asked if asked in Source.values else ""


def projects_of_year(year: int) -> list[Project]:
    """Projects with indicators in a year, in the order of its table."""
    found = Indicator.objects.of_year(year).select_related("project").order_by("sort_order", "pk")
    return list({indicator.project_id: indicator.project for indicator in found}.values())


def sources_of_year(year: int) -> list[tuple[str, str]]:
    """Sources that ask for an indicator in a year, as (code, label)."""
    asking = set(Indicator.objects.of_year(year).order_by().values_list("source", flat=True))
    return [(code, str(label)) for code, label in Source.choices if code in asking]


def csv_file(text: str, name: str) -> HttpResponse:
    """A CSV to download; `name` is ASCII without extension."""
    response = HttpResponse(BOM + text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def crumbs(*steps: tuple[str, str]) -> list[dict[str, str]]:
    """Breadcrumbs from the admin's home: (address, label) pairs."""
    home = {"url": reverse("wagtailadmin_home"), "label": str(_("หน้าแรก"))}
    return [home, *({"url": url, "label": label} for url, label in steps)]


def page_context(title: str, *steps: tuple[str, str], icon: str = "kpi") -> dict[str, Any]:
    """What Wagtail's admin page frame needs."""
    return {"page_title": title, "header_title": title, "breadcrumbs_items": crumbs(*steps), "header_icon": icon}
