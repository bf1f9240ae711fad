"""Heads of the family. Each is drawn around its own middle: 42 wide, 48 tall, chin at y = 24.

A head is two layers, because hair falls behind the neck: ``back`` is drawn before the body, ``front`` after it.
"""

from .palette import (
    BLUSH,
    HAIR,
    HAIR_BROWN,
    HAIR_GREY,
    INK,
    PAPER,
    ROSE,
    SHINE,
    SKIN,
    SKIN_WARM,
    SOFT,
    SUN,
    TEAL,
)
from .svg import circle, group, num, path

FACE = "M-21-4C-21-31 21-31 21-4C21 13 11 24 0 24S-21 13-21-4Z"


BROWS = {
    "worry": "M-13-6.5q3-2.5 7.5-4.5M13-6.5q-3-2.5-7.5-4.5",
    "surprise": "M-13-10q4-4 8-2M13-10q-4-4-8-2",
    "firm": "M-13-9q4-.5 8 2M13-9q-4-.5-8 2",
}
MOUTHS = {"worry": "M-5.5 17q5.5-5 11 0", "firm": "M-6 15.5q6 1.5 12 0"}
OPEN_MOUTHS = {
    "happy": "M-7 12.5h14q-1 8-7 8t-7-8Z",
    "talk": "M-5 12.5h10q-.5 6-5 6t-5-6Z",
    "surprise": "M0 12C4 12 4 20 0 20S-4 12 0 12Z",
}


def face(mood, line, brow=INK, glasses=None, age=0):
    """The features that move together when the head turns. ``age`` adds smile lines."""
    brows = BROWS.get(mood, "M-13-7.5q4-3.5 8-1.5M13-7.5q-4-3.5-8-1.5")
    strokes = "M-.5 3q-4 5.5 1.5 6"
    if mood not in OPEN_MOUTHS:
        strokes += MOUTHS.get(mood, "M-7 13q7 7 14 0")
    if mood in {"happy", "blink"}:
        strokes += "M-12 1.5q3.5-5 7 0M5 1.5q3.5-5 7 0"
    if brow == INK:
        strokes += brows
    parts = [
        path("M-13.5 9h1M12.5 9h1", stroke=BLUSH, sw=6.5, opacity=".55"),
        "" if mood in {"happy", "blink"} else path("M-8.5 .3v.6M8.5 .3v.6", sw=5.6 if mood == "surprise" else 4.8),
        path(strokes),
        "" if brow == INK else path(brows, stroke=brow),
        path(OPEN_MOUTHS[mood], fill=ROSE) if mood in OPEN_MOUTHS else "",
    ]
    if age:
        parts.append(
            path(
                "M-17 4l-2.5 1.5M17 4l2.5 1.5M-10.5 12.5q-2 2-1.5 4.5M10.5 12.5q2 2 1.5 4.5", sw=line * 0.5, stroke=SOFT
            )
        )
    if glasses:
        parts.append(
            path(
                "M-15.5 1a7 7 0 1 1 14 0a7 7 0 1 1-14 0ZM1.5 1a7 7 0 1 1 14 0a7 7 0 1 1-14 0ZM-1.5 0q1.5-1.5 3 0M-15.5-.5l-5-1.5M15.5-.5l5-1.5",
                stroke=glasses,
            )
        )
    return parts


EARS = "M-21-3c-7-3-7 12 0 10M21-3c7-3 7 12 0 10"


def grandma(line, plain=False):
    """White hair combed back into a high bun with a gold pin; round glasses; pearls."""
    grey = HAIR_GREY
    back = group(
        path("M-16-31L17-42", sw=line),
        circle(18, -42.5, 3, fill=SUN),
        circle(0, -35, 11.5, fill=grey),
        "" if plain else path("M-6-38q6-6 12 0M-5-32q5-4 10 0", sw=line * 0.6),
    )
    front = group(
        path(
            "M-25 3C-31-38 31-38 25 3C21 3 19-2 18.5-7C13-11 6-15 1-21C-5-15-13-11-18.5-7C-19-2-21 3-25 3Z", fill=grey
        ),
        "" if plain else path("M1-21q-9-1-15-5M1-21q8-1 13-6", sw=line * 0.6),
        path("M-23 10v.1M23 10v.1", sw=4 + line * 1.2),
        path("M-23 10v.1M23 10v.1", sw=4, stroke=PAPER),
    )
    return dict(skin=SKIN_WARM, back=back, front=front, brow=SOFT, glasses=TEAL, age=1)


def grandpa(line, plain=False):
    """A bald crown, white hair at the sides, thick white brows."""
    grey = HAIR_GREY
    back = path("M-25 6C-28-10-23-17-15-17H15C23-17 28-10 25 6Z", fill=grey)
    front = group(
        path("M-22 1C-29-2-28-17-17-21C-20-14-20-7-22 1ZM22 1C29-2 28-17 17-21C20-14 20-7 22 1Z", fill=grey),
        "" if plain else path("M-7-19q7-2 14 0", sw=line * 0.6, stroke=SOFT),
    )
    return dict(skin=SKIN_WARM, back=back, front=front, brow="#8b979b", glasses=None, age=1)


def girl(line, plain=False):
    """A schoolgirl: short fringe, two plaits tied with white ribbons."""
    plait = "c-6 4-8 10-5 15c-4 4-4 9 0 13c4-1 7-4 7-8c4-4 4-9 1-13Z"
    back = group(
        path("M-20 6" + plait + "M20 6c6 4 8 10 5 15c4 4 4 9 0 13c-4-1-7-4-7-8c-4-4-4-9-1-13Z", fill=HAIR),
        path("M-25 8C-31-40 31-40 25 8C18 16-18 16-25 8Z", fill=HAIR),
    )
    bow = "l-8-4v9zl8-4v9z"
    front = group(
        path("M-23 2C-27-38 27-38 23 2C21-4 19-8 17-11C6-8-8-8-17-11C-19-8-21-4-23 2Z", fill=HAIR),
        "" if plain else path("M-12-22q10-7 21-3", stroke=SHINE, sw=line * 0.7),
        path("M-24 14" + bow + "M24 14" + bow, fill=PAPER, sw=line * 0.8),
    )
    return dict(skin=SKIN, back=back, front=front, brow=INK, glasses=None, age=0)


def boy(line, plain=False):
    """A schoolboy's short cut, a tuft on top."""
    front = group(
        path(
            "M-22 0C-27-20-18-33-3-32C0-37 6-37 8-32C21-31 26-18 22 0C20-5 19-9 18-13C8-9-9-10-16-15C-19-11-21-6-22 0Z",
            fill=HAIR,
        ),
        "" if plain else path("M-11-23q8-5 17-3", stroke=SHINE, sw=line * 0.7),
    )
    return dict(skin=SKIN, back="", front=front, brow=INK, glasses=None, age=0)


def youth(line, plain=False):
    """A teenager: swept fringe, headphones round the neck are part of the clothes."""
    front = group(
        path(
            "M-22 1C-30-20-18-35 0-33C20-34 28-18 22 1C20-4 19-8 17-12C10-9 4-10 0-15C-4-9-11-6-18-8C-20-6-21-3-22 1Z",
            fill=HAIR_BROWN,
        ),
        "" if plain else path("M-13-22q9-8 20-4", stroke="#8a6a55", sw=line * 0.7),
    )
    return dict(skin=SKIN, back="", front=front, brow=INK, glasses=None, age=0)


def teacher(line, plain=False):
    """Brown hair parted at the side, tied low behind one shoulder."""
    back = group(
        path("M16 4C32 10 33 28 24 44C18 40 16 30 15 20Z", fill=HAIR_BROWN),
        path("M-25 6C-30-40 30-40 25 6C20 18-20 18-25 6Z", fill=HAIR_BROWN),
        path("M18 19l10-2", stroke=SUN, sw=line * 1.3),
    )
    front = group(
        path("M-23 5C-28-38 28-38 23 5C22-6 13-15-6-21C-10-12-19-8-23 5Z", fill=HAIR_BROWN),
        "" if plain else path("M2-25q10 2 15 10", stroke="#8a6a55", sw=line * 0.7),
        path("M-23 9v.1M23 9v.1", sw=5, stroke=SUN),
    )
    return dict(skin=SKIN, back=back, front=front, brow=HAIR_BROWN, glasses=None, age=0)


def shopkeeper(line, plain=False):
    """A man of forty with a side parting."""
    front = group(
        path("M-22 0C-28-18-20-34 2-32C22-33 27-16 22 0C21-6 20-9 18-13C6-12-4-15-9-21C-11-14-19-10-22 0Z", fill=HAIR),
        "" if plain else path("M0-26q9-1 14 5", stroke=SHINE, sw=line * 0.7),
    )
    return dict(skin=SKIN_WARM, back="", front=front, brow=INK, glasses=None, age=0)


def father(line, plain=False):
    """A working man in his thirties: short hair brushed up."""
    front = group(
        path(
            "M-22 0C-25-10-26-20-20-27C-10-36 12-37 20-27C26-20 25-10 22 0C21-6 20-11 16-16C6-20-7-20-16-16C-20-11-21-6-22 0Z",
            fill=HAIR,
        ),
        "" if plain else path("M-9-26q9-5 18-1", stroke=SHINE, sw=line * 0.7),
    )
    return dict(skin=SKIN_WARM, back="", front=front, brow=INK, glasses=SOFT, age=0)


HEADS = {f.__name__: f for f in (grandma, grandpa, girl, boy, youth, teacher, shopkeeper, father)}


def layers(who, mood="smile", look=(0, 0), line=3.0, plain=False):
    """(back, front, skin) of one head. ``look`` shifts the features, in units, the way the eyes turn."""
    made = HEADS[who](line, plain)
    skin = made["skin"]
    features = face(mood, line, made["brow"], made["glasses"], made["age"] and not plain)
    move = None if look == (0, 0) else f"translate({num(look[0])} {num(look[1])})"
    features = group(*features, stroke_width=num(line * 0.78), transform=move)
    return made["back"], group(path(EARS + FACE, fill=skin), features, made["front"]), skin
