"""What an address asks for; anything that cannot be meant is answered with the usual instead of an error."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.core.models import Project
from portal.kpi.figures import current_year
from portal.kpi.models import Indicator
from portal.thai.day import Month
from portal.thai.fiscal import LOWEST_BUDDHIST_YEAR

BOM = "\ufeff"
"""Spreadsheets take a CSV for UTF-8 only when it begins so."""


def fiscal_year_of(request: HttpRequest) -> int:
    """`?fiscal_year=2569`; this fiscal year where it is missing, no number, or a year nobody plans for."""
    asked = request.GET.get("fiscal_year", "")
    this = current_year()
    if asked.isascii() and asked.isdigit() and len(asked) == 4:
        year = int(asked)
        if LOWEST_BUDDHIST_YEAR <= year <= this + 1:
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
    return month if Month(2015, 1) <= month <= today else today


def projects_of_year(year: int) -> list[Project]:
    """Projects with indicators in a year, in the order of its table."""
    found = Indicator.objects.of_year(year).select_related("project").order_by("sort_order", "pk")
    return list({indicator.project_id: indicator.project for indicator in found}.values())


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
