"""One day of a house that keeps its eyes open: six pictures, 600 × 400, directed by content/albums/family-day."""

from . import objects as o
from . import scenery as s
from .album_stage import floor, who
from .cards_people import mangoes
from .palette import LEAF_MID, PAPER, ROSE, ROSE_MID, SKY, SKY_MID, SOFT, SUN, SUN_MID, SUN_SOFT, TEAL, TEAL_MID
from .people import Arm
from .svg import circle, group, path, place, rect


def breakfast():
    eat = Arm((-14, 62), "rest")
    return group(
        s.room(),
        s.window(300, 108),
        who(
            "grandpa",
            142,
            206,
            1.08,
            left=Arm((-30, 70)),
            right=Arm((14, 56), "grip"),
            look=(3, 1),
            tilt=3,
            mood="happy",
        ),
        who("girl", 292, 228, 1.24, left=eat, right=Arm((52, 6), "palm"), mood="happy", look=(2, 0)),
        who("grandma", 438, 208, 1.08, left=Arm((-12, 58), "grip"), right=Arm((30, 70)), look=(-3, 1), tilt=-4),
        s.table(300, 282, 520),
        path("M52 300H548V344" + "".join("q-15.5 16-31 0" for _ in range(16)) + "Z", fill=ROSE_MID),
        path("M52 322H548", stroke=PAPER, sw=4),
        s.bowl(146, 278, ROSE_MID),
        s.bowl(312, 278, SKY_MID),
        s.bowl(424, 278, TEAL_MID),
        s.glass(222, 282),
        s.glass(372, 282),
        s.bowl(262, 272, SUN_MID, LEAF_MID),
        place(
            526,
            240,
            rect(-26, -20, 14, 30, 3, fill=SKY),
            rect(-7, -24, 14, 32, 3, fill=TEAL),
            rect(12, -19, 14, 30, 3, fill=ROSE),
        ),
        s.basket(526, 268, w=78),
    )


def password():
    hide_l = Arm((-17, -25), "rest", turn=-52, mirror=True)
    hide_r = Arm((17, -25), "rest", turn=-128, mirror=True)
    return group(
        s.room(),
        s.window(120, 100),
        place(548, 346, o.pot(), scale=1.6),
        s.sofa(290, 356),
        who("girl", 214, 216, 1.12, lower="chair", left=hide_l, right=hide_r, mood="smile"),
        who(
            "grandma",
            352,
            204,
            1.04,
            lower="chair",
            left=Arm((-14, 54), "grip", hold="phone-back", hold_turn=6),
            right=Arm((6, 58), "point", turn=200),
            look=(-2, 3),
            tilt=-4,
        ),
        place(464, 96, o.bubble(104, 116, tail=-1), place(0, 8, o.padlock(), scale=0.8)),
    )


def news():
    screen = group(
        rect(-74, -56, 148, 104, 10, fill=PAPER),
        path("M-12 48L0 66L12 48Z", fill=PAPER),
        path("M-10 48H10", stroke=PAPER, sw=5),
        path("M-58-38H30", sw=7),
        rect(-58, -24, 52, 40, 3, fill=SKY_MID),
        o.lines(SOFT, (6, -18, 50), (6, -4, 50), (6, 10, 36), (-58, 30, 86)),
        place(48, 24, o.magnifier(17, SUN_SOFT)),
    )
    return group(
        s.room(),
        place(70, 296, o.pot(), scale=1.6),
        s.shelf(440, 112, 130, (0, 20, 46, ROSE), (24, 16, 40, TEAL), (44, 22, 50, SUN), (86, 30, 30, LEAF_MID)),
        who(
            "grandpa",
            196,
            206,
            1.1,
            left=Arm((-10, 50), "grip", hold="alert-phone", hold_turn=-6),
            right=Arm((54, 40), "point", turn=-10),
            look=(3, 2),
            tilt=4,
            mood="surprise",
        ),
        who("girl", 414, 220, 1.3, left=Arm((-20, 68)), right=Arm((20, 68)), look=(-3, 2), mood="smile", tilt=-3),
        s.table(310, 290, 500),
        place(382, 288, s.laptop(0, 0), scale=0.9),
        place(316, 84, screen),
        s.glass(506, 290),
    )


def grocery():
    goods = [
        (0, 30, 44, ROSE_MID),
        (36, 24, 52, SUN),
        (66, 34, 36, LEAF_MID),
        (106, 26, 48, SKY_MID),
        (138, 32, 40, SUN_MID),
        (176, 24, 50, TEAL_MID),
        (206, 34, 34, ROSE),
    ]
    low = [
        (0, 34, 36, LEAF_MID),
        (40, 26, 46, SKY),
        (72, 30, 40, SUN_MID),
        (108, 34, 34, ROSE_MID),
        (148, 26, 48, TEAL),
        (180, 30, 38, SUN),
        (216, 24, 44, SKY_MID),
    ]
    awning = "".join(
        path(f"M{x} -4H{x + 50}V26Q{x + 25} 46 {x} 26Z", fill=c)
        for x, c in zip(range(0, 600, 50), [ROSE, PAPER] * 6, strict=True)
    )
    return group(
        rect(0, 0, 600, 400, fill=SUN_SOFT, stroke="none"),
        rect(0, 300, 600, 100, fill=s.FLOOR, stroke="none"),
        path("M0 300H600"),
        s.sack(52, 352),
        s.sack(104, 366, SUN_MID),
        s.shelf(300, 126, 250, *goods),
        s.shelf(300, 204, 250, *low),
        awning,
        who(
            "shopkeeper",
            420,
            182,
            1.0,
            left=Arm((-44, 56), "point", turn=168),
            right=Arm((28, 74)),
            mood="happy",
            look=(-3, 1),
        ),
        rect(270, 268, 340, 22, 3, fill="#c98f54"),
        rect(282, 290, 318, 120, fill="#b67f46"),
        s.pay_stand(344, 268),
        place(540, 268, mangoes()),
        who(
            "grandma",
            208,
            floor(388, 1.08),
            1.08,
            lower="stand",
            left=Arm((-34, 62), "grip"),
            right=Arm((10, 52), "grip", hold="phone-back", hold_turn=-6),
            look=(2, 3),
            tilt=5,
        ),
        s.cloth_bag(169, 264),
    )


def photo():
    return group(
        rect(0, 0, 600, 400, fill="#fbe3c4", stroke="none"),
        circle(500, 110, 44, fill=SUN, stroke="none"),
        path("M0 240C90 196 170 224 260 204S450 186 600 214V400H0Z", fill=LEAF_MID, stroke="none"),
        s.tree(94, 268, 0.95),
        path("M0 226H600M0 252H600", sw=9),
        path("M0 226H600M0 252H600", stroke="#c98f54", sw=5),
        *(rect(x, 214, 12, 66, fill="#c98f54") for x in (40, 160, 280, 400, 520)),
        rect(0, 280, 600, 120, fill=s.FLOOR, stroke="none"),
        path("M0 280H600"),
        path("M0 322H600M0 362H600", stroke="#cf9f66", sw=2),
        s.chair(402, 384),
        who(
            "grandpa",
            402,
            222,
            1.04,
            lower="chair",
            left=Arm((-24, 72), "rest"),
            right=Arm((26, 72), "rest"),
            mood="happy",
            look=(-3, 2),
            tilt=-5,
        ),
        who(
            "girl",
            208,
            floor(386, 1.2, True),
            1.2,
            lower="stand",
            left=Arm((-30, 74)),
            right=Arm((58, 34), "grip", hold="photo-phone", hold_turn=6),
            look=(3, 1),
            tilt=3,
        ),
        place(318, 118, o.heart(0.9)),
    )


def fridge():
    number = 'font-family="House" font-weight="700" font-size="30" text-anchor="middle" fill="#0b5552" stroke="none"'
    sheet = place(
        0,
        0,
        rect(-46, -54, 92, 108, 3, fill=PAPER, transform="rotate(-2)"),
        place(0, -32, rect(-9, -15, 18, 30, 3, fill=SKY), path("M-3 9h6", stroke=PAPER, sw=2)),
        f'<text y="14" {number}>1441</text><text y="45" {number}>1212</text>',
        circle(0, -52, 5, fill=ROSE, sw=2),
    )
    return group(
        s.room("#e9e3da", "#dcd3c4"),
        s.window(118, 104, "#33475a", SUN_SOFT, 110, 96),
        s.fridge(330, 372),
        place(330, 160, sheet),
        who(
            "grandpa",
            520,
            floor(386),
            0.95,
            lower="stand",
            left=Arm((-20, 48), "grip", hold="milk"),
            right=Arm((30, 76)),
            look=(-3, 1),
            mood="smile",
            tilt=-3,
        ),
        who(
            "grandma",
            208,
            floor(388, 1.02),
            1.02,
            lower="stand",
            left=Arm((-30, 76)),
            right=Arm((66, -10), "rest", turn=-14),
            look=(3, 0),
            tilt=3,
        ),
        who(
            "girl",
            424,
            floor(390, 1.12, True),
            1.12,
            lower="stand",
            left=Arm((-50, -26), "rest", turn=-150),
            right=Arm((30, 76)),
            look=(-3, -2),
            mood="happy",
        ),
    )


SCENES = {
    "family-day-breakfast": breakfast,
    "family-day-password": password,
    "family-day-news": news,
    "family-day-shop": grocery,
    "family-day-photo": photo,
    "family-day-fridge": fridge,
}
