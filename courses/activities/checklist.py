""" "I did this"."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.activities.checking import ActivityBlock


class ChecklistBlock(ActivityBlock):
    """Things to do in real life; ticking them says "I did this"."""

    prompt = blocks.CharBlock(label=_("โจทย์"))
    items = blocks.ListBlock(blocks.CharBlock(), label=_("สิ่งที่ทำ"), min_num=1, max_num=8)

    class Meta:
        icon = "tick-inverse"
        label = _("กิจกรรม: ทำแล้ว")
        template = "blocks/checklist.html"
