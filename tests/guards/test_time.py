"""A day is Bangkok's day: `timezone.localdate()`. The day of the clock's UTC time is a bug: 06:30 on 1 October in Bangkok
would fall in the fiscal year before (decision 8 of the architecture)."""

from __future__ import annotations

import ast

import pytest

from tests.guards.sources import files, shown

INSTEAD = "write timezone.localdate()"


def wrong_days(source: str) -> list[int]:
    """Lines that take a day from a clock without asking where."""
    return [node.lineno for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call) and _is_wrong(node)]


def _is_wrong(call: ast.Call) -> bool:
    method = call.func
    if not isinstance(method, ast.Attribute):
        return False
    if method.attr in ("utcnow", "utcfromtimestamp"):
        return True
    if method.attr == "today" and not call.args:
        # date.today(), datetime.today(), datetime.date.today(); a `today()` of our own may do as it likes.
        owner = method.value
        name = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
        return name in ("date", "datetime")
    inner = method.value
    return (
        method.attr == "date"
        and isinstance(inner, ast.Call)
        and isinstance(inner.func, ast.Attribute)
        and inner.func.attr in ("now", "utcnow")
    )


def test_no_day_is_taken_from_a_clock_without_a_place() -> None:
    found = [f"{shown(path)}:{line}" for path in files(".py") for line in wrong_days(path.read_text(encoding="utf-8"))]
    assert found == [], INSTEAD


@pytest.mark.parametrize(
    "source",
    [
        "date.today()",
        "datetime.date.today()",
        "datetime.today()",
        "timezone.now().date()",
        "datetime.now().date()",
        "datetime.now(UTC).date()",
        "datetime.utcnow()",
    ],
)
def test_the_guard_sees_wrong_days(source: str) -> None:
    assert wrong_days(source) == [1]


@pytest.mark.parametrize("source", ["timezone.localdate()", "timezone.now()", "site.today()", "event.at.date()"])
def test_the_guard_lets_right_ones_pass(source: str) -> None:
    assert wrong_days(source) == []
