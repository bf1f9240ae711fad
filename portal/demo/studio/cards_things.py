"""Card pictures of things (320 × 180): no letters in them, so that they serve every language."""

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
    SKIN,
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
from .svg import circle, ellipse, group, path, place, rect


def shop():
    """A market front with its parcels ready."""
    stripes = "".join(
        path(f"M{x} 34H{x + 28}V62Q{x + 14} 76 {x} 62Z", fill=c)
        for x, c in zip(range(76, 244, 28), [ROSE, PAPER] * 3, strict=True)
    )
    return card(
        "sun",
        rect(84, 56, 152, 104, fill=PAPER),
        rect(98, 84, 62, 50, 4, fill=SKY_SOFT),
        rect(176, 84, 44, 76, 4, fill=TEAL),
        circle(185, 124, 2.5, fill=SUN),
        path("M108 118h42M112 118v-10h14v10M134 118v-16h10v16", sw=2.4),
        stripes,
        path("M70 34H250", sw=4),
        place(58, 144, o.parcel(44, 34)),
        place(60, 116, o.parcel(30, 22)),
        place(272, 160, o.pot(LEAF)),
    )


def camera():
    body = group(
        path("M-26-38L-18-52H18L26-38", fill=TEAL),
        rect(-62, -38, 124, 80, 14, fill=TEAL),
        rect(-62, -16, 124, 34, fill="#16746d"),
        circle(0, 2, 29, fill=PAPER),
        circle(0, 2, 19, fill=SKY),
        path("M-9-2q2-8 10-9", stroke=PAPER),
        circle(46, -26, 4, fill=SUN),
        rect(-50, -46, 18, 8, 3, fill=SUN),
    )
    print_ = group(
        rect(-32, -36, 64, 72, 4, fill=PAPER),
        rect(-25, -29, 50, 46, fill=SKY_SOFT),
        circle(10, -16, 6, fill=SUN, sw=2.4),
        path("M-25 17V6L-10-10L4 6L12-1L25 12V17Z", fill=LEAF_MID, sw=2.4),
    )
    return card("sky", place(236, 84, print_, turn=9), place(128, 98, body))


def money():
    pile = "".join(
        place(238, y, path("M-25-8V2C-25 12 25 12 25 2V-8", fill=SUN) + ellipse(0, -8, 25, 9, fill=SUN))
        for y in (142, 130, 118, 106)
    )
    return card(
        "leaf",
        place(122, 104, o.banknote(ROSE_MID), scale=1.4, turn=-24),
        place(130, 106, o.banknote(SKY_MID), scale=1.4, turn=-8),
        place(136, 112, o.banknote(), scale=1.4, turn=8),
        pile,
        place(238, 64, o.coin(21)),
    )


def bank_app():
    inside = group(
        place(0, -28, o.building(0.9)),
        rect(-24, 4, 48, 15, 5, fill=PAPER, sw=2.4),
        o.lines(TEAL, (-16, 11.5, 20)),
        rect(-24, 28, 48, 17, 8, fill=TEAL, sw=2.4),
        path("M-6 36l4 4 8-7", stroke=PAPER),
    )
    side = place(
        236,
        104,
        path("M0-40C12-32 24-30 34-30C35 0 26 26 0 40C-26 26-35 0-34-30C-24-30-12-32 0-40Z", fill=SUN),
        path("M-12 0L-3 10L14-10", sw=6),
    )
    return card(
        "teal",
        place(142, 92, o.phone(88, 148, TEAL_MID, inside)),
        side,
        place(64, 120, o.coin(20)),
        place(82, 78, o.coin(13)),
    )


def gear():
    def switch(y, on):
        return group(
            rect(192, y, 46, 22, 11, fill=LEAF if on else STONE),
            circle(227 if on else 203, y + 11, 7, fill=PAPER),
            o.lines(SOFT, (252, y + 11, 30)),
        )

    return card(
        "sky",
        rect(172, 30, 128, 120, 12, fill=PAPER),
        switch(46, True),
        switch(79, True),
        switch(112, False),
        place(104, 82, o.gear(54)),
        place(158, 138, o.gear(28, 8, SUN)),
    )


def first_aid():
    """The first-aid sign of ISO 7010: a white cross on green (the red cross is a protected emblem)."""
    box = group(
        path("M-26-44V-56Q-26-62-20-62H20Q26-62 26-56V-44", fill="none", sw=7),
        rect(-74, -44, 148, 98, 14, fill=LEAF),
        path("M-74-20H74", sw=2.4),
        circle(0, 6, 33, fill=PAPER),
        path("M-8-16H8V-2H22V14H8V28H-8V14H-22V-2H-8Z", fill=LEAF),
    )
    return card(
        "leaf",
        place(160, 98, box),
        place(
            262,
            134,
            rect(-32, -12, 64, 24, 12, fill=SUN_MID),
            rect(-11, -12, 22, 24, fill=PAPER),
            o.dots(INK, (-4, -4), (4, -4), (-4, 4), (4, 4), r=1.4),
            turn=-18,
        ),
        place(60, 70, o.check(17)),
    )


def law_book():
    book = group(
        path("M-62-58H54Q62-58 62-50V58H-50Q-62 58-62 46Z", fill=ROSE),
        path("M-62 46Q-62 34-50 34H62V58H-50Q-62 58-62 46Z", fill=PAPER),
        path("M-48 46H62", sw=2.4),
        path("M-44-58V34", sw=2.4),
        place(10, -14, path("M0-26V20M-14 20H14M-26-18H26M-26-18l-9 18h18zM26-18l-9 18h18z", stroke=SUN)),
        path("M38 46V76L46 69L54 76V46Z", fill=SUN),
    )
    return card(
        "rose",
        place(154, 86, book, turn=-5),
        place(256, 160, o.pot()),
        place(58, 128, o.paper(50, 62, o.lines(SOFT, (-15, -8, 26), (-15, 4, 30), (-15, 16, 20)))),
    )


def scales():
    return card(
        "sun",
        place(
            160,
            88,
            path("M-4-56V58H4V-56Z", fill=WOOD),
            path("M-36 70H36V60Q20 58 16 54H-16Q-20 58-36 60Z", fill=WOOD),
            path("M-80-38Q-40-52 0-46Q40-40 80-30", sw=11),
            path("M-80-38Q-40-52 0-46Q40-40 80-30", stroke=SUN, sw=5),
            circle(0, -52, 9, fill=SUN),
            path("M-78-38L-104 12M-78-38L-52 12M78-30L52 20M78-30L104 20", sw=2.4),
            path("M-108 12H-48Q-52 32-78 32T-108 12Z", fill=TEAL),
            path("M48 20H108Q104 40 78 40T48 20Z", fill=TEAL),
            place(-78, -4, o.heart(0.7)),
            place(78, 4, o.paper(28, 32, o.lines(SOFT, (-8, -1, 14), (-8, 8, 10), sw=3))),
        ),
    )


def id_card():
    face = place(
        -48,
        2,
        rect(-26, -34, 52, 66, 6, fill=SKY_MID),
        path("M-20 32C-20 14-10 10 0 10S20 14 20 32Z", fill=PAPER),
        path("M-5 4V13H5V4Z", fill=SKIN, sw=2.4),
        circle(0, -8, 14, fill=SKIN),
        path("M-15-8C-18-30 18-30 15-8C10-15-6-13-8-16C-10-12-14-12-15-8Z", fill=HAIR),
        o.dots(INK, (-5, -6), (5, -6), r=1.6),
        path("M-4-1q4 3 8 0", sw=2),
    )
    return card(
        "sky",
        place(
            154,
            90,
            rect(-90, -56, 180, 112, 14, fill=PAPER),
            rect(-90, -56, 180, 17, fill=SKY),
            face,
            rect(40, -24, 30, 22, 4, fill=SUN),
            path("M40-13H70M50-24V-2M60-24V-2", sw=2),
            o.lines(SOFT, (-6, -20, 30), (-6, -4, 34), (-6, 14, 74), (-6, 30, 50)),
            turn=-4,
        ),
        place(252, 130, o.padlock(), scale=0.62),
    )


def platform():
    """One place where many sellers and buyers meet."""

    def user(x, y, shirt):
        return place(
            x,
            y,
            circle(0, 0, 19, fill=PAPER),
            circle(0, -5, 5.5, fill=SKIN, sw=2.4),
            path("M-10 11C-10 1 10 1 10 11", fill=shirt, sw=2.4),
        )

    tiles = "".join(
        rect(x, y, 30, 22, 4, fill=c, sw=2.4)
        for x, y, c in (
            (-51, -34, SUN_MID),
            (-15, -34, ROSE_MID),
            (21, -34, TEAL_MID),
            (-51, -6, LEAF_MID),
            (-15, -6, SKY_MID),
            (21, -6, SUN_MID),
        )
    )
    return card(
        "teal",
        path("M54 48L100 66M50 126L96 106M266 48L222 66M270 126L224 106", stroke=TEAL, sw=2.4, stroke_dasharray="1 7"),
        place(
            160,
            88,
            rect(-68, -56, 136, 90, 9, fill=INK),
            rect(-60, -48, 120, 74, 3, fill=PAPER, stroke="none"),
            tiles,
            path("M-86 36H86L78 50H-78Z", fill=STONE),
        ),
        user(42, 44, ROSE_MID),
        user(38, 128, SUN),
        user(278, 44, SKY_MID),
        user(282, 128, LEAF_MID),
    )


def map_():
    folds = group(
        path("M-92-44L-46-58L0-44L46-58L92-44V46L46 32L0 46L-46 32L-92 46Z", fill=LEAF_MID),
        path("M-46-58L0-44V46L-46 32ZM46-58L92-44V46L46 32Z", fill="#dbeaca"),
        path("M-92-8C-64-20-50 12-24 2S14-26 46-12S70 20 92 8", stroke=SKY_MID, sw=8, stroke_linecap="butt"),
        path("M-92-44L-46-58L0-44L46-58L92-44V46L46 32L0 46L-46 32L-92 46Z"),
        path("M-64 30C-44 4-30 24-8 16S20-8 30-2", stroke=ROSE, sw=4, stroke_dasharray="1 9"),
    )
    pin = path("M0 0C-14-18-22-28-22-40A22 22 0 0 1 22-40C22-28 14-18 0 0Z", fill=ROSE) + circle(
        0, -40, 8.5, fill=PAPER
    )
    return card("sky", place(156, 100, folds), place(196, 98, pin), place(90, 132, circle(0, 0, 7, fill=SUN)))


def kit():
    """A box a trainer carries to a village without internet."""
    return card(
        "sun",
        place(120, 74, o.paper(58, 84, o.lines(TEAL, (-18, -16, 30), (-18, -3, 36), (-18, 10, 24))), turn=-10),
        place(
            168,
            70,
            rect(-32, -44, 64, 92, 7, fill=INK),
            rect(-25, -35, 50, 74, 2, fill=SKY_SOFT, stroke="none"),
            path("M-7-14L12-3L-7 8Z", fill=TEAL),
            turn=3,
        ),
        place(218, 76, path("M0 34V-44") + path("M0-44C12-52 22-38 36-44V-20C22-14 12-28 0-20Z", fill=ROSE), turn=8),
        path("M76 92H244L236 160H84Z", fill=WOOD),
        path("M76 92L58 112H72L80 126M244 92L262 112H248L240 126", fill=WOOD),
        rect(134, 112, 52, 18, 9, fill=SUN_SOFT),
        place(272, 146, rect(-15, -10, 30, 20, 4, fill=TEAL), rect(15, -6, 14, 12, 1.5, fill=STONE), turn=-16),
    )


CARDS = {
    "shop": shop,
    "camera": camera,
    "money": money,
    "bank-app": bank_app,
    "gear": gear,
    "first-aid": first_aid,
    "law-book": law_book,
    "scales": scales,
    "id-card": id_card,
    "platform": platform,
    "map": map_,
    "kit": kit,
}
