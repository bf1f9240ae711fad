"""Where the bars of a chart stand. Templates draw them as SVG; words and numbers around them are HTML, so they stay
readable on a phone, and the same numbers stand in a table behind each chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

STEPS = (1, 2, 4, 5, 8, 10)
"""Round tops of an axis, times a power of ten: each splits into halves people can read."""
SLOT = 10.0
"""Width of a bar's slot; the bar takes the middle six tenths."""
HEIGHT = 100.0


@dataclass(frozen=True)
class Bar:
    """One bar: its place in the drawing and what it says. running: its month is not over."""

    label: str
    value: int
    x: float
    y: float
    height: float
    running: bool


@dataclass(frozen=True)
class BarChart:
    """Bars over a common axis; `line` is the height of a plan line, None without one."""

    bars: tuple[Bar, ...]
    top: int
    line: float | None
    line_value: int | None

    @property
    def width(self) -> float:
        return SLOT * len(self.bars)

    @property
    def middle(self) -> int:
        return self.top // 2

    @property
    def running(self) -> bool:
        """Whether a month that is not over is among the bars drawn."""
        return any(bar.running and bar.value for bar in self.bars)

    @property
    def empty(self) -> bool:
        return not any(bar.value for bar in self.bars)


def round_top(value: int) -> int:
    """The lowest round number at or above a value that halves evenly; 2 at least."""
    power = 1
    while True:
        for step in STEPS:
            top = step * power
            if top >= value and top % 2 == 0:
                return top
        power *= 10


def bar_chart(points: Sequence[tuple[str, int, bool]], plan: int | None = None) -> BarChart:
    """A chart of (label, value, running) points in order."""
    top = round_top(max([value for _, value, _ in points] + [plan or 0]))
    bars = tuple(
        Bar(label, value, SLOT * place + 2, HEIGHT - HEIGHT * value / top, HEIGHT * value / top, running)
        for place, (label, value, running) in enumerate(points)
    )
    return BarChart(bars, top, None if plan is None else HEIGHT - HEIGHT * plan / top, plan)


@dataclass(frozen=True)
class Bullet:
    """A result against its target on one line; places in percent of the width."""

    filled: float
    target: float
    expected: float | None


def bullet(result: Decimal, target: Decimal, expected: Decimal | None) -> Bullet:
    """Where result, target and what should have been reached stand; the scale leaves room beyond the larger."""
    scale = max(result, target, expected or Decimal(0)) * Decimal("1.08") or Decimal(1)
    place = [float(round(value / scale * 100, 2)) for value in (result, target, expected or Decimal(0))]
    return Bullet(place[0], place[1], place[2] if expected is not None else None)
