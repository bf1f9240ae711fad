"""Plain blocks: text, an example message, a tip, a drawing, a telephone number."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from portal.core.drawings import drawing_choices

TEXT_FEATURES = ["bold", "ol", "ul", "link", "document-link"]


class TextBlock(blocks.RichTextBlock):
    def __init__(self, **kwargs):
        super().__init__(features=TEXT_FEATURES, **kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("ข้อความ")
        template = "blocks/text.html"


CHANNELS = [
    ("sms", "SMS"),
    ("line", "LINE"),
    ("facebook", "Facebook"),
    ("chat", _("แชตในเกมหรือแอป")),
    ("email", _("อีเมล")),
    ("call", _("สายโทรศัพท์")),
]
"""Where a message reaches somebody."""


class BubbleBlock(blocks.StructBlock):
    """A message as it would stand on a phone, as an example."""

    sender = blocks.CharBlock(label=_("ชื่อผู้ส่ง"))
    channel = blocks.ChoiceBlock(
        label=_("ช่องทาง"),
        choices=CHANNELS,
    )
    text = blocks.TextBlock(label=_("ข้อความตัวอย่าง"))

    class Meta:
        icon = "comment"
        label = _("ข้อความในโทรศัพท์")
        template = "blocks/bubble.html"


class TipBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock(
        label=_("แบบ"), choices=[("key", _("จำไว้")), ("tip", _("เคล็ดลับ")), ("warn", _("ระวัง"))], default="key"
    )
    text = blocks.TextBlock(label=_("ข้อความ"))

    class Meta:
        icon = "help"
        label = _("กล่องเน้น")
        template = "blocks/tip.html"


class DrawingBlock(blocks.StructBlock):
    name = blocks.ChoiceBlock(label=_("ภาพวาด"), choices=drawing_choices)
    alt = blocks.CharBlock(label=_("คำอธิบายภาพ"), required=False, help_text=_("เว้นว่างเมื่อภาพตกแต่งเท่านั้น"))

    class Meta:
        icon = "image"
        label = _("ภาพวาดของเรา")
        template = "blocks/drawing.html"


class HotlineBlock(SnippetChooserBlock):
    def __init__(self, **kwargs):
        super().__init__("core.Hotline", **kwargs)

    class Meta:
        icon = "mobile-alt"
        label = _("สายด่วน")
        template = "blocks/hotline.html"
