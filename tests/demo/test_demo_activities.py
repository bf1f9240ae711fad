"""The demo's activities: every kind is there, for several ages, fit to be saved by an editor and to go on the stick."""

from __future__ import annotations

from pathlib import Path

import pytest

from courses.activities import ACTIVITIES
from courses.models import LessonPage
from courses.offline import offline_lesson

pytestmark = pytest.mark.long


def test_every_kind_is_somewhere_and_every_age_has_more_than_sorting(loaded: Path) -> None:
    kinds: dict[str, set[str]] = {}
    for lesson in LessonPage.objects.live():
        course = lesson.get_parent().slug
        there = {block.block_type for step in lesson.steps for block in step.value["body"]}
        kinds.setdefault(course, set()).update(there & set(ACTIVITIES))
    assert set().union(*kinds.values()) == set(ACTIVITIES)
    for course in ("kids-net-heroes", "youth-media-smart", "safe-net-everyone", "elder-safe-online"):
        assert len(kinds[course] - {"sort", "checklist"}) >= 2, course


def test_every_lesson_could_be_saved_again_and_goes_on_the_stick(loaded: Path) -> None:
    for lesson in LessonPage.objects.live():
        lesson.steps.stream_block.clean(lesson.steps)
        lesson.clean()
        assert len(offline_lesson(lesson).steps) == len(lesson.steps)
