"""A story whose reader decides how it goes on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.activities.checking import ActivityBlock, Fault, repeated
from portal.core.blocks import CHANNELS
from portal.core.drawings import drawing_choices

ENDINGS = [("good", _("จบดี")), ("soso", _("จบแบบพอใช้")), ("bad", _("จบแบบน่าเสียดาย"))]


class SceneValue(blocks.StructValue):
    @property
    def bubble(self) -> dict[str, str] | None:
        """The message in this scene, as an example message is shown; None where there is none."""
        if not self["message"]:
            return None
        return {"sender": self["sender"], "channel": self["channel"] or "chat", "text": self["message"]}


class ScenarioValue(blocks.StructValue):
    def booklet(self) -> list[dict[str, Any]]:
        """The scenes for paper, numbered in their order; each choice with the number of the scene to turn to."""
        numbers = {scene["key"]: number for number, scene in enumerate(self["scenes"], start=1)}
        return [
            {
                "number": numbers[scene["key"]],
                "scene": scene,
                "choices": [{"text": one["text"], "number": numbers.get(one["to"])} for one in scene["choices"]],
            }
            for scene in self["scenes"]
        ]


class SceneChoiceBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("ทางเลือก"))
    to = blocks.CharBlock(label=_("ไปฉาก"), help_text=_("ชื่อฉากที่จะไปต่อ"))
    feedback = blocks.TextBlock(label=_("พูดกับคนที่เลือกข้อนี้"), required=False)


class SceneBlock(blocks.StructBlock):
    key = blocks.CharBlock(label=_("ชื่อฉาก"), help_text=_("สั้น ๆ ไม่ซ้ำกัน เช่น เริ่ม หรือ 2 ผู้เรียนไม่เห็น"))
    text = blocks.TextBlock(label=_("เรื่องในฉากนี้"))
    drawing = blocks.ChoiceBlock(label=_("ภาพวาดตกแต่ง"), choices=drawing_choices, required=False)
    sender = blocks.CharBlock(label=_("มีข้อความจาก"), required=False)
    channel = blocks.ChoiceBlock(label=_("ช่องทาง"), choices=CHANNELS, required=False, default="chat")
    message = blocks.TextBlock(label=_("ข้อความที่ได้รับ"), required=False)
    choices = blocks.ListBlock(SceneChoiceBlock(), label=_("ทางเลือก"), min_num=0, max_num=4, default=[])
    ending = blocks.ChoiceBlock(
        label=_("ฉากจบ"), choices=ENDINGS, required=False, help_text=_("เลือกเมื่อเรื่องจบที่ฉากนี้ แล้วไม่ต้องมีทางเลือก")
    )

    class Meta:
        value_class = SceneValue


class ScenarioBlock(ActivityBlock):
    """The first scene begins the story; a choice names the scene it leads to; a scene marked as an ending has none."""

    prompt = blocks.CharBlock(label=_("ชื่อเรื่อง"))
    scenes = blocks.ListBlock(SceneBlock(), label=_("ฉาก"), min_num=2, max_num=20)

    class Meta:
        icon = "order"
        label = _("กิจกรรม: เรื่องให้เลือกทาง")
        template = "blocks/scenario.html"
        value_class = ScenarioValue

    def faults(self, value: Any) -> Iterator[Fault]:
        yield from scene_faults(value["scenes"])
        yield from graph_faults(
            {scene["key"]: [choice["to"] for choice in scene["choices"]] for scene in value["scenes"]}
        )


def scene_faults(scenes: Iterable[Any]) -> Iterator[Fault]:
    """Faults of single scenes: an ending ends, all others lead on, by at least two ways and never both alike."""
    scenes = list(scenes)
    for key in repeated(scene["key"] for scene in scenes):
        yield _("มีฉากชื่อ “%(key)s” มากกว่าหนึ่งฉาก ตั้งชื่อใหม่ให้ไม่ซ้ำ") % {"key": key}
    for scene in scenes:
        words = {"key": scene["key"]}
        if scene["ending"] and len(scene["choices"]):
            yield _("ฉาก “%(key)s” เป็นฉากจบ จึงต้องไม่มีทางเลือก") % words
        elif not scene["ending"] and len(scene["choices"]) < 2:
            yield _("ฉาก “%(key)s” ต้องมีทางเลือกอย่างน้อยสองทาง หรือระบุว่าเป็นฉากจบ") % words
        if repeated(choice["text"] for choice in scene["choices"]):
            yield _("ฉาก “%(key)s” มีทางเลือกที่เขียนเหมือนกัน") % words
        if bool(scene["sender"]) != bool(scene["message"]):
            yield _("ฉาก “%(key)s” ต้องมีทั้งข้อความที่ได้รับ และชื่อผู้ส่ง หรือไม่มีทั้งคู่") % words
    if not any(scene["ending"] for scene in scenes):
        yield _("เรื่องนี้ยังไม่มีฉากจบ")
    elif not any(scene["ending"] == "good" for scene in scenes):
        yield _("เรื่องนี้ยังไม่มีทางไปสู่ฉากจบดี เพิ่มอย่างน้อยหนึ่งฉาก")


def graph_faults(ways: Mapping[str, list[str]]) -> Iterator[Fault]:
    """Faults of the way through the story. ways: scene → scenes its choices lead to, the first scene first; a scene
    that leads nowhere is an ending.

    Each choice leads to a scene that is there, each scene can be reached, and from each an ending can be reached.
    """
    for key, targets in ways.items():
        for target in dict.fromkeys(targets):
            if target not in ways:
                yield _("ทางเลือกในฉาก “%(key)s” ไปฉาก “%(target)s” ซึ่งไม่มี") % {"key": key, "target": target}
    reached = _reached(ways, list(ways)[:1])
    for key in ways:
        if key not in reached:
            yield _("ไม่มีทางเลือกใดไปถึงฉาก “%(key)s”") % {"key": key}
    back: dict[str, list[str]] = {key: [] for key in ways}
    for key, targets in ways.items():
        for target in targets:
            back.setdefault(target, []).append(key)
    ends = _reached(back, [key for key, targets in ways.items() if not targets])
    for key in ways:
        if key in reached and key not in ends:
            yield _("จากฉาก “%(key)s” วนไปเท่าไรก็ไม่ถึงฉากจบ") % {"key": key}


def _reached(ways: Mapping[str, list[str]], begin: list[str]) -> set[str]:
    found: set[str] = set()
    waiting = list(begin)
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting += ways.get(key, ())
    return found
