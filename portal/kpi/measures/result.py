"""What a measure answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from portal.tracking import METRIC_VERSION
from portal.tracking.reports import Period

if TYPE_CHECKING:
    from portal.kpi.models import Indicator


@dataclass(frozen=True)
class Part:
    """A number with its name."""

    label: str
    value: Decimal
    unit: str = ""


@dataclass(frozen=True)
class MeasureResult:
    """What the portal's own facts say in a period.

    value: None when there are no facts at all, which is not zero. rule: how it was counted, in a Thai sentence or two.
    parts: add up to the value. beside: shown next to it and never added. excluded: what was left out, and why.
    n: on how many answers a rate stands; response_rate: their share of those who could have answered, in percent.
    """

    value: Decimal | None
    rule: str
    parts: tuple[Part, ...] = ()
    beside: tuple[Part, ...] = ()
    excluded: tuple[Part, ...] = ()
    notes: tuple[str, ...] = ()
    n: int | None = None
    response_rate: Decimal | None = None
    metric_version: int = METRIC_VERSION


Measure = Callable[["Indicator", Period], MeasureResult]
