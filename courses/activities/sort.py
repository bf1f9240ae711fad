"""Sort real from fake."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.activities.checking import ActivityBlock


class SortItemBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("ข้อความ"))
    basket = blocks.ChoiceBlock(label=_("คำตอบ"), choices=[("a", _("กลุ่มแรก")), ("b", _("กลุ่มที่สอง"))])
    why = blocks.TextBlock(label=_("เพราะอะไร"), required=False)


class SortBlock(ActivityBlock):
    """Sort each example into one of two groups: real or fake, safe or risky."""

    prompt = blocks.CharBlock(label=_("โจทย์"))
    label_a = blocks.CharBlock(label=_("ชื่อกลุ่มแรก"), default="น่าไว้ใจ")
    label_b = blocks.CharBlock(label=_("ชื่อกลุ่มที่สอง"), default="น่าสงสัย")
    items = blocks.ListBlock(SortItemBlock(), label=_("ตัวอย่าง"), min_num=2, max_num=8)

    class Meta:
        icon = "list-ul"
        label = _("กิจกรรม: แยกกลุ่ม")
        template = "blocks/sort.html"
