"""The film หยุด คิด เช็ก ก่อนแชร์: ten moments, 640 × 360, drawn from t (seconds into the scene)."""

from . import hands
from . import objects as o
from .film_parts import plain, shield, stranger
from .motion import LINE, actor, at, clamp, ease, pop, reach, slide, sway
from .palette import (
    INK,
    LEAF_SOFT,
    PAPER,
    ROSE,
    ROSE_MID,
    ROSE_SOFT,
    SAND,
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
    TEAL_SOFT,
    WOOD,
)
from .people import Arm
from .svg import circle, group, path, rect, tube

PUPIL = (206, 268, 1.95)


def rumour(colour=ROSE):
    """A message that shouts."""
    return group(
        o.bubble(190, 118),
        o.lines(colour, (-72, -34, 110), (-72, -10, 140), (-72, 14, 96)),
        o.lines(SKY, (-72, 38, 70)),
    )


def share_arrow(colour=PAPER):
    return path("M0 12V-12M-9-4L0-13L9-4M-15 4V17H15V4", stroke=colour, sw=4)


def news_sheet():
    return group(
        rect(-62, -58, 124, 122, 5, fill=PAPER),
        path("M62-36H76V52Q76 64 64 64", fill=SAND),
        path("M-48-42H48", sw=8),
        rect(-48, -26, 46, 36, 3, fill=SKY_MID),
        path("M-48 4l14-14 10 8 8-8 14 14", sw=2.2),
        o.lines(SOFT, (10, -22, 38), (10, -9, 38), (10, 4, 28), (-48, 26, 60), (-48, 40, 44)),
    )


def holding(t, **more):
    pose = {"left": Arm((-28, 74)), "right": Arm((8, 50), "grip", hold="phone-back", hold_turn=-6), **more}
    return actor("girl", *PUPIL, t, **pose)


def arrives(t, d):
    return group(
        plain(SKY_SOFT, SKY_MID, 230, 226, 160),
        holding(t, look=(2, 2), mood="smile" if t < 1.4 else "surprise"),
        pop(t, 1.0, 458, 196, rumour(), scale=1.1),
        pop(t, 1.7, 556, 128, o.warning(1.3), turn=sway(t, 5, 0.9)),
    )


def thumb_waits(t, d):
    glow = 1 + sway(t, 0.06, 1.0)
    button = at(0, 36, circle(0, 0, 21, fill=SKY), group(share_arrow(), transform="scale(.72)"), scale=glow)
    screen = group(
        rect(-27, -48, 54, 44, 6, fill=PAPER, sw=2.2),
        o.lines(ROSE, (-19, -38, 30), (-19, -27, 38), (-19, -16, 24), sw=3),
        button,
    )
    tip = reach(t, 0.6, (70, 92), (28, 62))
    x, y = tip[0] + sway(t, 5, 1.5), tip[1] + sway(t, 4, 1.1)
    finger = at(
        x + 50,
        y + 54,
        tube("M0 0L70 74", 42, PAPER),
        tube("M-6-6L34 36", 34, SKIN),
        at(0, 0, hands.point(SKIN, LINE / 2.7), scale=2.7, turn=-133),
    )
    return group(
        plain(SKY_SOFT, SKY_MID, 320, 226, 160),
        holding(t, look=(2, 2), mood="worry", tilt=3),
        at(462, 212, o.phone(88, 156, SKY_SOFT, screen), finger, scale=1.24),
    )


def stop(t, d):
    calm = 1 + sway(t, 0.06 * (1 - ease(t, 1.5, 3)) + 0.012, 0.9 + ease(t, 1.5, 3))
    waves = "".join(
        circle(
            0,
            0,
            96 + 40 * ((t * 0.4 + i / 2) % 1),
            stroke=ROSE,
            sw=2.4,
            opacity=f"{0.5 * (1 - (t * 0.4 + i / 2) % 1):.2f}",
        )
        for i in range(2)
    )
    return group(
        plain(ROSE_SOFT, ROSE_MID, 320, 222, 130),
        at(320, 222, waves),
        at(320, 216, o.heart(3.4), path("M-46-26q4-16 20-19", stroke=ROSE_MID, sw=6), scale=calm),
        pop(t, 0.9, 470, 262, circle(0, 0, 40, fill=SUN), path("M-11-16V16M11-16V16", sw=9)),
    )


def think(t, d):
    x, y = 430 + sway(t, 46, 5.2), 216 + sway(t, 28, 3.4)
    return group(
        plain(SUN_SOFT, SUN_MID, 230, 226, 160),
        holding(t, look=(3, 1), tilt=sway(t, 3, 4)),
        slide(t, 0.3, 90, 0, at(448, 214, news_sheet(), scale=1.5, turn=-3)),
        at(
            x,
            y,
            o.magnifier(34, SUN_SOFT),
            path("M-9-11q0-9 9-9t9 9q0 7-9 11v5M0 15v.1", sw=5.5, stroke=ROSE),
            alpha=clamp((t - 1) * 3),
        ),
    )


def who_says(t, d):
    blank = group(
        o.bubble(196, 118),
        circle(-66, -26, 17, fill=STONE),
        path("M-70-29q0-6 5-6t5 5q0 4-5 6v3M-65-15v.1", sw=3),
        o.lines(STONE, (-36, -26, 56)),
        o.lines(ROSE, (-76, 10, 150), (-76, 34, 110)),
    )
    return group(
        plain(ROSE_SOFT, ROSE_MID, 450, 220, 150),
        slide(t, 1.6, 110, 0, stranger(t, 486, 206, 1.35)),
        pop(t, 0.4, 236, 214, blank, scale=1.32),
        pop(t, 2.4, 376, 136, o.warning(1.2)),
    )


def check(t, d):
    page = group(
        rect(-92, -64, 184, 112, 8, fill=INK),
        rect(-84, -56, 168, 96, 3, fill=PAPER, stroke="none"),
        rect(-84, -56, 168, 20, fill=TEAL_MID, stroke="none"),
        rect(-60, -52, 112, 12, 6, fill=PAPER, sw=1.6),
        at(
            -44,
            12,
            path("M-28 16V-8L0-24L28-8V16Z", fill=SUN_MID, sw=2.2),
            path("M-7 16V2H7V16M0-24V-38", sw=2.2),
            path("M0-38l13 4-13 5", fill=ROSE, sw=2),
        ),
        o.lines(SOFT, (10, -16, 56), (10, 0, 62), (10, 16, 44)),
        path("M-112 50H112L102 62H-102Z", fill=STONE),
    )
    return group(
        plain(TEAL_SOFT, TEAL_MID, 320, 226, 160),
        actor(
            "girl", *PUPIL, t, look=(3, 1), left=Arm((-28, 74)), right=Arm((56, 30 + sway(t, 2, 0.8)), "point", turn=-6)
        ),
        slide(t, 0.2, 80, 0, at(452, 228, page, scale=1.16)),
        pop(t, 2.6, 566, 160, shield(), scale=0.78),
    )


def not_true(t, d):
    board = group(
        rect(-120, -84, 240, 168, 8, fill=PAPER),
        rect(-120, -84, 240, 14, fill=WOOD),
        at(0, 8, news_sheet(), scale=0.98),
    )
    hit = clamp((t - 2.2) * 5)
    stamp = (
        at(0, 8, path("M-62-44L62 44M62-44L-62 44", stroke=ROSE, sw=11), scale=1.5 - 0.5 * hit, alpha=hit)
        if hit
        else ""
    )
    return group(
        plain(LEAF_SOFT, "#c4dcae", 460, 230, 150),
        at(232, 214, board, stamp, scale=1.08),
        actor(
            "teacher",
            482,
            240,
            1.42,
            t,
            left=Arm((-52, 22), "point", turn=195),
            right=Arm((10, 60), "grip", hold="book", hold_turn=-6),
            look=(-2, 0),
            mood="talk" if t < 3.4 else "smile",
        ),
    )


def kindly(t, d):
    warm = group(o.bubble(120, 74), at(-30, 0, o.check(14)), o.lines(TEAL, (-6, -8, 46), (-6, 8, 32)))
    back = group(o.bubble(86, 66, tail=1), o.heart(0.8))
    return group(
        plain(SUN_SOFT, SUN_MID, 320, 240, 170),
        actor(
            "girl",
            160,
            272,
            1.8,
            t,
            left=Arm((-28, 74)),
            right=Arm((10, 50), "grip", hold="phone-back", hold_turn=-6),
            look=(3, 1),
            mood="talk" if t < 2.4 else "happy",
        ),
        actor(
            "boy",
            484,
            272,
            1.8,
            t,
            1.0,
            left=Arm((-10, 50), "grip", hold="phone-back", hold_turn=6),
            right=Arm((28, 74)),
            look=(-3, 1),
            mood="smile" if t < 2.8 else "happy",
        ),
        pop(t, 0.9, 312, 150, warm, scale=1.05),
        pop(t, 2.6, 356, 250, back),
    )


def not_sure(t, d):
    down = ease(t, 1.0, 1.0)
    arm = Arm((8 + 22 * down, 50 + 24 * down), "grip", hold="phone-back", hold_turn=-6 + 30 * down)
    pause = group(
        circle(0, 0, 70, fill=PAPER),
        circle(0, 0, 56, fill=STONE),
        group(share_arrow(), transform="scale(1.9)"),
        path("M-42-42L42 42", stroke=ROSE, sw=10),
    )
    return group(
        plain(TEAL_SOFT, TEAL_MID, 230, 226, 160),
        actor("girl", *PUPIL, t, left=Arm((-28, 74)), right=arm, look=(1, 0), mood="worry" if t < 1.4 else "smile"),
        pop(t, 1.8, 460, 216, pause),
    )


def then_share(t, d):
    beat = 1 + max(0.0, sway(t, 0.05, 1.2))
    return group(
        plain(SKY_SOFT, SKY_MID, 320, 240, 170),
        pop(t, 0.9, 118, 226, shield(), scale=1.15),
        actor(
            "girl", 320, 272, 1.9, t, left=Arm((-28, 74)), right=Arm((50, -10 + sway(t, 5, 1.0)), "palm"), mood="happy"
        ),
        pop(t, 1.4, 524, 226, o.heart(2.3), scale=beat),
    )


SCENES = [arrives, thumb_waits, stop, think, who_says, check, not_true, kindly, not_sure, then_share]
POSTER = (0, 3.0)
