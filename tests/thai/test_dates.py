"""Dates written in the Buddhist era and read from what people type."""

from datetime import UTC, date, datetime

import pytest

from portal.thai.dates import (
    AmbiguousYear,
    InvalidThaiDate,
    buddhist_year,
    parse_thai_date,
    thai_date,
    thai_month,
)
from portal.thai.day import Month

DAY = date(2026, 9, 30)


class TestWriting:
    def test_long(self) -> None:
        assert thai_date(DAY) == "30 กันยายน 2569"

    def test_short_keeps_four_digits(self) -> None:
        assert thai_date(DAY, short=True) == "30 ก.ย. 2569"

    def test_thai_digits(self) -> None:
        assert thai_date(DAY, numerals=True) == "๓๐ กันยายน ๒๕๖๙"

    def test_a_moment_is_written_on_bangkoks_clock(self) -> None:
        moment = datetime(2026, 9, 30, 17, 5, tzinfo=UTC)
        assert thai_date(moment) == "1 ตุลาคม 2569"
        assert thai_date(moment, time=True) == "1 ตุลาคม 2569 เวลา 00.05 น."
        assert thai_date(moment, time=True, short=True, numerals=True) == "๑ ต.ค. ๒๕๖๙ ๐๐.๐๕ น."

    def test_a_date_has_no_time(self) -> None:
        with pytest.raises(ValueError, match="clock"):
            thai_date(DAY, time=True)

    def test_month(self) -> None:
        assert thai_month(Month(2026, 1)) == "มกราคม 2569"
        assert thai_month(DAY, short=True, numerals=True) == "ก.ย. ๒๕๖๙"

    def test_year_turns_at_bangkoks_midnight(self) -> None:
        assert buddhist_year(datetime(2026, 12, 31, 17, 0, tzinfo=UTC)) == 2570
        assert buddhist_year(date(2026, 12, 31)) == 2569


@pytest.mark.parametrize(
    "text",
    [
        "30/9/2569",
        "30/09/2569",
        "30-9-2569",
        "30.9.2569",
        "30 / 9 / 2569",
        "๓๐/๙/๒๕๖๙",
        "30/9/2026",
        "2026-09-30",
        "2569-09-30",
        "2569/9/30",
        "30 กันยายน 2569",
        "30 กันยายน พ.ศ. 2569",
        "30 กันยายน พ.ศ.2569",
        "30 กันยายน พศ 2569",
        "30 กันยายน ค.ศ. 2026",
        "30 กันยายน 2026",
        "30 ก.ย. 2569",
        "30 ก.ย.2569",
        "30 กย 2569",
        "30ก.ย.2569",
        "30 กันยา 2569",
        "๓๐ กันยายน ๒๕๖๙",
        "วันที่ 30 เดือนกันยายน พ.ศ. 2569",
        "วันที่ ๓๐ เดือน กันยายน ปี ๒๕๖๙",
        "วันพุธที่ 30 กันยายน 2569",
        "  30   กันยายน  2569 ",
        "30 Sep 2026",
        "30 September 2026",
        "30 september 2569",
        "30 Sep 2569 BE",
        "30 Sep 2026 CE",
    ],
)
def test_reads_what_people_type(text: str) -> None:
    assert parse_thai_date(text) == DAY


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("short", [False, True])
@pytest.mark.parametrize("numerals", [False, True])
def test_reads_back_what_it_writes(month: int, short: bool, numerals: bool) -> None:
    day = date(2026, month, 28)
    assert parse_thai_date(thai_date(day, short=short, numerals=numerals)) == day


def test_leap_day_of_2567() -> None:
    # 2567 is no leap year of the common era: building the date before taking 543 off would fail.
    assert parse_thai_date("29/02/2567") == date(2024, 2, 29)
    assert parse_thai_date("๒๙ ก.พ. ๒๕๖๗") == date(2024, 2, 29)


def test_named_era_wins_over_the_number() -> None:
    assert parse_thai_date("1 มกราคม พ.ศ. 2399") == date(1856, 1, 1)


def test_two_digits_are_asked_about() -> None:
    with pytest.raises(AmbiguousYear) as caught:
        parse_thai_date("1 ต.ค. 69")
    assert caught.value.readings.buddhist == date(2026, 10, 1)
    assert caught.value.readings.common == date(2069, 10, 1)
    assert caught.value.text == "1 ต.ค. 69"


def test_of_two_readings_the_impossible_one_is_none() -> None:
    with pytest.raises(AmbiguousYear) as caught:
        parse_thai_date("29/02/67")
    assert caught.value.readings == (date(2024, 2, 29), None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "พรุ่งนี้",
        "31/9/2569",
        "29/02/2569",
        "29/02/2568",
        "0/1/2569",
        "30/13/2569",
        "31/02/69",
        "30/9/256",
        "30/9/9",
        "30/9/25690",
        "30 กันยาย 2569",
        "30 xyz 2569",
        "30 ma 2026",
        "1/1/0543",
        "30 กันยายน ค.ศ. 2569",
        "30/9/2569 23:59",
        "30 กันยายน",
    ],
)
def test_no_day_is_guessed(text: str) -> None:
    with pytest.raises(InvalidThaiDate):
        parse_thai_date(text)


def test_both_errors_are_value_errors() -> None:
    for text in ("1/1/69", "nonsense"):
        with pytest.raises(ValueError, match=r".+"):
            parse_thai_date(text)
