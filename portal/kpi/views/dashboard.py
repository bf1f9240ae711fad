"""The dashboard as a page, and its table as CSV."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.kits.errors import KitError
from portal.kpi.access import figures_only
from portal.kpi.closing import paper_foot, report_document
from portal.kpi.dashboard import Dashboard
from portal.kpi.official import official_table
from portal.kpi.paper import table_pdf
from portal.kpi.report import as_csv
from portal.kpi.views.asked import (
    csv_file,
    fiscal_year_of,
    page_context,
    project_of,
    projects_of_year,
    quarter_of,
    source_of,
    sources_of_year,
)
from portal.kpi.workbook import workbook
from portal.thai.fiscal import QUARTERS

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"


@figures_only
def dashboard(request: HttpRequest) -> HttpResponse:
    """`/admin/kpi/`: a fiscal year against its targets (`fiscal_year`, `quarter`, `project`, `source`)."""
    year = fiscal_year_of(request)
    project = project_of(request)
    title = _("ผลการดำเนินงานตามตัวชี้วัด")
    board = Dashboard(year, project.slug if project else None, quarter=quarter_of(request), source=source_of(request))
    context = {
        **page_context(title, ("", title)),
        "board": board,
        "project": project,
        "projects": projects_of_year(year),
        "sources": sources_of_year(year),
        "quarters": QUARTERS,
    }
    return render(request, "kpi/dashboard.html", context)


def _asked_report(request: HttpRequest) -> tuple[dict[str, Any], str]:
    """The document asked for (`fiscal_year`, `quarter`, `project`, `source`) and a name for its file."""
    year, project, source = fiscal_year_of(request), project_of(request), source_of(request)
    data = report_document(year, quarter=quarter_of(request), project=project.slug if project else None, source=source)
    # The signed table is that of the year, also where its last quarter was asked for.
    told = data["quarter"]
    parts = [f"kpi-{year}", f"q{told}" if told else "", project.slug if project else "", source]
    return data, "-".join(filter(None, parts))


@figures_only
def dashboard_csv(request: HttpRequest) -> HttpResponse:
    """`/admin/kpi/report.csv`: the table of the dashboard, row for row."""
    data, name = _asked_report(request)
    return csv_file(as_csv(data), name)


@figures_only
def official(request: HttpRequest, kind: str) -> HttpResponse:
    """`/admin/kpi/report.xlsx` and `report.pdf`: the official table; `?numerals=thai` for Thai numerals."""
    data, name = _asked_report(request)
    table = official_table(data, thai_numerals=request.GET.get("numerals") == "thai")
    if not table.sections:
        raise Http404
    today = timezone.localdate()
    if kind == "xlsx":
        return _file(workbook(table, today), XLSX, f"{name}.xlsx")
    try:
        made = table_pdf(table, today, **paper_foot(data))
    except KitError as error:
        return HttpResponse(str(error), status=503, content_type="text/plain; charset=utf-8")
    return _file(made, PDF, f"{name}.pdf")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
