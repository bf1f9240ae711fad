"""Clothes of the family. The neck sits at (0, 0); shoulders reach to x = ±29; the hem of a top is at y = 84.

Each entry gives the colours of sleeve and cuff and draws the top; ``lower`` gives what is worn below.
"""

from .palette import INK, LEAF, PAPER, ROSE, ROSE_MID, SKY, SKY_MID, SOFT, SUN, SUN_MID, SUN_SOFT, TEAL, TEAL_MID
from .svg import group, path, rect

JACKET = "#16746d"  # the house teal, lighter, so that the ink line of an arm stays visible on it

TORSO = "M-9-4C-13 1-28 1-29 15C-27 30-24 48-25 84H25C24 48 27 30 29 15C28 1 13 1 9-4C6 5-6 5-9-4Z"
WIDE = "M-9-4C-13 1-29 1-30 15C-30 34-31 54-30 84H30C31 54 30 34 30 15C29 1 13 1 9-4C6 5-6 5-9-4Z"


def grandma(line, plain=False):
    """A rose blouse with a round lace collar and cloth buttons."""
    top = group(
        path(TORSO, fill=ROSE_MID),
        path("M-12-2C-17 9-7 14 0 14S17 9 12-2C7 6-7 6-12-2Z", fill=PAPER),
        "" if plain else path("M0 14V82", sw=line * 0.7),
        "" if plain else path("M4.5 27v.1M4.5 43v.1M4.5 59v.1", stroke=ROSE, sw=4),
    )
    return dict(top=top, sleeve=ROSE_MID, forearm=ROSE_MID)


def grandpa(line, plain=False):
    """An indigo farmer's shirt (mo hom) tied in front, a checked loincloth (pha khao ma) over one shoulder."""
    top = group(
        path(TORSO, fill=SKY),
        path("M-9-4L0 14L9-4", stroke=PAPER, sw=line * 0.8),
        "" if plain else path("M0 14V82M-6 32h12M-6 50h12", stroke=PAPER, sw=line * 0.7),
        path("M11-2C22 0 28 3 28 13L25 60L10 62C13 40 12 18 11-2Z", fill=ROSE_MID),
        ""
        if plain
        else path(
            "M12 12L28 12M13 26L27 26M12.5 40L26 40M12 52L25 51M18 0C20 20 19 40 18 61", stroke=ROSE, sw=line * 0.7
        ),
    )
    return dict(top=top, sleeve=SKY, forearm=None)


def girl(line, plain=False):
    """School blouse with a round collar, a navy bow, and the straps of a satchel."""
    top = group(
        path(TORSO, fill=PAPER),
        path("M-19 1L-18 58M19 1L18 58", sw=5 + 2 * line),
        path("M-19 1L-18 58M19 1L18 58", stroke=SUN, sw=5),
        path("M-12-2C-18 6-14 13-5 14L0 6L5 14C14 13 18 6 12-2C7 6-7 6-12-2Z", fill=PAPER),
        path("M0 9l-9-4v10zl9-4v10zM-2 12l-3 13M2 12l3 13", fill=SKY, sw=line * 0.8),
    )
    return dict(top=top, sleeve=PAPER, forearm=None)


def boy(line, plain=False):
    """School shirt, pocket, and the straps of a satchel."""
    top = group(
        path(TORSO, fill=PAPER),
        path("M-19 1L-18 58M19 1L18 58", sw=5 + 2 * line),
        path("M-19 1L-18 58M19 1L18 58", stroke=TEAL, sw=5),
        path("M-11-3L-8 13L0 5L8 13L11-3C7 5-7 5-11-3Z", fill=PAPER),
        path("M0 6V82", sw=line * 0.7),
    )
    return dict(top=top, sleeve=PAPER, forearm=None)


def youth(line, plain=False):
    """A leaf-green hoodie, headphones round the neck."""
    top = group(
        path(TORSO, fill="#6f9a56"),
        path("M-7 14v15M7 14v13", stroke=PAPER, sw=line * 0.8),
        path("M-13 60h26l5 18h-36z", sw=line * 0.8),
        path("M-15-4C-20 8-8 17 0 17S20 8 15-4C8 7-8 7-15-4Z", fill="#86ae6c"),
        path("M-16 5C-10 18 10 18 16 5", sw=line * 1.4),
        rect(-22, -6, 8, 14, 3, fill=SUN, sw=line * 0.8),
        rect(14, -6, 8, 14, 3, fill=SUN, sw=line * 0.8),
    )
    return dict(top=top, sleeve="#6f9a56", forearm="#6f9a56")


def teacher(line, plain=False):
    """A teal jacket over a light blouse, a name card on a gold ribbon."""
    top = group(
        path(TORSO, fill=JACKET),
        path("M-9-4L0 40L9-4C6 5-6 5-9-4Z", fill=PAPER),
        path("M-10-4L-16 12L-10 15L0 42L10 15L16 12L10-4", stroke=TEAL_MID, sw=line * 0.8),
        path("M-8 0L0 46L8 0", stroke=SUN, sw=line * 0.9),
        "" if plain else rect(-7, 45, 14, 18, 2.5, fill=PAPER, sw=line * 0.8),
        "" if plain else path("M-3 57h6M0 51v.1", sw=line * 0.9, stroke=TEAL),
        "" if plain else path("M0 63V82", stroke=TEAL_MID, sw=line * 0.8),
    )
    return dict(top=top, sleeve=JACKET, forearm=JACKET)


def shopkeeper(line, plain=False):
    """A checked market shirt under a leaf-green apron with a pocket."""
    top = group(
        path(WIDE, fill=SUN_MID),
        path("M-11-3L-9 11L0 5L9 11L11-3C7 5-7 5-11-3Z", fill=SUN_SOFT),
        path("M-15 1L-13 24M15 1L13 24", stroke=LEAF, sw=line * 1.9),
        path("M-15 22H15C16 34 26 38 27 48V84H-27V48C-26 38-16 34-15 22Z", fill="#4d7d38"),
        path("M-12 52H12V62C12 72-12 72-12 62Z", stroke=SUN_SOFT, sw=line * 0.8),
    )
    return dict(top=top, sleeve=SUN_MID, forearm=None)


def father(line, plain=False):
    """An office shirt in sky blue, buttoned."""
    top = group(
        path(TORSO, fill=SKY_MID),
        path("M-11-3L-9 12L0 5L9 12L11-3C7 5-7 5-11-3Z", fill=PAPER),
        path("M0 6V82", sw=line * 0.7),
        path("M4 22v.1M4 38v.1M4 54v.1", stroke=SKY, sw=3.4),
    )
    return dict(top=top, sleeve=SKY_MID, forearm=SKY_MID)


CLOTHES = {f.__name__: f for f in (grandma, grandpa, girl, boy, youth, teacher, shopkeeper, father)}

LOWER = {
    "grandma": TEAL,
    "grandpa": "#8a6d55",
    "girl": SKY,
    "boy": "#b58a56",
    "youth": SOFT,
    "teacher": SOFT,
    "shopkeeper": SOFT,
    "father": "#3a4a52",
}
SHOES = {
    "grandma": ROSE,
    "grandpa": SOFT,
    "girl": INK,
    "boy": INK,
    "youth": PAPER,
    "teacher": INK,
    "shopkeeper": SOFT,
    "father": INK,
}


def _legs(fill, line, who, bare=None):
    """Trousers, or shorts over bare legs, from the hip at y = 80 to the shoes at y = 176."""
    shoes = path("M-21 172h15v6h-24c0-4 4-6 9-6zM21 172h-15v6h24c0-4-4-6-9-6z", fill=SHOES[who])
    both = "M-12 84L-13.5 173M12 84L13.5 173"
    parts = [path(both, sw=20 + 2 * line), path(both, stroke=fill, sw=20)]
    if bare:
        shin = "M-12 120L-13 164M12 120L13 164"
        parts = [
            path(shin, sw=11 + 2 * line),
            path(shin, stroke=bare, sw=11),
            path("M-26 80H26L28 128H3L0 104L-3 128H-28Z", fill=fill),
            path("M-20 154h13v20h-13zM7 154h13v20h-13z", fill=PAPER),
        ]
    return group(*parts, shoes, stroke_linecap="butt")


def lower(who, skin, line):
    """What is worn below the top, standing."""
    if who == "grandma":  # pha thung: a tube skirt with a woven band at the hem
        return group(
            path("M-10 160V172M10 160V172", sw=9 + 2 * line),
            path("M-10 160V172M10 160V172", stroke=skin, sw=9),
            path("M-17 172h13v6h-21c0-4 4-6 8-6zM17 172h-13v6h21c0-4-4-6-8-6z", fill=SHOES[who]),
            path("M-24 80H24C28 110 28 140 27 168H-27C-28 140-28 110-24 80Z", fill=TEAL),
            path("M-27 144H27V158H-27Z", fill=SUN, sw=line * 0.8),
            path("M-22 151l5-5 5 5-5 5zM-5 151l5-5 5 5-5 5zM12 151l5-5 5 5-5 5z", fill=ROSE, stroke="none"),
            path("M10 82C14 104 14 124 12 143", stroke=TEAL_MID, sw=line * 0.7),
        )
    if who == "girl":
        legs = "M-10 120L-11 164M10 120L11 164"
        return group(
            group(path(legs, sw=11 + 2 * line), path(legs, stroke=skin, sw=11), stroke_linecap="butt"),
            path("M-17.5 152h13v20h-13zM4.5 152h13v20h-13z", fill=PAPER),
            path("M-20 170h16v7h-22c0-4 2-7 6-7zM20 170h-16v7h22c0-4-2-7-6-7z", fill=INK),
            path("M-25 78H25L34 132H-34Z", fill=SKY),
            path("M-12 84L-16 130M0 84V130M12 84L16 130", stroke=SKY_MID, sw=line * 0.7),
        )
    if who == "teacher":
        legs = "M-9 130L-10 173M9 130L10 173"
        return group(
            group(path(legs, sw=10 + 2 * line), path(legs, stroke=skin, sw=10), stroke_linecap="butt"),
            path("M-19 170h14v7h-20c0-4 2-7 6-7zM19 170h-14v7h20c0-4-2-7-6-7z", fill=INK),
            path("M-25 80H25C28 100 26 124 23 142H-23C-26 124-28 100-25 80Z", fill=SOFT),
        )
    return _legs(LOWER[who], line, who, bare=skin if who == "boy" else None)


def seated(who, skin, line):
    """Sitting on the floor with the legs folded to one side, seen from the front; the floor is at y = 122."""
    fill = LOWER[who]
    band = path("M-45 112C-20 117 24 117 46 110", stroke=SUN, sw=line * 1.6) if who == "grandma" else ""
    return group(
        path("M40 108C54 106 62 110 63 117C60 122 48 122 38 121Z", fill=skin),
        path("M-25 76C-40 84-54 98-52 112C-50 121-30 122 0 122C28 122 48 121 50 112C50 98 40 84 25 76Z", fill=fill),
        path("M-24 102C-6 98 18 100 36 112", sw=line * 0.8, stroke=INK),
        band,
    )


def chaired(who, skin, line):
    """Sitting on a chair, seen from the front: the seat at y = 84, knees towards us, the floor at y = 158."""
    fill = LOWER[who]
    width = 11
    if who in {"grandma", "teacher", "girl"}:
        hem = {"grandma": 140, "teacher": 128, "girl": 112}[who]
        legs = "M-10 108L-11 152M10 108L11 152"
        band = path(f"M-24 {hem - 9}H24", stroke=SUN, sw=line * 2.2, stroke_linecap="butt") if who == "grandma" else ""
        fall = "" if who == "girl" else path(f"M-25 104L-24 {hem}H24L25 104Z", fill=fill) + band
        knees = path("M-26 72C-40 78-42 98-37 112Q0 122 37 112C42 98 40 78 26 72Z", fill=fill) + path(
            "M0 94V116", sw=line * 0.7
        )
        shin = skin
    else:
        legs = "M-17 104L-17 152M17 104L17 152"
        knees = path(
            "M-26 72C-40 78-40 100-36 114Q-19 121-3 114L0 84L3 114Q19 121 36 114C40 100 40 78 26 72Z", fill=fill
        )
        shin, fall = (skin, "") if who == "boy" else (fill, "")
        width = 11 if who == "boy" else 18
    shoes = path("M-26 150h17v8h-24c0-4 2-8 7-8zM26 150h-17v8h24c0-4-2-8-7-8z", fill=SHOES[who])
    shins = path(legs, sw=width + 2 * line, stroke_linecap="butt") + path(
        legs, stroke=shin, sw=width, stroke_linecap="butt"
    )
    return group(shins, shoes, fall, knees)
