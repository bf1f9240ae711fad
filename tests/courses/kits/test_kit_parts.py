"""The registry of what other rooms put into a kit."""

from __future__ import annotations

import pytest

from courses import kit_parts
from courses.kits.parts import Part
from courses.kits.source import KitSource


def first(kit: KitSource) -> list[Part]:
    return [Part("a.txt", b"1", "ก")]


def second(kit: KitSource) -> list[Part]:
    return [Part("b.txt", b"2", "ข")]


def test_makers_come_by_name_whatever_order_they_were_registered_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kit_parts, "_makers", {})
    kit_parts.register("training", second)
    kit_parts.register("learning", first)
    assert kit_parts.makers() == (first, second)
    kit_parts.register("learning", second)
    assert kit_parts.makers() == (second, second)
