"""What both films show: rooms and grounds, the stranger behind his mask, the shield."""

from . import objects as o
from . import scenery as s
from .motion import at, sway
from .palette import INK, ROSE, ROSE_MID, SOFT, SUN, SUN_MID, SUN_SOFT, TEAL
from .svg import circle, group, path, place, rect


def home():
    return place(
        0,
        0,
        rect(0, 0, 640, 360, fill=s.WALL, stroke="none"),
        path("".join(f"M{x} 0V312" for x in range(40, 640, 64)), stroke=s.PLANK, sw=3),
        rect(0, 312, 640, 48, fill=s.FLOOR, stroke="none"),
        path("M0 312H640"),
    )


def plain(soft, mid, x=320, y=210, r=150):
    return rect(0, 0, 640, 360, fill=soft, stroke="none") + circle(x, y, r, fill=mid, stroke="none")


def rings(t, x, y, every=2.0):
    """Arcs that come and go while the telephone shakes."""
    strength = max(0.0, 1 - (t % every) / (every * 0.6))
    if strength <= 0.02:
        return ""
    return group(o.rings(x - 66, y, -1), o.rings(x + 66, y, 1), opacity=f"{strength:.2f}")


def masked():
    """The stranger: a friendly mask, a hood behind it."""
    behind = group(
        path("M-58 130C-62 20-44-58 0-58S62 20 58 130Z", fill=SOFT),
        path("M-32-2C-32-44 32-44 32-2C32 30 18 44 0 44S-32 30-32-2Z", fill=INK),
        path("M8-6l16-6M14 4h8", stroke=SUN_MID),
    )
    front = group(
        path("M-40-34C-20-46 20-46 40-34C44 10 32 50 0 52C-32 50-44 10-40-34Z", fill=SUN_SOFT),
        path("M-26-8q9-10 18 0M8-8q9-10 18 0", sw=3.6),
        path("M-20 14H20Q16 36 0 36T-20 14Z", fill=ROSE),
        circle(-29, 12, 5, fill=ROSE_MID, stroke="none"),
        circle(29, 12, 5, fill=ROSE_MID, stroke="none"),
    )
    return behind, group(path("M14 50L26 118", sw=9), path("M14 50L26 118", stroke=s.WOOD, sw=4.5), front)


def stranger(t, x, y, scale=1.5):
    behind, front = masked()
    return at(x, y, behind, scale=scale) + at(
        x - 40, y + sway(t, 3, 2.6), front, scale=scale, turn=-8 + sway(t, 4, 3.1)
    )


def shield():
    body = "M0-62C18-50 38-46 54-46C56-2 42 40 0 62C-42 40-56-2-54-46C-38-46-18-50 0-62Z"
    return group(
        path(body, fill=TEAL),
        path("M0-46C14-38 28-34 40-33C40 0 30 30 0 46Z", fill="#16746d", stroke="none"),
        path("M-22 0L-6 17L26-18", stroke=SUN, sw=10),
    )
