"""A class in the village hall: six pictures, 600 × 400, directed by content/albums/village-class."""

from . import objects as o
from . import scenery as s
from .album_stage import floor, who
from .palette import INK, PAPER, ROSE, SKY, SKY_SOFT, TEAL
from .people import Arm
from .svg import group, path, place, rect


def welcome():
    return group(
        s.sky(sun=(520, 70)),
        s.yard(286),
        s.tree(66, 300, 1.02),
        s.sala(318, 286, 330),
        s.banner(318, 146),
        s.steps(318, 300),
        s.yard(340),
        who("teacher", 232, floor(376, 0.92), 0.92, lower="stand", wai=True, look=(3, 2), tilt=6),
        who("grandma", 408, floor(386, 0.92), 0.92, lower="stand", wai=True, look=(-3, 1), tilt=-4, mood="happy"),
        s.shoulder_bag(408, floor(386, 0.92), 0.92),
        who("grandpa", 514, floor(384, 0.92), 0.92, lower="stand", wai=True, look=(-3, 1), tilt=-4),
    )


def first_tap():
    spectacles = path(
        "M-20 0a9 9 0 1 1 18 0a9 9 0 1 1-18 0ZM4 0a9 9 0 1 1 18 0a9 9 0 1 1-18 0ZM-2-1q3-3 6 0",
        fill=SKY_SOFT,
        stroke=TEAL,
        sw=3,
    )
    flat = group(path("M-24 0L-16-26H16L24 0Z", fill=INK), path("M-17-5L-11-21H11L17-5Z", fill=SKY_SOFT, stroke="none"))
    return group(
        s.hall(),
        who(
            "teacher",
            404,
            200,
            1.14,
            left=Arm((-50, 50), "point", turn=160),
            right=Arm((30, 76)),
            look=(-3, 2),
            tilt=-4,
        ),
        place(304, 292, flat),
        who("grandma", 196, 202, 1.14, left=Arm((-32, 76)), right=Arm((62, 56), "point", turn=32), look=(3, 3), tilt=5),
        s.table(290, 292, 540),
        s.glass(498, 296),
        place(92, 288, spectacles),
    )


def sort_cards():
    return group(
        s.hall(),
        s.mat(300, 352, 560),
        who(
            "grandpa",
            118,
            206,
            1.05,
            lower="sit",
            left=Arm((-26, 72)),
            right=Arm((58, 34), "give"),
            look=(3, 2),
            mood="happy",
        ),
        who(
            "shopkeeper",
            486,
            206,
            1.05,
            lower="sit",
            left=Arm((-52, 62), "grip", hold="card", hold_turn=-12, turn=160),
            right=Arm((28, 72)),
            look=(-3, 3),
            tilt=-4,
        ),
        who(
            "boy",
            300,
            206,
            1.2,
            lower="sit",
            left=Arm((-62, 40), "grip", hold="card", hold_turn=-10),
            right=Arm((26, 70)),
            mood="happy",
            look=(-3, 1),
        ),
        s.basket(236, 376, "#8fb873", 92),
        s.basket(386, 376, "#e9964a", 92),
        place(244, 346, rect(-12, -16, 24, 30, 2, fill=PAPER), turn=-12),
        place(378, 346, rect(-12, -16, 24, 30, 2, fill=PAPER), turn=10),
    )


def role_play():
    return group(
        s.sky(sun=(70, 66)),
        s.yard(286),
        s.tree(540, 316, 0.9),
        s.sala(300, 286, 330),
        s.yard(330),
        who(
            "grandma",
            300,
            floor(352, 0.9),
            0.9,
            lower="stand",
            left=Arm((-9, 46), "rest", turn=-62),
            right=Arm((9, 46), "rest", turn=-118),
            mood="happy",
            look=(-1, 1),
        ),
        s.chair(138, 388),
        who(
            "boy",
            138,
            238,
            1.2,
            lower="chair",
            right=Arm((15, -4), "grip", turn=-90, hold="half-mask", over=True),
            left=Arm((-40, -14), "grip", hold="toy-phone", hold_turn=8),
            look=(2, 0),
            mood="happy",
        ),
        s.chair(456, 388),
        who(
            "grandpa",
            456,
            226,
            1.02,
            lower="chair",
            left=Arm((-16, 44), "grip", hold="phone-back", hold_turn=-6),
            right=Arm((6, 50), "point", turn=200),
            look=(-3, 1),
            mood="happy",
            tilt=-3,
        ),
        o.rings(60, 196, -1, SKY),
        path("M282 218l-8-5M318 218l8-5", stroke=ROSE),
    )


def shop_tip():
    return group(
        s.hall(),
        who(
            "shopkeeper",
            196,
            floor(372, 1.12),
            1.12,
            lower="stand",
            left=Arm((-28, 76)),
            right=Arm((50, 2), "grip", hold="bank-phone", hold_turn=4),
            mood="talk",
            look=(3, 1),
        ),
        s.chair(396, 388),
        who("grandma", 396, 228, 1.0, lower="chair", left=Arm((-14, 68)), right=Arm((14, 68)), look=(-3, -1), tilt=-3),
        s.chair(518, 388),
        who(
            "teacher",
            518,
            228,
            1.0,
            lower="chair",
            left=Arm((-18, 64), "grip", hold="notebook"),
            right=Arm((4, 58), "grip", turn=170, hold="pen"),
            look=(-3, 2),
            tilt=-4,
        ),
    )


def together():
    row = [
        ("grandpa", 78, "sign-sun"),
        ("grandma", 190, "sign-rose"),
        ("boy", 300, "sign-leaf"),
        ("teacher", 408, "sign-sky"),
        ("shopkeeper", 522, "sign-teal"),
    ]
    people = ""
    for i, (name, x, colour) in enumerate(row):
        child = name == "boy"
        people += who(
            name,
            x,
            floor(388, 1.1 if child else 0.95, child),
            1.1 if child else 0.95,
            lower="stand",
            left=Arm((-30, 76)),
            right=Arm((2, 70), "grip", hold=colour),
            mood="happy" if i % 2 == 0 else "smile",
            look=((2 - i) * 0.8, 0),
        )
    return group(
        s.sky(sun=(486, 66)),
        s.fields(232),
        s.tree(52, 262, 0.74),
        place(0, 0, s.sala(300, 250, 250), scale=1),
        s.yard(318),
        people,
    )


SCENES = {
    "village-class-welcome": welcome,
    "village-class-first-tap": first_tap,
    "village-class-sort-cards": sort_cards,
    "village-class-role-play": role_play,
    "village-class-shop-tip": shop_tip,
    "village-class-together": together,
}
