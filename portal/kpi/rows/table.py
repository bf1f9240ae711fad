"""A table of rows behind a number: the screen shows a page of it, the CSV all of it, both made by the same cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.paginator import Page, Paginator

from portal.kpi.numbers import plain, written
from portal.kpi.report import csv_text

PAGE_SIZE = 50
CHUNK = 2_000
Cell = str | int | Decimal


class Link(str):
    """A text that leads somewhere on the screen; the CSV has the text."""

    url: str

    def __new__(cls, text: str, url: str) -> Link:
        made = super().__new__(cls, text)
        made.url = url
        return made


@dataclass(frozen=True)
class Shown:
    """A cell as the screen has it."""

    text: str
    numeric: bool
    url: str = ""


@dataclass(frozen=True)
class Column:
    label: str
    numeric: bool = False


@dataclass(frozen=True)
class RowTable:
    """Rows (a queryset or a list) and how a run of them is written.

    name: how the table is asked for in an address. about: what the rows are and what they add up to.
    empty: what is said where there is none; else that the period has none.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    source: Any
    cells: Callable[[Sequence[Any]], list[list[Cell]]]
    about: str = ""
    empty: str = ""

    def page(self, number: int) -> Page[Any]:
        """The page asked for; the nearest one when the number lies outside."""
        return Paginator(self.source, PAGE_SIZE).get_page(number)

    def shown(self, rows: Sequence[Any]) -> list[list[Shown]]:
        """Cells as the screen has them."""
        return [
            [_on_screen(cell, column.numeric) for cell, column in zip(line, self.columns, strict=True)]
            for line in self.cells(rows)
        ]

    def csv(self) -> str:
        """All rows as CSV: the same cells, numbers without separators."""
        return csv_text([column.label for column in self.columns], self._lines())

    def _lines(self) -> Iterator[list[str]]:
        for start in range(0, len(self.source) if isinstance(self.source, list) else self.source.count(), CHUNK):
            for line in self.cells(list(self.source[start : start + CHUNK])):
                yield [cell if isinstance(cell, str) else plain(cell) for cell in line]


def _on_screen(cell: Cell, numeric: bool) -> Shown:
    if isinstance(cell, str):
        return Shown(cell, numeric, cell.url if isinstance(cell, Link) else "")
    return Shown(written(cell), numeric)


def columns(*labels: str, numeric: Sequence[str] = ()) -> tuple[Column, ...]:
    """Columns by their labels; those named in `numeric` hold numbers."""
    return tuple(Column(label, label in numeric) for label in labels)
