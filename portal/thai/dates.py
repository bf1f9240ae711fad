"""Dates as people in Thailand write and read them. Stored dates are always of the common era."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import NamedTuple

from portal.thai.day import Month, bangkok_time
from portal.thai.fiscal import BUDDHIST_ERA
from portal.thai.numerals import to_arabic_digits, to_thai_digits

MONTHS = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
MONTHS_SHORT = (
    "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.",
    "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.",
)  # fmt: skip
MONTHS_ENGLISH = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip

# A year above this is read as Buddhist era: 2400 of the common era is nobody's date.
LAST_COMMON_YEAR = 2400
FIRST_COMMON_YEAR = 1000

_MONTH_NUMBERS: dict[str, int] = {}
for _index, (_long, _short) in enumerate(zip(MONTHS, MONTHS_SHORT, strict=True), start=1):
    _bare = _short.replace(".", "")
    for _name in (_long, _bare, _long.removesuffix("คม").removesuffix("ยน").removesuffix("พันธ์")):
        _MONTH_NUMBERS[_name] = _index

_WEEKDAY = "จันทร์|อังคาร|พุธ|พฤหัสบดี|พฤหัสฯ?|ศุกร์|เสาร์|อาทิตย์"
_FILLER = re.compile(rf"วัน\s*(?:{_WEEKDAY})\s*(?:ที่)?|(?:วัน)?ที่|เดือน|ปี(?=\s*(?:พ|ค|\d))")
# The era stands before the year in Thai (พ.ศ. 2569) and before or after it in English (2026 CE).
_ERA = re.compile(
    r"(พ\s?\.?\s?ศ|ค\s?\.?\s?ศ|B\.?E|A\.?D|C\.?E)\.?\s*(?=\d)|(?<=\d)\s*(B\.?E|A\.?D|C\.?E)\.?$",
    re.IGNORECASE,
)
_DAY_FIRST = re.compile(r"^(\d{1,2})\s*[/\-.]\s*(\d{1,2})\s*[/\-.]\s*(\d{1,4})$")
_YEAR_FIRST = re.compile(r"^(\d{4})\s*[/\-.]\s*(\d{1,2})\s*[/\-.]\s*(\d{1,2})$")
_NAMED = re.compile(r"^(\d{1,2})[\s\-/]*([^\d\s\-/,]+(?:\s?\.)?)[\s\-/,]*(\d{1,4})$")


class InvalidThaiDate(ValueError):
    """The text is not a date that exists."""


class Readings(NamedTuple):
    """What a date with a two-digit year may mean; None where the day does not exist in that year."""

    buddhist: date | None
    common: date | None


class AmbiguousYear(ValueError):
    """The year has two digits, so the person must be asked which one they mean.

    `readings` carries the date of both: 25xx of the Buddhist era and 20xx of the common era.
    """

    def __init__(self, text: str, readings: Readings) -> None:
        self.text = text
        self.readings = readings
        super().__init__(f"the year of {text!r} has two digits: write it with four")


def buddhist_year(value: date | datetime) -> int:
    """The Buddhist-era year of a day, or of a moment on Bangkok's clock."""
    return (bangkok_time(value) if isinstance(value, datetime) else value).year + BUDDHIST_ERA


def thai_date(value: date | datetime, *, numerals: bool = False, short: bool = False, time: bool = False) -> str:
    """A date in words: "30 กันยายน 2569".

    short: the month abbreviated ("30 ก.ย. 2569"; the year keeps four digits, two would be ambiguous).
    time: the clock time added, in Bangkok ("30 กันยายน 2569 เวลา 23.59 น."); needs a datetime, else ValueError.
    numerals: Thai digits, as formal documents have them.
    """
    clock = bangkok_time(value) if isinstance(value, datetime) else None
    if time and clock is None:
        raise ValueError("a date has no clock time")
    day: date = clock or value
    month = (MONTHS_SHORT if short else MONTHS)[day.month - 1]
    written = f"{day.day} {month} {day.year + BUDDHIST_ERA}"
    if time and clock is not None:
        written += f" {'' if short else 'เวลา '}{clock:%H.%M} น."
    return to_thai_digits(written) if numerals else written


def thai_month(value: Month | date | datetime, *, numerals: bool = False, short: bool = False) -> str:
    """A month in words: "กันยายน 2569", short "ก.ย. 2569"."""
    month = value if isinstance(value, Month) else Month.of(value)
    written = f"{(MONTHS_SHORT if short else MONTHS)[month.month - 1]} {month.year + BUDDHIST_ERA}"
    return to_thai_digits(written) if numerals else written


def parse_thai_date(text: str) -> date:
    """Read a date as people type it: 30/9/2569, ๓๐ ก.ย. ๒๕๖๙, วันที่ 30 กันยายน พ.ศ. 2569, 2026-09-30, 30 Sep 2026.

    A four-digit year above 2400 is of the Buddhist era unless the text names the era; the day comes before the month.
    543 is taken off before the date is built, so 29/02/2567 is a day although 2567 is no leap year of the common era.
    Raises AmbiguousYear for a two-digit year, with both readings, and InvalidThaiDate (both are ValueErrors) for
    anything that is no existing day.
    """
    stripped = " ".join(to_arabic_digits(text).split())
    era, rest = _without_era(_FILLER.sub(" ", stripped).strip())
    rest = rest.strip(" ,")
    if match := _YEAR_FIRST.match(rest):
        year, month, day = match.group(1), int(match.group(2)), int(match.group(3))
    elif match := _DAY_FIRST.match(rest):
        day, month, year = int(match.group(1)), int(match.group(2)), match.group(3)
    elif match := _NAMED.match(rest):
        day, month, year = int(match.group(1)), _month_number(match.group(2), text), match.group(3)
    else:
        raise InvalidThaiDate(f"not a date: {text!r}")
    if len(year) == 2:
        raise _ambiguous(text, int(year), month, day)
    return _build(text, _common_year(text, year, era), month, day)


def _without_era(text: str) -> tuple[str, str]:
    """("พ", "ค" or "", the text without the words that name the era)."""
    match = _ERA.search(text)
    if not match:
        return "", text
    named = (match.group(1) or match.group(2)).upper()
    era = "พ" if named.startswith(("พ", "B")) else "ค"
    return era, " ".join((text[: match.start()] + " " + text[match.end() :]).split())


def _month_number(name: str, text: str) -> int:
    bare = name.replace(".", "").replace(" ", "")
    if number := _MONTH_NUMBERS.get(bare):
        return number
    for index, english in enumerate(MONTHS_ENGLISH, start=1):
        if len(bare) >= 3 and english.startswith(bare.lower()):
            return index
    raise InvalidThaiDate(f"no month is called {name!r} (in {text!r})")


def _common_year(text: str, digits: str, era: str) -> int:
    year = int(digits)
    if len(digits) != 4:
        raise InvalidThaiDate(f"write the year with four digits: {text!r}")
    if era == "พ" or (not era and year > LAST_COMMON_YEAR):
        year -= BUDDHIST_ERA
    if not FIRST_COMMON_YEAR <= year <= LAST_COMMON_YEAR:
        raise InvalidThaiDate(f"no such year: {text!r}")
    return year


def _ambiguous(text: str, year: int, month: int, day: int) -> ValueError:
    readings = Readings(_or_none(2500 - BUDDHIST_ERA + year, month, day), _or_none(2000 + year, month, day))
    if readings == (None, None):
        return InvalidThaiDate(f"no such day: {text!r}")
    return AmbiguousYear(text, readings)


def _or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _build(text: str, year: int, month: int, day: int) -> date:
    built = _or_none(year, month, day)
    if built is None:
        raise InvalidThaiDate(f"no such day: {text!r}")
    return built
