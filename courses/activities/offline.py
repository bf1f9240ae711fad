"""Activities as the kit's offline site shows them: answered on the stick, kept nowhere but there."""

from __future__ import annotations

from typing import Any

from courses.kits import lessons as offline


def _of(value: Any, name: str) -> str:
    """A text that may have been left out."""
    return value.get(name) or ""


def offline_activity(block: Any) -> offline.Activity:
    """The activity in this block, free of pages. Raises ValueError for a kind the stick does not know."""
    value = block.value
    match block.block_type:
        case "sort":
            baskets = (offline.Basket("a", value["label_a"]), offline.Basket("b", value["label_b"]))
            items = tuple(offline.SortItem(item["text"], item["basket"], _of(item, "why")) for item in value["items"])
            return offline.SortBlock(value["prompt"], baskets, items)
        case "checklist":
            return offline.ChecklistBlock(value["prompt"], tuple(value["items"]))
        case "scenario":
            return offline.ScenarioBlock(value["prompt"], tuple(_scene(scene) for scene in value["scenes"]))
        case "spot":
            return _spot(value)
        case "password":
            return _passwords(value)
        case "match":
            halves = tuple(value.halves())
            pairs = (
                offline.ChooseItem(pair["left"], halves, halves.index(pair["right"]), _of(pair, "why"))
                for pair in value["pairs"]
            )
            return offline.ChooseBlock(value["prompt"], tuple(pairs))
        case "settings":
            return offline.ChooseBlock(value["prompt"], tuple(_setting(one) for one in value["settings"]))
        case "reflection":
            return offline.ReflectionBlock(value["prompt"], tuple(value["questions"]))
    raise ValueError(block.block_type)


def _scene(scene: Any) -> offline.Scene:
    return offline.Scene(
        scene["key"],
        scene["text"],
        tuple(offline.SceneChoice(one["text"], one["to"], _of(one, "feedback")) for one in scene["choices"]),
        _of(scene, "ending"),
        _of(scene, "drawing"),
        _of(scene, "sender"),
        _of(scene, "channel") or "chat",
        _of(scene, "message"),
    )


def _spot(value: Any) -> offline.SpotBlock:
    parts = tuple(offline.SpotPart(part["text"], bool(part["sign"]), part["why"]) for part in value["parts"])
    return offline.SpotBlock(
        value["prompt"],
        parts,
        _of(value, "drawing"),
        _of(value, "alt"),
        _of(value, "sender"),
        _of(value, "channel") or "sms",
    )


def _passwords(value: Any) -> offline.SortBlock:
    """The stick judges ready-made passwords only: like sorting them."""
    items = tuple(
        offline.SortItem(one["text"], "strong" if one["strong"] else "weak", one["why"]) for one in value["examples"]
    )
    baskets = (offline.Basket("strong", "เดายาก"), offline.Basket("weak", "เดาง่าย"))
    return offline.SortBlock(value["prompt"], baskets, items)


def _setting(setting: Any) -> offline.ChooseItem:
    labels = [one["label"] for one in setting["values"]]
    safe = next(place for place, one in enumerate(setting["values"]) if one["safe"])
    now = next(one["label"] for one in setting["values"] if one["current"])
    note = " ".join(filter(None, [_of(setting, "help"), f"ตอนนี้ตั้งไว้ว่า “{now}”"]))
    return offline.ChooseItem(setting["name"], tuple(labels), safe, setting["why"], note)
