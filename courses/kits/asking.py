"""What paper, offline site and question banks share about a question: its situation in words, its steps mixed."""

from __future__ import annotations

import hashlib
import random
from typing import Protocol

ORDER = "order"
SCENARIO = "scenario"
QUESTION_KINDS = ("single", "multiple", "truefalse", ORDER, SCENARIO)
CHANNELS = {
    "sms": "ข้อความ SMS",
    "line": "ข้อความในไลน์",
    "facebook": "โพสต์ในเฟซบุ๊ก",
    "chat": "ข้อความแชต",
    "email": "อีเมล",
    "call": "สายโทรเข้า",
}


class HasSituation(Protocol):
    """A question with its situation; an empty channel tells it in plain words."""

    @property
    def situation(self) -> str: ...
    @property
    def situation_channel(self) -> str: ...
    @property
    def situation_sender(self) -> str: ...


def heading(question: HasSituation) -> str:
    """Over the situation: "ข้อความ SMS จาก แจ้งเตือนพัสดุ"; "" for one told in plain words."""
    label = CHANNELS.get(question.situation_channel, "")
    return f"{label} จาก {question.situation_sender}" if label and question.situation_sender else label


def mixed(count: int, name: str) -> tuple[int, ...]:
    """Places 1 to `count` in any order but the right one, the same for the same name (a release is built to the byte)."""
    right = tuple(range(1, count + 1))
    chance = random.Random(hashlib.sha256(name.encode()).digest())  # noqa: S311 - a layout, no secret
    places = list(right)
    while tuple(places) == right and count > 1:
        chance.shuffle(places)
    return tuple(places)
