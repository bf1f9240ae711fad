"""Blocks of the readable files as StreamField values."""

from __future__ import annotations

import uuid
from typing import Any

from media.models import InfographicPage, VideoPage
from portal.core.models import Hotline
from portal.demo.loading.reading import flat, rich

NAMESPACE = uuid.UUID("0d2f6a0e-58cc-4c53-9b9d-1f0c8b7c0001")


def block_id(*path: object) -> str:
    """An id that stays the same however often the demo is loaded."""
    return str(uuid.uuid5(NAMESPACE, "/".join(str(part) for part in path)))


def step_values(lesson: dict[str, Any]) -> list[dict[str, Any]]:
    """A lesson's steps in StreamField's raw form."""
    return [
        {
            "type": "step",
            "id": block_id(lesson["slug"], number),
            "value": {
                "title": flat(step["title"]),
                "body": [
                    _body_block(block, block_id(lesson["slug"], number, place))
                    for place, block in enumerate(step["body"])
                ],
            },
        }
        for number, step in enumerate(lesson["steps"], start=1)
    ]


def _body_block(block: dict[str, Any], identifier: str) -> dict[str, Any]:
    """One block. Raises ValueError for a key that no block has, or a name that is not there."""
    (kind, value), *more = block.items()
    if more:
        raise ValueError(f"one key a block: {sorted(block)}")
    return {"type": kind, "id": identifier, "value": _VALUES[kind](value)}


def _page_pk(model: type, slug: str) -> int:
    page = model.objects.filter(slug=slug).first()  # type: ignore[attr-defined]
    if page is None:
        raise ValueError(f"{model.__name__} {slug} is not loaded")
    return page.pk


def _sort(value: dict[str, Any]) -> dict[str, Any]:
    labels = {basket["key"]: basket["label"] for basket in value["baskets"]}
    return {
        "prompt": flat(value["prompt"]),
        "label_a": labels["a"],
        "label_b": labels["b"],
        "items": [
            {"text": flat(item["text"]), "basket": item["basket"], "why": flat(item.get("why"))}
            for item in value["items"]
        ],
    }


def _plain(value: Any) -> Any:
    """An activity as it is written in the file, its folded texts as one paragraph each."""
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return value if isinstance(value, bool | int) else flat(value)


_VALUES = {
    "text": rich,
    "bubble": lambda value: {key: value[key].strip() for key in ("sender", "channel", "text")},
    "tip": lambda value: {"kind": value["kind"], "text": flat(value["text"])},
    "drawing": lambda value: {"name": value["name"], "alt": value.get("alt") or ""},
    "hotline": lambda slug: Hotline.objects.get(slug=slug).pk,
    "video": lambda slug: _page_pk(VideoPage, slug),
    "infographic": lambda slug: _page_pk(InfographicPage, slug),
    "sort": _sort,
    **dict.fromkeys(("checklist", "scenario", "spot", "password", "match", "settings", "reflection"), _plain),
}


def stream(kind: str, values: list[Any], *path: object) -> list[dict[str, Any]]:
    """Values of one block type in StreamField's raw form."""
    return [
        {"type": kind, "id": block_id(kind, *path, number), "value": value}
        for number, value in enumerate(values, start=1)
    ]
