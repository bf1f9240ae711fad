"""Small cells: which numbers of people are not shown, so that nobody is found, by subtraction either.

A cell with 1 to 4 people is hidden. Since totals are public (here, in the indicators, in a ministry's press release), a
single hidden cell would be the total less its neighbours. So along every line whose total is known at least two cells
are hidden, and together they count at least FEWEST more than there are of them: each of them could then be anything
from 1 to FEWEST + 1 or more. Pure: no database, no language.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

FEWEST: Final = 5
"""Counts of people from 1 to one less than this are not shown (decision 0041)."""

Counts = tuple[int, ...]
"""What must not be recovered of one cell: people, attendances, headcount; 0 where there is none."""
Area = str
YEAR: Final = 0
"""The column of the whole year beside quarters 1 to 4."""
Cell = tuple[Area, int]


def is_small(count: int | None) -> bool:
    """Whether a number of people may not be shown; none at all may."""
    return count is not None and 0 < count < FEWEST


def is_safe(hidden: Iterable[Counts]) -> bool:
    """Whether the hidden cells of a line stay unknown to somebody who knows its total and its other cells."""
    cells = list(hidden)
    if not cells:
        return True
    totals = [sum(counts) for counts in zip(*cells, strict=True)]
    return len(cells) > 1 and all(total == 0 or total - len(cells) >= FEWEST for total in totals)


def hidden_cells(table: Mapping[Cell, Counts], country: Area) -> set[Cell]:
    """The cells of one fiscal year's table that are not shown.

    table: counts by area and quarter (YEAR for the whole year, absent while it runs); `country` names the area of the
    totals, which are given as well.
    """
    return _Table(table, country).hide()


class _Table:
    def __init__(self, table: Mapping[Cell, Counts], country: Area) -> None:
        self.table = {cell: counts for cell, counts in table.items() if any(counts)}
        self.country = country
        self.areas = {area for area, _column in self.table}
        self.columns = {column for _area, column in self.table}
        self.hidden: set[Cell] = set()

    def hide(self) -> set[Cell]:
        self.hidden = {cell for cell, counts in self.table.items() if any(map(is_small, counts))}
        before = -1
        # Hiding one cell may open another line; nothing is ever shown again, so this ends.
        while len(self.hidden) > before:
            before = len(self.hidden)
            for column in self.columns:
                self._close_column(column)
            for area in self.areas:
                self._close_row(area)
        return self.hidden

    def _close_column(self, column: int) -> None:
        """Provinces add up to the country."""
        line = [cell for cell in self.table if cell[1] == column and cell[0] != self.country]
        while not self._line_is_safe(line):
            if not self._hide_smallest(line):
                self.hidden.add((self.country, column))
                return

    def _close_row(self, area: Area) -> None:
        """Quarters add up to the year, in each province and in the country."""
        year = (area, YEAR)
        if year not in self.table:
            return
        quarters = [cell for cell in self.table if cell[0] == area and cell[1] != YEAR]
        if not self._line_is_safe(quarters):
            self.hidden.add(year)
        if year in self.hidden and not self.hidden.intersection(quarters):
            self._hide_smallest(quarters)

    def _line_is_safe(self, line: list[Cell]) -> bool:
        return is_safe(self.table[cell] for cell in line if cell in self.hidden)

    def _hide_smallest(self, line: list[Cell]) -> bool:
        """Hides the smallest cell still shown; False when there is none."""
        shown = [cell for cell in line if cell not in self.hidden]
        smallest = min(shown, key=lambda cell: (self.table[cell], cell), default=None)
        if smallest is None:
            return False
        self.hidden.add(smallest)
        return True
