"""Activities of a lesson file as the offline site's blocks, in the words the demo's lesson files use."""

from __future__ import annotations

from collections.abc import Callable

from courses.kits.fields import Fields
from courses.kits.lessons import (
    Activity,
    Basket,
    ChecklistBlock,
    ChooseBlock,
    ChooseItem,
    ReflectionBlock,
    ScenarioBlock,
    Scene,
    SceneChoice,
    SortBlock,
    SortItem,
    SpotBlock,
    SpotPart,
)

CHANNELS = ("sms", "line", "facebook", "chat", "email", "call")
ENDINGS = ("", "good", "soso", "bad")


def _sort(fields: Fields) -> Activity:
    baskets = fields.items(
        "baskets", "ตะกร้าที่", lambda one: Basket(one.text("key", required=True), one.text("label", required=True))
    )
    items = fields.items(
        "items",
        "รายการที่",
        lambda one: SortItem(one.text("text", required=True), one.text("basket", required=True), one.text("why")),
        label="รายการ",
    )
    keys = {basket.key for basket in baskets}
    for item in items:
        if item.basket not in keys:
            fields.fault(f"“{item.text}” อยู่ในตะกร้า “{item.basket}” ที่ไม่มี")
    return SortBlock(fields.text("prompt", required=True), baskets, items)


def _checklist(fields: Fields) -> Activity:
    return ChecklistBlock(fields.text("prompt"), fields.texts("items"))


def _scenario(fields: Fields) -> Activity:
    scenes = fields.items("scenes", "ฉากที่", _scene, label="ฉาก")
    keys = {scene.key for scene in scenes}
    for scene in scenes:
        for choice in scene.choices:
            if choice.to not in keys:
                fields.fault(f"ทางเลือก “{choice.text}” ไปฉาก “{choice.to}” ที่ไม่มี")
    return ScenarioBlock(fields.text("prompt", required=True), scenes)


def _scene(fields: Fields) -> Scene:
    return Scene(
        key=fields.text("key", label="ชื่อฉาก", required=True),
        text=fields.text("text", label="เรื่องในฉากนี้", required=True),
        choices=fields.items(
            "choices",
            "ทางเลือกที่",
            lambda one: SceneChoice(
                one.text("text", required=True), one.text("to", label="ฉากที่ไปต่อ", required=True), one.text("feedback")
            ),
        ),
        ending=fields.one_of("ending", ENDINGS, ""),
        drawing=fields.text("drawing"),
        sender=fields.text("sender"),
        channel=fields.one_of("channel", CHANNELS, "chat"),
        message=fields.text("message"),
    )


def _spot(fields: Fields) -> Activity:
    return SpotBlock(
        fields.text("prompt", required=True),
        fields.items(
            "parts",
            "จุดที่",
            lambda one: SpotPart(one.text("text", required=True), one.data.get("sign") is True, one.text("why")),
            label="จุด",
        ),
        fields.text("drawing"),
        fields.text("alt"),
        fields.text("sender"),
        fields.one_of("channel", CHANNELS, "sms"),
    )


def _password(fields: Fields) -> Activity:
    baskets = (Basket("strong", "เดายาก"), Basket("weak", "เดาง่าย"))
    examples = fields.items(
        "examples",
        "รหัสที่",
        lambda one: SortItem(
            one.text("text", required=True), "strong" if one.data.get("strong") is True else "weak", one.text("why")
        ),
        label="รหัสตัวอย่าง",
    )
    return SortBlock(fields.text("prompt", required=True), baskets, examples)


def _match(fields: Fields) -> Activity:
    pairs = fields.items(
        "pairs",
        "คู่ที่",
        lambda one: (one.text("left", required=True), one.text("right", required=True), one.text("why")),
        label="คู่",
    )
    # In an order that tells nothing: by the letters.
    halves = tuple(sorted({right for _left, right, _why in pairs} | set(fields.texts("extra"))))
    items = tuple(ChooseItem(left, halves, halves.index(right), why) for left, right, why in pairs)
    return ChooseBlock(fields.text("prompt", required=True), items)


def _settings(fields: Fields) -> Activity:
    return ChooseBlock(
        fields.text("prompt", required=True), fields.items("settings", "การตั้งค่าที่", _setting, label="การตั้งค่า")
    )


def _setting(fields: Fields) -> ChooseItem:
    values = fields.items(
        "values",
        "ค่าที่",
        lambda one: (
            one.text("label", required=True),
            one.data.get("safe") is True,
            one.data.get("current") is True,
        ),
        label="ค่า",
    )
    safe = [place for place, (_label, is_safe, _now) in enumerate(values) if is_safe]
    if len(safe) != 1:
        fields.fault("ต้องมีค่าที่ปลอดภัย (safe: true) หนึ่งค่าพอดี")
    now = next((f"ตอนนี้ตั้งไว้ว่า “{label}”" for label, _safe, is_now in values if is_now), "")
    return ChooseItem(
        text=fields.text("name", label="ชื่อการตั้งค่า", required=True),
        options=tuple(label for label, _safe, _now in values),
        right=safe[0] if safe else 0,
        why=fields.text("why"),
        note=" ".join(filter(None, [fields.text("help"), now])),
    )


def _reflection(fields: Fields) -> Activity:
    return ReflectionBlock(fields.text("prompt", required=True), fields.texts("questions"))


ACTIVITIES: dict[str, Callable[[Fields], Activity]] = {
    "sort": _sort,
    "checklist": _checklist,
    "scenario": _scenario,
    "spot": _spot,
    "password": _password,
    "match": _match,
    "settings": _settings,
    "reflection": _reflection,
}
