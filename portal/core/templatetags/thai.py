"""Template filters for Thai dates, years and numerals: `{% load thai %}`.

A filter given nothing (None or "") writes nothing, so an optional date needs no `if`.
"""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.utils import formats, translation
from django.utils.timezone import localtime

from portal.thai import dates, fiscal, numerals
from portal.thai.day import Month

register = template.Library()

Day = date | datetime | None


@register.filter
def thai_date(value: Day, style: str = "") -> str:
    """{{ page.checked_on|thai_date }}: 30 กันยายน 2569; style "short": 30 ก.ย. 2569, "formal": Thai digits."""
    if not value:
        return ""
    return dates.thai_date(value, short=style == "short", numerals=style == "formal")


@register.filter
def thai_datetime(value: datetime | None, style: str = "") -> str:
    """{{ session.starts_at|thai_datetime }}: 30 กันยายน 2569 เวลา 23.59 น.; styles as `thai_date`."""
    if not value:
        return ""
    return dates.thai_date(value, short=style == "short", numerals=style == "formal", time=True)


@register.filter
def thai_month(value: Month | Day, style: str = "") -> str:
    """กันยายน 2569; style "short": ก.ย. 2569, "formal": Thai digits."""
    if not value:
        return ""
    return dates.thai_month(value, short=style == "short", numerals=style == "formal")


@register.filter
def page_date(value: Day) -> str:
    """A date in the language of the page: พ.ศ. in Thai, the common era in English."""
    if not value:
        return ""
    if (translation.get_language() or "th").startswith("th"):
        return dates.thai_date(value)
    return formats.date_format(localtime(value) if isinstance(value, datetime) else value, "j F Y")


@register.filter
def thai_digits(value: object) -> str:
    """๑๔๔๑ for 1441."""
    return "" if value is None else numerals.to_thai_digits(value)


@register.filter
def fiscal_year(value: Day) -> int | str:
    """The fiscal year, in the Buddhist era, a date falls in."""
    return fiscal.fiscal_year(value) if value else ""


@register.filter
def buddhist_year(value: Day | int) -> int | str:
    """2569 for a date in 2026, or for the number 2026."""
    if not value:
        return ""
    return value + fiscal.BUDDHIST_ERA if isinstance(value, int) else dates.buddhist_year(value)
