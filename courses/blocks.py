"""What a lesson's step is made of: what tells and shows, and at most one activity (courses/activities)."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.activities import (
    ACTIVITIES,
    ChecklistBlock,
    MatchBlock,
    PasswordBlock,
    ReflectionBlock,
    ScenarioBlock,
    SettingsBlock,
    SortBlock,
    SpotBlock,
)
from courses.recordings import RecordingBlock
from media.blocks import InfographicBlock, PictureBlock, VideoBlock
from portal.core.blocks import BubbleBlock, DrawingBlock, HotlineBlock, TextBlock, TipBlock


class StepBodyBlock(blocks.StreamBlock):
    """What tells and shows, then the activities under a heading of their own (decision 31)."""

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
    scenario = ScenarioBlock()
    spot = SpotBlock()
    password = PasswordBlock()
    match = MatchBlock()
    settings = SettingsBlock()
    reflection = ReflectionBlock()

    class Meta:
        label = _("เนื้อหา")


class StepBlock(blocks.StructBlock):
    """One idea of a lesson."""

    title = blocks.CharBlock(label=_("หัวข้อของขั้นนี้"))
    body = StepBodyBlock()
    recording = RecordingBlock()

    class Meta:
        icon = "arrow-right"
        label = _("ขั้น")


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
