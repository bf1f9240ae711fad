"""Asking for the month's report by e-mail, and no longer asking for it."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.kpi.access import figures_only
from portal.kpi.models import ReportSubscription
from portal.kpi.views.asked import page_context


@figures_only
@require_http_methods(["GET", "HEAD", "POST"])
def monthly(request: HttpRequest) -> HttpResponse:
    """`/admin/kpi/monthly/`: POST `on` or `off`."""
    mine = ReportSubscription.objects.filter(user=request.user)  # type: ignore[misc]  # figures_only lets nobody in unknown
    if request.method == "POST":
        if "on" in request.POST:
            ReportSubscription.objects.get_or_create(user_id=cast(int, request.user.pk))
            messages.success(request, _("จะส่งรายงานประจำเดือนไปที่อีเมลของคุณ"))
        else:
            mine.delete()
            messages.success(request, _("เลิกส่งรายงานประจำเดือนแล้ว"))
        return redirect("kpi:monthly")
    title = _("รายงานประจำเดือนทางอีเมล")
    context = {
        **page_context(title, (reverse("kpi:dashboard"), _("ตัวชี้วัด")), ("", title), icon="mail"),
        "subscription": mine.first(),
    }
    return render(request, "kpi/monthly.html", context)
