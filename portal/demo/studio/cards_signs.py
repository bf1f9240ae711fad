"""Card pictures of what happens online (320 × 180): no letters in them, so that they serve every language."""

from . import objects as o
from .ground import card
from .palette import (
    HAIR,
    INK,
    LEAF,
    LEAF_MID,
    PAPER,
    ROSE,
    ROSE_MID,
    SAND,
    SKIN,
    SKIN_WARM,
    SKY,
    SKY_MID,
    SKY_SOFT,
    SOFT,
    STONE,
    SUN,
    SUN_MID,
    SUN_SOFT,
    TEAL,
    TEAL_MID,
    WOOD,
)
from .svg import circle, ellipse, group, path, place, rect, tube


def chat_warning():
    """A message that is not what it says."""
    said = place(
        0,
        -18,
        o.bubble(54, 44, PAPER),
        o.lines(ROSE, (-18, -10, 36), (-18, 1, 24)),
        path("M-18 12h30", stroke=SKY, sw=4),
    )
    return card(
        "rose",
        place(150, 96, o.hand_phone(SKIN_WARM, ROSE_MID, said, screen=SKY_SOFT)),
        place(214, 52, o.warning(1.5)),
        o.rings(92, 66, -1),
        sun=(158, 92, 78),
        hill=False,
    )


def lock():
    field = group(
        rect(-62, -19, 124, 38, 12, fill=PAPER),
        o.dots(INK, (-42, 0), (-22, 0), (-2, 0), (18, 0), r=4.5),
        place(42, 0, o.check(11)),
    )
    return card(
        "teal",
        place(112, 92, o.padlock(), scale=1.15),
        place(218, 66, field),
        place(190, 128, o.key()),
        hill=False,
        sun=(112, 92, 74),
    )


def shield():
    body = "M0-62C18-50 38-46 54-46C56-2 42 40 0 62C-42 40-56-2-54-46C-38-46-18-50 0-62Z"
    return card(
        "leaf",
        place(94, 156, o.sprig(), scale=1.3, flip=True),
        place(226, 156, o.sprig(), scale=1.3),
        place(
            160,
            92,
            path(body, fill=TEAL),
            path("M0-46C14-38 28-34 40-33C40 0 30 30 0 46Z", fill="#16746d", stroke="none"),
            path("M-22 0L-6 17L26-18", stroke=SUN, sw=11),
        ),
    )


def phone_call():
    """A call from somebody unknown."""
    return card(
        "sky",
        place(160, 96, o.hand_phone(SKIN, TEAL_MID, o.caller(), screen=SKY_MID)),
        o.rings(222, 66, 1),
        o.rings(94, 66, -1),
        sun=(160, 92, 80),
        hill=False,
    )


def heart():
    """A heart carried in two hands."""
    arm = tube("M-108 118C-88 92-74 74-46 66", 30, ROSE_MID)
    hand = "M-52 52C-40 50-26 46-6 52C0 56-2 62-8 62L-24 62C-16 70-30 82-52 82Z"
    half = group(arm, path(hand, fill=SKIN), path("M-26 62h-12", sw=2.4))
    other = group(
        tube("M-108 118C-88 92-74 74-46 66", 30, TEAL_MID), path(hand, fill=SKIN_WARM), path("M-26 62h-12", sw=2.4)
    )
    return card(
        "rose",
        place(160, 86, half),
        place(160, 86, other, flip=True),
        place(160, 80, o.heart(2.5)),
        path("M126 58q4-14 16-15", stroke=ROSE_MID, sw=5),
        place(58, 50, o.heart(0.55, SUN)),
        place(268, 58, o.heart(0.7, SUN)),
        hill=False,
        sun=(160, 86, 72),
    )


def news():
    sheet = group(
        rect(-62, -58, 124, 122, 5, fill=PAPER),
        path("M62-36H76V52Q76 64 64 64", fill=SAND),
        path("M-48-42H48", sw=8),
        rect(-48, -26, 46, 36, 3, fill=SKY_MID),
        path("M-48 4l14-14 10 8 8-8 14 14", sw=2.4),
        o.lines(SOFT, (10, -22, 38), (10, -9, 38), (10, 4, 28), (-48, 26, 60), (-48, 40, 44)),
    )
    return card(
        "sky",
        place(146, 92, sheet, turn=-4),
        place(206, 108, o.magnifier(29, SUN_SOFT)),
        place(206, 108, path("M-8-10q0-8 8-8t8 8q0 6-8 10v4M0 13v.1", sw=5, stroke=ROSE)),
        hill=False,
        sun=(170, 90, 78),
    )


def mask():
    """A friendly face held before another."""
    behind = group(
        path("M-58 96C-62 20-44-58 0-58S62 20 58 96Z", fill=SOFT),
        path("M-32-2C-32-44 32-44 32-2C32 30 18 44 0 44S-32 30-32-2Z", fill=HAIR),
        path("M8-6l16-6M14 3.500h8", stroke=SUN_MID),
    )
    front = group(
        path("M14 50L26 112", sw=10),
        path("M14 50L26 112", stroke=WOOD, sw=4.5),
        path("M-40-34C-20-46 20-46 40-34C44 10 32 50 0 52C-32 50-44 10-40-34Z", fill=SUN_SOFT),
        path("M-26-8q9-10 18 0M8-8q9-10 18 0", sw=4),
        path("M-20 14H20Q16 36 0 36T-20 14Z", fill=ROSE),
        ellipse(-28, 12, 6, 4, fill=ROSE_MID, stroke="none"),
        ellipse(28, 12, 6, 4, fill=ROSE_MID, stroke="none"),
    )
    return card(
        "rose",
        place(182, 92, behind),
        place(140, 92, front, turn=-8),
        place(252, 62, o.warning(1.1)),
        hill=False,
        sun=(170, 96, 80),
    )


def footprints():
    """What we do leaves prints, and they lead back to us."""

    def foot(x, y, k, turn, side):
        toes = "".join(
            circle(tx, ty, r) for tx, ty, r in ((-7, -19, 4.4), (0, -22, 3.4), (6, -20.5, 3), (11, -16.5, 2.6))
        )
        print_ = group(
            path("M-2-14C10-16 12-4 8 4C6 9 8 12 7 17C5 23-5 23-6 16C-7 8-4 6-8-2C-11-8-8-13-2-14Z"),
            toes,
            fill=TEAL,
            stroke="none",
        )
        return place(x, y, print_, scale=k, turn=turn, flip=side < 0)

    steps = (
        (104, 160, 1.05),
        (116, 124, 0.96),
        (154, 136, 0.86),
        (160, 102, 0.76),
        (192, 110, 0.68),
        (198, 80, 0.6),
        (222, 84, 0.54),
        (228, 60, 0.48),
    )
    prints = "".join(foot(x, y, k, 62, 1 if i % 2 else -1) for i, (x, y, k) in enumerate(steps))
    return card(
        "sun",
        prints,
        place(
            58,
            104,
            o.phone(
                60,
                104,
                SKY_SOFT,
                circle(0, -10, 12, fill=PAPER),
                circle(0, -13, 4, fill=SKY, stroke="none"),
                path("M-7-3q7-8 14 0", stroke=SKY),
                o.lines(SKY, (-12, 16, 24), (-12, 27, 16)),
            ),
        ),
    )


def phone():
    """A telephone with nothing to fear on it."""
    rows = group(
        rect(-30, -46, 24, 24, 6, fill=SUN),
        rect(4, -46, 24, 24, 6, fill=ROSE_MID),
        rect(-30, -12, 24, 24, 6, fill=LEAF_MID),
        rect(4, -12, 24, 24, 6, fill=TEAL_MID),
        rect(-30, 22, 58, 26, 8, fill=PAPER),
        o.lines(TEAL, (-20, 35, 34)),
    )
    return card(
        "teal",
        place(160, 90, o.phone(88, 150, SKY_SOFT, rows)),
        place(84, 160, o.sprig(), scale=1.2, flip=True),
        place(236, 160, o.sprig(), scale=1.2),
    )


def search():
    """Looking for something among papers."""
    return card(
        "sun",
        place(
            120,
            92,
            o.paper(96, 124, o.lines(SOFT, (-32, -34, 40), (-32, -16, 60), (-32, 2, 64), (-32, 20, 50), (-32, 38, 58))),
            turn=-5,
        ),
        place(196, 96, o.magnifier(38, PAPER)),
        place(196, 96, o.lines(TEAL, (-16, -7, 32), (-16, 9, 22), sw=5)),
    )


def robot_face():
    return card(
        "teal",
        place(
            160,
            98,
            path("M0-46V-62"),
            circle(0, -67, 6, fill=SUN),
            rect(-76, -16, 16, 34, 6, fill=STONE),
            rect(60, -16, 16, 34, 6, fill=STONE),
            path("M-24 48V62H24V48", fill=STONE),
            rect(-62, -46, 124, 98, 26, fill=PAPER),
            rect(-48, -28, 96, 58, 20, fill=TEAL),
            circle(-21, -4, 9, fill=SUN),
            circle(21, -4, 9, fill=SUN),
            o.dots(INK, (-21, -4), (21, -4), r=3.5),
            path("M-12 14q12 9 24 0", stroke=PAPER),
            path("M-14 41h28", sw=3),
            path("M-70 90C-64 60-40 62 0 62S64 60 70 90Z", fill=TEAL_MID),
        ),
        place(264, 58, o.bubble(56, 40), o.dots(TEAL, (-14, 0), (0, 0), (14, 0), r=4)),
        sun=(160, 92, 78),
        hill=False,
    )


def game():
    pad = "M-58-30C-30-40 30-40 58-30C76-22 86 22 82 38C78 54 58 48 46 24C40 16-40 16-46 24C-58 48-78 54-82 38C-86 22-76-22-58-30Z"
    star = "M0-15L4.500-5L15-4L7 3L9.500 14L0 8L-9.500 14L-7 3L-15-4L-4.500-5Z"
    return card(
        "sky",
        place(
            160,
            112,
            path(pad, fill=PAPER),
            path("M-46-20v24M-58-8h24", sw=12),
            path("M-46-19v22M-57-8h22", stroke=TEAL, sw=6),
            circle(36, -8, 6, fill=ROSE),
            circle(52, -20, 6, fill=SUN),
            circle(52, 4, 6, fill=LEAF),
            circle(66, -8, 6, fill=SKY),
            path("M-9-14h18", sw=4),
        ),
        place(160, 42, path(star, fill=SUN), scale=1.4),
        place(98, 54, path(star, fill=SUN), turn=-12),
        place(222, 54, path(star, fill=SUN), turn=12),
    )


CARDS = {
    "chat-warning": chat_warning,
    "lock": lock,
    "shield": shield,
    "phone-call": phone_call,
    "heart": heart,
    "news": news,
    "mask": mask,
    "footprints": footprints,
    "phone": phone,
    "search": search,
    "robot-face": robot_face,
    "game": game,
}
