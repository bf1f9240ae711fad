"""Files stay readable, and the project holds what it needs: it names no place outside itself."""

from __future__ import annotations

import re

import pytest

from tests.guards.sources import files, shown

LONGEST = 400
# Written so that this file does not find itself.
OUTSIDE = re.compile(
    r"\.\./sha" + r"red|(?<![\w.])sha" + r"red/(?:design|reference|seeds|hooks)|/wo" + r"rk/main|/tmp/te" + r"am"
)
TEXTS = (".py", ".html", ".css", ".js", ".md", ".yaml", ".toml", ".txt", ".csv", ".sh", ".po", "")


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    long = {}
    for path in files(".py", ".html", ".css", ".js"):
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > LONGEST:
            long[shown(path)] = lines
    assert long == {}, f"split what is over {LONGEST} lines"


def test_nothing_names_a_place_outside_the_project() -> None:
    found = []
    for path in files(*TEXTS):
        if path.is_file():
            text = path.read_text(encoding="utf-8", errors="replace")
            found += [f"{shown(path)}: {match[0]}" for match in OUTSIDE.finditer(text)]
    assert found == []


@pytest.mark.parametrize(
    "words", ["see ../sha" + "red/design/thai.md", "sha" + "red/reference/facts.md", "/tmp/te" + "am/x.po"]
)
def test_the_guard_sees_such_places(words: str) -> None:
    assert OUTSIDE.search(words)
