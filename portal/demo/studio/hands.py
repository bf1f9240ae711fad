"""Hands. Each is drawn at the wrist, pointing along +x, palm about 13 wide; the arm turns and places it.

Fingers are tubes laid in ink first and in skin second, so that a hand is one silhouette with quiet lines in it.
"""

from .palette import INK
from .svg import group, path

PALM = "M-2-6.5C3-8 9-8 12-6C14-3 14 3 12 6C9 8 3 8-2 6.5Z"


def _merged(skin, line, fingers, width=4.6, palm=PALM):
    """Palm and fingers as one outline."""
    return group(path(palm, fill=INK, sw=2 * line), path(fingers, sw=width + 2 * line)) + group(
        path(palm, fill=skin, sw=0.1), path(fingers, sw=width), stroke=skin
    )


def rest(skin, line):
    """A loosely closed hand, thumb in front."""
    return path("M-2-6.500C4-9 13-8.5 16.5-4C18.5 1 16 7 10 8C5 8.5 1 7.5-2 6.5", fill=skin) + path(
        "M2-5.500C6-4 9-2.5 11 1", sw=line * 0.7
    )


def point(skin, line):
    """Index finger out, the others folded under the thumb."""
    return _merged(skin, line, "M11-4.500H25", palm="M-2-6.500C3-8 10-8 13-7C16-4 16 4 13 7C9 8.5 3 8-2 6.500Z") + path(
        "M15 1H10M14.5 4.500H10.500M3-4C6-2 7 0 11 .5", sw=line * 0.65
    )


def palm(skin, line):
    """An open hand: a wave, or stop."""
    return _merged(skin, line, "M10-4.500L21-7.500M11-1.500L24-2M11 1.500L23 3.200M10 4.500L19 8M3-5L8-13", width=4.2)


def give(skin, line):
    """Palm up, thumb to the side: offering, explaining."""
    return _merged(skin, line, "M10-3.500L20-6M11 0L22-1.500M11 3.500L20 3M3-6L8-11.5", width=4.8)


def grip(skin, line):
    """The back of a hand closed round something (the thing is drawn before it)."""
    return path("M-3-6.500C3-9.5 13-10 16-6.500C18-3 18 4 15 7C11 9.5 3 9-3 6.5", fill=skin) + path(
        "M10-4H17M9.5 0H17.500M10 4H17", sw=line * 0.65
    )


def none(skin, line):
    return ""


HANDS = {f.__name__: f for f in (rest, point, palm, give, grip, none)}
