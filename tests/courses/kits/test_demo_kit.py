"""The demo's own kit: read, complete, and built whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from courses.kits import plan
from courses.kits.build import build_release
from courses.kits.places import Places
from courses.kits.source import KitSource

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def kit(demo_mapping: dict[str, Any]) -> KitSource:
    return KitSource.from_mapping(demo_mapping)


def test_it_offers_three_lengths_that_add_up(kit: KitSource) -> None:
    sheets = plan.run_sheets(kit)
    assert [sheet.minutes for sheet in sheets] == [45, 90, 180]
    assert all(sheet.rows[-1].end == sheet.minutes and sheet.rows[-1].module for sheet in sheets)


def test_its_drawings_exist_and_every_slide_is_spoken_to(kit: KitSource) -> None:
    Places().check(kit.drawings())
    assert all(slide.notes for activity in kit.activities() for slide in activity.slides)


def test_it_builds(kit: KitSource, tmp_path: Path) -> None:
    release = build_release(kit, tmp_path / "kit")
    names = {item.name for item in release.items}
    for number, handout in enumerate(kit.handouts, start=1):
        for end in (".pdf", ".docx", "-large.pdf", "-large.docx"):
            assert f"handouts/{number:02}-{handout.slug}{end}" in names
    assert release.public_zip.size < 6_000_000
