"""A walk through the privacy settings of an app."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.activities.checking import ActivityBlock, Fault, repeated


class SettingValueBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("ค่า"))
    current = blocks.BooleanBlock(label=_("ค่าที่ตั้งไว้ตอนนี้"), required=False)
    safe = blocks.BooleanBlock(label=_("ค่าที่ปลอดภัย"), required=False)


class SettingBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("ชื่อการตั้งค่า"))
    help = blocks.TextBlock(label=_("ทำอะไร"), required=False)
    values = blocks.ListBlock(SettingValueBlock(), label=_("ค่าที่เลือกได้"), min_num=2, max_num=4)
    why = blocks.TextBlock(label=_("เพราะอะไรค่านี้จึงปลอดภัย"))


class SettingsBlock(ActivityBlock):
    """A pictured settings screen: one setting after the other, each with its present value, to be set safely."""

    prompt = blocks.CharBlock(label=_("โจทย์"))
    app = blocks.CharBlock(label=_("ชื่อหน้าจอ"), help_text=_("เช่น การตั้งค่าบัญชี"))
    settings = blocks.ListBlock(SettingBlock(), label=_("การตั้งค่า"), min_num=2, max_num=8)

    class Meta:
        icon = "cog"
        label = _("กิจกรรม: เดินดูการตั้งค่า")
        template = "blocks/settings.html"

    def faults(self, value: Any) -> Iterator[Fault]:
        for text in repeated(setting["name"] for setting in value["settings"]):
            yield _("มีการตั้งค่าชื่อ “%(text)s” มากกว่าหนึ่ง") % {"text": text}
        for setting in value["settings"]:
            words = {"name": setting["name"]}
            if sum(bool(one["safe"]) for one in setting["values"]) != 1:
                yield _("“%(name)s” ต้องมีค่าที่ปลอดภัยหนึ่งค่าพอดี") % words
            if sum(bool(one["current"]) for one in setting["values"]) != 1:
                yield _("“%(name)s” ต้องบอกค่าที่ตั้งไว้ตอนนี้หนึ่งค่าพอดี") % words
            if repeated(one["label"] for one in setting["values"]):
                yield _("“%(name)s” มีค่าที่เขียนเหมือนกัน") % words
