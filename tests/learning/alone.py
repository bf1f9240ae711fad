"""The portal itself, migrated and small, as processes that a test may kill: databases of its own, one lesson with a quiz."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from django.conf import settings

from tests.tracking.alone import environment, own_database, says

SETTINGS = "tests.learning.alone_settings"
APP = "portal.wsgi:application"
STORES = (
    ("default", "DATABASE_URL", "portal.sqlite3"),
    ("tracking", "TRACKING_DATABASE_URL", "tracking.sqlite3"),
)

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
    env = {name: value for name, value in environment(folder, settings_module).items() if not name.startswith("TEST_")}
    with ExitStack() as made:
        for alias, name, file in STORES:
            env.pop(name, None)
            if url := made.enter_context(own_database(f"template_{alias}")):
                env[name] = url
            else:
                shutil.copyfile(Path(settings.VAR_DIR) / f"migrated-{alias}.sqlite3", folder / file)
        yield env, says(env, program)
