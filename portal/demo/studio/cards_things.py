"""Card pictures of things (320 × 180): no letters in them, so that they serve every language."""

from . import objects as o
from .ground import card
from .palette import (
    HAIR, INK, LEAF, LEAF_MID, PAPER, ROSE, ROSE_MID, SAND, SKIN, SKIN_WARM, SKY, SKY_MID, SKY_SOFT, SOFT, STONE, SUN,
    SUN_MID, SUN_SOFT, TEAL, TEAL_MID, WOOD,
)
from .svg import circle, ellipse, group, path, place, rect, tube

MIDDLE = (160, 90, 74)


def chat_warning():
    """A message that is not what it says."""
    said = place(0, -18, o.bubble(54, 44, PAPER), o.lines(ROSE, (-18, -10, 36), (-18, 1, 24)), path("M-18 12h30", stroke=SKY, sw=4))
    return card("rose", place(150, 96, o.hand_phone(SKIN_WARM, ROSE_MID, said, screen=SKY_SOFT)),
                place(214, 52, o.warning(1.5)), o.rings(92, 66, -1), sun=(158, 92, 78), hill=False)


def lock():
    field = group(rect(-62, -19, 124, 38, 12, fill=PAPER), o.dots(INK, (-42, 0), (-22, 0), (-2, 0), (18, 0), r=4.5), place(42, 0, o.check(11)))
    return card("teal", place(112, 92, o.padlock(), scale=1.15), place(218, 66, field), place(190, 128, o.key()), hill=False, sun=(112, 92, 74))


def shop():
    """A market front with its parcels ready."""
    stripes = "".join(path(f"M{x} 34H{x + 28}V62Q{x + 14} 76 {x} 62Z", fill=c) for x, c in zip(range(76, 244, 28), [ROSE, PAPER] * 3, strict=True))
    return card("sun", rect(84, 56, 152, 104, fill=PAPER), rect(98, 84, 62, 50, 4, fill=SKY_SOFT), rect(176, 84, 44, 76, 4, fill=TEAL),
                circle(185, 124, 2.5, fill=SUN), path("M108 118h42M112 118v-10h14v10M134 118v-16h10v16", sw=2.4), stripes,
                path("M70 34H250", sw=4), place(58, 144, o.parcel(44, 34)), place(60, 116, o.parcel(30, 22)), place(272, 160, o.pot(LEAF)))


def shield():
    body = "M0-62C18-50 38-46 54-46C56-2 42 40 0 62C-42 40-56-2-54-46C-38-46-18-50 0-62Z"
    return card("leaf", place(94, 156, o.sprig(), scale=1.3, flip=True), place(226, 156, o.sprig(), scale=1.3), place(160, 92, path(body, fill=TEAL), path("M0-46C14-38 28-34 40-33C40 0 30 30 0 46Z", fill="#16746d", stroke="none"),
                path("M-22 0L-6 17L26-18", stroke=SUN, sw=11)))


def phone_call():
    """A call from somebody unknown."""
    who = group(circle(0, -22, 20, fill=PAPER), circle(0, -28, 6.5, fill=SOFT, stroke="none"), path("M-11-10C-10-22 10-22 11-10Z", fill=SOFT, stroke="none"),
                circle(-15, 34, 9, fill=ROSE), circle(15, 34, 9, fill=LEAF), path("M-18.5 36q3.500-4 7 0M11.500 36q3.500-4 7 0", stroke=PAPER))
    return card("sky", place(160, 96, o.hand_phone(SKIN, TEAL_MID, who, screen=SKY_MID)), o.rings(222, 66, 1), o.rings(94, 66, -1), sun=(160, 92, 80), hill=False)


def heart():
    """A heart carried in two hands."""
    arm = tube("M-108 118C-88 92-74 74-46 66", 30, ROSE_MID)
    hand = "M-52 52C-40 50-26 46-6 52C0 56-2 62-8 62L-24 62C-16 70-30 82-52 82Z"
    half = group(arm, path(hand, fill=SKIN), path("M-26 62h-12", sw=2.4))
    other = group(tube("M-108 118C-88 92-74 74-46 66", 30, TEAL_MID), path(hand, fill=SKIN_WARM), path("M-26 62h-12", sw=2.4))
    return card("rose", place(160, 86, half), place(160, 86, other, flip=True), place(160, 80, o.heart(2.5)), path("M126 58q4-14 16-15", stroke=ROSE_MID, sw=5),
                place(58, 50, o.heart(0.55, SUN)), place(268, 58, o.heart(0.7, SUN)), hill=False, sun=(160, 86, 72))


def news():
    sheet = group(rect(-62, -58, 124, 122, 5, fill=PAPER), path("M62-36H76V52Q76 64 64 64", fill=SAND), path("M-48-42H48", sw=8),
                  rect(-48, -26, 46, 36, 3, fill=SKY_MID), path("M-48 4l14-14 10 8 8-8 14 14", sw=2.4),
                  o.lines(SOFT, (10, -22, 38), (10, -9, 38), (10, 4, 28), (-48, 26, 60), (-48, 40, 44)))
    return card("sky", place(146, 92, sheet, turn=-4), place(206, 108, o.magnifier(29, SUN_SOFT)), place(206, 108, path("M-8-10q0-8 8-8t8 8q0 6-8 10v4M0 13v.1", sw=5, stroke=ROSE)), hill=False, sun=(170, 90, 78))


def camera():
    body = group(path("M-26-38L-18-52H18L26-38", fill=TEAL), rect(-62, -38, 124, 80, 14, fill=TEAL), rect(-62, -16, 124, 34, fill="#16746d"), circle(0, 2, 29, fill=PAPER),
                 circle(0, 2, 19, fill=SKY), path("M-9-2q2-8 10-9", stroke=PAPER), circle(46, -26, 4, fill=SUN), rect(-50, -46, 18, 8, 3, fill=SUN))
    print_ = group(rect(-32, -36, 64, 72, 4, fill=PAPER), rect(-25, -29, 50, 46, fill=SKY_SOFT), circle(10, -16, 6, fill=SUN, sw=2.4), path("M-25 17V6L-10-10L4 6L12-1L25 12V17Z", fill=LEAF_MID, sw=2.4))
    return card("sky", place(236, 84, print_, turn=9), place(128, 98, body))


def money():
    pile = "".join(place(238, y, path("M-25-8V2C-25 12 25 12 25 2V-8", fill=SUN) + ellipse(0, -8, 25, 9, fill=SUN)) for y in (142, 130, 118, 106))
    return card("leaf", place(122, 104, o.banknote(ROSE_MID), scale=1.4, turn=-24), place(130, 106, o.banknote(SKY_MID), scale=1.4, turn=-8),
                place(136, 112, o.banknote(), scale=1.4, turn=8), pile, place(238, 64, o.coin(21)))


def bank_app():
    inside = group(place(0, -28, o.building(0.9)), rect(-24, 4, 48, 15, 5, fill=PAPER, sw=2.4), o.lines(TEAL, (-16, 11.5, 20)), rect(-24, 28, 48, 17, 8, fill=TEAL, sw=2.4), path("M-6 36l4 4 8-7", stroke=PAPER))
    side = place(236, 104, path("M0-40C12-32 24-30 34-30C35 0 26 26 0 40C-26 26-35 0-34-30C-24-30-12-32 0-40Z", fill=SUN), path("M-12 0L-3 10L14-10", sw=6))
    return card("teal", place(142, 92, o.phone(88, 148, TEAL_MID, inside)), side, place(64, 120, o.coin(20)), place(82, 78, o.coin(13)))


def mask():
    """A friendly face held before another."""
    behind = group(path("M-58 96C-62 20-44-58 0-58S62 20 58 96Z", fill=SOFT), path("M-32-2C-32-44 32-44 32-2C32 30 18 44 0 44S-32 30-32-2Z", fill=HAIR),
                   path("M8-6l16-6M14 3.500h8", stroke=SUN_MID))
    front = group(path("M14 50L26 112", sw=10), path("M14 50L26 112", stroke=WOOD, sw=4.5), path("M-40-34C-20-46 20-46 40-34C44 10 32 50 0 52C-32 50-44 10-40-34Z", fill=SUN_SOFT),
                  path("M-26-8q9-10 18 0M8-8q9-10 18 0", sw=4), path("M-20 14H20Q16 36 0 36T-20 14Z", fill=ROSE), ellipse(-28, 12, 6, 4, fill=ROSE_MID, stroke="none"), ellipse(28, 12, 6, 4, fill=ROSE_MID, stroke="none"))
    return card("rose", place(182, 92, behind), place(140, 92, front, turn=-8), place(252, 62, o.warning(1.1)), hill=False, sun=(170, 96, 80))


def footprints():
    """What we do leaves prints, and they lead back to us."""
    def foot(x, y, k, turn, side):
        toes = "".join(circle(tx, ty, r) for tx, ty, r in ((-7, -19, 4.4), (0, -22, 3.4), (6, -20.5, 3), (11, -16.5, 2.6)))
        print_ = group(path("M-2-14C10-16 12-4 8 4C6 9 8 12 7 17C5 23-5 23-6 16C-7 8-4 6-8-2C-11-8-8-13-2-14Z"), toes, fill=TEAL, stroke="none")
        return place(x, y, print_, scale=k, turn=turn, flip=side < 0)
    steps = ((104, 160, 1.05), (116, 124, 0.96), (154, 136, 0.86), (160, 102, 0.76), (192, 110, 0.68), (198, 80, 0.6), (222, 84, 0.54), (228, 60, 0.48))
    prints = "".join(foot(x, y, k, 62, 1 if i % 2 else -1) for i, (x, y, k) in enumerate(steps))
    road = path("M40 180C90 150 170 130 212 40L256 40C248 110 220 150 176 180Z", fill=SUN_SOFT, stroke="none")
    return card("sun", road, prints, place(58, 104, o.phone(60, 104, SKY_SOFT, circle(0, -10, 12, fill=PAPER), circle(0, -13, 4, fill=SKY, stroke="none"), path("M-7-3q7-8 14 0", stroke=SKY), o.lines(SKY, (-12, 16, 24), (-12, 27, 16)))))


def game():
    pad = "M-58-30C-30-40 30-40 58-30C76-22 86 22 82 38C78 54 58 48 46 24C40 16-40 16-46 24C-58 48-78 54-82 38C-86 22-76-22-58-30Z"
    star = "M0-15L4.500-5L15-4L7 3L9.500 14L0 8L-9.500 14L-7 3L-15-4L-4.500-5Z"
    return card("sky", place(160, 112, path(pad, fill=PAPER), path("M-46-20v24M-58-8h24", sw=12), path("M-46-19v22M-57-8h22", stroke=TEAL, sw=6),
                circle(36, -8, 6, fill=ROSE), circle(52, -20, 6, fill=SUN), circle(52, 4, 6, fill=LEAF), circle(66, -8, 6, fill=SKY), path("M-9-14h18", sw=4)),
                place(160, 42, path(star, fill=SUN), scale=1.4), place(98, 54, path(star, fill=SUN), turn=-12), place(222, 54, path(star, fill=SUN), turn=12))


def robot_face():
    return card("teal", place(160, 98, path("M0-46V-62"), circle(0, -67, 6, fill=SUN), rect(-76, -16, 16, 34, 6, fill=STONE), rect(60, -16, 16, 34, 6, fill=STONE),
                path("M-24 48V62H24V48", fill=STONE), rect(-62, -46, 124, 98, 26, fill=PAPER), rect(-48, -28, 96, 58, 20, fill=TEAL),
                circle(-21, -4, 9, fill=SUN), circle(21, -4, 9, fill=SUN), o.dots(INK, (-21, -4), (21, -4), r=3.5), path("M-12 14q12 9 24 0", stroke=PAPER), path("M-14 41h28", sw=3), path("M-70 90C-64 60-40 62 0 62S64 60 70 90Z", fill=TEAL_MID)), place(264, 58, o.bubble(56, 40), o.dots(TEAL, (-14, 0), (0, 0), (14, 0), r=4)), sun=(160, 92, 78), hill=False)


def gear():
    def switch(y, on):
        return group(rect(192, y, 46, 22, 11, fill=LEAF if on else STONE), circle(227 if on else 203, y + 11, 7, fill=PAPER), o.lines(SOFT, (252, y + 11, 30)))
    return card("sky", rect(172, 30, 128, 120, 12, fill=PAPER), switch(46, True), switch(79, True), switch(112, False), place(104, 82, o.gear(54)), place(158, 138, o.gear(28, 8, SUN)))


def first_aid():
    """The first-aid sign of ISO 7010: a white cross on green (the red cross is a protected emblem)."""
    box = group(path("M-26-44V-56Q-26-62-20-62H20Q26-62 26-56V-44", fill="none", sw=7), rect(-74, -44, 148, 98, 14, fill=LEAF), path("M-74-20H74", sw=2.4),
                circle(0, 6, 33, fill=PAPER), path("M-8-16H8V-2H22V14H8V28H-8V14H-22V-2H-8Z", fill=LEAF))
    return card("leaf", place(160, 98, box), place(262, 134, rect(-32, -12, 64, 24, 12, fill=SUN_MID), rect(-11, -12, 22, 24, fill=PAPER), o.dots(INK, (-4, -4), (4, -4), (-4, 4), (4, 4), r=1.4), turn=-18), place(60, 70, o.check(17)))


def law_book():
    book = group(path("M-62-58H54Q62-58 62-50V58H-50Q-62 58-62 46Z", fill=ROSE), path("M-62 46Q-62 34-50 34H62V58H-50Q-62 58-62 46Z", fill=PAPER), path("M-48 46H62", sw=2.4), path("M-44-58V34", sw=2.4),
                 place(10, -14, path("M0-26V20M-14 20H14M-26-18H26M-26-18l-9 18h18zM26-18l-9 18h18z", stroke=SUN)), path("M38 46V76L46 69L54 76V46Z", fill=SUN))
    return card("rose", place(154, 86, book, turn=-5), place(256, 160, o.pot()), place(58, 128, o.paper(50, 62, o.lines(SOFT, (-15, -8, 26), (-15, 4, 30), (-15, 16, 20)))))


def scales():
    return card("sun", place(160, 88, path("M-4-56V58H4V-56Z", fill=WOOD), path("M-36 70H36V60Q20 58 16 54H-16Q-20 58-36 60Z", fill=WOOD), path("M-80-38Q-40-52 0-46Q40-40 80-30", sw=11), path("M-80-38Q-40-52 0-46Q40-40 80-30", stroke=SUN, sw=5),
                circle(0, -52, 9, fill=SUN), path("M-78-38L-104 12M-78-38L-52 12M78-30L52 20M78-30L104 20", sw=2.4), path("M-108 12H-48Q-52 32-78 32T-108 12Z", fill=TEAL), path("M48 20H108Q104 40 78 40T48 20Z", fill=TEAL), place(-78, -4, o.heart(0.7)), place(78, 4, o.paper(28, 32, o.lines(SOFT, (-8, -1, 14), (-8, 8, 10), sw=3)))))


def id_card():
    face = place(-48, 2, rect(-26, -34, 52, 66, 6, fill=SKY_MID), path("M-20 32C-20 14-10 10 0 10S20 14 20 32Z", fill=PAPER), path("M-5 4V13H5V4Z", fill=SKIN, sw=2.4), circle(0, -8, 14, fill=SKIN), path("M-15-8C-18-30 18-30 15-8C10-15-6-13-8-16C-10-12-14-12-15-8Z", fill=HAIR), o.dots(INK, (-5, -6), (5, -6), r=1.6), path("M-4-1q4 3 8 0", sw=2))
    return card("sky", place(154, 90, rect(-90, -56, 180, 112, 14, fill=PAPER), rect(-90, -56, 180, 17, fill=SKY), face, rect(40, -24, 30, 22, 4, fill=SUN), path("M40-13H70M50-24V-2M60-24V-2", sw=2), o.lines(SOFT, (-6, -20, 30), (-6, -4, 34), (-6, 14, 74), (-6, 30, 50)), turn=-4), place(252, 130, o.padlock(), scale=0.62))


def platform():
    """One place where many sellers and buyers meet."""
    def user(x, y, shirt):
        return place(x, y, circle(0, 0, 19, fill=PAPER), circle(0, -5, 5.5, fill=SKIN, sw=2.4), path("M-10 11C-10 1 10 1 10 11", fill=shirt, sw=2.4))
    tiles = "".join(rect(x, y, 30, 22, 4, fill=c, sw=2.4) for x, y, c in ((-51, -34, SUN_MID), (-15, -34, ROSE_MID), (21, -34, TEAL_MID), (-51, -6, LEAF_MID), (-15, -6, SKY_MID), (21, -6, SUN_MID)))
    return card("teal", path("M54 48L100 66M50 126L96 106M266 48L222 66M270 126L224 106", stroke=TEAL, sw=2.4, stroke_dasharray="1 7"), place(160, 88, rect(-68, -56, 136, 90, 9, fill=INK), rect(-60, -48, 120, 74, 3, fill=PAPER, stroke="none"), tiles, path("M-86 36H86L78 50H-78Z", fill=STONE)), user(42, 44, ROSE_MID), user(38, 128, SUN), user(278, 44, SKY_MID), user(282, 128, LEAF_MID))


def map_():
    folds = group(path("M-92-44L-46-58L0-44L46-58L92-44V46L46 32L0 46L-46 32L-92 46Z", fill=LEAF_MID), path("M-46-58L0-44V46L-46 32ZM46-58L92-44V46L46 32Z", fill="#dbeaca"), path("M-92-8C-64-20-50 12-24 2S14-26 46-12S70 20 92 8", stroke=SKY_MID, sw=8, stroke_linecap="butt"), path("M-92-44L-46-58L0-44L46-58L92-44V46L46 32L0 46L-46 32L-92 46Z"), path("M-64 30C-44 4-30 24-8 16S20-8 30-2", stroke=ROSE, sw=4, stroke_dasharray="1 9"))
    pin = path("M0 0C-14-18-22-28-22-40A22 22 0 0 1 22-40C22-28 14-18 0 0Z", fill=ROSE) + circle(0, -40, 8.5, fill=PAPER)
    return card("sky", place(156, 100, folds), place(196, 98, pin), place(90, 132, circle(0, 0, 7, fill=SUN)))


def kit():
    """A box a trainer carries to a village without internet."""
    return card("sun", place(120, 74, o.paper(58, 84, o.lines(TEAL, (-18, -16, 30), (-18, -3, 36), (-18, 10, 24))), turn=-10), place(168, 70, rect(-32, -44, 64, 92, 7, fill=INK), rect(-25, -35, 50, 74, 2, fill=SKY_SOFT, stroke="none"), path("M-7-14L12-3L-7 8Z", fill=TEAL), turn=3),
                place(218, 76, path("M0 34V-44") + path("M0-44C12-52 22-38 36-44V-20C22-14 12-28 0-20Z", fill=ROSE), turn=8), path("M76 92H244L236 160H84Z", fill=WOOD), path("M76 92L58 112H72L80 126M244 92L262 112H248L240 126", fill=WOOD), rect(134, 112, 52, 18, 9, fill=SUN_SOFT), place(272, 146, rect(-15, -10, 30, 20, 4, fill=TEAL), rect(15, -6, 14, 12, 1.5, fill=STONE), turn=-16))


def phone():
    """A telephone with nothing to fear on it."""
    rows = group(rect(-30, -46, 24, 24, 6, fill=SUN), rect(4, -46, 24, 24, 6, fill=ROSE_MID), rect(-30, -12, 24, 24, 6, fill=LEAF_MID),
                 rect(4, -12, 24, 24, 6, fill=TEAL_MID), rect(-30, 22, 58, 26, 8, fill=PAPER), o.lines(TEAL, (-20, 35, 34)))
    return card("teal", place(160, 90, o.phone(88, 150, SKY_SOFT, rows)), place(84, 160, o.sprig(), scale=1.2, flip=True), place(236, 160, o.sprig(), scale=1.2))


def search():
    """Looking for something among papers."""
    return card("sun", place(120, 92, o.paper(96, 124, o.lines(SOFT, (-32, -34, 40), (-32, -16, 60), (-32, 2, 64), (-32, 20, 50), (-32, 38, 58))), turn=-5),
                place(196, 96, o.magnifier(38, PAPER)), place(196, 96, o.lines(TEAL, (-16, -7, 32), (-16, 9, 22), sw=5)))


CARDS = {
    "chat-warning": chat_warning, "lock": lock, "shop": shop, "shield": shield, "phone-call": phone_call, "heart": heart,
    "news": news, "camera": camera, "money": money, "bank-app": bank_app, "mask": mask, "footprints": footprints,
    "game": game, "robot-face": robot_face, "gear": gear, "first-aid": first_aid, "law-book": law_book, "scales": scales,
    "id-card": id_card, "platform": platform, "map": map_, "kit": kit, "phone": phone, "search": search,
}
