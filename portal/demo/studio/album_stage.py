"""What the album pictures share: the width of the line and how people stand in them."""

from .people import Pose, person

LINE = 2.7


def who(name, x, y, scale=0.95, flip=False, **pose):
    """One of the family with the line of these pictures."""
    return person(name, Pose(**pose), x, y, scale, flip, LINE)


def floor(y, scale=0.95, child=False):
    """Where the neck of somebody standing on ``y`` is."""
    return y - 178 * scale * (0.8 if child else 1)
