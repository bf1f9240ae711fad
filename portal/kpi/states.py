"""How an indicator stands against its target. Pure: it is given figures and days, and asks no database.

The rules are those of the README beside this file: met as soon as an accumulating target is reached; a pace only for
indicators that accumulate; rates, ranks and at-most ones stay open until the year is over.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from portal.kpi.enums import Direction, Shape, State
from portal.kpi.numbers import Figures, Plan
from portal.thai.fiscal import QUARTERS, fiscal_year_days, quarter_days

AT_RISK_FROM = Decimal("0.7")
"""The share of what should have been reached by now from which an indicator is at risk rather than off track."""


@dataclass(frozen=True)
class Standing:
    """The state, and what it was judged by.

    would_meet: what closing today would mean; None where that is no question. expected: what should have been reached by
    the day of judgement, part by part; empty where there is no pace. planned: whether `expected` comes from a plan.
    """

    state: State
    would_meet: bool | None = None
    expected: Figures = ()
    planned: bool = False


@dataclass(frozen=True)
class Course:
    """What a judgement is made of besides the result."""

    direction: str
    shape: str
    accumulates: bool
    fiscal_year: int
    target: Figures
    plan: Plan = (None, None, None)

    @property
    def has_pace(self) -> bool:
        """Whether the share of the year gone says anything about it."""
        return (
            self.accumulates and self.direction == Direction.AT_LEAST and self.shape in (Shape.NUMBER, Shape.COMPOUND)
        )


def judge(course: Course, result: Figures, *, as_of: date, over: bool) -> Standing:
    """How a result of the day `as_of` stands.

    over: the fiscal year has ended and the result is its last. A result or target with a part missing is no data.
    """
    if not course.target or len(result) != len(course.target):
        return Standing(State.NO_DATA)
    reached = _reached(course, result)
    if over:
        return Standing(State.MET if reached else State.MISSED)
    if not course.has_pace:
        return Standing(State.OPEN, would_meet=reached)
    expected, planned = expected_by(course, as_of)
    if reached:
        return Standing(State.MET, expected=expected, planned=planned)
    share = min((got / due for got, due in zip(result, expected, strict=True) if due), default=Decimal(1))
    if share >= 1:
        state = State.ON_TRACK
    else:
        state = State.AT_RISK if share >= AT_RISK_FROM else State.OFF_TRACK
    return Standing(state, expected=expected, planned=planned)


def _reached(course: Course, result: Figures) -> bool:
    """Every part at or beyond its target: both parts of a compound figure must be."""
    pairs = zip(result, course.target, strict=True)
    if course.direction == Direction.AT_MOST:
        return all(got <= wanted for got, wanted in pairs)
    return all(got >= wanted for got, wanted in pairs)


def expected_by(course: Course, as_of: date) -> tuple[Figures, bool]:
    """What should have been reached by the end of a day, and whether a plan says so.

    A plan gives the first part at the ends of quarters, and the way between two of them is straight; without one the
    target is shared out by days.
    """
    if any(point is not None for point in course.plan) and len(course.target) == 1:
        return (_on_plan(course, as_of),), True
    gone = share_gone(course.fiscal_year, as_of)
    return tuple(wanted * gone for wanted in course.target), False


def share_gone(fiscal_year: int, as_of: date) -> Decimal:
    """The part of a fiscal year that is over at the end of a day: 0 before it, 1 after it."""
    first, last = fiscal_year_days(fiscal_year)
    days = (min(max(as_of, first), last) - first).days + (1 if as_of >= first else 0)
    return Decimal(days) / Decimal((last - first).days + 1)


def _on_plan(course: Course, as_of: date) -> Decimal:
    first, last = fiscal_year_days(course.fiscal_year)
    points: list[tuple[int, Decimal]] = [(0, Decimal(0))]
    for number, amount in zip(QUARTERS, (*course.plan, course.target[0]), strict=True):
        if amount is not None:
            points.append(((quarter_days(course.fiscal_year, number)[1] - first).days + 1, amount))
    day = (min(max(as_of, first), last) - first).days + 1
    for (from_day, from_amount), (to_day, to_amount) in pairwise(points):
        if day <= to_day:
            return from_amount + (to_amount - from_amount) * (day - from_day) / (to_day - from_day)
    return course.target[0]
