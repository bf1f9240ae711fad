"""Card pictures with the family in them (320 × 180) and the four square door portraits (160 × 160)."""

from . import objects as o
from .ground import card, door
from .palette import (
    LEAF_MID,
    PAPER,
    ROSE,
    ROSE_MID,
    SKIN_WARM,
    SKY,
    SKY_SOFT,
    SUN,
    SUN_MID,
    TEAL,
    WOOD,
)
from .people import Arm, Pose, person
from .svg import circle, group, path, place, rect

NECK, BIG = 97, 1.16  # a half figure that stands on the lower edge of a card


def family():
    """Three ages and one telephone, close together."""

    def beside(mood, look, tilt):
        return Pose(mood=mood, look=look, tilt=tilt, arms="none", plain=True)

    back = path("M-11-30H11V8H-11Z", fill=TEAL) + path("M-5-23v.1", stroke=PAPER, sw=5)
    hand = path("M-9 30C-10 12-10 0-7-3C-3-5 5-5 8-2C11 2 10 14 9 30Z", fill=SKIN_WARM) + path("M-3-3v8M3-3v8", sw=2)
    return card(
        "sun",
        person("grandpa", beside("smile", (2, 2), 4), 70, 104, 1.36),
        person("teacher", beside("smile", (-3, 2), -3), 254, 102, 1.36),
        person("grandma", beside("smile", (3, 3), 5), 128, 140, 1.36),
        person("girl", beside("happy", (-3, 3), -6), 204, 150, 1.42),
        place(166, 158, back, hand, turn=6),
    )


def grandma():
    pose = Pose(left=Arm((-30, 78)), right=Arm((8, 52), "grip", hold="phone-back", hold_turn=-8), look=(2, 2), tilt=4)
    return card(
        "rose",
        place(262, 180, o.pot(), scale=1.25),
        person("grandma", pose, 150, 104, 1.12),
        place(66, 66, o.bubble(64, 44, tail=1), place(0, 1, o.heart(0.55))),
    )


def grandpa():
    pose = Pose(left=Arm((-34, -10), "grip", hold="phone-back", hold_turn=8), right=Arm((30, 78)), look=(2, 0), tilt=-4)
    return card(
        "sky", person("grandpa", pose, 152, NECK, BIG), o.rings(74, 52, -1, SKY), place(262, 180, o.pot(), scale=1.25)
    )


def pupil():
    pose = Pose(
        left=Arm((-18, 60), "grip", hold="book", hold_turn=-6), right=Arm((54, -14), "palm"), mood="happy", look=(1, 0)
    )
    return card(
        "sun",
        person("girl", pose, 160, 108, 1.5),
        place(64, 66, o.bubble(64, 46, tail=1), o.check(14)),
        o.dots(SUN, (42, 112), (268, 118), (286, 62), (30, 40)),
    )


def teacher():
    board = group(
        rect(24, 18, 158, 118, 8, fill=PAPER),
        rect(24, 18, 158, 12, fill=WOOD),
        place(70, 86, o.phone(40, 68, SKY_SOFT, path("M-9-14H9M-9-4H9M-9 6H2", stroke=SKY))),
        o.lines(TEAL, (106, 62, 54), (106, 78, 42)),
        place(118, 106, o.check(12)),
        o.lines(TEAL, (138, 106, 26)),
    )
    pose = Pose(
        left=Arm((-52, 22), "point", turn=195), right=Arm((10, 62), "grip", hold="book", hold_turn=-8), look=(-2, 0)
    )
    return card("leaf", board, person("teacher", pose, 246, NECK, BIG))


def shopkeeper():
    stall = group(
        "".join(
            path(f"M{x} 0H{x + 40}V20Q{x + 20} 34 {x} 20Z", fill=c)
            for x, c in zip(range(0, 320, 40), [ROSE, PAPER] * 4, strict=True)
        ),
        rect(-6, 150, 332, 40, fill=WOOD),
    )
    pose = Pose(
        left=Arm((-30, 66), "rest"),
        right=Arm((34, 14), "grip", hold="phone-front", hold_turn=8),
        mood="happy",
        look=(1, 0),
    )
    return card(
        "sun",
        person("shopkeeper", pose, 164, 104, 1.06),
        stall,
        place(62, 130, o.parcel()),
        place(68, 97, o.parcel(36, 26)),
        place(272, 150, mangoes(), scale=0.9),
        hill=False,
    )


def mangoes():
    fruit = "c-14 0-16-22 0-26c14 2 18 26 0 26z"
    return group(
        path("M-30-14" + fruit + "M22-14" + fruit + "M-4-18" + fruit, fill=SUN),
        path("M-44-20H42L34 0H-36Z", fill=LEAF_MID),
        path("M-40-10H38", sw=2.4),
    )


def kindness():
    """One umbrella is enough for two."""
    rain = "".join(f"M{x} {y}l-4 12" for x, y in ((30, 30), (50, 74), (24, 120), (292, 30), (272, 78), (296, 122)))
    dome = "M48 66C58-8 252-8 262 66Q244 48 226 66Q208 48 190 66Q172 48 155 66Q138 48 120 66Q102 48 84 66Q66 48 48 66Z"
    share = Pose(left=Arm((-32, 16), "grip"), mood="happy", look=(-3, 1), tilt=-3, arms="left")
    return card(
        "sky",
        path(rain, stroke=SKY),
        path("M155 60V180", sw=4.5),
        path(dome, fill=SUN),
        person("girl", Pose(look=(3, 1), tilt=4, arms="hang"), 108, 136, 1.12),
        person("boy", share, 190, 132, 1.15),
        place(276, 152, o.heart(0.6)),
    )


def group_picture():
    """A class seen from its last row."""
    teach = Pose(
        left=Arm((-50, 14), "point", turn=195), right=Arm((12, 58), "grip", hold="book"), look=(0, 1), mood="happy"
    )
    board = group(
        rect(40, 12, 116, 84, 6, fill=PAPER),
        o.lines(TEAL, (92, 34, 44), (92, 50, 34), (92, 66, 44)),
        place(66, 54, o.phone(28, 50, SKY_SOFT)),
    )
    return card(
        "teal",
        board,
        person("teacher", teach, 206, 74, 0.82),
        place(62, 150, back_of("#d5dadb", ROSE_MID, True)),
        place(128, 154, back_of("#26343b", PAPER)),
        place(196, 154, back_of("#4b352b", SUN_MID)),
        place(262, 150, back_of("#d5dadb", SKY)),
        hill=False,
    )


def back_of(hair, shirt, bun=False):
    """Somebody in front of us, seen from behind."""
    return group(
        path("M-36 44C-36 16-20 10 0 10S36 16 36 44Z", fill=shirt),
        path("M-6 4V14H6V4Z", fill="#e0a678"),
        path("M-21-14C-22-42 22-42 21-14C21 4 12 8 0 8S-21 4-21-14Z", fill=hair),
        circle(0, -34, 9, fill=hair) if bun else "",
    )


def door_child():
    pose = Pose(right=Arm((46, 10), "palm"), mood="happy")
    return door("sky", person("girl", pose, 76, 104, 1.45))


def door_youth():
    pose = Pose(right=Arm((10, 40), "grip", hold="phone-back", hold_turn=-8), look=(1, 2), tilt=3)
    return door("leaf", person("youth", pose, 80, 98, 1.25))


def door_adult():
    pose = Pose(left=Arm((-8, 38), "grip", hold="phone-back", hold_turn=8), mood="happy", look=(-1, 1))
    return door("sun", person("shopkeeper", pose, 80, 98, 1.25))


def door_elder():
    pose = Pose(right=Arm((8, 38), "grip", hold="phone-back", hold_turn=-8), look=(1, 1), tilt=3)
    return door("teal", person("grandma", pose, 80, 104, 1.16))


CARDS = {
    "family": family,
    "grandma": grandma,
    "grandpa": grandpa,
    "pupil": pupil,
    "teacher": teacher,
    "shopkeeper": shopkeeper,
    "kindness": kindness,
    "group": group_picture,
}
DOORS = {"door-child": door_child, "door-youth": door_youth, "door-adult": door_adult, "door-elder": door_elder}
