"""The film สายแปลกโทรมา วางสายได้เลย: eleven moments, 640 × 360, drawn from t (seconds into the scene)."""

from . import objects as o
from . import scenery as s
from .film_parts import home, plain, rings, shield, stranger
from .motion import LINE, actor, at, between, ease, pop, reach, ringing, slide, sway
from .palette import (
    INK,
    LEAF,
    LEAF_SOFT,
    PAPER,
    ROSE,
    ROSE_MID,
    ROSE_SOFT,
    SKY_MID,
    SKY_SOFT,
    SUN,
    SUN_MID,
    SUN_SOFT,
    TEAL,
    TEAL_MID,
    TEAL_SOFT,
)
from .people import Arm
from .svg import circle, group, path, place, rect

GRANDMA = (218, 244, 1.44)


def ring_at_home(t, d):
    glance = ease(t, 1.2, 0.6)
    return group(
        home(),
        place(140, 128, s.window(0, 0), scale=0.9),
        actor(
            "grandma",
            *GRANDMA,
            t,
            left=Arm((-30, 76)),
            right=Arm(reach(t, 2.6, (30, 76), (58, 34)), "rest" if t < 2.9 else "give"),
            look=(3 * glance, 2 * glance),
            tilt=5 * glance,
            mood="smile" if t < 1.4 else "surprise",
        ),
        rect(390, 290, 210, 90, fill=s.WOOD),
        rect(376, 276, 238, 18, 4, fill="#c98f54"),
        at(494, 208, o.phone(78, 132, SKY_MID, at(0, 16, o.caller())), turn=ringing(t)),
        rings(t, 494, 190),
    )


def claims(t, d):
    return group(
        plain(ROSE_SOFT, ROSE_MID, 330, 220, 156),
        slide(t, 0.5, 120, 0, stranger(t, 440, 196, 1.55)),
        at(
            210,
            222,
            o.hand_phone("#e0a678", ROSE_MID, o.caller(), screen=SKY_MID, line=LINE / 1.3),
            scale=1.3,
            turn=ringing(t, 3.0, 2.0),
        ),
        rings(t, 210, 170, 3.0),
    )


def threatens(t, d):
    flow = "".join(
        at(
            between(600, 350, ((t * 0.28 + i / 4) % 1)),
            214 + (i % 2) * 44 + sway(t, 5, 2, i / 3),
            o.banknote(c),
            scale=1.5,
            turn=sway(t, 8, 2.2, i / 4),
            alpha=min(1, 6 * ((t * 0.28 + i / 4) % 1), 4 * (1 - (t * 0.28 + i / 4) % 1)),
        )
        for i, c in enumerate((SKY_MID, "#c4dcae", ROSE_MID, SUN_MID))
    )
    return group(
        plain("#f3d9d6", "#e5b9b4", 250, 220, 160),
        flow,
        stranger(t, 216, 200, 1.62),
        pop(t, 0.9, 560, 120, o.warning(1.3)),
    )


def remembers(t, d):
    bubble = group(circle(0, 0, 96, fill=PAPER), circle(-112, 66, 13, fill=PAPER), circle(-138, 88, 7, fill=PAPER))
    child = actor(
        "girl",
        -6,
        44,
        1.62,
        t,
        1.0,
        right=Arm((50 + sway(t, 3, 1.2), -8), "palm"),
        left=Arm((-28, 70)),
        mood="talk",
        arms="right",
    )
    clip = f'<clipPath id="c"><circle r="94"/></clipPath><g clip-path="url(#c)">{child}</g>'
    return group(
        home(),
        actor(
            "grandma",
            196,
            246,
            1.44,
            t,
            left=Arm((-34, -8), "grip", hold="phone-back", hold_turn=8),
            right=Arm((30, 76)),
            look=(3, -2),
            tilt=3,
            mood="worry" if t < 2.2 else "smile",
        ),
        pop(t, 1.2, 470, 186, bubble, clip),
    )


def hangs_up(t, d):
    pressed = t > 2.0
    press = reach(t, 1.3, (34, 62), (16, 46)) if not pressed else (16, 46)
    return group(
        plain(TEAL_SOFT, TEAL_MID, 250, 220, 156),
        actor(
            "grandma",
            236,
            242,
            1.46,
            t,
            left=Arm((-6, 54), "grip", hold="phone-back", hold_turn=4),
            right=Arm(press, "point", turn=198),
            look=(0, 3) if t < 2.4 else (2, 0),
            mood="firm" if t < 2.2 else "happy",
        ),
        pop(t, 2.2, 470, 214, shield(), scale=1.25),
    )


def tells_family(t, d):
    return group(
        home(),
        place(520, 120, s.window(0, 0), scale=0.8),
        slide(
            t,
            0.5,
            -160,
            0,
            actor(
                "grandpa",
                120,
                254,
                1.38,
                t,
                1.1,
                look=(3, 1),
                mood="worry" if t < 3.4 else "smile",
                left=Arm((-30, 76)),
                right=Arm((30, 76)),
            ),
        ),
        slide(
            t,
            0.8,
            160,
            0,
            actor("teacher", 530, 254, 1.38, t, 2.0, look=(-3, 1), left=Arm((-30, 76)), right=Arm((30, 76))),
        ),
        slide(
            t,
            1.1,
            120,
            20,
            actor("girl", 410, 284, 1.5, t, 0.6, look=(-3, 0), left=Arm((-28, 76)), right=Arm((28, 76)), mood="smile"),
        ),
        actor(
            "grandma",
            258,
            256,
            1.4,
            t,
            left=Arm((-8, 52), "grip", hold="phone-back", hold_turn=4),
            right=Arm((58, 34 + sway(t, 5, 1.6)), "give"),
            look=(2, 0),
            mood="talk",
        ),
    )


def calls_back(t, d):
    note = group(
        path("M-52-62H40L54-48V62H-52Z", fill=PAPER),
        path("M40-62V-48H54"),
        at(-20, -24, o.building(0.8)),
        o.lines(TEAL, (12, -34, 26), (12, -20, 26), (-36, 12, 72), (-36, 32, 72)),
    )
    pick = path(
        "M-66 0C-66-32 66-32 66 0S-66 32-66 0Z",
        stroke=ROSE,
        sw=4,
        stroke_dasharray="330",
        stroke_dashoffset=f"{330 * (1 - ease(t, 2.0, 1.2)):.0f}",
    )
    return group(
        plain(SKY_SOFT, SKY_MID, 240, 220, 156),
        actor(
            "grandpa",
            226,
            238,
            1.46,
            t,
            left=Arm((-34, -10), "grip", hold="phone-back", hold_turn=8),
            right=Arm((58, 34), "point", turn=-10),
            look=(3, 0),
            mood="smile" if t < 3.2 else "talk",
        ),
        slide(t, 0.4, 80, 0, at(460, 196, note, scale=1.3, turn=3)),
        at(456, 226, pick) if t > 2 else "",
    )


def tells_bank(t, d):
    inside = group(
        place(0, -28, o.building(0.9)),
        rect(-24, 4, 48, 15, 5, fill=PAPER, sw=2.2),
        o.lines(TEAL, (-16, 11.5, 20)),
        rect(-24, 28, 48, 17, 8, fill=ROSE, sw=2.2),
        path("M-8 36.5h16", stroke=PAPER),
    )
    call = group(
        circle(0, -18, 18, fill=PAPER),
        path("M-9-25L-5-16L-8-13Q-4-5 3-2L6-5L13-1Q13 5 8 5Q-11 3-14-18Q-14-24-9-25Z", fill=LEAF, sw=2),
        rect(-26, 18, 52, 20, 10, fill=LEAF),
        o.lines(PAPER, (-12, 28, 24)),
    )
    return group(
        plain(TEAL_SOFT, TEAL_MID, 320, 222, 158),
        slide(t, 0.3, -90, 0, at(222, 218, o.phone(88, 148, TEAL_MID, inside), scale=1.22, turn=-5)),
        slide(t, 0.9, 90, 0, at(422, 218, o.phone(88, 148, LEAF_SOFT, call), scale=1.22, turn=5 + ringing(t, 2.4, 3))),
    )


def open_all_day(t, d):
    box = group(
        path("M-26-44V-56Q-26-62-20-62H20Q26-62 26-56V-44", sw=7),
        rect(-74, -44, 148, 98, 14, fill=LEAF),
        path("M-74-20H74", sw=2.2),
        circle(0, 6, 33, fill=PAPER),
        path("M-8-16H8V-2H22V14H8V28H-8V14H-22V-2H-8Z", fill=LEAF),
    )
    hands = group(
        circle(0, 0, 46, fill=PAPER),
        path("M0-36v5M0 36v-5M36 0h-5M-36 0h5", sw=3),
        at(0, 0, path("M0 0V-26", sw=4.5), turn=t * 60),
        at(0, 0, path("M0 0V-17", sw=5.5, stroke=ROSE), turn=120 + t * 5),
        circle(0, 0, 4, fill=INK),
    )
    return group(
        plain("#e9f3e0", "#c4dcae", 320, 250, 140),
        pop(t, 0.3, 176, 262, box, scale=1.15),
        pop(t, 0.6, 340, 262, hands, scale=1.3),
        pop(
            t,
            0.9,
            480,
            262,
            o.phone(
                64,
                108,
                SKY_SOFT,
                circle(0, 30, 9, fill=LEAF),
                circle(0, -14, 15, fill=PAPER),
                path("M-5-14l4 4 7-8", stroke=LEAF),
            ),
            scale=1.1,
            turn=ringing(t, 2.4, 4),
        ),
    )


def no_shame(t, d):
    beat = 1 + max(0.0, sway(t, 0.05, 1.2))
    return group(
        plain(ROSE_SOFT, ROSE_MID, 250, 220, 156),
        actor(
            "grandma",
            236,
            242,
            1.46,
            t,
            left=Arm((-30, 76)),
            right=Arm((4, 34), "rest", turn=190),
            look=(1, 0),
            tilt=sway(t, 2, 3),
            mood="happy",
        ),
        pop(t, 0.6, 460, 220, o.heart(2.4), scale=beat),
        pop(t, 1.2, 536, 150, o.heart(0.9, SUN)),
    )


def three_steps(t, d):
    return group(
        plain(SUN_SOFT, SUN_MID, 320, 260, 190),
        actor("grandpa", 104, 258, 1.34, t, 1.3, look=(1, 0), left=Arm((-30, 76)), right=Arm((30, 76))),
        actor("teacher", 440, 256, 1.34, t, 2.3, look=(-1, 0), left=Arm((-30, 76)), right=Arm((30, 76))),
        actor(
            "grandma",
            218,
            262,
            1.38,
            t,
            look=(1, 0),
            mood="happy",
            left=Arm((-30, 76)),
            right=Arm((8, 50), "grip", hold="phone-back", hold_turn=-6),
        ),
        actor(
            "girl",
            332,
            284,
            1.5,
            t,
            0.7,
            mood="happy",
            left=Arm((-28, 76)),
            right=Arm((48, -6 + sway(t, 4, 1.0)), "palm"),
        ),
        pop(t, 0.8, 556, 236, shield(), scale=0.95),
    )


SCENES = [
    ring_at_home,
    claims,
    threatens,
    remembers,
    hangs_up,
    tells_family,
    calls_back,
    tells_bank,
    open_all_day,
    no_shame,
    three_steps,
]


POSTER = (0, 2.25)
