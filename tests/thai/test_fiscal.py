"""The fiscal year turns at midnight of 1 October in Bangkok."""

from datetime import UTC, date, datetime, timedelta

import pytest

from portal.thai.day import BANGKOK, Month
from portal.thai.fiscal import (
    fiscal_year,
    fiscal_year_bounds,
    fiscal_year_days,
    months_of_fiscal_year,
    quarter,
    quarter_bounds,
    quarter_days,
)


@pytest.mark.parametrize(
    ("moment", "year"),
    [
        (datetime(2025, 9, 30, 23, 59, tzinfo=BANGKOK), 2568),
        (datetime(2025, 9, 30, 23, 59, 59, 999999, tzinfo=BANGKOK), 2568),
        (datetime(2025, 10, 1, 0, 0, tzinfo=BANGKOK), 2569),
        # Still 30 September in UTC: the UTC day would put it into the year before.
        (datetime(2025, 10, 1, 6, 59, tzinfo=BANGKOK), 2569),
        (datetime(2025, 9, 30, 23, 59, tzinfo=UTC), 2569),
        (datetime(2025, 9, 30, 16, 59, tzinfo=UTC), 2568),
        (date(2025, 9, 30), 2568),
        (date(2025, 10, 1), 2569),
        (date(2026, 9, 30), 2569),
        (date(2026, 1, 1), 2569),
    ],
)
def test_fiscal_year(moment: date | datetime, year: int) -> None:
    assert fiscal_year(moment) == year


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        fiscal_year(datetime(2025, 10, 1, 0, 0))  # noqa: DTZ001


def test_bounds_of_2562_are_those_of_counting_rule_4() -> None:
    assert fiscal_year_bounds(2562) == (
        datetime(2018, 9, 30, 17, 0, tzinfo=UTC),
        datetime(2019, 9, 30, 17, 0, tzinfo=UTC),
    )


def test_days_and_bounds_hold_exactly_their_year() -> None:
    assert fiscal_year_days(2569) == (date(2025, 10, 1), date(2026, 9, 30))
    start, end = fiscal_year_bounds(2569)
    tick = timedelta(microseconds=1)
    assert [fiscal_year(moment) for moment in (start - tick, start, end - tick, end)] == [2568, 2569, 2569, 2570]


@pytest.mark.parametrize("function", [fiscal_year_bounds, fiscal_year_days, months_of_fiscal_year])
def test_a_year_of_the_common_era_is_refused(function) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match="Buddhist era"):
        function(2026)


def test_months_start_in_october() -> None:
    months = months_of_fiscal_year(2569)
    assert len(months) == 12
    assert months[0] == Month(2025, 10)
    assert months[-1] == Month(2026, 9)


@pytest.mark.parametrize(
    ("month", "number"),
    [(10, 1), (11, 1), (12, 1), (1, 2), (3, 2), (4, 3), (6, 3), (7, 4), (9, 4)],
)
def test_quarter(month: int, number: int) -> None:
    assert quarter(date(2026, month, 15)) == number


def test_quarter_of_a_moment_is_bangkoks() -> None:
    assert quarter(datetime(2025, 12, 31, 16, 59, tzinfo=UTC)) == 1
    assert quarter(datetime(2025, 12, 31, 17, 0, tzinfo=UTC)) == 2


def test_quarters_tile_the_year() -> None:
    assert quarter_days(2569, 1) == (date(2025, 10, 1), date(2025, 12, 31))
    assert quarter_days(2569, 2) == (date(2026, 1, 1), date(2026, 3, 31))
    assert quarter_days(2569, 4) == (date(2026, 7, 1), date(2026, 9, 30))
    bounds = [quarter_bounds(2569, number) for number in (1, 2, 3, 4)]
    assert [end for _start, end in bounds[:-1]] == [start for start, _end in bounds[1:]]
    assert (bounds[0][0], bounds[-1][1]) == fiscal_year_bounds(2569)


@pytest.mark.parametrize("number", [0, 5, -1])
def test_no_fifth_quarter(number: int) -> None:
    with pytest.raises(ValueError, match="quarter"):
        quarter_days(2569, number)
