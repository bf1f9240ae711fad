"""What a certificate is drawn on: a frame of woven lines for A4 across, one for children, and the seal.

A unit is a tenth of a millimetre of the paper: 2970 × 2100.
"""

import math
from itertools import pairwise

from .mark import mark
from .palette import PAPER, SKY, SKY_MID, SKY_SOFT, SUN, SUN_MID, SUN_SOFT, TEAL, TEAL_MID, TEAL_SOFT
from .people import Arm, Pose, person
from .stage import STATIC
from .svg import circle, document, group, path, place, points, polar, rect

WIDE, HIGH = 2970, 2100
GOLD, GOLD_DEEP, GOLD_PALE = "#b98a2f", "#8a6418", "#ecd9a8"
FOLDER = STATIC / "certificate"
LIMIT = 40_000


def wave(start, end, swing, length, phase):
    """A sine wave from one point to another, as a smooth path."""
    (x1, y1), (x2, y2) = start, end
    far = math.hypot(x2 - x1, y2 - y1)
    dx, dy = (x2 - x1) / far, (y2 - y1) / far
    steps = max(2, round(far / length * 4))
    found = []
    for step in range(steps + 1):
        along = far * step / steps
        off = swing * math.sin(2 * math.pi * along / length + phase)
        found.append((x1 + dx * along - dy * off, y1 + dy * along + dx * off))
    return smooth(found)


def smooth(found):
    """A curve through the points: quadratic from middle to middle."""
    (x, y), *rest = found
    text = f"M{round(x)} {round(y)}"
    for (ax, ay), (bx, by) in pairwise(rest):
        text += f"Q{round(ax)} {round(ay)} {round((ax + bx) / 2)} {round((ay + by) / 2)}"
    return text + f"L{round(rest[-1][0])} {round(rest[-1][1])}"


def flower(x, y, size, petal=GOLD, heart=TEAL):
    """The four-petalled flower of Thai borders (prajam yam), standing on its point."""
    leaf = f"M0 0C{-0.42 * size:.0f} {-0.3 * size:.0f} {-0.3 * size:.0f} {-0.72 * size:.0f} 0 {-size:.0f}C{0.3 * size:.0f} {-0.72 * size:.0f} {0.42 * size:.0f} {-0.3 * size:.0f} 0 0Z"
    vein = f"M0 {-0.24 * size:.0f}L0 {-0.74 * size:.0f}"
    small = f"M0 0C{-0.16 * size:.0f} {-0.2 * size:.0f} {-0.14 * size:.0f} {-0.46 * size:.0f} 0 {-0.62 * size:.0f}C{0.14 * size:.0f} {-0.46 * size:.0f} {0.16 * size:.0f} {-0.2 * size:.0f} 0 0Z"
    petals = [
        group(
            path(leaf, fill=petal, stroke="none"),
            path(vein, stroke=PAPER, sw=size * 0.045),
            transform=f"rotate({turn})",
        )
        for turn in (0, 90, 180, 270)
    ]
    between = [path(small, fill=heart, stroke="none", transform=f"rotate({turn})") for turn in (45, 135, 225, 315)]
    middle = circle(0, 0, size * 0.2, fill=heart, stroke=PAPER, sw=size * 0.06) + circle(
        0, 0, size * 0.08, fill=SUN, stroke="none"
    )
    return place(x, y, *between, *petals, middle)


def rosette(x, y, inner, outer, lobes, turns, **given):
    """A closed guilloche: a circle whose radius swings, drawn several times a little turned."""
    drawn = []
    for turn in range(turns):
        found = []
        count = lobes * 6
        for step in range(count + 1):
            angle = 2 * math.pi * step / count
            radius = (inner + outer) / 2 + (outer - inner) / 2 * math.sin(lobes * angle + turn * 2 * math.pi / turns)
            found.append((x + radius * math.cos(angle), y + radius * math.sin(angle)))
        drawn.append(smooth([*found, found[1]]))
    return path("".join(drawn), **given)


def frame():
    """The formal frame: a band of woven lines between rules, a flower in each corner, a pale rosette behind the words."""
    edge, deep = 95, 62
    left, top, right, bottom = edge, edge, WIDE - edge, HIGH - edge
    mid = edge + deep / 2
    corners = [(mid, mid), (WIDE - mid, mid), (WIDE - mid, HIGH - mid), (mid, HIGH - mid)]
    band = []
    for begin, end in zip(corners, [*corners[1:], corners[0]], strict=True):
        band += [wave(begin, end, deep * 0.38, 92, phase) for phase in (0, 2.094, 4.189)]
    rules = [
        rect(left, top, right - left, bottom - top, stroke=TEAL, sw=9),
        rect(left + deep, top + deep, right - left - 2 * deep, bottom - top - 2 * deep, stroke=TEAL, sw=5),
        rect(
            left + deep + 16,
            top + deep + 16,
            right - left - 2 * deep - 32,
            bottom - top - 2 * deep - 32,
            stroke=GOLD,
            sw=3,
        ),
    ]
    grounds = [rect(x - 74, y - 74, 148, 148, fill="#fff", stroke=TEAL, sw=6) for x, y in corners]
    inner = [
        place(x, y, path("M0 0H150M0 0V150M18 18H84M18 18V84", stroke=GOLD, sw=3), turn=turn)
        for (x, y), turn in zip(
            [(205, 205), (WIDE - 205, 205), (WIDE - 205, HIGH - 205), (205, HIGH - 205)], (0, 90, 180, 270), strict=True
        )
    ]
    return document(
        WIDE,
        HIGH,
        rosette(WIDE / 2, HIGH / 2, 300, 690, 24, 3, stroke=TEAL_SOFT, sw=3),
        path("".join(band), stroke=GOLD, sw=4),
        *rules,
        *inner,
        *grounds,
        *(flower(x, y, 68) for x, y in corners),
        line=4,
    )


def childrens_frame():
    """A frame for children: a wide band of sky with suns, hearts and leaves, and two pupils who did it."""
    band = []
    places = [(x, y) for y in (78, HIGH - 78) for x in range(135, WIDE, 300)]
    places += [(x, y) for x in (78, WIDE - 78) for y in range(375, HIGH - 300, 300)]
    for number, (x, y) in enumerate(places):
        band.append((sun, star, leaf)[number % 3](x, y))
    hills = path(
        f"M150 {HIGH - 330}C500 {HIGH - 470} 700 {HIGH - 300} 1020 {HIGH - 390}S1900 {HIGH - 300} 2250 {HIGH - 410}S2700 {HIGH - 420} 2820 {HIGH - 370}V{HIGH - 152}H150Z",
        fill="#e9f3e0",
        stroke="none",
    )
    return document(
        WIDE,
        HIGH,
        rect(0, 0, WIDE, HIGH, fill=SKY_SOFT, stroke="none"),
        *band,
        rect(150, 150, WIDE - 300, HIGH - 300, 70, fill="#ffffff", stroke="none"),
        hills,
        rect(150, 150, WIDE - 300, HIGH - 300, 70, stroke=SKY, sw=10),
        rect(176, 176, WIDE - 352, HIGH - 352, 52, stroke=SUN, sw=6),
        line=8,
    )


def sun(x, y):
    rays = "".join(points(polar(x, y, 42, a), polar(x, y, 56, a)) for a in range(0, 360, 45))
    return circle(x, y, 30, fill=SUN, stroke="none") + path(rays, stroke=SUN, sw=8)


def star(x, y):
    found = [polar(x, y, 46 if turn % 2 == 0 else 20, -90 + 36 * turn) for turn in range(10)]
    return path(points(*found) + "Z", fill=SKY_MID, stroke=SKY, sw=5)


def leaf(x, y):
    return place(
        x, y, path("M-40 30C-44-20-6-44 42-36C44 14 6 42-40 30Z", fill="#c4dcae", stroke="none"),
        path("M-36 28C-14 6 8-10 30-24", stroke="#2f5d1e", sw=4),
    )  # fmt: skip


def pupils():
    """A girl and a boy who hold up what they have got."""
    return document(
        320,
        200,
        circle(160, 190, 120, fill=SUN_SOFT, stroke="none"),
        circle(160, 190, 88, fill=SUN_MID, stroke="none"),
        person(
            "girl", Pose(left=Arm((-46, -10), "palm"), right=Arm((30, 66)), mood="happy", lower="none"), 110, 128, 1.25
        ),
        person(
            "boy", Pose(left=Arm((-30, 66)), right=Arm((48, -12), "palm"), mood="happy", lower="none"), 212, 128, 1.25
        ),
        line=2.5,
    )


def seal():
    """The seal: a gold scalloped edge, a ring of dots, the mark in the middle, two ribbons."""
    lobes = 32
    edge = []
    for step in range(lobes):
        edge.append(circle(*polar(200, 190, 150, 360 / lobes * step), 17, fill=GOLD, stroke="none"))
    dots = [circle(*polar(200, 190, 113, 360 / 40 * step), 3.6, fill=GOLD_PALE, stroke="none") for step in range(40)]
    ribbons = group(
        path("M140 300L104 452L152 420L188 464L206 320Z", fill=TEAL, stroke="none"),
        path("M260 300L296 452L248 420L212 464L194 320Z", fill=TEAL, stroke="none"),
        path("M126 418L160 320M274 418L240 320", stroke=TEAL_MID, sw=4),
    )
    return document(
        400,
        480,
        ribbons,
        *edge,
        circle(200, 190, 150, fill=GOLD, stroke=GOLD_DEEP, sw=3),
        circle(200, 190, 138, fill=TEAL, stroke=PAPER, sw=4),
        *dots,
        circle(200, 190, 96, fill=PAPER, stroke=GOLD, sw=5),
        place(200 - 62, 190 - 62, mark(), scale=3.1),
        line=3,
    )


def render(out=FOLDER):
    """Write the pieces; returns (path, bytes) of each."""
    out.mkdir(exist_ok=True)
    pieces = {"frame": frame(), "frame-child": childrens_frame(), "pupils": pupils(), "seal": seal()}
    for name, text in pieces.items():
        if len(text) > LIMIT:
            raise SystemExit(f"{name}: {len(text)} bytes, at most {LIMIT}")
        (out / f"{name}.svg").write_text(text, encoding="utf-8")
    return [(out / f"{name}.svg", (out / f"{name}.svg").stat().st_size) for name in pieces]
