"""Where the builder finds what it needs: templates, fonts, drawings, its own icons and scripts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from courses.kits.errors import KitError

PROJECT = Path(__file__).resolve().parent.parent.parent
KITS = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Places:
    """Folders a build reads from; tests hand over their own."""

    templates: Path = PROJECT / "templates"
    assets: Path = KITS / "assets"
    fonts: Path = KITS / "fonts"
    web_fonts: Path = PROJECT / "portal" / "core" / "static" / "portal" / "fonts"
    drawings: Path = PROJECT / "portal" / "core" / "static" / "portal" / "draw"

    def drawing(self, name: str) -> Path:
        """The SVG file of a drawing."""
        return self.drawings / f"{name}.svg"

    def check(self, drawings: tuple[str, ...]) -> None:
        """Raise KitError naming every drawing of `drawings` that does not exist."""
        missing = [name for name in drawings if not self.drawing(name).is_file()]
        if missing:
            raise KitError("ชุดสื่อใช้ภาพวาดที่ไม่มี", [f"ไม่พบภาพวาด “{name}”" for name in missing])
