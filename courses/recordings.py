"""Recordings of a step read aloud, for devices without a Thai voice."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamValue
from wagtail.documents.blocks import DocumentChooserBlock

# How a file of each kind begins; MP4 names its kind after four bytes of length.
BEGINNINGS = {
    "mp3": ((0, b"ID3"), (0, b"\xff\xfb"), (0, b"\xff\xf3"), (0, b"\xff\xf2"), (0, b"\xff\xfa")),
    "m4a": ((4, b"ftyp"),),
    "ogg": ((0, b"OggS"),),
}


class RecordingBlock(DocumentChooserBlock):
    """A document of the library that is a sound file by its name; its content is looked at before publishing."""

    def __init__(self, **kwargs: Any) -> None:
        words = {"label": _("เสียงอ่าน"), "help_text": _("ไฟล์ mp3, m4a หรือ ogg ที่อ่านขั้นนี้ให้ฟัง ใช้เมื่อเครื่องของผู้เรียนไม่มีเสียงไทย")}
        super().__init__(**{"required": False, **words, **kwargs})

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        if value is not None and kind_of(value.filename) is None:
            raise ValidationError(_("เลือกไฟล์เสียง mp3, m4a หรือ ogg"))
        return value

    class Meta:
        icon = "media"


def kind_of(filename: str) -> str | None:
    """The kind of sound file a name stands for: mp3, m4a or ogg; None for every other."""
    ending = filename.lower().rpartition(".")
    return ending[2] if ending[1] and ending[2] in BEGINNINGS else None


def is_sound(document: Any) -> bool:
    """Whether the file is what its name says; a file that is gone is none."""
    kind = kind_of(document.filename)
    if kind is None:
        return False
    try:
        with document.file.open("rb") as handle:
            begin = handle.read(12)
    except OSError:
        return False
    return any(begin[place : place + len(mark)] == mark for place, mark in BEGINNINGS[kind])


def recording_problems(steps: StreamValue) -> list[str]:
    """A sentence for every step whose recording is no sound file."""
    return [
        str(_("เสียงอ่านของขั้น “%(title)s” ไม่ใช่ไฟล์เสียง mp3, m4a หรือ ogg: เลือกไฟล์ใหม่")) % {"title": step.value["title"]}
        for step in steps
        if step.value["recording"] is not None and not is_sound(step.value["recording"])
    ]
