"""The Thai government's fiscal year, always numbered in the Buddhist era.

Fiscal year 2569 runs from 1 October 2568 to 30 September 2569 (Budget Procedures Act B.E. 2561, section 4); its
quarters are October to December, January to March, April to June and July to September.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from portal.thai.day import Month, as_day, day_start_utc, months_between

BUDDHIST_ERA = 543
FIRST_MONTH = 10
QUARTERS = (1, 2, 3, 4)
# A year below this was given in the common era by mistake; none of ours is that old.
LOWEST_BUDDHIST_YEAR = 2401


def _checked(fiscal_year: int) -> int:
    if fiscal_year < LOWEST_BUDDHIST_YEAR:
        raise ValueError(f"a fiscal year is numbered in the Buddhist era, like 2569, not {fiscal_year}")
    return fiscal_year


def fiscal_year(value: date | datetime) -> int:
    """The fiscal year (Buddhist era) of a day, or of a moment's Bangkok day.

    Raises ValueError for a naive datetime.
    """
    day = as_day(value)
    return day.year + BUDDHIST_ERA + (1 if day.month >= FIRST_MONTH else 0)


def fiscal_year_first_month(year: int) -> Month:
    """October of the year before; raises ValueError for a year of the common era."""
    return Month(_checked(year) - BUDDHIST_ERA - 1, FIRST_MONTH)


def fiscal_year_days(year: int) -> tuple[date, date]:
    """The first and the last day of a fiscal year; raises ValueError for a year of the common era."""
    first = fiscal_year_first_month(year)
    return first.first, first.plus(11).last


def fiscal_year_bounds(year: int) -> tuple[datetime, datetime]:
    """The aware UTC moments [start, end) of a fiscal year: FY2562 is [2018-09-30T17:00Z, 2019-09-30T17:00Z).

    Raises ValueError for a year of the common era.
    """
    first, last = fiscal_year_days(year)
    return day_start_utc(first), day_start_utc(last + timedelta(days=1))


def months_of_fiscal_year(year: int) -> list[Month]:
    """Its twelve months, October first; raises ValueError for a year of the common era."""
    first = fiscal_year_first_month(year)
    return list(months_between(first, first.plus(11)))


def quarter(value: date | datetime) -> int:
    """The fiscal quarter, 1 to 4, of a day or of a moment's Bangkok day: October is in 1."""
    return (as_day(value).month - FIRST_MONTH) % 12 // 3 + 1


def quarter_days(year: int, number: int) -> tuple[date, date]:
    """The first and the last day of a fiscal year's quarter; raises ValueError unless number is 1 to 4."""
    if number not in QUARTERS:
        raise ValueError(f"a quarter is 1, 2, 3 or 4, not {number}")
    first = fiscal_year_first_month(year).plus(3 * (number - 1))
    return first.first, first.plus(2).last


def quarter_bounds(year: int, number: int) -> tuple[datetime, datetime]:
    """The aware UTC moments [start, end) of a quarter; raises ValueError unless number is 1 to 4."""
    first, last = quarter_days(year, number)
    return day_start_utc(first), day_start_utc(last + timedelta(days=1))
