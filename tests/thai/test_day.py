"""A moment belongs to Bangkok's day, whatever the machine's own clock says."""

import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from portal.thai.day import (
    BANGKOK,
    Month,
    as_day,
    bangkok_day,
    bangkok_time,
    day_bounds_utc,
    day_start_utc,
    months_between,
)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 9, 30, 16, 59, 59, tzinfo=UTC), date(2026, 9, 30)),
        (datetime(2026, 9, 30, 17, 0, tzinfo=UTC), date(2026, 10, 1)),
        (datetime(2026, 9, 30, 23, 59, tzinfo=UTC), date(2026, 10, 1)),
        (datetime(2026, 10, 1, 6, 59, tzinfo=BANGKOK), date(2026, 10, 1)),
        (datetime(2026, 9, 30, 12, 0, tzinfo=timezone(timedelta(hours=-8))), date(2026, 10, 1)),
    ],
)
def test_day_is_bangkoks_day(moment: datetime, day: date) -> None:
    assert bangkok_day(moment) == day
    assert as_day(moment) == day


def test_bangkok_time_keeps_the_moment() -> None:
    moment = datetime(2026, 9, 30, 17, 30, tzinfo=UTC)
    assert bangkok_time(moment) == moment
    assert bangkok_time(moment).hour == 0


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        bangkok_day(datetime(2026, 10, 1, 6, 59))  # noqa: DTZ001


def test_a_date_is_its_own_day() -> None:
    assert as_day(date(2026, 10, 1)) == date(2026, 10, 1)


def test_day_bounds_are_utc_and_meet() -> None:
    start, end = day_bounds_utc(date(2026, 10, 1))
    assert start == datetime(2026, 9, 30, 17, 0, tzinfo=UTC)
    assert end == datetime(2026, 10, 1, 17, 0, tzinfo=UTC)
    assert start.tzinfo is UTC
    assert day_start_utc(date(2026, 10, 2)) == end


@pytest.mark.parametrize("zone", ["UTC", "America/Los_Angeles", "Pacific/Kiritimati", "Asia/Bangkok"])
def test_the_process_time_zone_does_not_matter(zone: str) -> None:
    script = (
        "from datetime import UTC, datetime\n"
        "from portal.thai.day import bangkok_day\n"
        "from portal.thai.dates import thai_date\n"
        "from portal.thai.fiscal import fiscal_year, fiscal_year_bounds\n"
        "last = datetime(2026, 9, 30, 16, 59, tzinfo=UTC)\n"
        "first = datetime(2026, 9, 30, 17, 0, tzinfo=UTC)\n"
        "print(bangkok_day(last), bangkok_day(first), fiscal_year(last), fiscal_year(first),"
        " fiscal_year_bounds(2562)[0].isoformat(), thai_date(first, time=True))\n"
    )
    answer = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "TZ": zone, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert answer.stdout.strip() == (
        "2026-09-30 2026-10-01 2569 2570 2018-09-30T17:00:00+00:00 1 ตุลาคม 2569 เวลา 00.00 น."
    )


class TestMonth:
    def test_of_a_moment_is_bangkoks_month(self) -> None:
        assert Month.of(datetime(2026, 9, 30, 17, 0, tzinfo=UTC)) == Month(2026, 10)
        assert Month.of(date(2026, 9, 30)) == Month(2026, 9)

    def test_first_and_last_day(self) -> None:
        assert Month(2024, 2).first == date(2024, 2, 1)
        assert Month(2024, 2).last == date(2024, 2, 29)
        assert Month(2026, 12).last == date(2026, 12, 31)

    def test_plus_crosses_years_both_ways(self) -> None:
        assert Month(2026, 11).plus(2) == Month(2027, 1)
        assert Month(2026, 1).plus(-1) == Month(2025, 12)
        assert Month(2026, 6).plus(-18) == Month(2024, 12)

    def test_bounds_are_bangkoks(self) -> None:
        assert Month(2026, 10).bounds_utc() == (
            datetime(2026, 9, 30, 17, 0, tzinfo=UTC),
            datetime(2026, 10, 31, 17, 0, tzinfo=UTC),
        )

    def test_is_written_and_read_the_same(self) -> None:
        assert str(Month(2026, 1)) == "2026-01"
        assert Month.parse("2026-01") == Month(2026, 1)

    @pytest.mark.parametrize("text", ["2026", "2026-13", "2026-00", "26-01", "2026/01", "", "abcd-ef", "2026-01-01"])
    def test_anything_else_is_refused(self, text: str) -> None:
        with pytest.raises(ValueError, match="2026-01"):
            Month.parse(text)

    def test_between_includes_both_ends(self) -> None:
        assert [str(month) for month in months_between(Month(2026, 11), Month(2027, 1))] == [
            "2026-11",
            "2026-12",
            "2027-01",
        ]
        assert list(months_between(Month(2026, 2), Month(2026, 1))) == []
