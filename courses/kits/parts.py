"""One file of a release, and what other rooms may add."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from courses.kits.errors import KitError
from courses.kits.source import KitSource

SAFE_PATH = re.compile(r"^(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*$")


@dataclass(frozen=True)
class Part:
    """A file of the release.

    path: ASCII, below the root of the ZIP. title: what it is, in Thai. trainers_only: it goes into the trainers' file
    and into nothing else. listed: it can be had alone (the offline site's own pieces cannot). form: the shape this is
    of one document, "PDF" or "Word ตัวอักษรใหญ่"; shapes of one `title` stand together where files are listed.
    """

    path: str
    data: bytes
    title: str
    trainers_only: bool = False
    listed: bool = True
    form: str = ""

    @property
    def full_title(self) -> str:
        """Title and shape: "ใบงาน … (PDF)"."""
        return f"{self.title} ({self.form})" if self.form else self.title


# What another room registers in `courses.kit_parts`: given the kit, the files it adds. The same kit must give the
# same bytes, or releases would differ.
PartMaker = Callable[[KitSource], Iterable[Part]]


def check_paths(parts: Iterable[Part]) -> None:
    """Raise KitError when a path is unsafe (absolute, "..", not ASCII) or taken twice."""
    faults, seen = [], set()
    for part in parts:
        if not SAFE_PATH.match(part.path):
            faults.append(f"ชื่อแฟ้ม “{part.path}” ใช้ไม่ได้ ต้องเป็นตัวอักษรอังกฤษและอยู่ในชุดสื่อ")
        if part.path.lower() in seen:  # Windows does not tell Guide.pdf from guide.pdf
            faults.append(f"มีแฟ้มชื่อ “{part.path}” มากกว่าหนึ่งแฟ้ม")
        seen.add(part.path.lower())
    if faults:
        raise KitError("รวมแฟ้มของชุดสื่อไม่ได้", faults)
