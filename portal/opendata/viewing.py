"""Views by month: of each medium, and of each medium by audience (counting rules 1 to 3, 14, 15)."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.db.models import Max, Min, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from portal.core.models import Audience
from portal.kpi.measures.names import MEDIA
from portal.opendata.dataset import CONTAINS_DEMO, Column, DataSet, Issue, Row, thai
from portal.opendata.release import Release, sample_facts_shown
from portal.thai.dates import thai_month
from portal.thai.day import Month
from portal.thai.fiscal import fiscal_year
from portal.tracking.intake import PLAY, VIEW
from portal.tracking.models import MediumMonth, Origin
from portal.tracking.reports import VIEW_MEASURE

MEDIUM_OF = {pair: medium for medium, pair in VIEW_MEASURE.items()}
NO_AUDIENCE = "none"
"""Content that no editor has given an audience."""

MONTH_COLUMNS = (
    Column("month", "month", _("เดือน ปี ค.ศ. เช่น 2026-09")),
    Column("month_th", "string", _("เดือนเดียวกัน เป็นภาษาไทย ปี พ.ศ.")),
    Column("fiscal_year", "integer", _("ปีงบประมาณ พ.ศ. เริ่ม 1 ตุลาคม")),
    Column("medium", "string", _("ชนิดสื่อ เป็นรหัส"), {medium: MEDIA[medium] for medium in VIEW_MEASURE}),
    Column("medium_th", "string", _("ชนิดสื่อ เป็นภาษาไทย")),
)
DEMO_COLUMN = Column(CONTAINS_DEMO, "boolean", _("true = แถวนี้มีข้อมูลตัวอย่าง ไม่ใช่ของจริง"))
HOW = (
    _("นับหนึ่งครั้งเมื่อหน้าปรากฏบนจออย่างน้อย 1 วินาที คนเดิมเปิดซ้ำภายใน 30 วินาทีไม่นับเพิ่ม"),
    _("วิดีโอนับการเล่นที่ถึง 5 วินาที ไม่ว่าวิดีโอนั้นจะอยู่ในหน้าใด การเปิดหน้าของวิดีโอไม่นับรวม"),
    _("ไม่นับโปรแกรมอัตโนมัติ เครื่องของเจ้าหน้าที่ที่แจ้งที่อยู่ไว้ และการโหลดล่วงหน้า เดือนนับตามเวลาไทย"),
    _("นับเฉพาะบนเว็บไซต์นี้ ยอดบน Facebook, X, YouTube และที่อื่นไม่ได้รวมอยู่"),
    _("เดือนที่ไม่มีในไฟล์คือเดือนที่ไม่ได้นับอะไรไว้เลย ยอดของเดือนเก่าอาจเพิ่มขึ้นได้ เมื่อมีบันทึกของเว็บเซิร์ฟเวอร์เข้ามาภายหลัง"),
)
NOT_HIDDEN = _("ไม่มีอะไรถูกปิด เพราะนับการเปิดหน้า ไม่ได้นับคน และไม่มีข้อมูลของผู้เปิด")


def _counted(through: date) -> QuerySet[MediumMonth]:
    """Month roll-ups of what views are made of, up to a day."""
    rows = MediumMonth.objects.filter(month__lte=through, action__in=(VIEW, PLAY), kind__in=VIEW_MEASURE)
    return rows if sample_facts_shown() else rows.exclude(origin=Origin.DEMO)


def _issue(path: str, release: Release) -> list[Issue]:
    span = _counted(release.through).aggregate(first=Min("month"), last=Max("month"))
    last = Month.of(span["last"]).last if span["last"] else None
    return [Issue(path, span["first"], last, release.released)]


class _Sums:
    """Views by month and medium, or by month, medium and audience; None stands for all audiences together."""

    def __init__(self, through: date) -> None:
        self.views: dict[tuple[Month, str, str | None], int] = defaultdict(int)
        self.sample: set[tuple[Month, str, str | None]] = set()
        self.audiences: set[str] = set()
        grouped = _counted(through).order_by().values("month", "kind", "action", "audiences", "origin")
        for row in grouped.annotate(total=Sum("count")):
            medium = MEDIUM_OF.get((row["kind"], row["action"]))
            if medium is None:
                continue
            named = row["audiences"].split(",") if row["audiences"] else [NO_AUDIENCE]
            self.audiences.update(named)
            for audience in (None, *named):
                cell = Month.of(row["month"]), medium, audience
                self.views[cell] += row["total"]
                if row["origin"] == Origin.DEMO:
                    self.sample.add(cell)

    @property
    def months(self) -> list[Month]:
        return sorted({month for month, _medium, _audience in self.views})

    def row(self, month: Month, medium: str) -> Row:
        """What the rows of both data sets begin with."""
        return {
            "month": str(month),
            "month_th": thai_month(month),
            "fiscal_year": fiscal_year(month.first),
            "medium": medium,
            "medium_th": thai(MEDIA[medium]),
        }


def views_rows(release: Release, issue: Issue) -> list[Row]:
    """Each medium in each month that has any views; they add up. One query."""
    sums = _Sums(release.through)
    return [
        {
            **sums.row(month, medium),
            "views": sums.views.get((month, medium, None), 0),
            CONTAINS_DEMO: (month, medium, None) in sums.sample,
        }
        for month in sums.months
        for medium in VIEW_MEASURE
    ]


def audience_rows(release: Release, issue: Issue) -> list[Row]:
    """Each medium by audience in each month that has any views; audiences overlap. Two queries."""
    sums = _Sums(release.through)
    titles = _audience_titles()
    # An audience that has left the taxonomy keeps its counts, under its code.
    audiences = [*titles, *sorted(sums.audiences - set(titles))]
    return [
        {
            **sums.row(month, medium),
            "audience": audience,
            "audience_th": titles.get(audience, audience),
            "views_for_audience": sums.views.get((month, medium, audience), 0),
            "views_of_medium": sums.views.get((month, medium, None), 0),
            "audiences_overlap": True,
            CONTAINS_DEMO: (month, medium, audience) in sums.sample,
        }
        for month in sums.months
        for medium in VIEW_MEASURE
        for audience in audiences
    ]


def _audience_titles() -> dict[str, str]:
    titles = dict(Audience.objects.order_by("sort_order", "slug").values_list("slug", "title_th"))
    return {**titles, NO_AUDIENCE: thai(_("ไม่ได้ระบุกลุ่มวัย"))}


VIEWS = DataSet(
    name="views",
    title=_("การเข้าชมรายเดือน แยกตามชนิดสื่อ"),
    about=_("จำนวนครั้งที่มีคนเปิดดูบทเรียน บทความ และสื่ออื่นบนเว็บไซต์นี้ และเล่นวิดีโอ ในแต่ละเดือน บวกกันได้ทั้งตามเดือนและตามชนิดสื่อ"),
    how=HOW,
    hidden=NOT_HIDDEN,
    keywords=(_("การเข้าชม"), _("สื่อการเรียนรู้"), _("ความรู้เท่าทันดิจิทัล")),
    columns=(
        *MONTH_COLUMNS,
        Column("views", "integer", _("จำนวนครั้งที่เปิดดู ของวิดีโอคือจำนวนครั้งที่เล่น")),
        DEMO_COLUMN,
    ),
    issues=lambda release: _issue("views", release),
    rows=views_rows,
    theme="EDUC",
)

VIEWS_BY_AUDIENCE = DataSet(
    name="views-by-audience",
    title=_("การเข้าชมรายเดือน แยกตามชนิดสื่อและกลุ่มวัย"),
    about=_("การเข้าชมชุดเดียวกัน แยกตามกลุ่มวัยที่สื่อนั้นทำไว้ให้ สื่อหนึ่งชิ้นทำให้หลายกลุ่มได้ จึงห้ามบวกยอดของกลุ่มวัยเข้าด้วยกัน"),
    how=(_("กลุ่มวัยคือกลุ่มที่สื่อทำไว้ให้ ณ วันที่เปิดดู ไม่ใช่อายุของผู้เปิด เราไม่รู้อายุของผู้เปิด"), *HOW),
    hidden=NOT_HIDDEN,
    keywords=(_("การเข้าชม"), _("กลุ่มวัย"), _("ผู้สูงวัย"), _("เด็กและเยาวชน")),
    columns=(
        *MONTH_COLUMNS,
        Column("audience", "string", _("กลุ่มวัยที่สื่อทำไว้ให้ เป็นรหัส none = ไม่ได้ระบุ")),
        Column("audience_th", "string", _("กลุ่มวัย เป็นภาษาไทย")),
        Column("views_for_audience", "integer", _("จำนวนครั้งที่เปิดดูสื่อที่ทำให้กลุ่มนี้ ห้ามบวกข้ามกลุ่ม")),
        Column("views_of_medium", "integer", _("ยอดของสื่อชนิดนี้ทั้งเดือน ทุกกลุ่มรวมกัน ซ้ำเท่ากันทุกแถวของเดือนและชนิดสื่อเดียวกัน")),
        Column("audiences_overlap", "boolean", _("true ทุกแถว = กลุ่มวัยซ้อนกัน บวกกันแล้วเกินจริง")),
        DEMO_COLUMN,
    ),
    issues=lambda release: _issue("views-by-audience", release),
    rows=audience_rows,
    theme="EDUC",
)
