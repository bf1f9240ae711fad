"""The paper a drawing lies on: a soft colour to the edge (so it reads on white and on dark) and one quiet shape."""

from .palette import GROUNDS
from .svg import circle, document, path, rect

HILL = "M0 138C52 108 118 152 186 130S292 116 320 130V180H0Z"


def card(tone, *parts, hill=True, sun=None):
    """A card picture, 320 × 180. ``sun`` is (x, y, r) of a round shape behind the subject."""
    soft, mid = GROUNDS[tone]
    back = [rect(0, 0, 320, 180, fill=soft, stroke="none")]
    if sun:
        back.append(circle(*sun, fill=mid, stroke="none"))
    if hill:
        back.append(path(HILL, fill=mid, stroke="none"))
    return document(320, 180, *back, *parts)


def door(tone, *parts):
    """A square portrait, 160 × 160, before a round ground; the figure stands on the lower edge."""
    _soft, mid = GROUNDS[tone]
    return document(160, 160, circle(80, 84, 76, fill=mid, stroke="none"), *parts)
