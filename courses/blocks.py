"""What a lesson's step is made of; activities are the learner's own doing (answered on an uncached page)."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from media.blocks import InfographicBlock, PictureBlock, VideoBlock
from portal.core.blocks import BubbleBlock, DrawingBlock, HotlineBlock, TextBlock, TipBlock


class SortItemBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("ข้อความ"))
    basket = blocks.ChoiceBlock(label=_("คำตอบ"), choices=[("a", _("กลุ่มแรก")), ("b", _("กลุ่มที่สอง"))])
    why = blocks.TextBlock(label=_("เพราะอะไร"), required=False)


class SortBlock(blocks.StructBlock):
    """Sort each example into one of two groups: real or fake, safe or risky."""

    prompt = blocks.CharBlock(label=_("โจทย์"))
    label_a = blocks.CharBlock(label=_("ชื่อกลุ่มแรก"), default="น่าไว้ใจ")
    label_b = blocks.CharBlock(label=_("ชื่อกลุ่มที่สอง"), default="น่าสงสัย")
    items = blocks.ListBlock(SortItemBlock(), label=_("ตัวอย่าง"), min_num=2, max_num=8)

    class Meta:
        icon = "list-ul"
        label = _("กิจกรรม: แยกกลุ่ม")
        template = "blocks/sort.html"


class ChecklistBlock(blocks.StructBlock):
    """Things to do in real life; ticking them says "I did this"."""

    prompt = blocks.CharBlock(label=_("โจทย์"))
    items = blocks.ListBlock(blocks.CharBlock(), label=_("สิ่งที่ทำ"), min_num=1, max_num=8)

    class Meta:
        icon = "tick-inverse"
        label = _("กิจกรรม: ทำแล้ว")
        template = "blocks/checklist.html"


class StepBodyBlock(blocks.StreamBlock):
    text = TextBlock()
    bubble = BubbleBlock()
    tip = TipBlock()
    drawing = DrawingBlock()
    picture = PictureBlock()
    hotline = HotlineBlock()
    video = VideoBlock()
    infographic = InfographicBlock()
    sort = SortBlock()
    checklist = ChecklistBlock()

    class Meta:
        label = _("เนื้อหา")


class StepBlock(blocks.StructBlock):
    """One idea of a lesson."""

    title = blocks.CharBlock(label=_("หัวข้อของขั้นนี้"))
    body = StepBodyBlock()

    class Meta:
        icon = "arrow-right"
        label = _("ขั้น")


ACTIVITIES = ("sort", "checklist")


def undescribed_pictures(steps: blocks.StreamValue) -> list[str]:
    """Titles of images in the steps that have neither a text nor the mark of decoration."""
    missing = []
    for step in steps:
        for block in step.value["body"]:
            if block.block_type == "picture" and not block.value["image"].is_described:
                missing.append(block.value["image"].title)
    return missing


def one_activity_a_step(steps: blocks.StreamValue) -> None:
    """Raise ValidationError for a step with more than one activity: one idea a screen."""
    for step in steps:
        if sum(block.block_type in ACTIVITIES for block in step.value["body"]) > 1:
            raise ValidationError(_("ขั้น “%(title)s” มีกิจกรรมมากกว่าหนึ่ง: แยกเป็นสองขั้น") % {"title": step.value["title"]})
