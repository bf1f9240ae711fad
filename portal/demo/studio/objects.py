"""Things on the table of the studio: phones, bubbles, locks, money, papers. Each is drawn round its own middle."""

from .palette import (
    INK,
    LEAF,
    LEAF_MID,
    PAPER,
    ROSE,
    SKY_SOFT,
    SOFT,
    STONE,
    SUN,
    SUN_MID,
    TEAL,
    WOOD,
)
from .svg import STROKE, circle, group, num, path, place, polar, rect, tube


def phone(w=78, h=132, screen=PAPER, *inside):
    """A telephone facing us, its screen's middle at (0, 0)."""
    pad = max(2.5, w * 0.075)
    return group(
        rect(-w / 2, -h / 2, w, h, w * 0.16, fill=INK),
        rect(-w / 2 + pad, -h / 2 + pad * 1.8, w - 2 * pad, h - 3.6 * pad, 3, fill=screen, stroke="none"),
        *inside,
    )


def hand_phone(skin, sleeve, *inside, screen=SKY_SOFT, line=STROKE):
    """Our own hand with a telephone, seen from where we stand; the wrist leaves the picture at y = 100.

    ``line`` is the line's width in these units: pass it when the picture is scaled.
    """
    palm = "M-30 104C-30 86-50 76-51 54V-2C-51-10-40-10-36-4"
    fingers = "M-45-6L-31-8M-46 13L-31 12M-46 32L-31 32M-44 50L-31 51"
    thumb = "M39 76C36 58 28 42 21 27C17 17 29 9 35 18C42 30 60 36 61 52C62 70 46 80 40 104"
    return group(
        path(palm + "L38 40V104Z", fill=skin, stroke="none"),
        path(palm),
        path("M-38 92H46V116H-38Z", fill=sleeve),
        phone(78, 132, screen, *inside),
        tube(fingers, 12, skin, line),
        path(thumb + "H20Z", fill=skin, stroke="none"),
        path(thumb),
        path("M25 21q3-4 6 0", sw=line * 0.7),
    )


def bubble(w, h, fill=PAPER, colour=INK, tail=-1):
    """A speech bubble round (0, 0), its tail low at the left (-1) or the right (1)."""
    r = min(16, h / 2.6)
    x, y = w / 2, h / 2
    corner = (
        f"M{-x} {-y + r}Q{-x} {-y} {-x + r} {-y}H{x - r}Q{x} {-y} {x} {-y + r}V{y - r}Q{x} {y} {x - r} {y}"
        f"H{-x + r + 18}L{-x + 8} {y + 13}L{-x + r} {y}Q{-x} {y} {-x} {y - r}Z"
    )
    drawn = path(corner, fill=fill, stroke=colour)
    return drawn if tail < 0 else place(0, 0, drawn, flip=True)


def warning(size=1.0):
    """The triangle that says careful."""
    return group(
        path(f"M0{-17 * size}L{18 * size} {14 * size}H{-18 * size}Z", fill=SUN),
        path(f"M0{-6 * size}V{3 * size}M0 {9 * size}v.1"),
    )


def check(r=15, fill=LEAF):
    """The round tick of something that is right."""
    k = r / 15
    return circle(0, 0, r, fill=fill) + path(
        f"M{-6 * k} {0.5 * k}L{-1.5 * k} {5 * k}L{7 * k}{-5 * k}", stroke=PAPER, sw=3.6
    )


def cross(r=15, fill=ROSE):
    """The round cross of something that is not."""
    k = r * 0.36
    return circle(0, 0, r, fill=fill) + path(f"M{-k}{-k}L{k} {k}M{k}{-k}L{-k} {k}", stroke=PAPER, sw=3.6)


def lines(colour, *rows, sw=4):
    """Lines of writing as strokes: (x, y, length) each. No letters: a drawing is never translated."""
    return path("".join(f"M{x} {y}h{w}" for x, y, w in rows), stroke=colour, sw=sw)


def heart(k=1.0, fill=ROSE):
    return path(
        f"M0 {20 * k}C{-30 * k} {2 * k} {-22 * k}{-20 * k} {-10 * k}{-18 * k}Q{-3 * k}{-17 * k} 0{-9 * k}"
        f"Q{3 * k}{-17 * k} {10 * k}{-18 * k}C{22 * k}{-20 * k} {30 * k} {2 * k} 0 {20 * k}Z",
        fill=fill,
    )


def sprig(fill=LEAF_MID, colour=LEAF):
    """Three leaves on a stem, rooted at (0, 0)."""
    return group(
        path("M0 0C0-14 1-26 4-38"),
        path("M1-12C-14-12-18-22-18-28C-6-28 1-22 1-12Z", fill=fill),
        path("M1-20C14-20 19-29 19-36C8-36 1-30 1-20Z", fill=fill),
        path("M4-38C-4-46-2-56 3-62C10-54 10-46 4-38Z", fill=fill),
        stroke=colour,
    )


def pot(fill=WOOD):
    """A plant in a pot standing at (0, 0)."""
    return place(0, -24, sprig()) + path("M-16-26H16L12 0H-12Z", fill=fill)


def coin(r=14):
    """A coin with the baht's stroke as a shape, not a letter."""
    k = r / 14
    mark = f"M{-4 * k}{-6 * k}V{6 * k}H{1 * k}C{6 * k} {6 * k} {6 * k} 0 {1 * k} 0H{-4 * k}H{0.5 * k}C{5 * k} 0 {5 * k}{-6 * k} {0.5 * k}{-6 * k}ZM0{-9 * k}V{9 * k}"
    return circle(0, 0, r, fill=SUN) + path(mark, sw=2)


def banknote(fill=LEAF_MID):
    return group(
        rect(-38, -20, 76, 40, 4, fill=fill),
        circle(0, 0, 10, fill=PAPER),
        path("M-29-11v22M29-11v22", stroke=LEAF, sw=3),
    )


def padlock(fill=TEAL, body=PAPER):
    """A closed padlock, 64 wide, its body's middle at (0, 14)."""
    return group(
        path("M-20-14V-32C-20-60 20-60 20-32V-14", stroke=INK, sw=15),
        path("M-20-10V-32C-20-60 20-60 20-32V-10", stroke=STONE, sw=9),
        rect(-34, -14, 68, 56, 12, fill=fill),
        circle(0, 9, 7, fill=SUN),
        path("M0 15V25", sw=6, stroke=INK),
    )


def key():
    """A key with its bow at (0, 0), pointing right."""
    return group(
        path("M14-4.5H58V12H50V4.5H44V10H36V4.5H14Z", fill=SUN),
        circle(0, 0, 16, fill=SUN),
        circle(-3, 0, 6, fill=PAPER),
    )


def parcel(w=52, h=40):
    return group(
        rect(-w / 2, -h / 2, w, h, 3, fill=WOOD),
        path(f"M{-w / 2}{-h / 6}H{w / 2}", sw=2.4),
        rect(-6, -h / 2, 12, h / 3, fill=SUN_MID, sw=2.4),
    )


def paper(w, h, *inside, fill=PAPER):
    """A sheet with a folded corner."""
    x, y = w / 2, h / 2
    return group(
        path(f"M{-x}{-y}H{x - 14}L{x} {-y + 14}V{y}H{-x}Z", fill=fill), path(f"M{x - 14}{-y}V{-y + 14}H{x}"), *inside
    )


def magnifier(r=24, glass=SKY_SOFT):
    return group(
        path(f"M{r * 0.75} {r * 0.75}L{r * 1.7} {r * 1.7}", sw=13),
        path(f"M{r * 0.8} {r * 0.8}L{r * 1.7} {r * 1.7}", stroke=WOOD, sw=7),
        circle(0, 0, r, fill=glass, fill_opacity=".85"),
        path(f"M{-r * 0.5}{-r * 0.25}q4-8 12-9", stroke=PAPER),
    )


def gear(r=40, teeth=8, fill=STONE, hole=PAPER):
    """A gear wheel made of one path."""
    step = 360 / teeth
    d = []
    for i in range(teeth):
        at = i * step - 90
        for turn, reach in ((-step * 0.3, r * 0.8), (-step * 0.19, r), (step * 0.19, r), (step * 0.3, r * 0.8)):
            x, y = polar(0, 0, reach, at + turn)
            d.append(f"{'L' if d else 'M'}{num(x)} {num(y)}")
    return path("".join(d) + "Z", fill=fill) + circle(0, 0, r * 0.34, fill=hole)


def building(k=1.0):
    """A bank's front: roof, columns, steps."""
    return place(
        0, 0, path("M-24-8L0-22L24-8Z", fill=SUN), path("M-22 16H22M-26 22H26M-15-4V12M0-4V12M15-4V12"), scale=k
    )


def caller():
    """What a telephone shows while somebody unknown rings."""
    return group(
        circle(0, -33, 19, fill=PAPER),
        path("M0-38v.1", sw=13, stroke=SOFT),
        path("M-10-22C-9-33 9-33 10-22Z", fill=SOFT, stroke="none"),
        circle(-14, 4, 9, fill=ROSE),
        circle(13, 4, 9, fill=LEAF),
        path("M-17.5 6q3.5-4 7 0M9.5 6q3.5-4 7 0", stroke=PAPER),
    )


def dots(colour, *where, r=3):
    """Quiet dots on the ground."""
    return group(*(circle(x, y, r) for x, y in where), fill=colour, stroke="none")


def rings(x, y, side, colour=ROSE):
    """Two arcs of something ringing, opening to ``side``."""
    return place(x, y, path("M0-12C7-5 7 5 0 12M9-20C20-8 20 8 9 20", stroke=colour), flip=side < 0)
