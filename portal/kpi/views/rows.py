"""The rows behind each number, the day's account, and evidence files."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from portal.core.listing import page_of
from portal.kpi.access import evidence_for, figures_only, indicator_for
from portal.kpi.closing import closed_on
from portal.kpi.figures import indicator_figure, reach
from portal.kpi.history import entries, entries_of, history_rows
from portal.kpi.narrowing import Narrowing
from portal.kpi.rows import FACTS, tables_of
from portal.kpi.rows.identity import accounts_of, identity_rows, sum_of
from portal.kpi.rows.said import said_of
from portal.kpi.rows.table import RowTable
from portal.kpi.views.asked import (
    csv_file,
    fiscal_year_of,
    month_of,
    page_context,
    period_of,
    quarter_of,
)
from portal.thai.day import Month
from portal.tracking.reports import Period, versions


def indicator_rows(request: HttpRequest, pk: int) -> HttpResponse:
    """`/admin/kpi/indicator/<id>/rows/[?quarter=2]`: how an indicator's result was counted, and from which rows."""
    quarter = quarter_of(request)
    figure = indicator_figure(indicator_for(request.user, pk), quarter=quarter)
    span = reach(figure.indicator.fiscal_year, quarter)
    board = f"{reverse('kpi:dashboard')}?{urlencode({'fiscal_year': figure.indicator.fiscal_year})}"
    title = _("ที่มาของตัวเลข")
    context = {
        **page_context(title, (board, _("ตัวชี้วัด")), ("", title)),
        "figure": figure,
        "closed_on": closed_on(figure.indicator.fiscal_year),
        "period": span.period,
        "versions": versions(span.period) if figure.counted else [],
    }
    tables = [*tables_of(figure, span), history_rows(entries_of(figure.indicator))]
    return show_tables(request, tables, context, f"kpi-{figure.indicator.fiscal_year}-{pk}")


@figures_only
def facts(request: HttpRequest, name: str) -> HttpResponse:
    """`/admin/kpi/facts/<name>/`: the rows behind one of the portal's own totals."""
    if name not in FACTS:
        raise Http404
    year = fiscal_year_of(request)
    span = reach(year, quarter_of(request))
    period = period_of(request, span.period)
    narrowed = Narrowing.asked(request.GET)
    tables = FACTS[name](period, narrowed)
    board = f"{reverse('kpi:dashboard')}?{urlencode({'fiscal_year': year})}"
    context = {
        **page_context(tables[0].title, (board, _("ตัวชี้วัด")), ("", tables[0].title)),
        "period": period,
        "year": year,
        "said": said_of(narrowed),
        "versions": versions(period) if name in ("views", "downloads") else [],
    }
    return show_tables(request, tables, context, f"{name}-{year}")


@figures_only
def history(request: HttpRequest) -> HttpResponse:
    """`/admin/kpi/history/`: who changed what in the ledger."""
    title = _("ประวัติการแก้ไข")
    context = page_context(title, (reverse("kpi:dashboard"), _("ตัวชี้วัด")), ("", title), icon="history")
    return show_tables(request, [history_rows(entries())], context, "kpi-history", template="kpi/history.html")


@figures_only
def identity(request: HttpRequest) -> HttpResponse:
    """`/admin/kpi/identity/`: received = counted + duplicate + excluded + malformed, day by day."""
    this = Month.of(timezone.localdate())
    month = month_of(request, this)
    accounts = accounts_of(Period(month.first, month.last))
    title = _("บัญชีประจำวันของการนับ")
    context = {
        **page_context(title, (reverse("kpi:dashboard"), _("ตัวชี้วัด")), ("", title)),
        "month": month,
        "before": month.plus(-1),
        "after": month.plus(1) if month < this else None,
        "account": sum_of(accounts),
    }
    return show_tables(request, [identity_rows(accounts)], context, f"identity-{month}", template="kpi/identity.html")


def show_tables(
    request: HttpRequest, tables: list[RowTable], context: dict[str, Any], name: str, *, template: str = "kpi/rows.html"
) -> HttpResponse:
    """One of the tables, a page of it or all as CSV (`?table=`, `?page=`, `?format=csv`)."""
    asked = request.GET.get("table", "")
    table = next((found for found in tables if found.name == asked), tables[0])
    if request.GET.get("format") == "csv":
        return csv_file(table.csv(), f"{name}-{table.name}" if table.name not in name else name)
    page = table.page(page_of(request))
    kept = {key: str(value) for key, value in request.GET.items() if key not in ("page", "format", "table")}
    here = {**kept, "table": table.name} if len(tables) > 1 else kept
    lines = table.shown(list(page.object_list))
    context |= {
        "table": table,
        "tabs": [(found, urlencode({**kept, "table": found.name}), found is table) for found in tables],
        "lines": lines,
        "page": page,
        "csv_query": urlencode({**here, "format": "csv"}),
        "page_query": urlencode(here),
    }
    return render(request, template, context)


def evidence(request: HttpRequest, kind: str, pk: int) -> FileResponse:
    """`/admin/kpi/evidence/<kind>/<id>/`: the file that proves a declared row, always as a download."""
    row = evidence_for(request.user, kind, pk)
    try:
        handle = row.evidence.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(handle, as_attachment=True, filename=(row.evidence.name or "").rpartition("/")[2])
    response["Cache-Control"] = "private, no-store"
    return response
