"""The family: a person is a head, clothes, and two arms that reach where they are told.

Coordinates of a person: neck at (0, 0), head up to y = -70, top's hem at y = 84, soles at y = 178; seated, the floor
is at y = 122. Sides are the viewer's: ``left`` is the arm at the left of the picture.
"""

import math
from dataclasses import dataclass, field

from . import clothes, heads, props
from .hands import HANDS
from .svg import STROKE, group, num, path

UPPER, FORE = 35.0, 33.0  # lengths of the arm
WIDTH = 14.0  # of a sleeve or forearm, inside the line
CHILDREN = {"girl": (0.8, 1.2), "boy": (0.8, 1.2)}  # body scale, head scale on top of it


@dataclass(frozen=True)
class Arm:
    """Where a wrist goes, which way the elbow bends (+1 outward), the hand's shape and what it holds."""

    to: tuple[float, float]
    hand: str = "rest"
    bend: float = 1.0
    turn: float | None = None  # degrees; None follows the forearm
    hold: str = ""
    hold_turn: float = 0.0
    behind: bool = False  # drawn behind the body
    mirror: bool = False  # the thumb on the other side
    over: bool = False  # before the face even when the wrist is below the chin


@dataclass(frozen=True)
class Pose:
    left: Arm = field(default_factory=lambda: Arm((-29, 76)))
    right: Arm = field(default_factory=lambda: Arm((29, 76)))
    mood: str = "smile"
    look: tuple[float, float] = (0, 0)
    tilt: float = 0.0
    lower: str = "none"  # none, stand, sit (on the floor), chair
    wai: bool = False  # palms together at the chest
    arms: str = "both"  # both, left, right, hang, none: where nobody sees a hand, no hand is drawn
    plain: bool = False  # small in the picture: fewer lines


WAI = (Arm((-7, 46), "none"), Arm((7, 46), "none"))


def _elbow(shoulder, to, side, bend):
    """Two-bone reach: the elbow, and the wrist the arm can actually get to."""
    (sx, sy), (hx, hy) = shoulder, to
    dx, dy = hx - sx, hy - sy
    reach = max(math.hypot(dx, dy), 0.1)
    limit = UPPER + FORE - 0.5
    if reach > limit:
        dx, dy = dx / reach * limit, dy / reach * limit
        hx, hy, reach = sx + dx, sy + dy, limit
    along = (UPPER**2 - FORE**2 + reach**2) / (2 * reach)
    ux, uy = dx / reach, dy / reach
    nx, ny = -uy, ux
    # Elbows fall outward and down; where both sides are as good the arm is straight, so that no film sees a jump.
    lean = max(-1.0, min(1.0, (nx * side * 0.45 + ny * 0.9) * 4))
    off = math.sqrt(max(UPPER**2 - along**2, 0)) * bend * lean
    return (sx + ux * along + nx * off, sy + uy * along + ny * off), (hx, hy)


def _mix(a, b, t):
    return a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t


def _curve(a, b, c):
    return f"M{num(a[0])} {num(a[1])}Q{num(b[0])} {num(b[1])} {num(c[0])} {num(c[1])}"


def _split(a, b, c, t):
    """A quadratic curve cut at ``t``: its first and its second part."""
    ab, bc = _mix(a, b, t), _mix(b, c, t)
    cut = _mix(ab, bc, t)
    return (a, ab, cut), (cut, bc, c)


def _sleeve(arc, colour, line):
    """A short sleeve over the first part of the arm, with its hem."""
    (start, handle, end), _rest = _split(*arc, 0.46)
    width = WIDTH + 4
    dx, dy = end[0] - handle[0], end[1] - handle[1]
    size = math.hypot(dx, dy) or 1
    nx, ny = -dy / size * (width + line) / 2, dx / size * (width + line) / 2
    over = _curve(*_split(*_split(*arc, 0.46)[0], 0.55)[1])
    hem = f"M{num(end[0] + nx)} {num(end[1] + ny)}L{num(end[0] - nx)} {num(end[1] - ny)}"
    under = path(_curve(*_split(start, handle, end, 0.55)[0]), sw=width + 2 * line)  # its round end stays under the hem
    top = (
        path(over, sw=width + 2 * line, stroke_linecap="butt")
        + path(_curve(start, handle, end), stroke=colour, sw=width, stroke_linecap="butt")
        + path(f"M{num(start[0])} {num(start[1])}l.1 0", stroke=colour, sw=width)
        + path(hem)
    )
    return under, top


def _arm(arm, side, wear, skin, line):
    """The layers of one arm: ``behind`` the body, ``outline`` under the top, ``front`` on it, ``over`` the head.

    The outline is laid under the top and once more, from below the shoulder, over it: so the shoulder has no seam.
    """
    shoulder = (21.5 * side, 13.5)
    elbow, wrist = _elbow(shoulder, arm.to, side, arm.bend)
    middle = _mix(shoulder, wrist, 0.5)
    arc = (shoulder, _mix(middle, elbow, 1.5), wrist)
    turn = arm.turn if arm.turn is not None else math.degrees(math.atan2(wrist[1] - elbow[1], wrist[0] - elbow[0]))
    hand = HANDS[arm.hand](skin, line)
    if hand:
        mirror = (side > 0) ^ (abs(turn) > 90) ^ arm.mirror
        move = f"translate({num(wrist[0])} {num(wrist[1])})rotate({num(turn)})" + ("scale(1 -1)" if mirror else "")
        hand = group(hand, transform=move)
    grip = (wrist[0] + 8 * math.cos(math.radians(turn)), wrist[1] + 8 * math.sin(math.radians(turn)))
    under, over = props.held(arm.hold, *grip, arm.hold_turn, line)

    whole, later = _curve(*arc), _curve(*_split(*arc, 0.34)[1])
    ink = {"sw": WIDTH + 2 * line, "stroke_linecap": "butt"}
    outline = path(_curve(*_split(*arc, 0.5)[0]), sw=WIDTH + 2 * line)  # round at the shoulder, hidden at its end
    colour = wear["sleeve"] if wear["forearm"] else skin
    flesh = path(whole, stroke=colour, sw=WIDTH, stroke_linecap="butt" if arm.hand != "none" else None)
    flesh += path(f"M{num(shoulder[0])} {num(shoulder[1])}l.1 0", stroke=colour, sw=WIDTH)
    above = path(later, **ink) + under
    if wear["forearm"]:
        above += flesh + hand + _cuff(arc, line) if arm.hand != "none" else flesh
    else:
        below_sleeve, sleeve = _sleeve(arc, wear["sleeve"], line)
        outline += below_sleeve
        above += (
            hand + path(_curve(arc[0], arc[1], _beyond(arc, 2)), stroke=skin, sw=WIDTH, stroke_linecap="butt") + sleeve
        )
    above += over
    layers = {"behind": "", "outline": outline, "front": "", "over": ""}
    if arm.behind:
        return {**layers, "behind": outline + above, "outline": ""}
    layers["over" if arm.over or wrist[1] < 0 else "front"] = above
    return layers


def _hanging(side, wear, line, arms):
    """An upper arm that leaves the picture, for those who stand behind."""
    layers = {"behind": "", "outline": "", "front": "", "over": ""}
    if arms == "none":
        return layers
    d = f"M{num(21.5 * side)} 14C{32 * side} 36 {33 * side} 60 {31 * side} 96"
    front = path(f"M{20 * side} 36L{22 * side} 84") + path(d, stroke=wear["sleeve"], sw=WIDTH)
    return {**layers, "outline": path(d, sw=WIDTH + 2 * line), "front": front}


def _beyond(arc, more):
    """The end of the arm, ``more`` units further: it covers the line between wrist and hand."""
    (_ax, _ay), (bx, by), (cx, cy) = arc
    size = math.hypot(cx - bx, cy - by) or 1
    return cx + (cx - bx) / size * more, cy + (cy - by) / size * more


def _cuff(arc, line):
    """The line where a long sleeve ends and the hand begins."""
    (_ax, _ay), (bx, by), (cx, cy) = arc
    size = math.hypot(cx - bx, cy - by) or 1
    half = (WIDTH + line) / 2
    nx, ny = -(cy - by) / size * half, (cx - bx) / size * half
    return path(f"M{num(cx + nx)} {num(cy + ny)}L{num(cx - nx)} {num(cy - ny)}")


def _head(part, big, tilt, line):
    if not part:
        return ""
    move = f"translate(0 {num(-12 - 22 * big)})" + (f"rotate({num(tilt)})" if tilt else "")
    width = None
    if big != 1:
        move, width = move + f"scale({big:g})", f"{line / big:.2g}"
    return group(part, transform=move, stroke_width=width)


def person(who, pose=None, x=0.0, y=0.0, scale=1.0, flip=False, line=STROKE):
    """One of the family as SVG, neck at (x, y); ``line`` is the line's width on the picture, whatever the scale."""
    pose = pose or Pose()
    body, big = CHILDREN.get(who, (1.0, 1.0))
    size = scale * body
    inner = line / size
    back, front, skin = heads.layers(who, pose.mood, pose.look, inner / big, pose.plain)
    wear = clothes.CLOTHES[who](inner, pose.plain)
    left, right = WAI if pose.wai else (pose.left, pose.right)
    arms = [
        _arm(arm, side, wear, skin, inner) if pose.arms in {"both", name} else _hanging(side, wear, inner, pose.arms)
        for name, arm, side in (("left", left, -1), ("right", right, 1))
    ]
    neck = path("M-7-18V2C-5 7 5 7 7 2V-18Z", fill=skin) + (
        "" if pose.plain else path("M-6-9C-2-5 3-5 6-9", sw=inner * 0.6)
    )
    below = {"stand": clothes.lower, "sit": clothes.seated, "chair": clothes.chaired}.get(pose.lower)
    parts = [
        _head(back, big, pose.tilt, inner),
        *(a["behind"] for a in arms),
        below(who, skin, inner) if below else "",
        *(a["outline"] for a in arms),
        neck,
        wear["top"],
        *(a["front"] for a in arms),
        _palms(skin, inner) if pose.wai else "",
        _head(front, big, pose.tilt, inner),
        *(a["over"] for a in arms),
    ]
    move = f"translate({num(x)} {num(y)})"
    if flip or size != 1:
        move += f"scale({'-' if flip else ''}{size:.3g} {size:.3g})" if flip else f"scale({size:.3g})"
    return group(*parts, transform=move, stroke_width=f"{inner:.2g}")


def _palms(skin, line):
    """Both hands pressed together before the chest."""
    hands = path("M-9 50C-11 38-6 22-1 13Q0 11 1 13C6 22 11 38 9 50C6 55-6 55-9 50Z", fill=skin)
    return hands + path("M0 16V50", sw=line * 0.7)
