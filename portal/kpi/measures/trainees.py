"""Trainees: people or attendances, named on which basis; headcounts stand beside (counting rule 8)."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import Count, QuerySet, Sum
from django.utils.translation import gettext as _

from portal.kpi.measures.result import MeasureResult, Part
from portal.kpi.models import Indicator
from portal.tracking.reports import Period
from portal.training.models import Attendance, TrainingSession

PEOPLE_UNIT = "คน"


def sessions_of(period: Period, project: str | None = None) -> QuerySet[TrainingSession]:
    """Sessions that began in the period; one that runs over a year's border belongs to the day it began."""
    sessions: QuerySet[TrainingSession] = TrainingSession.objects.filter(starts_on__range=(period.first, period.last))
    return sessions.filter(project__slug=project) if project else sessions


def attendances_of(period: Period, project: str | None = None) -> QuerySet[Attendance]:
    """Named people who came to those sessions, their trainers left out."""
    attendances = Attendance.objects.filter(session__starts_on__range=(period.first, period.last), is_trainer=False)
    return attendances.filter(session__project__slug=project) if project else attendances


def trainees(indicator: Indicator, period: Period) -> MeasureResult:
    """People (indicators in คน) or attendances of a project's sessions."""
    project = indicator.project.slug
    named = attendances_of(period, project).aggregate(people=Count("match_key", distinct=True), times=Count("pk"))
    held = sessions_of(period, project).aggregate(
        sessions=Count("pk"), heads=Sum("headcount"), counted=Count("headcount")
    )
    trainers = Attendance.objects.filter(
        session__project__slug=project, session__starts_on__range=(period.first, period.last), is_trainer=True
    ).count()
    people = indicator.unit == PEOPLE_UNIT
    basis = named["people"] if people else named["times"]
    other = (
        Part(_("การเข้าอบรม"), Decimal(named["times"]), _("ครั้ง"))
        if people
        else Part(_("คนไม่ซ้ำ"), Decimal(named["people"]), _("คน"))
    )
    headcount = Part(
        _("จำนวนที่นับหน้างาน (%(sessions)s การอบรม)") % {"sessions": held["counted"]},
        Decimal(held["heads"] or 0),
        _("คน"),
    )
    return MeasureResult(
        value=Decimal(basis) if held["sessions"] else None,
        rule=_("นับคนไม่ซ้ำจากรายชื่อผู้เข้าอบรมในปีงบประมาณ คนที่มาหลายครั้งนับครั้งเดียว")
        if people
        else _("นับทุกครั้งที่มีคนเข้าอบรมตามรายชื่อ"),
        beside=(other, headcount, Part(_("การอบรมที่จัด"), Decimal(held["sessions"]), _("ครั้ง"))),
        excluded=(Part(_("วิทยากรของการอบรมนั้นเอง"), Decimal(trainers), _("ครั้ง")),) if trainers else (),
        notes=(
            _("จำนวนที่นับหน้างานกับรายชื่อเป็นคนละตัวเลข แสดงคู่กันและไม่บวกกัน"),
            _("การอบรมข้ามปีงบประมาณนับในปีของวันแรก"),
        ),
    )
