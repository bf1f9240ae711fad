"""Rows of the tracking store: roll-ups (object × day × language × kind × project × production × audiences × origin)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from portal.core.models import Audience, Production, Project
from portal.kpi.measures.names import ACTIONS, BASES, LANGUAGES, MEDIA, ORIGINS, named
from portal.kpi.narrowing import Narrowing
from portal.kpi.rows.table import Cell, RowTable, columns
from portal.thai.dates import thai_date
from portal.tracking.intake import DOWNLOAD
from portal.tracking.models import ObjectDay, YearCount, YearReader
from portal.tracking.reports import VIEW_MEASURE, Period, titles_of
from portal.tracking.reports import unique_readers as readers_of_year


def view_rows(period: Period, narrowed: Narrowing) -> RowTable:
    """The roll-ups that views are the sum of."""
    counted = Q()
    for kind, action in VIEW_MEASURE.values():
        counted |= Q(kind=kind, action=action)
    return _roll_ups("views", _("ยอดรายวันของการเข้าชม"), _days(period, narrowed).filter(counted))


def download_rows(period: Period, narrowed: Narrowing) -> RowTable:
    """The roll-ups that downloads are the sum of."""
    return _roll_ups("downloads", _("ยอดรายวันของการดาวน์โหลด"), _days(period, narrowed).filter(action=DOWNLOAD))


def all_rows(period: Period, narrowed: Narrowing) -> RowTable:
    """All roll-ups, of every action: what stands behind the counts of one page."""
    return _roll_ups("counts", _("ยอดรายวัน"), _days(period, narrowed))


def _days(period: Period, narrowed: Narrowing) -> QuerySet[Any]:
    rows = narrowed.scope.narrow(ObjectDay.objects.filter(day__range=(period.first, period.last)))
    if narrowed.medium is not None:
        rows = rows.filter(kind=narrowed.medium)
    if narrowed.action is not None:
        rows = rows.filter(action=narrowed.action)
    return rows if narrowed.key is None else rows.filter(key=narrowed.key)


def _roll_ups(name: str, title: str, rows: QuerySet[Any]) -> RowTable:
    count = _("จำนวน")
    return RowTable(
        name,
        title,
        columns(
            _("วัน"),
            _("ชนิด"),
            _("เนื้อหา"),
            _("ภาษา"),
            _("การกระทำ"),
            _("โครงการ"),
            _("การผลิต"),
            _("กลุ่มวัย"),
            _("แหล่งที่มา"),
            count,
            numeric=[count],
        ),
        rows.order_by("-day", "kind", "key", "language", "action", "origin", "pk"),
        _roll_up_cells,
        _("ผลรวมของคอลัมน์จำนวนคือตัวเลขที่รายงาน โครงการ การผลิต และกลุ่มวัยเป็นของวันที่เข้าชม แก้หน้าเว็บภายหลังยอดเดิมไม่เปลี่ยน"),
    )


def _roll_up_cells(rows: Sequence[Any]) -> list[list[Cell]]:
    titles = titles_of({(row.kind, row.key, row.language) for row in rows})
    projects = {project.slug: project.title for project in Project.objects.all()}
    audiences = {audience.slug: audience.title for audience in Audience.objects.all()}
    productions = dict(Production.choices)
    return [
        [
            thai_date(row.day, short=True),
            named(MEDIA, row.kind),
            titles.get((row.kind, row.key, row.language)) or str(row.key),
            named(LANGUAGES, row.language),
            named(ACTIONS, row.action),
            named(projects, row.project),
            named(productions, row.production),
            " · ".join(named(audiences, slug) for slug in row.audiences.split(",") if slug) or _("ไม่ระบุ"),
            named(ORIGINS, row.origin),
            row.count,
        ]
        for row in rows
    ]


def reader_rows(fiscal_year: int) -> RowTable:
    """Readers of a fiscal year by basis and origin, and what became of the keys they were hashed with."""
    count = _("จำนวน")
    found = [
        (basis, origin, number)
        for basis, figure in readers_of_year(fiscal_year).items()
        for origin, number in sorted(figure.by_origin.items())
    ]
    return RowTable(
        "readers",
        _("ผู้อ่านไม่ซ้ำของปีงบประมาณ"),
        columns(_("นับจาก"), _("แหล่งที่มา"), count, numeric=[count]),
        found,
        lambda rows: [[named(BASES, basis), named(ORIGINS, origin), number] for basis, origin, number in rows],
        _key_record(fiscal_year),
    )


def _key_record(fiscal_year: int) -> str:
    kept = YearCount.objects.filter(fiscal_year=fiscal_year, key_destroyed_at__isnull=False).order_by("pk").first()
    if kept is not None and kept.key_destroyed_at is not None:
        when = thai_date(kept.key_destroyed_at, time=True)
        return _("กุญแจของปีถูกทำลายเมื่อ %(when)s เหลือเฉพาะจำนวน") % {"when": when}
    if YearReader.objects.filter(fiscal_year=fiscal_year).exists():
        return _("ผู้อ่านเก็บเป็นรหัสจากกุญแจของปี ถอดกลับเป็นที่อยู่ IP ไม่ได้ และกุญแจจะถูกทำลายหลังตรวจสอบปีงบประมาณ")
    return _("เก็บเฉพาะจำนวน ไม่มีรหัสผู้อ่าน")
