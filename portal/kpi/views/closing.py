"""Closing a fiscal year on screen: one prepares, another approves, everybody with figures sees what was signed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.kpi.access import figures_only
from portal.kpi.closing import CannotClose, approve_year, closing_words, prepare_year
from portal.kpi.figures import current_year
from portal.kpi.models import ClosedYear, Indicator, PreparedYear
from portal.kpi.views.asked import fiscal_year_of, page_context


@figures_only
@require_http_methods(["GET", "HEAD", "POST"])
def closing(request: HttpRequest) -> HttpResponse:
    """`/admin/kpi/closing/?fiscal_year=2569`: GET shows how the year stands; POST prepares or approves it."""
    year = fiscal_year_of(request) if "fiscal_year" in request.GET else current_year() - 1
    if request.method == "POST":
        try:
            if "approve" in request.POST:
                approve_year(year, request.user)  # type: ignore[arg-type]
                messages.success(request, _("ปิดปีงบประมาณ %(year)s แล้ว") % {"year": year})
            else:
                prepare_year(year, request.user)  # type: ignore[arg-type]
                messages.success(request, _("ยืนยันตัวเลขแล้ว รอผู้อนุมัติอีกคนหนึ่ง"))
        except CannotClose as error:
            messages.error(request, str(error))
        return redirect(f"{reverse('kpi:closing')}?{urlencode({'fiscal_year': year})}")
    closed = ClosedYear.objects.filter(fiscal_year=year).prefetch_related("revisions").first()
    title = _("ปิดปีงบประมาณ %(year)s") % {"year": year}
    context = {
        **page_context(title, (reverse("kpi:dashboard"), _("ตัวชี้วัด")), ("", title), icon="lock"),
        "year": year,
        "years": sorted({*Indicator.objects.years(), year}, reverse=True),
        "closed": closed,
        "words": closing_words(closed) if closed else None,
        "prepared": PreparedYear.objects.select_related("prepared_by").filter(fiscal_year=year).first(),
        "over": year < current_year(),
    }
    return render(request, "kpi/closing.html", context)
