"""Trainees by province: sessions, attendances and people of each finished quarter and fiscal year (counting rule 8)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

import geothai
from django.db.models import (
    BooleanField,
    Case,
    Count,
    ExpressionWrapper,
    F,
    IntegerField,
    Max,
    Min,
    Q,
    Sum,
    Value,
    When,
)
from django.db.models.functions import ExtractQuarter, ExtractYear
from django.utils.translation import gettext_lazy as _

from portal.kpi.measures.trainees import attendances_of, sessions_of
from portal.opendata.dataset import CONTAINS_DEMO, Column, DataSet, Issue, Row, thai
from portal.opendata.disclosure import YEAR, Cell, Counts, hidden_cells
from portal.opendata.release import EARLIEST, Release, sample_facts_shown
from portal.opendata.viewing import DEMO_COLUMN
from portal.thai.fiscal import BUDDHIST_ERA, FIRST_MONTH, fiscal_year, fiscal_year_days, quarter, quarter_days
from portal.tracking.reports import Period
from portal.training.models import Origin

COUNTRY: Final = "TH"
COUNTRY_TH, COUNTRY_EN = _("ทั่วราชอาณาจักร"), "Whole kingdom"
NOWHERE_TH, NOWHERE_EN = _("ไม่ได้ระบุจังหวัด"), "Province not stated"
Place = tuple[int, str, int]
"""Fiscal year, area, quarter (YEAR for the whole year)."""


@dataclass
class Came:
    """What is known of one cell; None where nobody was counted that way, which is not zero."""

    sessions: int = 0
    with_names: int = 0
    with_headcount: int = 0
    attendances: int | None = None
    people: int | None = None
    headcount: int | None = None
    sample: bool = False

    @property
    def counts(self) -> Counts:
        return self.people or 0, self.attendances or 0, self.headcount or 0

    def add_sessions(self, row: dict[str, Any]) -> None:
        self.sessions += row["sessions"]
        self.with_headcount += row["counted"]
        if row["counted"]:
            self.headcount = (self.headcount or 0) + row["heads"]
        self.sample = self.sample or bool(row["sample"])


_IS_SAMPLE = ExpressionWrapper(Q(origin=Origin.DEMO), output_field=BooleanField())


def _period(release: Release) -> Period:
    return Period(EARLIEST, release.quarter)


def _real(prefix: str = "") -> Q:
    """Sessions that open data is about."""
    return Q() if sample_facts_shown() else ~Q(**{f"{prefix}origin": Origin.DEMO})


def _when(field: str) -> dict[str, Any]:
    """Fiscal year (พ.ศ.) and fiscal quarter of a day: October is in the first quarter of the next year."""
    autumn = Q(**{f"{field}__month__gte": FIRST_MONTH})
    in_next = Case(When(autumn, then=Value(1)), default=Value(0), output_field=IntegerField())
    return {
        "year": ExtractYear(field) + Value(BUDDHIST_ERA) + in_next,
        "quarter": Case(When(autumn, then=Value(1)), default=ExtractQuarter(field) + Value(1)),
    }


def _cells(release: Release) -> dict[Place, Came]:
    """Every cell, nothing hidden yet; whole years only where they are over. Five queries, however many sessions."""
    cells: dict[Place, Came] = {}

    def cell(year: int, area: str, column: int) -> Came | None:
        out = column != YEAR or fiscal_year_days(year)[1] <= release.quarter
        return cells.setdefault((year, area, column), Came()) if out else None

    held = sessions_of(_period(release)).filter(_real()).annotate(**_when("starts_on"), sample=_IS_SAMPLE)
    for row in (
        held.order_by()
        .values("year", "quarter", "province", "sample")
        .annotate(sessions=Count("pk"), heads=Sum("headcount"), counted=Count("headcount"))
    ):
        for area in (row["province"], COUNTRY):
            for column in (row["quarter"], YEAR):
                found = cell(row["year"], area, column)
                if found:
                    found.add_sessions(row)
    came = attendances_of(_period(release)).filter(_real("session__")).annotate(**_when("session__starts_on"))
    came = came.annotate(area=F("session__province")).order_by()
    # People are told apart anew at each level: somebody may come in two quarters, and in two provinces.
    for level in (("year", "quarter", "area"), ("year", "area"), ("year", "quarter"), ("year",)):
        for row in came.values(*level).annotate(
            times=Count("pk"), people=Count("match_key", distinct=True), named=Count("session", distinct=True)
        ):
            found = cell(row["year"], row.get("area", COUNTRY), row.get("quarter", YEAR))
            if found:
                found.attendances, found.people, found.with_names = row["times"], row["people"], row["named"]
    return cells


def trainee_rows(release: Release, issue: Issue) -> list[Row]:
    """Rows by fiscal year, quarter, and area: the country first, then provinces by their code."""
    cells = _cells(release)
    rows: list[Row] = []
    for year in sorted({year for year, _area, _column in cells}):
        table: dict[Cell, Came] = {(area, column): came for (y, area, column), came in cells.items() if y == year}
        hidden = hidden_cells({place: came.counts for place, came in table.items()}, COUNTRY)
        # Quarters in their order, the whole year after them; the country before its provinces.
        for place in sorted(table, key=lambda at: (at[1] or 5, at[0] != COUNTRY, at[0] == "", at[0])):
            rows.append(_row(year, place, table[place], hidden=place in hidden))
    return rows


def _row(year: int, place: Cell, came: Came, *, hidden: bool) -> Row:
    area, column = place
    first, last = fiscal_year_days(year) if column == YEAR else quarter_days(year, column)
    name_th, name_en = _area_names(area)
    shown = replace(came, attendances=None, people=None, headcount=None) if hidden else came
    return {
        "fiscal_year": year,
        "quarter": column or None,
        "period_start": first,
        "period_end": last,
        "area": "country" if area == COUNTRY else "province",
        "province_code": area,
        "province_th": name_th,
        "province_en": name_en,
        "sessions": came.sessions,
        "sessions_with_names": came.with_names,
        "attendances": shown.attendances,
        "people": shown.people,
        "sessions_with_headcount": came.with_headcount,
        "headcount": shown.headcount,
        "suppressed": hidden,
        CONTAINS_DEMO: came.sample,
    }


def _area_names(area: str) -> tuple[str, str]:
    if area == COUNTRY:
        return thai(COUNTRY_TH), COUNTRY_EN
    if not area:
        return thai(NOWHERE_TH), NOWHERE_EN
    province = {found.code: found for found in geothai.provinces()}.get(area)
    return (province.name_th, province.name_en) if province else (area, area)


def _issues(release: Release) -> list[Issue]:
    span = sessions_of(_period(release)).filter(_real()).aggregate(first=Min("starts_on"), last=Max("starts_on"))
    first = _quarter_of(span["first"])[0] if span["first"] else None
    last = _quarter_of(span["last"])[1] if span["last"] else None
    return [Issue("trainees", first, last, release.quarter + timedelta(days=1))]


def _quarter_of(day: date) -> tuple[date, date]:
    return quarter_days(fiscal_year(day), quarter(day))


TRAINEES = DataSet(
    name="trainees",
    title=_("ผู้เข้าอบรม แยกตามจังหวัด"),
    about=_("จำนวนการอบรม การเข้าอบรม และคนที่เข้าอบรม ในแต่ละจังหวัด เป็นรายไตรมาสและรายปีงบประมาณ"),
    how=(
        _("“คน” คือคนไม่ซ้ำในช่วงเวลาและพื้นที่ของแถวนั้น จึงบวกข้ามไตรมาสหรือข้ามจังหวัดไม่ได้ ให้ใช้แถวรายปีและแถวทั่วราชอาณาจักร"),
        _("“การเข้าอบรม” นับทุกครั้งที่มีคนเข้าอบรมตามรายชื่อ คนที่มาสองครั้งนับสอง"),
        _("“จำนวนที่นับหน้างาน” นับหัวโดยไม่มีรายชื่อ เป็นคนละตัวเลขกับรายชื่อ ไม่บวกกัน ช่องว่างแปลว่าไม่ทราบ ไม่ใช่ศูนย์"),
        _("วิทยากรของการอบรมนั้นไม่นับเป็นผู้เข้าอบรม การอบรมที่คร่อมสองไตรมาสนับในไตรมาสของวันแรก"),
        _("เผยแพร่เมื่อสิ้นไตรมาส แถวรายปีเผยแพร่เมื่อสิ้นปีงบประมาณ"),
    ),
    hidden=_(
        "กลุ่มที่มี 1 ถึง 4 คน ไม่แสดงจำนวน เพื่อไม่ให้รู้ว่าเป็นใคร บางแถวที่คนมากกว่านั้นถูกปิดไปด้วย เพราะถ้าแสดง จะเอายอดรวมมาลบแล้วรู้ตัวเลขที่ปิด แถวเหล่านี้มี suppressed เป็น true และช่องจำนวนคนว่าง"
    ),
    keywords=(_("การอบรม"), _("ผู้เข้าอบรม"), _("จังหวัด"), _("ความรู้เท่าทันดิจิทัล")),
    columns=(
        Column("fiscal_year", "integer", _("ปีงบประมาณ พ.ศ. เริ่ม 1 ตุลาคม")),
        Column("quarter", "integer", _("ไตรมาสของปีงบประมาณ 1 ถึง 4 ว่าง = ทั้งปี")),
        Column("period_start", "date", _("วันแรกของช่วง ปี ค.ศ.")),
        Column("period_end", "date", _("วันสุดท้ายของช่วง ปี ค.ศ.")),
        Column("area", "string", _("country = ทั่วราชอาณาจักร, province = จังหวัดเดียว")),
        Column("province_code", "string", _("รหัสจังหวัดสองหลักของกระทรวงมหาดไทย TH = ทั่วราชอาณาจักร ว่าง = ไม่ได้ระบุ")),
        Column("province_th", "string", _("ชื่อจังหวัด ภาษาไทย")),
        Column("province_en", "string", _("ชื่อจังหวัด ภาษาอังกฤษ")),
        Column("sessions", "integer", _("จำนวนการอบรม")),
        Column("sessions_with_names", "integer", _("ในจำนวนนั้น การอบรมที่มีรายชื่อผู้เข้าอบรม")),
        Column("attendances", "integer", _("จำนวนครั้งที่มีคนเข้าอบรม ตามรายชื่อ")),
        Column("people", "integer", _("จำนวนคนไม่ซ้ำ ตามรายชื่อ")),
        Column("sessions_with_headcount", "integer", _("การอบรมที่มีการนับหน้างาน")),
        Column("headcount", "integer", _("จำนวนที่นับหน้างาน")),
        Column("suppressed", "boolean", _("true = ปิดจำนวนคนไว้เพื่อความเป็นส่วนตัว")),
        DEMO_COLUMN,
    ),
    issues=_issues,
    rows=trainee_rows,
    theme="EDUC",
    frequency="QUARTERLY",
)
