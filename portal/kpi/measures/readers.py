"""Unique readers of law content (counting rule 7)."""

from __future__ import annotations

from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.kpi.measures.names import BASES, named
from portal.kpi.measures.result import MeasureResult, Part
from portal.kpi.models import Indicator
from portal.thai.fiscal import fiscal_year, fiscal_year_days
from portal.tracking.reports import Period
from portal.tracking.reports import unique_readers as readers_of_year

BASIS = "address"


def unique_readers(indicator: Indicator, period: Period) -> MeasureResult:
    """Distinct addresses that read law content since the fiscal year began.

    They are kept by year, so a quarter that is over cannot be told any more: then there is no value.
    """
    year = fiscal_year(period.first)
    whole_year = period.last >= min(fiscal_year_days(year)[1], timezone.localdate())
    figures = readers_of_year(year)
    found = any(figure.total for figure in figures.values())
    notes = [_("ที่อยู่ IP ไม่ใช่คน: เครือข่ายมือถือให้ผู้ใช้หลายร้อยคนใช้ที่อยู่เดียวกันได้ และหนึ่งคนอาจใช้หลายที่อยู่")]
    if not whole_year:
        notes.append(_("ผู้อ่านไม่ซ้ำเก็บเป็นรายปีงบประมาณ จึงบอกยอด ณ สิ้นไตรมาสที่ผ่านไปแล้วไม่ได้"))
    return MeasureResult(
        value=Decimal(figures[BASIS].total) if found and whole_year else None,
        rule=_(
            "นับที่อยู่ IP ที่ไม่ซ้ำกันซึ่งเปิดบทความหรือสื่อของศูนย์กฎหมายดิจิทัลในปีงบประมาณ (IPv6 นับเป็นช่วง /64) "
            "เก็บเป็นรหัสที่ถอดกลับไม่ได้ ผลรวมรายเดือนใช้แทนกันไม่ได้เพราะคนเดิมถูกนับทุกเดือน"
        ),
        beside=tuple(
            Part(named(BASES, name), Decimal(figure.total))
            for name, figure in figures.items()
            if name != BASIS and whole_year and found
        ),
        notes=tuple(notes),
    )
