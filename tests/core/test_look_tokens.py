"""Colours keep their contrast in every theme: text 7:1 on every ground it may stand on, controls 3:1 (WCAG 2.2 AAA)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import portal.core

CSS = Path(portal.core.__file__).parent / "static" / "portal" / "css"
TEXT = ("ink", "soft", "teal", "sun", "rose", "sky", "leaf", "link", "visited")
GROUNDS = ("paper", "card", "sand", "teal-soft", "sun-soft", "rose-soft", "sky-soft", "leaf-soft", "phone", "glow")
# Text on its own ground: buttons, calls, the foot.
PAIRS = (("act-ink", "act"), ("call-ink", "call"), ("foot-ink", "foot"), ("foot-soft", "foot"), ("foot-link", "foot"))


def colours(text: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", text))


def rule(text: str, selector: str) -> dict[str, str]:
    """The custom colours of the first rule with this selector."""
    start = text.index(selector + " {")
    return colours(text[start : text.index("}", start)])


def themes() -> dict[str, dict[str, str]]:
    light = colours((CSS / "tokens.css").read_text())
    text = (CSS / "themes.css").read_text()
    return {
        "light": light,
        "dark": light | rule(text, ':root[data-theme="dark"]'),
        "device dark": light | rule(text, ':root:not([data-theme="light"]):not([data-theme="contrast"])'),
        "contrast": light | rule(text, ':root[data-theme="contrast"]'),
    }


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_wcag_does():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", ["light", "dark", "device dark", "contrast"])
def test_text_reaches_seven_to_one_on_every_ground(name):
    theme = themes()[name]
    weak = [
        (text, ground, round(contrast(theme[text], theme[ground]), 2))
        for text in TEXT
        for ground in GROUNDS
        if contrast(theme[text], theme[ground]) < 7
    ]
    weak += [(a, b) for a, b in PAIRS if contrast(theme[a], theme[b]) < 7]
    assert weak == []


@pytest.mark.parametrize("name", ["light", "dark", "device dark", "contrast"])
def test_edges_of_controls_reach_three_to_one(name):
    theme = themes()[name]
    weak = [
        (edge, ground)
        for edge in ("edge", "act", "call", "ink")
        for ground in GROUNDS
        if contrast(theme[edge], theme[ground]) < 3
    ]
    assert weak == []
    # The two rings of the focus mark are told from each other, so one of them shows on any ground.
    assert contrast("#1b2a30" if name == "light" else theme["paper"], theme["accent"]) >= 3


def test_both_dark_lists_are_the_same():
    assert themes()["dark"] == themes()["device dark"]


def test_no_colour_is_written_outside_the_tokens():
    """Other files name colours by token; what must not follow the theme is listed here with its reason."""
    allowed = {
        "#1b2a30",  # ink on the accent yellow, which is the same in every theme
        "#fff",  # paper under images and words on the film's own dark ground
        "#0a1012",  # the film's ground
        "#54666d",  # the line in the foot
        "#ffe08a",  # search hits
        "#a06a00",  # the bar of a waiting note
        "#000",  # print
        "#222",
        "#444",
        "#777",
    }
    found = {
        (path.name, colour)
        for path in CSS.glob("*.css")
        if path.name not in ("tokens.css", "themes.css", "admin-dashboard.css", "admin-figures.css")
        for colour in re.findall(r"#[0-9a-fA-F]{3,8}\b", path.read_text())
        if colour not in allowed
    }
    assert found == set()
