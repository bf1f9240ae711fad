"""Which ideas of a lesson stand together on a screen.

Addresses number ideas; each audience's shell shows the screen that holds the idea asked for, so one link is right in
every shell. How many ideas a screen bears: architecture's table of audience shells.
"""

from __future__ import annotations

from dataclasses import dataclass

WHOLE_LESSON = 0
IDEAS_A_SCREEN = {"child": 1, "youth": 2, "adult": WHOLE_LESSON, "elder": 1}
"""By shell; a page of several audiences, with no shell of its own, shows one."""


@dataclass(frozen=True)
class Screen:
    """Ideas `first` to `last`, both included, of a lesson of `total`; `number` is the idea the address names."""

    number: int
    first: int
    last: int
    total: int
    size: int

    @classmethod
    def holding(cls, number: int, total: int, shell: str) -> Screen:
        """The screen that holds the idea. Raises ValueError for an idea the lesson does not have."""
        if not 1 <= number <= max(1, total):
            raise ValueError(number)
        size = IDEAS_A_SCREEN.get(shell, 1) or max(1, total)
        first = number - (number - 1) % size
        return cls(number=number, first=first, last=min(total, first + size - 1), total=total, size=size)

    @property
    def ideas(self) -> range:
        return range(self.first, self.last + 1)

    @property
    def is_whole(self) -> bool:
        """Whether the one screen holds a lesson of several ideas."""
        return self.first == 1 and self.last == self.total > 1

    @property
    def before(self) -> int | None:
        """The idea the screen before begins with; None on the first."""
        return self.first - self.size if self.first > 1 else None

    @property
    def after(self) -> int | None:
        """The idea the next screen begins with; None on the last."""
        return self.last + 1 if self.last < self.total else None

    def minutes_left(self, minutes: int) -> int:
        """What is left of a lesson of so many minutes from the beginning of this screen, rounded up."""
        return -(-minutes * (self.total - self.first + 1) // max(1, self.total))
