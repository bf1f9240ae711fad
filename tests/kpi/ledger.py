"""Rows for the tests of figures: indicators with a target, counts in the tracking store, people in sessions."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from decimal import Decimal
from itertools import count
from typing import Any

from portal.kpi.enums import MeasureName, Shape, Source
from portal.kpi.models import DeclaredResult, DeclaredViews, Indicator, Target
from portal.learning.models import Completion, Learner, Satisfaction
from portal.thai.day import BANGKOK, bangkok_day
from portal.tracking.models import MediumMonth, ObjectDay
from portal.training.models import Attendance, TrainingSession
from tests.factories.content import project

YEAR = 2569
MIDYEAR = date(2026, 3, 31)
"""The last day of the second quarter of fiscal year 2569."""
_numbers = count(1)


def indicator(
    measure: str = MeasureName.VIEWS, target: str = "1,000", *, plan: tuple[int, ...] = (), **fields: Any
) -> Indicator:
    """An indicator of Internet for Better Life with its first target; `of` names another project."""
    shape = fields.setdefault("shape", Shape.NUMBER)
    values = {
        "project": project(fields.pop("of", "internet-for-better-life")),
        "fiscal_year": YEAR,
        "source": Source.BUDGET_BUREAU,
        "number": next(_numbers),
        "wording": "ตัวชี้วัดทดสอบ",
        "unit": "ครั้ง",
        "measure": measure,
        "accumulates": shape in (Shape.NUMBER, Shape.COMPOUND),
        **fields,
    }
    made = Indicator.objects.create(**values)
    planned = dict(zip(("plan_q1", "plan_q2", "plan_q3"), map(Decimal, plan), strict=False))
    Target.objects.create(indicator=made, text=target, **planned)
    return made


def declared(of: Indicator, text: str, as_of: date, **fields: Any) -> DeclaredResult:
    return DeclaredResult.objects.create(indicator=of, text=text, as_of=as_of, source_note="รายงานทดสอบ", **fields)


def outside(number: int, ends_on: date, **fields: Any) -> DeclaredViews:
    values = {
        "project": project(),
        "platform": "facebook",
        "piece": "อัลบั้มทดสอบ",
        "starts_on": ends_on.replace(day=1),
        "ends_on": ends_on,
        "count": number,
        "medium": "album",
        "production": "own",
        "source_note": "หน้าสถิติของแพลตฟอร์ม",
        **fields,
    }
    return DeclaredViews.objects.create(**values)


def counted(day: date, number: int = 1, kind: str = "lesson", action: str = "view", **fields: Any) -> None:
    """So many counted actions of one object on a day, in both roll-ups, as the drain leaves them."""
    values = {
        "kind": kind,
        "language": "th",
        "site": 1,
        "project": "internet-for-better-life",
        "production": "own",
        "audiences": "elder",
        "action": action,
        "origin": "beacon",
        **fields,
    }
    key = values.pop("key", uuid.UUID(int=1))
    ObjectDay.objects.create(day=day, key=key, count=number, **values)
    month, _made = MediumMonth.objects.get_or_create(month=day.replace(day=1), **values, defaults={"count": 0})
    MediumMonth.objects.filter(pk=month.pk).update(count=month.count + number)


def at(text: str) -> datetime:
    """A moment on Bangkok's clock: "2026-09-30 23:59"."""
    return datetime.fromisoformat(text).replace(tzinfo=BANGKOK)


def completed(moment: datetime, kind: str = "lesson", learner: Learner | None = None, **fields: Any) -> Completion:
    values = {
        "subject_key": uuid.uuid4(),
        "language": "th",
        "title": "บทเรียน",
        "project": "internet-for-better-life",
        **fields,
    }
    return Completion.objects.create(learner=learner, subject_kind=kind, rule="quiz-passed", at=moment, **values)


def voted(moment: datetime, score: int, subject: str = "service", **fields: Any) -> Satisfaction:
    values = {"project": "internet-for-better-life", "wording": "พอใจแค่ไหน", **fields}
    return Satisfaction.objects.create(subject=subject, score=score, day=bangkok_day(moment), at=moment, **values)


def session(starts_on: date, *names: str, trainers: tuple[str, ...] = (), **fields: Any) -> TrainingSession:
    """A session with named people, and its trainers."""
    values = {"project": project(fields.pop("of", "internet-for-better-life")), "ends_on": starts_on, **fields}
    made = TrainingSession.objects.create(starts_on=starts_on, **{"title": "อบรมทดสอบ", **values})
    for name in (*names, *trainers):
        Attendance.objects.create(session=made, name=name, is_trainer=name in trainers)
    return made
