"""The mark of รู้ทัน: an eye that is a leaf, open inside a speech bubble — seeing what a message is before answering."""

from .palette import INK, LEAF_MID, PAPER, SUN, TEAL
from .svg import circle, group, path

BUBBLE = "M20 2C30.5 2 38 9.5 38 19.5S30.5 37 20 37C17 37 14.2 36.4 11.8 35.3C9.5 37.2 6.5 38.3 3.4 38.2C5 36.4 5.9 34.3 6.1 31.9C3.5 28.6 2 24.4 2 19.5C2 9.5 9.5 2 20 2Z"
EYE = "M5.9 22.6C11 13.4 25.4 11.4 34.1 19C29.8 30.2 14.4 33 5.9 22.6Z"
BROW = "M11.6 12.3C14.6 6.4 22 4.8 28.6 8.4C23.6 9.6 16.8 10.2 11.6 12.3Z"


def eye(size=1.0):
    """The leaf, its iris a small sun."""
    return group(
        path(EYE, fill=PAPER, stroke="none"),
        circle(20.2, 21.4, 6.5, fill=SUN, stroke="none"),
        circle(20.2, 21.4, 2.9, fill=INK, stroke="none"),
        circle(22.2, 19.4, 1.2, fill=PAPER, stroke="none"),
        transform=f"scale({size:g})" if size != 1 else None,
    )


def mark():
    """The mark alone, 40 × 40."""
    return group(path(BUBBLE, fill=TEAL, stroke="none"), path(BROW, fill=LEAF_MID, stroke="none"), eye())


def tile(side=40.0, reach=0.78):
    """The mark on a full square of paper, for home screens that round the corners themselves."""
    k = side * reach / 40
    gap = side * (1 - reach) / 2
    return group(mark(), transform=f"translate({gap:g} {gap:g})scale({k:g})")
