"""The readable files of the demo: YAML with CommonMark texts."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from markdown_it import MarkdownIt

CONTENT = Path(__file__).resolve().parent.parent / "content"
MEDIA = Path(__file__).resolve().parent.parent / "media"
STRONG = re.compile(r"<(/?)strong>")


def read(path: Path) -> Any:
    with path.open(encoding="utf-8") as handle:
        return yaml.safe_load(handle)


def read_folder(name: str) -> list[dict[str, Any]]:
    """Every YAML file of a folder, in the order of `sort_order`, then of file names."""
    files = [read(path) for path in sorted((CONTENT / name).glob("*.yaml"))]
    return sorted(files, key=lambda data: data.get("sort_order", 0))


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False})


def rich(text: str | None) -> str:
    """CommonMark as Wagtail's rich text keeps it (bold is <b>)."""
    return STRONG.sub(r"<\1b>", _markdown().render(text or "")).strip()


def flat(text: str | None) -> str:
    """A folded YAML text as one paragraph."""
    return " ".join((text or "").split())


def lines(text: str | None) -> str:
    """A YAML text as its lines, empty ones left out."""
    return "\n".join(filter(None, (flat(line) for line in (text or "").splitlines())))
