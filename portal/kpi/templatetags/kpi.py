"""Filters of the figures' templates: `{% load kpi %}`."""

from __future__ import annotations

from decimal import Decimal

from django import template

from portal.kpi import numbers

register = template.Library()


@register.filter
def written(value: Decimal | int | float | None) -> str:
    """1,136 for 1136; at most two decimals; "–" for none."""
    return numbers.written(value)
