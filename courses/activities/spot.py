"""Spot the warning signs in a picture or in a message."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from courses.activities.checking import ActivityBlock, Fault
from portal.core.blocks import CHANNELS
from portal.core.drawings import drawing_choices

# On a screen of 320 px the picture is about 250 px wide and 140 px high: spots of 48 px then still stand apart.
APART_X, APART_Y = 20, 35


class PartBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("สิ่งที่เห็นตรงจุดนี้"), help_text=_("เขียนให้คนที่ไม่เห็นภาพตอบได้"))
    sign = blocks.BooleanBlock(label=_("เป็นสัญญาณเตือน"), required=False)
    why = blocks.TextBlock(label=_("เพราะอะไร"))
    x = blocks.IntegerBlock(label=_("ห่างจากขอบซ้าย (ร้อยละ)"), required=False, min_value=8, max_value=92)
    y = blocks.IntegerBlock(label=_("ห่างจากขอบบน (ร้อยละ)"), required=False, min_value=14, max_value=86)


class SpotValue(blocks.StructValue):
    @property
    def bubble(self) -> dict[str, str]:
        """Where there is no picture: the message the parts make up."""
        return {"sender": self["sender"], "channel": self["channel"] or "sms"}


class SpotBlock(ActivityBlock):
    """A picture, a drawing or a message, and what is to be seen in it: the warning signs among it are to be found.

    The list of parts is the picture's twin in words: it is always there, and all there is with scripts off.
    """

    prompt = blocks.CharBlock(label=_("โจทย์"))
    image = ImageChooserBlock(label=_("ภาพ"), required=False)
    drawing = blocks.ChoiceBlock(label=_("หรือภาพวาดของเรา"), choices=drawing_choices, required=False)
    alt = blocks.TextBlock(label=_("ภาพนี้แสดงอะไร"), required=False, help_text=_("จำเป็นเมื่อใช้ภาพ"))
    sender = blocks.CharBlock(label=_("หรือข้อความจาก"), required=False, help_text=_("แล้วจุดต่าง ๆ เรียงต่อกันเป็นข้อความนั้น"))
    channel = blocks.ChoiceBlock(label=_("ช่องทางของข้อความ"), choices=CHANNELS, required=False)
    parts = blocks.ListBlock(PartBlock(), label=_("จุดต่าง ๆ"), min_num=3, max_num=8)

    class Meta:
        icon = "view"
        label = _("กิจกรรม: หาสัญญาณเตือน")
        template = "blocks/spot.html"
        value_class = SpotValue

    def faults(self, value: Any) -> Iterator[Fault]:
        pictured = bool(value["image"]) + bool(value["drawing"])
        if pictured + bool(value["sender"]) != 1:
            yield _("เลือกอย่างใดอย่างหนึ่ง: ภาพ ภาพวาด หรือข้อความ (ใส่ชื่อผู้ส่ง)")
        if pictured and not value["alt"]:
            yield _("เขียนว่าภาพนี้แสดงอะไร ให้คนที่ไม่เห็นภาพเข้าใจด้วย")
        signs = [part["sign"] for part in value["parts"]]
        if not any(signs):
            yield _("ยังไม่ได้บอกว่าจุดใดเป็นสัญญาณเตือน")
        elif all(signs):
            yield _("ทุกจุดเป็นสัญญาณเตือน จึงไม่มีอะไรให้เลือก เพิ่มจุดที่ปกติด้วย")
        if pictured:
            yield from place_faults([(part["x"], part["y"]) for part in value["parts"]])


def place_faults(places: list[tuple[int | None, int | None]]) -> Iterator[Fault]:
    """Faults of spots on a picture, in percent of its width and height: each has a place, and a thumb hits only one."""
    for number, (x, y) in enumerate(places, start=1):
        if x is None or y is None:
            yield _("จุดที่ %(number)s ยังไม่มีตำแหน่งในภาพ") % {"number": number}
    numbered = [(number, x, y) for number, (x, y) in enumerate(places, start=1) if x is not None and y is not None]
    for (one, x1, y1), (other, x2, y2) in combinations(numbered, 2):
        if abs(x1 - x2) < APART_X and abs(y1 - y2) < APART_Y:
            yield _("จุดที่ %(one)s กับจุดที่ %(other)s ชิดกันเกินไปสำหรับนิ้ว") % {"one": one, "other": other}
