"""How things move: every function answers for one moment, so that a film is the same each time it is drawn."""

import math

from .people import Pose, person
from .svg import group

LINE = 2.6


def clamp(value):
    return max(0.0, min(1.0, value))


def ease(t, start=0.0, seconds=0.7):
    """0 before ``start``, 1 when done; slow at both ends."""
    p = clamp((t - start) / seconds)
    return p * p * (3 - 2 * p)


def spring(t, start=0.0, seconds=0.6):
    """0 → 1 with a small overshoot, for things that pop in."""
    p = clamp((t - start) / seconds)
    return 1 + 2.2 * (p - 1) ** 3 + 1.2 * (p - 1) ** 2


def between(a, b, p):
    return a + (b - a) * p


def sway(t, reach, seconds, phase=0.0):
    """A slow swing of ± ``reach``."""
    return reach * math.sin(2 * math.pi * (t / seconds + phase))


def ringing(t, every=2.0, reach=6.0):
    """The shake of a telephone: half of each ``every`` seconds, quick and short."""
    at = t % every
    return reach * math.sin(at * 34) * (1 - at / (every * 0.55)) if at < every * 0.55 else 0.0


def at(x, y, *parts, scale=1.0, turn=0.0, alpha=1.0):
    """Parts placed with sub-unit precision (a still picture rounds, a film must not)."""
    move = (
        f"translate({x:.2f} {y:.2f})"
        + (f"rotate({turn:.2f})" if turn else "")
        + (f"scale({scale:.4f})" if scale != 1 else "")
    )
    if scale <= 0.01 or alpha <= 0.01:
        return ""
    width = f"{LINE / scale:.2f}" if scale != 1 else None
    return group(*parts, transform=move, stroke_width=width, opacity=f"{alpha:.2f}" if alpha < 1 else None)


def pop(t, start, x, y, *parts, scale=1.0, turn=0.0):
    """Parts that spring up at ``start``."""
    return at(x, y, *parts, scale=scale * max(spring(t, start), 0.0), turn=turn, alpha=clamp((t - start) * 6))


def slide(t, start, dx, dy, *parts, seconds=0.8):
    """Parts that come in from (dx, dy) away."""
    p = ease(t, start, seconds)
    return at(dx * (1 - p), dy * (1 - p), *parts, alpha=clamp((t - start) * 4))


def actor(who, x, y, scale, t, seed=0.0, **pose):
    """One of the family alive: blinking now and then. (Breathing was tried: it tripled the size of the films.)"""
    mood = pose.pop("mood", "smile")
    if mood in {"smile", "worry", "firm", "surprise"} and (t + seed) % 3.4 < 0.17 and t > 0.5:
        mood = "blink"
    if mood == "talk" and (t * 2.6 + seed) % 1 < 0.45:
        mood = "smile"
    drawn = person(who, Pose(mood=mood, **pose), 0, 0, scale, False, LINE)
    return at(x, y, drawn)


def reach(t, start, a, b, seconds=0.7):
    """A point on its way from ``a`` to ``b``."""
    p = ease(t, start, seconds)
    return between(a[0], b[0], p), between(a[1], b[1], p)
