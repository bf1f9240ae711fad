"""Outside views from a CSV, uploaded by figures staff."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.kpi.access import figures_only
from portal.kpi.enums import Medium, Platform
from portal.kpi.outside_views import NEEDED, import_bytes
from portal.kpi.tables import BadTable, Outcome
from portal.kpi.views.asked import page_context


@figures_only
@require_http_methods(["GET", "HEAD", "POST"])
def import_outside_views(request: HttpRequest) -> HttpResponse:
    """`/admin/kpi/outside-views/import/`: GET shows the columns; POST takes a file in and names each bad line."""
    outcome: Outcome | None = None
    problem = ""
    if request.method == "POST":
        file = request.FILES.get("file")
        try:
            if file is None:
                raise BadTable(_("ยังไม่ได้เลือกไฟล์: เลือกไฟล์ CSV แล้วกดนำเข้าอีกครั้ง"))
            outcome = import_bytes(file.read(), str(file.name), user=request.user)
        except BadTable as error:
            problem = str(error)
    title = _("นำเข้ายอดเข้าชมภายนอก")
    context = {
        **page_context(title, (reverse("kpi:dashboard"), _("ตัวชี้วัด")), ("", title), icon="upload"),
        "outcome": outcome,
        "problem": problem,
        "needed": NEEDED,
        "platforms": Platform.choices,
        "media": Medium.choices,
    }
    return render(request, "kpi/import_views.html", context, status=422 if problem else 200)
