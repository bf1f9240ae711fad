"""Views: what is a view is said in tracking (`VIEW_MEASURE`); here they are added up by project."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from portal.kpi.measures.names import MEDIA, ORIGINS, REASONS, named
from portal.kpi.measures.result import MeasureResult, Part
from portal.kpi.models import Indicator
from portal.thai.day import Month
from portal.tracking.reports import Figure, Period, Scope, exclusions, views_by_medium


def scope_of(indicator: Indicator) -> Scope:
    """Whose views an indicator counts: its project's, of its kind of production where it names one."""
    return Scope(project=indicator.project.slug, production=indicator.production or None)


def month_ends(period: Period) -> Period:
    """The period to the end of its last month: days to come hold nothing, and whole months read the small roll-up."""
    return Period(period.first, Month.of(period.last).last)


def views(indicator: Indicator, period: Period) -> MeasureResult:
    """Counted views of a project in a period (counting rules 1 to 3, 14)."""
    found = views_by_medium(month_ends(period), scope_of(indicator))
    seen = [figure for figure in found.media.values() if figure.total]
    apart = [figure for figure in found.apart.values() if figure.total]
    return MeasureResult(
        value=Decimal(found.total) if seen or apart else None,
        rule=_(
            "นับการเปิดดูบทเรียน บทความ อินโฟกราฟิก อัลบั้ม สถานการณ์ และชุดสื่อ รวมกับการเล่นวิดีโอ ของโครงการนี้ "
            "การเปิดดูคือหน้าที่ปรากฏบนจออย่างน้อย 1 วินาที การเปิดซ้ำภายใน 30 วินาทีนับเป็นครั้งเดียว "
            "การเล่นวิดีโอนับเมื่อเล่นถึง 5 วินาที"
        ),
        parts=tuple(_part(figure) for figure in seen),
        beside=(*(_part(figure) for figure in apart), *_by_origin(seen)),
        excluded=tuple(
            Part(named(REASONS, reason), Decimal(count)) for reason, count in sorted(exclusions(period).items())
        ),
        notes=(_("ยอดที่ไม่นับเป็นของทั้งเว็บไซต์ ไม่แยกตามโครงการ"),),
    )


def _part(figure: Figure) -> Part:
    return Part(named(MEDIA, figure.name), Decimal(figure.total))


def _by_origin(figures: list[Figure]) -> tuple[Part, ...]:
    """The same total by where the counts came from, when they came from more than one place or from the demo."""
    totals: dict[str, int] = {}
    for figure in figures:
        for origin, count in figure.by_origin.items():
            totals[origin] = totals.get(origin, 0) + count
    if len(totals) < 2 and "demo" not in totals:
        return ()
    return tuple(
        Part(_("ในจำนวนนี้มาจาก%(origin)s") % {"origin": named(ORIGINS, code)}, Decimal(totals[code]))
        for code in sorted(totals)
    )
