"""Completions and satisfaction: dated rows of the main database, never beacons (counting rule 8)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from portal.kpi.enums import Subject
from portal.kpi.measures.result import MeasureResult, Part
from portal.kpi.measures.trainees import PEOPLE_UNIT, attendances_of
from portal.kpi.models import Indicator
from portal.kpi.numbers import percent
from portal.learning.models import Completion, Satisfaction
from portal.learning.models.satisfaction import SatisfactionQuerySet
from portal.thai.day import Month, day_bounds_utc
from portal.tracking.reports import Period, monthly_actives

TOP_VOTES = Count("pk", filter=Q(score__gte=4))
VOTES_OF_COMPLETIONS = (Subject.LESSON, Subject.COURSE)
VOTES_OF_VISITORS = (Subject.WEBSITE, Subject.ARTICLE)


def completions_of(period: Period, project: str | None = None, subject: str = "") -> QuerySet[Completion]:
    """Completions whose moment lies in the period's Bangkok days."""
    rows = Completion.objects.between(day_bounds_utc(period.first)[0], day_bounds_utc(period.last)[1])
    if project:
        rows = rows.filter(project=project)
    return rows.filter(subject_kind=subject) if subject else rows


def votes_of(period: Period, project: str | None = None, subject: str = "") -> SatisfactionQuerySet:
    """Votes of the period's days; a vote's day is Bangkok's."""
    rows = Satisfaction.objects.filter(day__range=(period.first, period.last))
    if project:
        rows = rows.filter(project=project)
    return rows.filter(subject=subject) if subject else rows


def completions(indicator: Indicator, period: Period) -> MeasureResult:
    """Completions of lessons or courses; indicators in คน count learners once."""
    rows = completions_of(period, indicator.project.slug, indicator.subject)
    # A forgotten learner's rows point at nobody: each stands for someone.
    found = rows.aggregate(
        times=Count("pk"), known=Count("learner", distinct=True), forgotten=Count("pk", filter=Q(learner=None))
    )
    people = found["known"] + found["forgotten"]
    by_people = indicator.unit == PEOPLE_UNIT
    return MeasureResult(
        value=Decimal(people if by_people else found["times"]) if found["times"] else None,
        rule=_(
            "นับแถวการเรียนจบที่มีวันที่และเกณฑ์ชัดเจน คือผ่านแบบทดสอบ กดว่าได้ลงมือทำแล้ว เรียนครบทุกบท หรือเข้าอบรม การเปิดหน้าอย่างเดียวไม่นับ"
        ),
        beside=(
            Part(_("การเรียนจบ"), Decimal(found["times"]), _("ครั้ง"))
            if by_people
            else Part(_("ผู้เรียน"), Decimal(people), _("คน")),
        ),
    )


def satisfaction(indicator: Indicator, period: Period) -> MeasureResult:
    """Mean of 1–5 × 20, with the share of 4–5, the number of votes and the response rate."""
    project = indicator.project.slug
    found = votes_of(period, project, indicator.subject).result()
    n = int(found["n"] or 0)
    asked = could_vote(indicator.subject, period, project)
    return MeasureResult(
        value=None if found["percent"] is None else exact(found["percent"]),
        rule=_(
            "ค่าเฉลี่ยของคะแนน 1–5 คูณ 20 เป็นร้อยละ คนหนึ่งให้คะแนนเรื่องหนึ่งได้วันละหนึ่งครั้ง อัตราการตอบคือจำนวนคะแนนหารด้วยผู้ที่มีโอกาสตอบ"
        ),
        beside=(Part(_("ให้คะแนน 4–5"), exact(found["top"]), "%"),) if found["top"] is not None else (),
        n=n,
        response_rate=percent(n, asked) if n and asked else None,
    )


@dataclass(frozen=True)
class VoteResult:
    """Satisfaction in percent (mean of 1–5 × 20), the share of 4–5 in percent, and the number of votes."""

    percent: Decimal
    top: Decimal
    n: int


def results_by_subject(votes: SatisfactionQuerySet) -> dict[str, VoteResult]:
    """The result of each subject that has votes, in the order of `Subject`; the arithmetic of `result()`, in one query."""
    grouped = votes.order_by().values_list("subject").annotate(n=Count("pk"), total=Sum("score"), top=TOP_VOTES)
    found = {
        subject: VoteResult(Decimal(total * 20) / n, Decimal(top * 100) / n, n) for subject, n, total, top in grouped
    }
    return {subject: found[subject] for subject in Subject.values if subject in found}


def exact(value: float) -> Decimal:
    """A mean without the noise of binary fractions: 81.99999999999999 is 82, and meets a target of 82."""
    return Decimal(str(round(value, 6)))


def could_vote(subject: str, period: Period, project: str | None) -> int:
    """How many could have answered: completions, attendances, or visitors month by month; 0 where none is defined."""
    if subject in VOTES_OF_COMPLETIONS:
        return completions_of(period, project, subject).count()
    if subject == Subject.SESSION:
        return attendances_of(period, project).count()
    if subject in VOTES_OF_VISITORS:
        months = monthly_actives(Month.of(period.first), Month.of(period.last))
        return sum(figure.total for kinds in months.values() for figure in kinds.values())
    return 0
