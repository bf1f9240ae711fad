"""Reflection: for the learner alone."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.activities.checking import ActivityBlock


class ReflectionBlock(ActivityBlock):
    """Questions without a right answer. What the learner writes stays on the device, or on paper."""

    prompt = blocks.CharBlock(label=_("โจทย์"))
    questions = blocks.ListBlock(blocks.CharBlock(), label=_("คำถามชวนคิด"), min_num=1, max_num=4)

    class Meta:
        icon = "edit"
        label = _("กิจกรรม: คิดกับตัวเอง")
        template = "blocks/reflection.html"
