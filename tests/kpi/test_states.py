"""How a result stands against its target."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from portal.kpi.enums import Direction, Shape, State
from portal.kpi.states import Course, expected_by, judge, share_gone

MIDYEAR = date(2026, 3, 31)
LAST = date(2026, 9, 30)


def course(target: tuple[int | str, ...] = (1000,), **fields: object) -> Course:
    values: dict[str, object] = {
        "direction": Direction.AT_LEAST,
        "shape": Shape.NUMBER,
        "accumulates": True,
        "fiscal_year": 2569,
        "target": tuple(Decimal(part) for part in target),
        **fields,
    }
    return Course(**values)  # type: ignore[arg-type]


def state(of: Course, *result: int | str, as_of: date = MIDYEAR, over: bool = False) -> State:
    return judge(of, tuple(Decimal(part) for part in result), as_of=as_of, over=over).state


def test_the_share_gone_is_counted_in_days_that_are_over() -> None:
    assert share_gone(2569, date(2025, 9, 30)) == 0
    assert share_gone(2569, date(2025, 10, 1)) == Decimal(1) / 365
    assert share_gone(2569, MIDYEAR) == Decimal(182) / 365
    assert share_gone(2569, LAST) == 1
    # 2567 is a leap year of the common era (2024): 366 days.
    assert share_gone(2567, date(2023, 10, 1)) == Decimal(1) / 366


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        ("1000", State.MET),
        ("499", State.ON_TRACK),
        ("498", State.AT_RISK),
        ("350", State.AT_RISK),
        ("349", State.OFF_TRACK),
    ],
)
def test_pace_without_a_plan_is_the_share_of_the_year_gone(result: str, expected: State) -> None:
    # 1000 x 182 / 365 = 498.63; seven tenths of it are 349.04.
    assert state(course(), result) == expected


@pytest.mark.parametrize(
    ("result", "expected"),
    [("200", State.ON_TRACK), ("199", State.AT_RISK), ("140", State.AT_RISK), ("139", State.OFF_TRACK)],
)
def test_a_plan_goes_before_the_share_of_the_year(result: str, expected: State) -> None:
    planned = course(plan=(Decimal(50), Decimal(200), Decimal(600)))
    assert state(planned, result) == expected


def test_between_two_points_of_a_plan_the_way_is_straight() -> None:
    planned = course(plan=(Decimal(90), Decimal(200), None))
    (expected,), from_plan = expected_by(planned, date(2025, 11, 15))
    assert from_plan
    assert expected == Decimal(90) * 46 / 92
    # From the second quarter's 200 straight to the target: no third point was planned.
    (later,), _ = expected_by(planned, date(2026, 7, 1))
    assert later == 200 + Decimal(800) * 92 / 183


def test_an_accumulating_target_is_met_as_soon_as_it_is_reached() -> None:
    assert state(course(), "1000", as_of=date(2025, 10, 2)) == State.MET


def test_after_the_year_there_is_only_met_and_missed() -> None:
    assert state(course(), "1000", as_of=LAST, over=True) == State.MET
    assert state(course(), "999", as_of=LAST, over=True) == State.MISSED


@pytest.mark.parametrize("shape", [Shape.RATE, Shape.RANK])
def test_rates_and_ranks_have_no_pace_and_stay_open(shape: Shape) -> None:
    rate = course((80,), shape=shape, accumulates=False)
    standing = judge(rate, (Decimal(81),), as_of=MIDYEAR, over=False)
    assert (standing.state, standing.would_meet, standing.expected) == (State.OPEN, True, ())
    assert judge(rate, (Decimal(79),), as_of=MIDYEAR, over=False).would_meet is False


def test_at_most_stays_open_even_where_it_accumulates() -> None:
    budget = course((100,), direction=Direction.AT_MOST)
    assert judge(budget, (Decimal(40),), as_of=MIDYEAR, over=False).would_meet is True
    assert judge(budget, (Decimal(101),), as_of=MIDYEAR, over=False).would_meet is False
    assert state(budget, "100", as_of=LAST, over=True) == State.MET
    assert state(budget, "101", as_of=LAST, over=True) == State.MISSED


def test_a_rank_of_35_misses_a_target_of_20() -> None:
    rank = course((20,), shape=Shape.RANK, direction=Direction.AT_MOST, accumulates=False)
    assert state(rank, 35, as_of=LAST, over=True) == State.MISSED
    assert state(rank, 20, as_of=LAST, over=True) == State.MET
    assert state(rank, 3, as_of=LAST, over=True) == State.MET


def test_both_parts_of_a_compound_figure_must_reach() -> None:
    compound = course((1, 100000), shape=Shape.COMPOUND)
    assert state(compound, 1, 132664, as_of=LAST, over=True) == State.MET
    assert state(compound, 1, 99999, as_of=LAST, over=True) == State.MISSED
    assert state(compound, 0, 132664, as_of=LAST, over=True) == State.MISSED
    # The pace is that of the part that lags.
    assert state(compound, 1, 30000) == State.OFF_TRACK
    assert state(compound, 0, 132664) == State.OFF_TRACK


def test_nothing_is_judged_without_result_target_or_a_part_of_them() -> None:
    assert state(course()) == State.NO_DATA
    assert state(course(()), 5) == State.NO_DATA
    assert state(course((1, 100000), shape=Shape.COMPOUND), 132664, as_of=LAST, over=True) == State.NO_DATA
