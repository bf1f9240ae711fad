"""The drawings, icons and faces of the portal as SVG files under static/portal/draw/."""

from . import cards_people, cards_screens, cards_signs, cards_things, faces, icons
from .stage import STATIC

DRAWINGS = {
    **cards_people.CARDS,
    **cards_signs.CARDS,
    **cards_things.CARDS,
    **cards_screens.CARDS,
    **cards_people.DOORS,
}
LIMIT = 6_000  # bytes of one drawing


def render(out=STATIC / "draw"):
    """Write every drawing, every icon, and the sprites; returns (path, bytes) of each."""
    done = []
    (out / "icons").mkdir(parents=True, exist_ok=True)
    files = {out / f"{name}.svg": make() for name, make in DRAWINGS.items()}
    files |= {out / "icons" / f"{name}.svg": icons.icon(name) for name in icons.ICONS}
    files[out / "icons.svg"] = icons.sprite()
    files[out.parent / "faces.svg"] = faces.sprite()
    for path, text in files.items():
        size = len(text.encode())
        if size > LIMIT:
            raise ValueError(f"{path.name}: {size} bytes, more than {LIMIT}. Draw it with fewer lines.")
        path.write_text(text, encoding="utf-8")
        done.append((path, size))
    return done
