"""Where bars and targets stand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from portal.kpi.charts import bar_chart, bullet, round_top


@pytest.mark.parametrize(
    ("value", "top"), [(0, 2), (1, 2), (3, 4), (7, 8), (9, 10), (11, 20), (41, 50), (16_403, 20_000), (99_999, 100_000)]
)
def test_the_axis_ends_at_a_round_number_that_halves(value: int, top: int) -> None:
    assert round_top(value) == top
    assert top % 2 == 0


def test_bars_reach_as_high_as_their_share_of_the_axis() -> None:
    chart = bar_chart([("ต.ค.", 10, False), ("พ.ย.", 5, True), ("ธ.ค.", 0, False)], plan=20)
    assert chart.top == 20
    assert [(bar.y, bar.height, bar.running) for bar in chart.bars] == [
        (50.0, 50.0, False),
        (75.0, 25.0, True),
        (100.0, 0.0, False),
    ]
    assert (chart.line, chart.width) == (0.0, 30.0)
    assert not chart.empty
    assert chart.running
    assert not bar_chart([("ต.ค.", 10, False), ("พ.ย.", 0, True)]).running
    assert bar_chart([("ต.ค.", 0, False)]).empty


def test_a_bullet_leaves_room_beyond_the_larger_of_result_and_target() -> None:
    made = bullet(Decimal(50), Decimal(100), Decimal(25))
    assert (made.filled, made.target, made.expected) == (46.3, 92.59, 23.15)
    beyond = bullet(Decimal(200), Decimal(100), None)
    assert (beyond.filled, beyond.target, beyond.expected) == (92.59, 46.3, None)
    assert bullet(Decimal(0), Decimal(0), None).filled == 0
