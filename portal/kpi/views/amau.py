"""AMAU as a page: the period asked for, the mean by kind of user, and the months it is made of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core.listing import page_of
from portal.kpi.access import figures_only
from portal.kpi.amau import NOT_OVER, THRESHOLD, Amau, MonthUsers, amau
from portal.kpi.measures.names import USER_KINDS, named
from portal.kpi.rows.table import Cell, RowTable, columns
from portal.kpi.views.asked import csv_file, page_context
from portal.thai.dates import thai_month
from portal.thai.day import Month


@figures_only
def amau_page(request: HttpRequest) -> HttpResponse:
    """`/admin/kpi/amau/?from=2026-01&to=2026-10`; the last ten whole months where they are missing or no period."""
    today = timezone.localdate()
    answer, problem = _asked(request, today)
    table = month_rows(answer)
    if request.GET.get("format") == "csv":
        return csv_file(table.csv(), f"amau-{answer.first}-{answer.last}")
    page = table.page(page_of(request))
    title = _("ผู้ใช้งานเฉลี่ยต่อเดือน (AMAU)")
    asked = f"from={answer.first}&to={answer.last}"
    context: dict[str, Any] = {
        **page_context(title, (reverse("kpi:dashboard"), _("ตัวชี้วัด")), ("", title), icon="group"),
        "answer": answer,
        "problem": problem,
        "kinds": [(named(USER_KINDS, kind.kind), kind) for kind in answer.kinds.values()],
        "left_out": [
            (month, _("ยังไม่สิ้นเดือน") if why == NOT_OVER else _("ยังไม่ได้เปิดบริการเต็มเดือน"))
            for month, why in answer.left_out.items()
        ],
        "threshold": THRESHOLD,
        "table": table,
        "page": page,
        "lines": table.shown(list(page.object_list)),
        "page_query": asked,
        "csv_query": f"{asked}&format=csv",
    }
    return render(request, "kpi/amau.html", context, status=400 if problem else 200)


def _asked(request: HttpRequest, today: Any) -> tuple[Amau, str]:
    last = Month.of(today).plus(-1)
    usual = amau(last.plus(-9), last, today=today)
    if "from" not in request.GET:
        return usual, ""
    try:
        first, end = (Month.parse(request.GET.get(name, "")) for name in ("from", "to"))
        return amau(first, end, today=today), ""
    except ValueError:
        return usual, _("เขียนเดือนเช่น 2026-01 เดือนแรกไม่เกินเดือนสุดท้าย และไม่เกินสิบปี")


def month_rows(answer: Amau) -> RowTable:
    """One row a month: what the means are made of."""
    numeric = [*(named(USER_KINDS, kind) for kind in answer.kinds), _("จากต่างประเทศ")]

    def cells(rows: Sequence[MonthUsers]) -> list[list[Cell]]:
        return [
            [
                thai_month(row.month, short=True),
                *(row.users[kind] for kind in answer.kinds),
                row.abroad,
                _("ปิดแล้ว กุญแจถูกทำลาย") if row.closed else _("ยังเปิดอยู่"),
            ]
            for row in rows
        ]

    return RowTable(
        "months",
        _("ผู้ใช้งานของแต่ละเดือน"),
        columns(_("เดือน"), *numeric, _("สถานะของเดือน"), numeric=numeric),
        list(answer.months),
        cells,
        _("นับรหัสผู้เข้าชมที่ไม่ซ้ำซึ่งเปิดดู เล่น ดาวน์โหลด หรือทำแบบทดสอบในเดือนนั้น แต่ละคอลัมน์ไม่นำมารวมกัน ไม่นับเจ้าหน้าที่"),
    )
