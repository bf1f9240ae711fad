"""The annual summary as a page and as PDF."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.kits.errors import KitError
from portal.kpi.access import figures_only
from portal.kpi.closing import closed_on, report_document
from portal.kpi.paper import summary_pdf
from portal.kpi.summary import annual_summary
from portal.kpi.views.asked import fiscal_year_of, page_context


@figures_only
def summary(request: HttpRequest) -> HttpResponse:
    """`/admin/kpi/summary/?fiscal_year=2569[&format=pdf]`."""
    year = fiscal_year_of(request)
    signed_on = closed_on(year)
    made = annual_summary(report_document(year), closed_on=signed_on)
    if request.GET.get("format") == "pdf":
        try:
            content = summary_pdf(made, timezone.localdate())
        except KitError as error:
            return HttpResponse(str(error), status=503, content_type="text/plain; charset=utf-8")
        response = HttpResponse(content, content_type="application/pdf")
        response["Content-Disposition"] = f'attachment; filename="summary-{made.fiscal_year}.pdf"'
        return response
    context = {
        **page_context(made.title, (reverse("kpi:dashboard"), _("ตัวชี้วัด")), ("", made.title), icon="doc-full"),
        "summary": made,
        "closed_on": signed_on,
    }
    return render(request, "kpi/summary.html", context)
