"""Every interface string has its English: Thai first, English second, none left out."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from portal.ops import messages

pytestmark = pytest.mark.needs("xgettext", "msgcmp", "msgfmt")


def test_every_string_has_its_english(tmp_path: Path) -> None:
    written = messages.LOCALE / "en" / "LC_MESSAGES" / "django.po"
    asked = messages.extract(tmp_path)
    done = subprocess.run(["msgcmp", written, asked], capture_output=True, text=True, check=False)
    lines = asked.read_text(encoding="utf-8").splitlines()
    missing = []
    for number in re.findall(r"django\.pot:(\d+): this message", done.stderr):
        # msgcmp names a line of the entry; the string itself stands at it or just above.
        missing.append(next(line for line in reversed(lines[: int(number)]) if line.startswith("msgid ")))
    assert not missing, "\n".join(["`make messages`, then write the English of:", *missing])
    assert done.returncode == 0, done.stderr


def test_strings_of_python_and_of_templates_are_found(tmp_path: Path) -> None:
    asked = messages.extract(tmp_path).read_text(encoding="utf-8")
    # One of a model, one of a template.
    assert 'msgid "กลุ่มวัย"' in asked
    assert 'msgid "ข้ามไปที่เนื้อหา"' in asked


def test_the_catalogue_is_well_formed(tmp_path: Path) -> None:
    for written in messages.LOCALE.glob("*/LC_MESSAGES/*.po"):
        done = subprocess.run(
            ["msgfmt", "--check-format", "-o", tmp_path / "out.mo", written],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
