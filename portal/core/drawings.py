"""The portal's own drawings: SVG files an editor picks by name."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "static" / "portal" / "draw"


@cache
def drawing_choices() -> list[tuple[str, str]]:
    """Names of all drawings, as choices."""
    return [(path.stem, path.stem) for path in sorted(FOLDER.glob("*.svg")) if path.stem != "icons"]


def drawing_path(name: str) -> str:
    """The static path of a drawing, for the `static` tag."""
    return f"portal/draw/{name}.svg"
