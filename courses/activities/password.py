"""The password workshop: examples to judge; with scripts also a field whose words never leave the device."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.activities.checking import ActivityBlock, Fault, repeated


class ExamplePasswordBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("รหัสตัวอย่าง"), help_text=_("อย่าใช้รหัสของใครจริง ๆ"))
    strong = blocks.BooleanBlock(label=_("เดายาก"), required=False)
    why = blocks.TextBlock(label=_("เพราะอะไร"))


class PasswordBlock(ActivityBlock):
    """Ready-made passwords to judge. Trying one's own needs scripts and stays on the device."""

    prompt = blocks.CharBlock(label=_("โจทย์"))
    examples = blocks.ListBlock(ExamplePasswordBlock(), label=_("รหัสตัวอย่าง"), min_num=2, max_num=8)

    class Meta:
        icon = "key"
        label = _("กิจกรรม: ฝึกตั้งรหัสผ่าน")
        template = "blocks/password.html"

    def faults(self, value: Any) -> Iterator[Fault]:
        strong = [bool(example["strong"]) for example in value["examples"]]
        if all(strong) or not any(strong):
            yield _("ต้องมีทั้งรหัสที่เดายาก และรหัสที่เดาง่าย")
        for text in repeated(example["text"] for example in value["examples"]):
            yield _("รหัสตัวอย่าง “%(text)s” ซ้ำกัน") % {"text": text}
