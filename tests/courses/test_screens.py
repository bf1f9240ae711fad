"""Addresses number ideas; each shell shows the screen that holds the idea asked for."""

from __future__ import annotations

import pytest

from courses.screens import Screen


@pytest.mark.parametrize(
    ("shell", "number", "ideas", "before", "after"),
    [
        ("child", 1, [1], None, 2),
        ("elder", 3, [3], 2, 4),
        ("elder", 5, [5], 4, None),
        ("", 4, [4], 3, 5),
        ("youth", 1, [1, 2], None, 3),
        ("youth", 2, [1, 2], None, 3),
        ("youth", 4, [3, 4], 1, 5),
        ("youth", 5, [5], 3, None),
        ("adult", 1, [1, 2, 3, 4, 5], None, None),
        ("adult", 4, [1, 2, 3, 4, 5], None, None),
    ],
)
def test_a_lesson_of_five_ideas(
    shell: str, number: int, ideas: list[int], before: int | None, after: int | None
) -> None:
    screen = Screen.holding(number, 5, shell)
    assert list(screen.ideas) == ideas
    assert (screen.before, screen.after) == (before, after)
    assert screen.number == number


@pytest.mark.parametrize("number", [0, 6, -1])
@pytest.mark.parametrize("shell", ["child", "youth", "adult", ""])
def test_an_idea_that_is_not_there(number: int, shell: str) -> None:
    with pytest.raises(ValueError, match=str(number)):
        Screen.holding(number, 5, shell)


def test_an_empty_lesson_has_one_empty_screen() -> None:
    for shell in ("child", "youth", "adult", "elder", ""):
        assert list(Screen.holding(1, 0, shell).ideas) == []


@pytest.mark.parametrize("shell", ["child", "youth", "adult", "elder", ""])
def test_turning_pages_shows_every_idea_once(shell: str) -> None:
    shown: list[int] = []
    number: int | None = 1
    while number:
        screen = Screen.holding(number, 7, shell)
        shown += screen.ideas
        number = screen.after
    assert shown == [1, 2, 3, 4, 5, 6, 7]


def test_the_minutes_left_shrink_to_the_last_screens_share() -> None:
    assert [Screen.holding(n, 5, "elder").minutes_left(10) for n in range(1, 6)] == [10, 8, 6, 4, 2]
    assert [Screen.holding(n, 5, "youth").minutes_left(10) for n in range(1, 6)] == [10, 10, 6, 6, 2]
    assert Screen.holding(4, 5, "adult").minutes_left(10) == 10
