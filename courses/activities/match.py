"""Match what belongs together."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.activities.checking import ActivityBlock, Fault, repeated


class PairBlock(blocks.StructBlock):
    left = blocks.TextBlock(label=_("ข้อความ"))
    right = blocks.CharBlock(label=_("คู่ของข้อความนี้"))
    why = blocks.TextBlock(label=_("เพราะอะไร"), required=False)


class MatchValue(blocks.StructValue):
    def halves(self) -> list[str]:
        """All second halves in an order that tells nothing and is the same for everybody."""
        halves = [*(pair["right"] for pair in self["pairs"]), *self["extra"]]
        return sorted(halves, key=lambda text: sha256(text.encode()).digest())


class MatchBlock(ActivityBlock):
    """Pairs, of which the learner sees the first halves in order and chooses the other from all second halves."""

    prompt = blocks.CharBlock(label=_("โจทย์"))
    pairs = blocks.ListBlock(PairBlock(), label=_("คู่"), min_num=2, max_num=6)
    extra = blocks.ListBlock(blocks.CharBlock(), label=_("ตัวเลือกที่ไม่มีคู่"), min_num=0, max_num=3, default=[])

    class Meta:
        icon = "link"
        label = _("กิจกรรม: จับคู่")
        template = "blocks/match.html"
        value_class = MatchValue

    def faults(self, value: Any) -> Iterator[Fault]:
        for text in repeated(pair["left"] for pair in value["pairs"]):
            yield _("“%(text)s” มีสองครั้ง แต่ละข้อความมีคู่เดียว") % {"text": text}
        for text in repeated([*(pair["right"] for pair in value["pairs"]), *value["extra"]]):
            yield _("คู่ “%(text)s” ซ้ำกัน จึงบอกไม่ได้ว่าข้อใดถูก") % {"text": text}
