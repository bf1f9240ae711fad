"""Numbers as reports write them: "1,136", "197, 221", "๘๐.๙๐", "1/100,000". The text is kept; this reads it."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from portal.thai.numerals import to_arabic_digits

Figures = tuple[Decimal, ...]
"""The one or two numbers of a target or result; empty when there is none."""
Plan = tuple[Decimal | None, Decimal | None, Decimal | None]
"""What should be reached by the ends of quarters 1 to 3; None where nothing was planned."""

MOST_PARTS = 2
MOST_DIGITS, MOST_DECIMALS = 16, 4
"""What the ledger's columns hold."""
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_SPACED_COMMA = re.compile(r"\s*,\s*")
_HUNDREDTH = Decimal("0.01")


class NotANumber(ValueError):
    """The text cannot be read as a figure; the message is a Thai sentence that says what to write."""


def parse_figures(text: str) -> Figures:
    """The one or two numbers of a written figure.

    Thai digits, thousands separators (a stray space after one too) and a percent sign are understood; "/" parts a
    compound figure. Raises NotANumber for anything else, an empty text and a number no column holds included.
    """
    plain = _SPACED_COMMA.sub(",", to_arabic_digits(text).strip()).removesuffix("%")
    parts = [part.strip() for part in plain.split("/")]
    if len(parts) > MOST_PARTS or not all(_NUMBER.fullmatch(part) for part in parts):
        raise NotANumber(_("อ่าน “%(text)s” เป็นตัวเลขไม่ได้: เขียนเช่น 1136, 80.90 หรือ 1/100,000") % {"text": text})
    numbers = tuple(Decimal(part.replace(",", "")) for part in parts)
    if not all(_fits(number) for number in numbers):
        raise NotANumber(
            _("“%(text)s” ยาวเกินไป: เขียนได้ไม่เกิน %(digits)s หลัก ทศนิยมไม่เกิน %(decimals)s ตำแหน่ง")
            % {"text": text, "digits": MOST_DIGITS, "decimals": MOST_DECIMALS}
        )
    return numbers


def _fits(number: Decimal) -> bool:
    return number < 10**MOST_DIGITS and -int(number.as_tuple().exponent) <= MOST_DECIMALS


def written(value: Decimal | int | float | None) -> str:
    """A number as people read it: thousands separated, at most two decimals, rounded half up; "–" for none."""
    if value is None:
        return "–"
    rounded = Decimal(str(value)).quantize(_HUNDREDTH, rounding=ROUND_HALF_UP)
    if rounded == rounded.to_integral_value():
        return f"{int(rounded):,}"
    return f"{rounded:,}".rstrip("0")


def plain(value: Decimal | int | None) -> str:
    """A number as data files have it: no separators, at most two decimals; "" for none."""
    return "" if value is None else written(value).replace(",", "")


def shown(text: str) -> str:
    """A kept text as people read it: a bare number gets its separators, everything else stays as written.

    Its decimals are never rounded: 100.004 beside "at most 100" must not look like 100.
    """
    bare = text.strip()
    if not re.fullmatch(r"[0-9]+(\.[0-9]+)?", bare):
        return bare
    whole, point, decimals = bare.partition(".")
    return f"{int(whole):,}{point}{decimals}"


def percent(part: Decimal | int, whole: Decimal | int) -> Decimal | None:
    """part ÷ whole × 100; None when the whole is nothing."""
    return Decimal(part) * 100 / Decimal(whole) if whole else None
