"""Places: the open village hall (sala), rice fields, a wooden house, a grocer's. Drawn for a 600 × 400 picture."""

from .palette import (
    INK,
    LEAF,
    LEAF_MID,
    LEAF_SOFT,
    PAPER,
    ROSE,
    ROSE_MID,
    SAND,
    SKY_SOFT,
    STONE,
    SUN,
    SUN_MID,
    SUN_SOFT,
    TEAL,
    TEAL_MID,
    WOOD,
)
from .svg import circle, ellipse, group, path, place, rect

FLOOR, WALL, PLANK, ROOF = "#e3b985", "#f7ead3", "#eadbbd", "#b4553f"


def sky(top=SKY_SOFT, sun=None):
    """Open air with far hills and, if asked, a sun at (x, y)."""
    return group(
        rect(0, 0, 600, 400, fill=top),
        circle(*sun, 34, fill=SUN_MID) if sun else "",
        path("M0 240C80 190 150 226 230 206S400 168 470 210 570 190 600 204V400H0Z", fill=LEAF_SOFT),
        stroke="none",
    )


def fields(y=236):
    """Rice in strips down to the lower edge."""
    strips = "".join(f"M{x} {y + 6}L{x + (x - 300) * 0.9} 400" for x in range(20, 600, 56))
    return group(rect(0, y, 600, 400 - y, fill=LEAF_MID, stroke="none"), path(strips, stroke="#a9c98c", sw=4))


def yard(y=300, fill="#eed9ae"):
    return path(f"M0 {y + 14}C140 {y - 6} 300 {y - 4} 600 {y + 10}V400H0Z", fill=fill, stroke="none")


def tree(x, y, k=1.0):
    """A rain tree: broad crown on a short trunk."""
    crown = "M-92-96C-112-136-74-164-46-156C-36-190 36-192 48-158C84-166 112-130 92-98C96-74 62-66 42-78C20-62-22-62-42-78C-66-64-96-74-92-96Z"
    return place(
        x,
        y,
        path("M-12 0C-8-30-8-50-14-84H14C8-50 8-30 14 0Z", fill="#8a6d55"),
        path(crown, fill="#8fb873"),
        path("M-58-120q14-12 28-6M6-134q16-10 30 0M30-100q14-8 26 0", stroke=LEAF),
        scale=k,
    )


def sala(x, y, w=360, posts=3):
    """The open hall: posts, a raised floor at ``y``, a gable roof; ``x`` is its middle."""
    half = w / 2
    step = (w - 40) / (posts - 1)
    stand = "".join(rect(-half + 14 + i * step, -156, 12, 156, fill=WOOD) for i in range(posts))
    roof = group(
        path(f"M{-half - 34} -150L{-half + 60} -226H{half - 60}L{half + 34} -150Z", fill=ROOF),
        path(
            f"M{-half + 60} -226L{-half + 66} -240M{half - 60} -226L{half - 66} -240M{-half + 18} -190H{half - 18}M{-half - 8} -170H{half + 8}",
            sw=2,
        ),
        rect(-half - 20, -152, w + 40, 10, fill=WOOD),
    )
    return place(
        x,
        y,
        path(f"M{-half + 10}-50H{half - 10}M{-half + 10}-30H{half - 10}", sw=7),
        path(f"M{-half + 10}-50H{half - 10}M{-half + 10}-30H{half - 10}", stroke=WOOD, sw=2.5),
        stand,
        roof,
        rect(-half - 12, -2, w + 24, 16, 2, fill=WOOD),
    )


def steps(x, y):
    return place(
        x, y, rect(-52, 0, 104, 14, fill=FLOOR), rect(-62, 14, 124, 14, fill=FLOOR), rect(-72, 28, 144, 14, fill=FLOOR)
    )


def hall():
    """Inside the hall: posts, a rail, fields and trees beyond, a wooden floor."""
    return group(
        sky(),
        place(0, -56, fields(240)),
        tree(150, 212, 0.62),
        tree(470, 206, 0.5),
        rect(0, 262, 600, 140, fill=FLOOR, stroke="none"),
        path("M0 262H600"),
        path("M0 300H600M0 346H600", stroke="#cf9f66", sw=2),
        rect(-4, -4, 608, 34, fill=ROOF),
        path("M0 30H600", sw=3),
        *(path(f"M0 {y}H600", sw=9) + path(f"M0 {y}H600", stroke=WOOD, sw=4.5) for y in (214, 238)),
        *(rect(x, 30, 16, 232, fill=WOOD) for x in (20, 292, 564)),
    )


def room(wall=WALL, plank=PLANK, floor=FLOOR, ground=296):
    """A wooden house inside: boards, skirting, floor."""
    boards = "".join(f"M{x} 0V{ground}" for x in range(50, 600, 62))
    return group(
        rect(0, 0, 600, 400, fill=wall, stroke="none"),
        path(boards, stroke=plank, sw=3),
        rect(0, ground, 600, 400 - ground, fill=floor, stroke="none"),
        path(f"M0 {ground}H600"),
        path(f"M0 {ground + 40}H600M0 {ground + 82}H600", stroke="#cf9f66", sw=2),
    )


def window(x, y, light=SUN_SOFT, sun=SUN, w=132, h=112):
    """A window with its shutters; ``light`` is the sky, ``sun`` the colour of sun or moon."""
    return place(
        x,
        y,
        rect(-w / 2, -h / 2, w, h, fill=light),
        circle(w / 5, -h / 6, 17, fill=sun, stroke="none"),
        path(
            f"M{-w / 2} {h / 2 - 24}C{-w / 5} {h / 2 - 48} {w / 6} {h / 2 - 14} {w / 2} {h / 2 - 34}V{h / 2}H{-w / 2}Z",
            fill=LEAF_MID,
            sw=2,
        ),
        path(f"M0 {-h / 2}V{h / 2}"),
        rect(-w / 2 - 44, -h / 2, 40, h, fill=TEAL_MID),
        rect(w / 2 + 4, -h / 2, 40, h, fill=TEAL_MID),
        path(
            f"M{-w / 2 - 36} {-h / 4}h24M{-w / 2 - 36} 0h24M{-w / 2 - 36} {h / 4}h24M{w / 2 + 12} {-h / 4}h24M{w / 2 + 12} 0h24M{w / 2 + 12} {h / 4}h24",
            sw=2,
        ),
        rect(-w / 2 - 8, h / 2, w + 16, 9, fill=WOOD),
    )


def table(x, y, w, h=110, fill=WOOD):
    """A table whose top's front edge is at ``y``."""
    return place(
        x,
        y,
        rect(-w / 2 + 18, 10, 14, h, fill=fill),
        rect(w / 2 - 32, 10, 14, h, fill=fill),
        rect(-w / 2, 0, w, 18, 4, fill=fill),
    )


def board_table(y, fill=WOOD):
    """A counter from edge to edge."""
    return rect(-10, y, 620, 24, fill=fill) + rect(-10, y + 24, 620, 400, fill="#b67f46")


def chair(x, y):
    """A wooden chair seen from the front, feet on ``y``; the sitter is drawn over it."""
    return place(
        x,
        y,
        rect(-44, -146, 88, 78, 8, fill=WOOD),
        path("M-30-134V-80M30-134V-80", sw=2),
        rect(-48, -82, 96, 16, 4, fill=WOOD),
        path("M-40-66V0M40-66V0", sw=10),
        path("M-40-66V0M40-66V0", stroke=WOOD, sw=5),
    )


def sofa(x, y):
    return place(
        x,
        y,
        rect(-170, -150, 340, 120, 26, fill=TEAL_MID),
        path("M0-146V-62"),
        rect(-164, -72, 328, 50, 16, fill="#a9cfc5"),
        rect(-196, -104, 46, 90, 20, fill=TEAL_MID),
        rect(150, -104, 46, 90, 20, fill=TEAL_MID),
        path("M-160-14V0M160-14V0", sw=8),
    )


def mat(x, y, w=420):
    """A woven mat on the floor."""
    return place(
        x,
        y,
        path(f"M{-w / 2} 34L{-w / 2 + 46} -26H{w / 2 - 46}L{w / 2} 34Z", fill=SUN_MID),
        path(f"M{-w / 2 + 22} 22L{-w / 2 + 56} -17H{w / 2 - 56}L{w / 2 - 22} 22Z", stroke=ROSE, sw=3),
    )


def basket(x, y, fill=WOOD, w=74):
    return place(
        x,
        y,
        path(f"M{-w / 2}-28H{w / 2}L{w / 2 - 9} 14H{-w / 2 + 9}Z", fill=fill),
        path(f"M{-w / 2 + 3}-14H{w / 2 - 3}M{-w / 2 + 6} 0H{w / 2 - 6}", sw=2),
        ellipse(0, -28, w / 2, 8, fill=SAND),
    )


def bowl(x, y, fill=PAPER, food=SUN_SOFT):
    return place(x, y, ellipse(0, -14, 24, 6, fill=food), path("M-24-14H24C24 4 12 8 0 8S-24 4-24-14Z", fill=fill))


def glass(x, y, fill=SKY_SOFT):
    return place(x, y, path("M-9-28H9L7 0H-7Z", fill=PAPER), path("M-8-17H8L7 0H-7Z", fill=fill, sw=2))


def laptop(x, y):
    """A laptop seen from behind its lid, hinge on ``y``."""
    return place(
        x,
        y,
        rect(-52, -66, 104, 68, 7, fill=STONE),
        circle(0, -32, 7, fill=PAPER),
        path("M-62 2H62L56 12H-56Z", fill=STONE),
    )


def shelf(x, y, w, *goods):
    """A shelf board at ``y`` with goods standing on it: (dx, width, height, colour)."""
    things = "".join(
        rect(dx, -h, wide, h, 4, fill=c) + rect(dx + 3, -h * 0.62, wide - 6, h * 0.3, fill=PAPER, sw=2)
        for dx, wide, h, c in goods
    )
    return place(x, y, things, rect(-8, 0, w + 16, 9, fill=WOOD))


def pay_stand(x, y):
    """A pay plate with a pattern that is plainly not a scannable code."""
    squares = "".join(
        rect(a, b, 9, 9, fill=INK, stroke="none") for a, b in ((-18, -62), (9, -62), (-18, -35), (-4, -48), (9, -35))
    )
    return place(x, y, path("M-12 0H12L8-20H-8Z", fill=STONE), rect(-28, -74, 56, 58, 6, fill=PAPER), squares)


def fridge(x, y):
    return place(
        x,
        y,
        rect(-66, -270, 132, 270, 14, fill=PAPER),
        path("M-66-176H66"),
        path("M-50-232V-196M-50-156V-96", sw=6, stroke=STONE),
    )


def banner(x, y, w=220):
    """A cloth banner with nothing written on it."""
    return place(
        x,
        y,
        path(f"M{-w / 2} 0Q0 12 {w / 2} 0V40Q0 52 {-w / 2} 40Z", fill=SUN_SOFT),
        path(f"M{-w / 2 + 12} 12Q0 22 {w / 2 - 12} 12M{-w / 2 + 12} 32Q0 42 {w / 2 - 12} 32", stroke=TEAL, sw=3),
    )


def cloth_bag(x, y, fill=ROSE_MID):
    return place(
        x,
        y,
        path("M-10 0C-10-30 10-30 10 0"),
        path("M-20 0H20L24 42H-24Z", fill=fill),
        circle(0, 20, 7, fill=ROSE, stroke="none"),
    )


def shoulder_bag(x, y, k=1.0):
    """A cloth bag hanging from the left shoulder of somebody whose neck is at (x, y)."""
    return place(
        x,
        y,
        path("M-22 6C-40 24-48 56-44 84", sw=4.5),
        path("M-62 82H-26L-22 128H-66Z", fill=ROSE_MID),
        path("M-56 96h24M-54 106h20", stroke=ROSE, sw=3),
        scale=k,
    )


def sack(x, y, fill=SAND):
    return place(
        x,
        y,
        path("M-34 0C-44-30-34-58-22-66L-28-82H28L22-66C34-58 44-30 34 0Z", fill=fill),
        path("M-22-66H22", sw=2.4),
        circle(0, -32, 12, fill=LEAF_MID),
    )
