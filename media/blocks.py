"""Blocks that show media inside other pages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock


class PictureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("ภาพ"))
    caption = blocks.CharBlock(label=_("คำบรรยายใต้ภาพ"), required=False)

    class Meta:
        icon = "image"
        label = _("ภาพ")
        template = "blocks/picture.html"


class VideoBlock(blocks.PageChooserBlock):
    def __init__(self, **kwargs):
        super().__init__(page_type="media.VideoPage", **kwargs)

    class Meta:
        icon = "media"
        label = _("คลิปวิดีโอ")
        template = "blocks/video.html"


class InfographicBlock(blocks.PageChooserBlock):
    def __init__(self, **kwargs):
        super().__init__(page_type="media.InfographicPage", **kwargs)

    class Meta:
        icon = "image"
        label = _("อินโฟกราฟิก")
        template = "blocks/infographic.html"
