"""What a data set is: its words in both languages, its columns, its issues, and the rows of an issue."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.utils import translation

from portal.opendata.release import Release

LANGUAGES: Final = ("th", "en")
Row = dict[str, Any]
Words = Any
"""An interface text (gettext_lazy), said in the language of the moment."""


def said(words: Words) -> dict[str, str]:
    """A text in each language: {"th": …, "en": …}."""
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            found[language] = str(words)
    return found


def thai(words: Words) -> str:
    """A text in Thai, whatever the language of the moment: files are the same for everybody."""
    with translation.override("th"):
        return str(words)


@dataclass(frozen=True)
class Column:
    """One column of a file: its name never changes.

    kind: string, integer, number, boolean, date (YYYY-MM-DD) or month (YYYY-MM). codes: what stands in it, with names.
    """

    name: str
    kind: str
    about: Words
    codes: Mapping[str, Words] = field(default_factory=dict)


@dataclass(frozen=True)
class Issue:
    """One table that is out, as a CSV and a JSON file: /data/<path>.csv.

    first, last: the days it covers, None while there is nothing. modified: when it came out. year: the fiscal year of a
    table that has one of its own. signed: SHA-256 of the signed document of a closed year, "" for anything else.
    """

    path: str
    first: date | None
    last: date | None
    modified: date
    year: int | None = None
    signed: str = ""


@dataclass(frozen=True)
class DataSet:
    """A data set as the catalogue describes it.

    name: in addresses. how: sentences that say how it was counted. hidden: what is left out, and why. keywords: words
    people search by. issues: newest first. rows: of one issue.
    """

    name: str
    title: Words
    about: Words
    how: tuple[Words, ...]
    hidden: Words
    keywords: tuple[Words, ...]
    columns: tuple[Column, ...]
    issues: Callable[[Release], list[Issue]]
    rows: Callable[[Release, Issue], list[Row]]
    theme: str = "GOVE"
    frequency: str = "MONTHLY"


CONTAINS_DEMO: Final = "contains_demo"
"""The last column of every file."""
