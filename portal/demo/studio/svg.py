"""The few marks every picture is made of, written as short SVG text.

Lengths are in the user units of the picture. Everything inherits the ink line from :func:`document`; a part that is
scaled is handed its scale so that its line stays 3 units wide on the paper.
"""

import math
import re

from .palette import INK

STROKE = 3.0


def num(value):
    """A length with at most one decimal and nothing to spare: 3.0 → ``3``, 0.25 → ``.2``, -0.5 → ``-.5``."""
    text = f"{round(float(value), 1):.1f}".rstrip("0").rstrip(".")
    if text in {"-0", ""}:
        return "0"
    return text.replace("0.", ".", 1) if text.lstrip("-").startswith("0.") else text


def attrs(given):
    """Attributes as text; ``sw`` is the stroke width, ``_`` becomes ``-``, None is left out."""
    parts = []
    for name, value in given.items():
        if value is None:
            continue
        name = {"sw": "stroke-width"}.get(name, name).replace("_", "-")
        parts.append(f' {name}="{num(value) if isinstance(value, (int, float)) else value}"')
    return "".join(parts)


def path(d, **given):
    return f'<path d="{d}"{attrs(given)}/>'


def circle(x, y, r, **given):
    return f'<circle cx="{num(x)}" cy="{num(y)}" r="{num(r)}"{attrs(given)}/>'


def ellipse(x, y, rx, ry, **given):
    return f'<ellipse cx="{num(x)}" cy="{num(y)}" rx="{num(rx)}" ry="{num(ry)}"{attrs(given)}/>'


def rect(x, y, w, h, r=None, **given):
    return f'<rect x="{num(x)}" y="{num(y)}" width="{num(w)}" height="{num(h)}"{attrs({"rx": r, **given})}/>'


def group(*parts, **given):
    """Parts under shared attributes; with none given the parts are just joined."""
    body = "".join(parts)
    return f"<g{attrs(given)}>{body}</g>" if given else body


def place(x, y, *parts, scale=1.0, turn=0.0, flip=False):
    """Parts moved to (x, y), turned clockwise by ``turn`` degrees, scaled, mirrored; the line keeps its width."""
    move = f"translate({num(x)} {num(y)})"
    if turn:
        move += f"rotate({num(turn)})"
    if flip:
        move += f"scale({-scale:g} {scale:g})"
    elif scale != 1:
        move += f"scale({scale:g})"
    width = None if scale == 1 else f"{STROKE / scale:.2g}"
    return group(*parts, transform=move, stroke_width=width)


def tube(d, width, fill, line=STROKE):
    """A limb or cord: the path drawn once in ink and once, narrower, in colour."""
    return path(d, sw=width + 2 * line) + path(d, stroke=fill, sw=width)


def points(*pairs):
    """A polyline's ``d`` from (x, y) pairs."""
    head, *tail = pairs
    return f"M{num(head[0])} {num(head[1])}" + "".join(f"L{num(x)} {num(y)}" for x, y in tail)


def polar(x, y, length, degrees):
    """The point ``length`` away from (x, y); 0° is to the right, 90° down."""
    turn = math.radians(degrees)
    return x + length * math.cos(turn), y + length * math.sin(turn)


# Two neighbours drawn with the same line and no filling are one path.
TWINS = re.compile(r'<path d="([^"]*)"((?: stroke[a-z-]*="[^"]*")*)/><path d="(M[^"]*)"\2/>')


def squeeze(text):
    """Drop what a path does not need: spaces around letters and before a minus sign, second decimals."""

    def tidy(match):
        d = re.sub(r"-?\d*\.?\d+", lambda n: num(n.group()), match.group(1))
        d = re.sub(r" *([A-Za-z]) *", r"\1", d).replace(" -", "-")
        return f' d="{d}"'

    text = re.sub(r' d="([^"]*)"', tidy, text)
    before = None
    while before != text:
        before, text = text, TWINS.sub(r'<path d="\1\3"\2/>', text)
    return text


def document(width, height, *parts, view=None, line=STROKE):
    """A whole drawing: no title inside (the page gives the alt text), no style, no outside reference."""
    box = view or f"0 0 {num(width)} {num(height)}"
    body = group(*parts, fill="none", stroke=INK, stroke_width=line, stroke_linecap="round", stroke_linejoin="round")
    return squeeze(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{body}</svg>\n')
