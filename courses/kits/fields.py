"""Reading untrusted mappings field by field, gathering every fault in Thai instead of stopping at the first."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Protocol, TypeVar

from courses.kits.asking import CHANNELS, ORDER, SCENARIO
from courses.kits.errors import KitError

T = TypeVar("T")
FEWEST_STEPS = 3
MOST_CHOICES = 10
"""As many as there are letters for them on paper."""
ASCII_NAME = re.compile(r"^[a-z0-9][a-z0-9-]*$")


class AnyChoice(Protocol):
    """A choice of a test or of a lesson's quiz."""

    @property
    def text(self) -> str: ...
    @property
    def correct(self) -> bool: ...


class Fields:
    """One mapping with its place in the kit ("โมดูลที่ 2 › กิจกรรมที่ 1"), and the list all places share for faults."""

    def __init__(self, data: Any, place: str = "", faults: list[str] | None = None) -> None:
        self.place = place
        self.faults: list[str] = [] if faults is None else faults
        self.data: Mapping[str, Any] = data if isinstance(data, Mapping) else {}
        if not isinstance(data, Mapping):
            self.fault("ต้องเป็นรายการแบบ “ชื่อ: ค่า”")

    def fault(self, sentence: str) -> None:
        """Note what is wrong here, in Thai."""
        self.faults.append(f"{self.place}: {sentence}" if self.place else sentence)

    def under(self, data: Any, place: str) -> Fields:
        """The fields of something inside this one."""
        return Fields(data, f"{self.place} › {place}" if self.place else place, self.faults)

    def text(self, key: str, *aliases: str, label: str = "", required: bool = False) -> str:
        """The text under `key` or the first alias present; lists become paragraphs. A fault when required and empty."""
        value = next((self.data[name] for name in (key, *aliases) if self.data.get(name) is not None), "")
        if isinstance(value, Sequence) and not isinstance(value, str):
            value = "\n\n".join(str(part) for part in value)
        text = str(value).strip()
        if required and not text:
            self.fault(f"ยังไม่มี{label or 'ข้อความ'} ({key})")
        return text

    def texts(self, key: str, *aliases: str) -> tuple[str, ...]:
        """A list of texts; a single text counts as a list of one."""
        value = next((self.data[name] for name in (key, *aliases) if self.data.get(name) is not None), ())
        parts = [value] if isinstance(value, str) else value
        if not isinstance(parts, Sequence):
            self.fault(f"{key} ต้องเป็นรายการข้อความ")
            return ()
        return tuple(text for part in parts if (text := str(part).strip()))

    def number(self, key: str, default: int | None = None, *, label: str = "", least: int = 0) -> int:
        """A whole number of at least `least`; without a default it is required."""
        value = self.data.get(key)
        value = default if value is None else value
        if isinstance(value, bool) or not isinstance(value, int | str) or not str(value).strip().isdecimal():
            self.fault(f"{label or key} ({key}) ต้องเป็นจำนวนเต็ม")
            return least
        if int(value) < least:
            self.fault(f"{label or key} ({key}) ต้องไม่น้อยกว่า {least}")
        return max(int(value), least)

    def day(self, key: str, label: str) -> date:
        """A required day, as a date or as YYYY-MM-DD of the common era."""
        value = self.data.get(key)
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fault(f"{label} ({key}) ต้องเป็นวันที่แบบ ปปปป-ดด-วว เช่น 2026-11-01")
            return date(1980, 1, 1)

    def one_of(self, key: str, allowed: Sequence[str], default: str, label: str = "") -> str:
        """A word out of `allowed`."""
        value = str(self.data.get(key, default))
        if value not in allowed:
            self.fault(f"{label or key} ({key}) ต้องเป็น {' หรือ '.join(allowed)} แต่พบ “{value}”")
            return default
        return value

    def name(self, key: str, label: str, *aliases: str) -> str:
        """A required name that can stand in a file name: a-z, 0-9 and hyphens."""
        value = self.text(key, *aliases, label=label, required=True)
        if value and not ASCII_NAME.match(value):
            self.fault(f"{label} ({key}) ใช้ได้เฉพาะ a-z 0-9 และขีดกลาง แต่พบ “{value}”")
        return value

    def items(self, key: str, place: str, read: Callable[[Fields], T], *, label: str = "") -> tuple[T, ...]:
        """Each mapping of the list under `key`, read by `read`; with a label the list may not be empty."""
        value = self.data.get(key) or ()
        if isinstance(value, str | Mapping) or not isinstance(value, Sequence):
            self.fault(f"{key} ต้องเป็นรายการ")
            return ()
        if label and not value:
            self.fault(f"ยังไม่มี{label} ({key})")
        return tuple(read(self.under(part, f"{place} {number}")) for number, part in enumerate(value, start=1))

    def situation(self) -> dict[str, str]:
        """A question's situation, by the names of its fields."""
        return {
            "situation": self.text("situation"),
            "situation_channel": self.one_of("situation_channel", ("", *CHANNELS), ""),
            "situation_sender": self.text("situation_sender"),
        }

    def check_key(self, kind: str, choices: Sequence[AnyChoice], situation: str = "") -> None:
        """A question needs choices and a key that fit its kind; a scenario needs its situation."""
        if kind == SCENARIO and not situation:
            self.fault("คำถามแบบสถานการณ์ต้องมีเรื่องที่เกิดขึ้น (situation)")
        if len(choices) > MOST_CHOICES:
            self.fault(f"มีตัวเลือกได้ไม่เกิน {MOST_CHOICES} ข้อ")
        if kind == ORDER:
            self._check_steps([choice.text for choice in choices])
            return
        right = sum(choice.correct for choice in choices)
        if len(choices) < 2:
            self.fault("ต้องมีตัวเลือกอย่างน้อย 2 ข้อ")
        elif not right:
            self.fault("ยังไม่ได้บอกว่าตัวเลือกใดถูก (correct: true)")
        elif kind != "multiple" and right > 1:
            self.fault("คำถามแบบเลือกข้อเดียว มีข้อถูกได้เพียงข้อเดียว")

    def _check_steps(self, steps: Sequence[str]) -> None:
        if len(steps) < FEWEST_STEPS:
            self.fault(f"คำถามแบบเรียงลำดับต้องมีอย่างน้อย {FEWEST_STEPS} ขั้น")
        for step in sorted({step for step in steps if steps.count(step) > 1}):
            self.fault(f"มีสองขั้นที่เขียนเหมือนกัน “{step}” ผู้เรียนจะเรียงไม่ได้")

    def done(self, title: str) -> None:
        """Raise KitError with everything noted; do nothing when nothing was."""
        if self.faults:
            raise KitError(title, self.faults)
