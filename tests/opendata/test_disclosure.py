"""Small cells stay unknown, also to somebody who subtracts, and knows how we hide."""

from __future__ import annotations

import random

import pytest

from portal.opendata import training
from portal.opendata.disclosure import FEWEST, YEAR, Cell, Counts, hidden_cells, is_safe, is_small
from portal.opendata.results import KPI

COUNTRY = "TH"
MOST = 18
"""More than any cell of the made tables holds."""


def table_of(rows: dict[str, list[int]], *, over: bool = True) -> dict[Cell, Counts]:
    """A year's table from each province's quarters, with the totals."""
    rows = {**rows, COUNTRY: [sum(column) for column in zip(*rows.values(), strict=True)]}
    table = {(area, number): (count,) for area, counts in rows.items() for number, count in enumerate(counts, 1)}
    return table | {(area, YEAR): (sum(counts),) for area, counts in rows.items()} if over else table


@pytest.mark.parametrize(("count", "small"), [(None, False), (0, False), (1, True), (4, True), (5, False)])
def test_what_is_small(count: int | None, small: bool) -> None:
    assert is_small(count) is small


def test_the_words_say_the_number_that_is_the_rule() -> None:
    for dataset in (training.TRAINEES, KPI):
        assert f"1 ถึง {FEWEST - 1}" in str(dataset.hidden)


def test_large_cells_are_all_shown() -> None:
    assert hidden_cells(table_of({"10": [20, 30], "50": [5, 0], "90": [8, 44]}), COUNTRY) == set()


def test_one_small_cell_takes_the_smallest_neighbour_with_it() -> None:
    hidden = hidden_cells(table_of({"10": [3], "50": [40], "90": [12]}, over=False), COUNTRY)
    assert hidden == {("10", 1), ("90", 1)}


def test_two_ones_would_be_told_by_their_sum() -> None:
    """1 + 1 = 2 has one solution: a third cell is hidden too."""
    hidden = hidden_cells(table_of({"10": [1], "50": [1], "90": [12], "30": [30]}, over=False), COUNTRY)
    assert hidden == {("10", 1), ("50", 1), ("90", 1)}


def test_where_nothing_is_left_to_hide_behind_the_total_goes() -> None:
    hidden = hidden_cells(table_of({"10": [3], "50": [3]}, over=False), COUNTRY)
    assert (COUNTRY, 1) in hidden


def test_a_year_is_not_shown_beside_all_quarters_but_one() -> None:
    hidden = hidden_cells(table_of({"10": [3, 20], "50": [9, 20], "90": [30, 30]}), COUNTRY)
    assert {("10", 1), ("10", YEAR)} <= hidden


def test_headcounts_are_hidden_by_the_same_rule() -> None:
    table = {("10", 1): (20, 2), ("50", 1): (30, 9), (COUNTRY, 1): (50, 11)}
    assert hidden_cells(table, COUNTRY) == {("10", 1), ("50", 1)}


@pytest.mark.parametrize(
    ("cells", "safe"),
    [([], True), ([(3,)], False), ([(300,)], False), ([(1,), (1,)], False), ([(3,), (4,)], True), ([(9, 0), (3, 0)], True), ([(9, 1), (3, 2)], False)],
)  # fmt: skip
def test_when_a_line_is_safe(cells: list[Counts], safe: bool) -> None:
    assert is_safe(cells) is safe


class Attacker:
    """Knows everything shown, that hidden cells hold somebody, and how sums are made; tries all that may be."""

    def __init__(self, table: dict[Cell, Counts], hidden: set[Cell]) -> None:
        self.unknown = sorted(cell for cell in hidden if cell[0] != COUNTRY and cell[1] != YEAR)
        self.table = table
        columns = {column for _area, column in table if column != YEAR}
        areas = {area for area, _column in table if area != COUNTRY}
        self.parts = {(COUNTRY, column): [(area, column) for area in areas] for column in columns}
        self.parts |= {(area, YEAR): [(area, column) for column in columns] for area in areas}
        self.parts[COUNTRY, YEAR] = [(area, column) for area in areas for column in columns]
        self.told = {total: table[total][0] for total in self.parts if total in table and total not in hidden}

    def values_of(self, target: Cell) -> set[int]:
        """What a hidden cell, or a hidden total, may hold."""
        if target in self.parts:
            return {value for value in range(1, MOST + 1) if self._possible({}, {**self.told, target: value})}
        return {value for value in range(1, MOST + 1) if self._possible({target: value}, self.told)}

    def _possible(self, known: dict[Cell, int], totals: dict[Cell, int]) -> bool:
        for total, count in totals.items():
            line = self.parts[total]
            open_cells = [cell for cell in line if cell in self.unknown and cell not in known]
            rest = count - sum(known.get(cell, 0) if cell in self.unknown else self._shown(cell) for cell in line)
            if not len(open_cells) <= rest <= MOST * len(open_cells):
                return False
        following = next((cell for cell in self.unknown if cell not in known), None)
        if following is None:
            return True
        return any(self._possible({**known, following: value}, totals) for value in range(1, MOST + 1))

    def _shown(self, cell: Cell) -> int:
        return self.table.get(cell, (0,))[0]


def made_table(seed: int) -> dict[Cell, Counts]:
    draw = random.Random(seed)
    counts = [0, 0, 1, 2, 3, 4, 5, 6, 9, 12]
    return table_of({area: [draw.choice(counts) for _quarter in range(2)] for area in ("10", "30", "50")})


@pytest.mark.parametrize("seed", range(120))
def test_no_small_cell_can_be_worked_out(seed: int) -> None:
    table = made_table(seed)
    hidden = hidden_cells(table, COUNTRY)
    small = {cell for cell, counts in table.items() if is_small(counts[0])}
    assert small <= hidden
    attacker = Attacker(table, hidden)
    for cell in small.union(attacker.unknown):
        assert len(attacker.values_of(cell)) > 2, (seed, cell, table[cell], hidden)


def test_the_attacker_finds_what_is_badly_hidden() -> None:
    table = table_of({"10": [3, 12], "50": [9, 12], "90": [12, 12]})
    assert Attacker(table, {("10", 1)}).values_of(("10", 1)) == {3}
