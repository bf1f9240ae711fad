"""Pictured screens for activities (320 × 180). Room is left beside each thing for a thumb-wide mark."""

from . import objects as o
from .ground import card
from .palette import INK, LEAF, PAPER, ROSE, ROSE_SOFT, SAND, SKIN, SKY, SKY_MID, SKY_SOFT, STONE, SUN, SUN_SOFT, TEAL
from .svg import circle, ellipse, group, path, place, rect


def _address():
    """A name that nearly is a well-known one: its o is a nought."""
    letters = "M8-5Q0-7 0-3T8 1T0 5M14-11V6M14-1Q18-6 22-1V6M44-5V12M44-3Q52-7 52 0T44 5"
    nought = group(ellipse(33, 0, 5, 7, stroke=ROSE, sw=2.4), path("M30 4L36-4", stroke=ROSE, sw=2.4))
    return group(path(letters, sw=2.4), nought, path("M60 5h1M67 0h16", sw=3))


def _bargain():
    """Ninety percent off."""
    burst = (
        "M0-29L8-21L19-23L20-12L29-5L23 5L27 15L16 19L12 28L1 24L-10 28L-15 18L-26 15L-23 4L-29-6L-19-12L-18-23L-7-21Z"
    )
    nine = "M-6-4A5 5 0 1 1-6-5Q-5 4-11 8M2-1A4 7 0 1 1 2 1"
    percent = "M12 8L20-8"
    return group(
        path(burst, fill=ROSE),
        path(nine + percent, stroke=PAPER, sw=2.6),
        circle(13, -5, 2, fill=PAPER, stroke="none"),
        circle(19, 5, 2, fill=PAPER, stroke="none"),
    )


def fake_shop():
    """A shop page that should not be trusted: odd address, wild bargain, running clock, one way to pay."""
    clock = group(circle(0, 0, 18, fill=PAPER), path("M0-18A18 18 0 0 1 6-17L0 0Z", fill=ROSE))
    pay = group(
        rect(-44, -13, 88, 26, 8, fill=TEAL),
        circle(-28, -4, 4.5, fill=SKIN, sw=2.2),
        path("M-36 9C-36 1-20 1-20 9", fill=SUN, sw=2.2),
        path("M-10 0h12M-3-5l5 5l-5 5", stroke=PAPER),
    )
    return card(
        "sky",
        rect(10, 8, 300, 164, 10, fill=PAPER),
        path("M10 18Q10 8 20 8H300Q310 8 310 18V46H10Z", fill=SAND),
        rect(24, 17, 230, 22, 11, fill=PAPER),
        circle(34, 28, 4, fill=STONE, sw=2.2),
        place(46, 29, _address()),
        rect(24, 58, 74, 100, 8, fill=SKY_SOFT, stroke="none"),
        place(61, 108, o.phone(42, 78, SKY_MID)),
        circle(61, 88, 5, fill=INK, stroke="none"),
        place(240, 66, _bargain()),
        place(158, 88, clock),
        rect(206, 110, 16, 16, 8, fill=INK),
        rect(228, 110, 16, 16, 8, fill=ROSE_SOFT),
        rect(250, 110, 16, 16, 8, fill=SKY),
        path("M206 136h22M236 136h26", stroke=LEAF, sw=4),
        place(160, 148, pay),
        path("M128 58h60", sw=6),
        rect(128, 122, 36, 8, 4, fill=SUN_SOFT, stroke="none"),
        hill=False,
    )


CARDS = {"fake-shop": fake_shop}
