"""Declared rows: what was entered, by whom, from which source, with which evidence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.core.models import Production
from portal.kpi.enums import MeasureName
from portal.kpi.figures import IndicatorFigure
from portal.kpi.measures.names import ORIGINS, named
from portal.kpi.models import DeclaredResult, DeclaredViews, Indicator
from portal.kpi.numbers import shown
from portal.kpi.rows.table import Cell, Link, RowTable, columns
from portal.thai.dates import thai_date


def result_rows(figure: IndicatorFigure) -> RowTable:
    """Declared results of an indicator, withdrawn ones included, the latest first."""
    value = _("ผล")
    return RowTable(
        "declared",
        _("ผลที่ประกาศ"),
        columns(
            _("ข้อมูล ณ วันที่"),
            value,
            _("ตัวเลขนี้คือ"),
            _("แหล่งที่มา"),
            _("หลักฐาน"),
            _("ผู้กรอก"),
            _("กรอกเมื่อ"),
            _("ที่มาของข้อมูล"),
            _("สถานะแถว"),
            numeric=[value],
        ),
        list(figure.indicator.declared_results.select_related("entered_by").order_by("-as_of", "-pk")),
        lambda rows: [
            [thai_date(row.as_of, short=True), shown(row.text), row.get_role_display(), row.source_note, *_entered(row)]
            for row in rows
        ],
        _("ตัวเลขที่กรอกแล้วแก้ไม่ได้ แถวที่ผิดจะถูกถอนพร้อมเหตุผลและกรอกแถวใหม่"),
    )


def withdrawn_views(indicator: Indicator) -> list[DeclaredViews]:
    """Outside views of an indicator's project and year that count no more: they stay to be seen, with the reason."""
    if indicator.measure != MeasureName.VIEWS:
        return []
    return list(DeclaredViews.objects.of_indicator(indicator).filter(withdrawn=True).order_by("pk"))


def outside_view_rows(views: Sequence[DeclaredViews]) -> RowTable:
    """Outside views that belong to an indicator's project and year, the withdrawn marked."""
    count = _("จำนวน")
    productions = dict(Production.choices)

    def cells(rows: Sequence[Any]) -> list[list[Cell]]:
        return [
            [
                f"{thai_date(row.starts_on, short=True)} – {thai_date(row.ends_on, short=True)}",
                row.get_platform_display(),
                row.piece,
                row.get_medium_display(),
                named(productions, row.production),
                row.count,
                row.source_note,
                *_entered(row),
            ]
            for row in rows
        ]

    return RowTable(
        "outside",
        _("ยอดเข้าชมภายนอกที่ประกาศ"),
        columns(
            _("ช่วงเวลา"),
            _("แพลตฟอร์ม"),
            _("ชิ้นงาน"),
            _("ชนิดสื่อ"),
            _("การผลิต"),
            count,
            _("แหล่งที่มา"),
            _("หลักฐาน"),
            _("ผู้กรอก"),
            _("กรอกเมื่อ"),
            _("ที่มาของข้อมูล"),
            _("สถานะแถว"),
            numeric=[count],
        ),
        list(views),
        cells,
        _("ยอดเหล่านี้มาจากแพลตฟอร์มภายนอกหรือรายงานเดิม ไม่ใช่เหตุการณ์ที่ระบบนับเอง"),
    )


def _entered(row: DeclaredResult | DeclaredViews) -> list[Cell]:
    return [
        _proof(row),
        str(row.entered_by or "–"),
        thai_date(row.entered_at, short=True, time=True),
        named(ORIGINS, row.origin),
        _("ถอนแล้ว: %(why)s") % {"why": row.withdrawn_why} if row.withdrawn else _("ใช้อยู่"),
    ]


def _proof(row: DeclaredResult | DeclaredViews) -> str:
    if not row.evidence:
        return row.evidence_note or "–"
    text = " · ".join(part for part in (row.evidence_note, _("เปิดไฟล์หลักฐาน")) if part)
    return Link(text, reverse("kpi:evidence", args=[row._meta.model_name, row.pk]))
