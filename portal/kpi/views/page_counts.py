"""The rows behind a page's own counts, for whoever may edit the page and for figures staff."""

from __future__ import annotations

from dataclasses import replace

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from portal.kpi.access import sees_figures
from portal.kpi.narrowing import Narrowing
from portal.kpi.page_counts import SUBJECTS, kind_of, narrowed_to, periods
from portal.kpi.rows.counts import all_rows
from portal.kpi.rows.facts import completion_rows, vote_rows
from portal.kpi.rows.said import said_of
from portal.kpi.views.asked import page_context, period_of
from portal.kpi.views.rows import show_tables
from portal.tracking.reports import versions


def page_counts(request: HttpRequest, pk: int) -> HttpResponse:
    """`/admin/kpi/page/<id>/counts/?first=2026-10-01&last=2026-11-22[&action=play]`."""
    page = get_object_or_404(Page, pk=pk).specific
    if not (sees_figures(request.user) or page.permissions_for_user(request.user).can_edit()):
        raise PermissionDenied
    if not kind_of(page):
        raise Http404
    period = period_of(request, periods()[-1][1])
    narrowed = narrowed_to(page)
    only = Narrowing(action=Narrowing.asked(request.GET).action)
    tables = [all_rows(period, replace(narrowed, action=only.action))]
    if subject := SUBJECTS.get(kind_of(page)):
        learned = replace(narrowed, medium=None, language=None, subject=str(subject))
        tables += [completion_rows(period, learned), vote_rows(period, learned)]
    title = _("ยอดของหน้า “%(title)s”") % {"title": page.title}
    context = {
        **page_context(title, (reverse("wagtailadmin_pages:edit", args=[page.pk]), page.title), ("", title)),
        "period": period,
        "year": None,
        "said": said_of(only) if request.GET.get("table", "") in ("", tables[0].name) else [],
        "versions": versions(period),
    }
    return show_tables(request, tables, context, f"page-{page.pk}")
