"""The portal itself, migrated and small, as processes that a test may kill: databases of its own, one lesson with a quiz."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.tracking.alone import migrated, says

SETTINGS = "tests.learning.alone_settings"
APP = "portal.wsgi:application"
LESSON = """
from tests.factories import content
home = content.home()
course = content.course(content.courses_index(home))
lesson = content.lesson(course, quiz=content.quiz())
content.module(course, "เริ่มต้น", lesson)
print(lesson.translation_key)
"""


@contextmanager
def portal_with_a_quiz(folder: Path) -> Iterator[tuple[dict[str, str], str]]:
    """An environment with databases copied from the test run's migrated ones, and the address of the quiz in it."""
    with portal_with(LESSON, folder) as (env, said):
        yield env, f"/th/learn/{said.splitlines()[-1]}/quiz/"


@contextmanager
def portal_with(program: str, folder: Path, settings_module: str = SETTINGS) -> Iterator[tuple[dict[str, str], str]]:
    """An environment with databases copied from the test run's migrated ones, filled by a program; and what that said."""
    with migrated(folder, settings_module) as made:
        env = {name: value for name, value in made.items() if not name.startswith("TEST_")}
        yield env, says(env, program)
