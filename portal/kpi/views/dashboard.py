"""The dashboard as a page, and its table as CSV."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from portal.kpi.access import figures_only
from portal.kpi.dashboard import Dashboard
from portal.kpi.figures import year_figures
from portal.kpi.report import as_csv
from portal.kpi.views.asked import csv_file, fiscal_year_of, page_context, project_of, projects_of_year


@figures_only
def dashboard(request: HttpRequest) -> HttpResponse:
    """`/admin/kpi/`: a fiscal year against its targets."""
    year = fiscal_year_of(request)
    project = project_of(request)
    title = _("ผลการดำเนินงานตามตัวชี้วัด")
    context = {
        **page_context(title, ("", title)),
        "board": Dashboard(year, project.slug if project else None),
        "project": project,
        "projects": projects_of_year(year),
    }
    return render(request, "kpi/dashboard.html", context)


@figures_only
def dashboard_csv(request: HttpRequest) -> HttpResponse:
    """`/admin/kpi/report.csv`: the table of the dashboard, row for row."""
    year = fiscal_year_of(request)
    project = project_of(request)
    figures = year_figures(year, project=project.slug if project else None)
    return csv_file(as_csv(figures), f"kpi-{year}" + (f"-{project.slug}" if project else ""))
