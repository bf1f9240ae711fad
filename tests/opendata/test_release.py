"""Finished months and quarters are out; a running one is not."""

from __future__ import annotations

from datetime import date

import pytest

from portal.opendata.release import release


@pytest.mark.parametrize(
    ("today", "through", "quarter"),
    [
        (date(2026, 11, 22), date(2026, 10, 31), date(2026, 9, 30)),
        (date(2026, 10, 1), date(2026, 9, 30), date(2026, 9, 30)),
        (date(2026, 9, 30), date(2026, 8, 31), date(2026, 6, 30)),
        (date(2027, 1, 1), date(2026, 12, 31), date(2026, 12, 31)),
        (date(2027, 1, 31), date(2026, 12, 31), date(2026, 12, 31)),
        (date(2028, 3, 1), date(2028, 2, 29), date(2027, 12, 31)),
    ],
)
def test_it_ends_with_the_last_finished_month_and_quarter(today: date, through: date, quarter: date) -> None:
    out = release(today)
    assert (out.through, out.quarter) == (through, quarter)
    assert out.released.day == 1


def test_the_running_year_is_that_of_the_month_that_is_out() -> None:
    assert release(date(2026, 10, 15)).running_year == 2569
    assert release(date(2026, 11, 1)).running_year == 2570
