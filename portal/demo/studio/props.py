"""Things people hold, and small things that stand about."""

from .palette import (
    INK,
    LEAF,
    LEAF_MID,
    PAPER,
    ROSE,
    ROSE_MID,
    SKIN,
    SKY,
    SKY_MID,
    SKY_SOFT,
    SUN,
    SUN_MID,
    SUN_SOFT,
    TEAL,
    TEAL_MID,
    WOOD,
)
from .svg import circle, group, num, path, rect


def _phone_back(line):
    return rect(-11, -30, 22, 38, 4, fill=TEAL) + circle(-5, -24, 2, fill=PAPER, stroke="none")


def _phone_front(line):
    return (
        rect(-12, -34, 24, 42, 4, fill=INK)
        + rect(-9, -30, 18, 33, 1.5, fill=SKY_SOFT, stroke="none")
        + path("M-5-23H5M-5-17H1", stroke=SKY, sw=line * 0.8)
    )


def _tablet(line):
    return rect(-36, -24, 44, 32, 4, fill=SKY) + circle(-14, -8, 3, fill=SKY_MID, stroke="none")


def _book(line):
    return path("M-4-30H26V4H-4Z", fill=ROSE) + path("M2-30V4M9-20H20", stroke=PAPER, sw=line * 0.8)


def _papers(line):
    return path("M-18-26H10V10H-18Z", fill=PAPER) + path("M-12-17H4M-12-9H4M-12-1H-3", stroke=TEAL, sw=line * 0.8)


def _cup(line):
    return path("M-7-14H9V2C9 8-7 8-7 2Z", fill=SUN) + path("M9-10C16-11 16 1 9 0")


def _pointer(line):
    return path("M-6 6L36-36", stroke=INK, sw=line * 2.2) + path("M-6 6L36-36", stroke=WOOD, sw=line * 0.7)


def _parcel(line):
    return rect(-30, -26, 36, 30, 3, fill=WOOD) + path("M-12-26V-12M-30-12H6", sw=line * 0.8)


def _flag(line):
    return path("M0 8V-44") + path("M0-44C10-50 18-38 30-43V-24C18-19 10-31 0-25Z", fill=SUN)


def _flower(line):
    return (
        path("M0 6C-2-10 0-20 2-30", stroke=LEAF)
        + path("M0-12C8-20 14-18 16-16C12-10 6-8 0-12Z", fill=LEAF_MID, stroke=LEAF)
        + path("M2-30C-14-28-16-44-6-44C-8-54 10-56 10-46C22-46 20-30 6-30C10-24-2-22 2-30Z", fill=ROSE_MID)
        + circle(2, -38, 4, fill=SUN)
    )


def _umbrella(line):
    return path("M0 10V-64", sw=line * 1.3) + path(
        "M-60-52C-56-100 56-100 60-52Q50-62 40-52Q30-62 20-52Q10-62 0-52Q-10-62-20-52Q-30-62-40-52Q-50-62-60-52Z",
        fill=SUN,
    )


def _card(line):
    return path("M-14-30H14V6H-14Z", fill=PAPER) + path("M-8-22H8V-10H-2L-6-5V-10H-8Z", fill=SKY_MID, sw=line * 0.8)


def _cup_of_milk(line):
    return path("M-9-22H9L7 6H-7Z", fill=SKY_SOFT) + path("M-8-12H8L7 6H-7Z", fill=PAPER)


def _photo_phone(line):
    return (
        rect(-26, -72, 52, 84, 7, fill=INK)
        + rect(-20, -63, 40, 62, 2, fill=SUN_MID, stroke="none")
        + path("M-17-14C-17-28-2-28-2-14ZM2-14C2-28 17-28 17-14Z", fill=TEAL_MID, sw=line * 0.7)
        + circle(-9.5, -34, 7, fill=WOOD, sw=line * 0.7)
        + circle(9.5, -34, 7, fill=SKIN, sw=line * 0.7)
        + path("M0-52C-7-57-9-49 0-44C9-49 7-57 0-52Z", fill=ROSE, stroke="none")
    )


def _bank_phone(line):
    return (
        rect(-22, -70, 44, 80, 7, fill=INK)
        + rect(-16, -61, 32, 58, 2, fill=TEAL_MID, stroke="none")
        + path("M-11-46L0-55L11-46ZM-10-32H10M-6-43V-36M6-43V-36", fill=SUN, sw=line * 0.7)
        + circle(0, -19, 8, fill=LEAF, sw=line * 0.7)
        + path("M-4-19l3 3.5 5-6", stroke=PAPER, sw=line * 0.8)
    )


def _alert_phone(line):
    return (
        rect(-16, -42, 32, 52, 5, fill=INK)
        + rect(-12, -36, 24, 40, 2, fill=SKY_SOFT, stroke="none")
        + path("M-8-31H8V-17H-2L-6-12V-17H-8Z", fill=PAPER, sw=line * 0.7)
        + path("M0-28V-23M0-20v.1", stroke=ROSE, sw=line)
    )


def _toy_phone(line):
    return rect(-11, -30, 22, 38, 4, fill=SUN) + circle(0, -22, 3, fill=ROSE, sw=line * 0.6)


def _half_mask(line):
    return (
        path("M0 8V-6", sw=line * 1.4)
        + path("M-24-38Q0-48 24-38C27-14 16-4 0-4S-27-14-24-38Z", fill=SUN_SOFT)
        + path("M-15-26q6-6 11 0M4-26q6-6 11 0M-8-14h16q-2 6-8 6t-8-6Z", fill=ROSE, sw=line * 0.8)
    )


def _pen(line):
    return path("M-2 4L10-16", sw=line * 2.2) + path("M-2 4L10-16", stroke=SUN, sw=line * 0.8)


def _notebook(line):
    return rect(-20, -14, 40, 30, 3, fill=PAPER) + path("M0-14V16M-14-5h8M-14 3h8", sw=line * 0.7)


def sign(fill):
    """A paper shield painted by hand, on a stick."""

    def drawn(line):
        return (
            path("M0 10V-8", sw=line * 1.6)
            + path("M0-62C10-56 20-54 28-54C29-32 22-14 0-4C-22-14-29-32-28-54C-20-54-10-56 0-62Z", fill=PAPER)
            + path(
                "M0-53C8-49 14-47 20-47C20-31 15-20 0-12C-15-20-20-31-20-47C-14-47-8-49 0-53Z", fill=fill, stroke="none"
            )
        )

    return drawn


SIGNS = {
    "sign-teal": sign(TEAL),
    "sign-sun": sign(SUN),
    "sign-rose": sign(ROSE),
    "sign-sky": sign(SKY),
    "sign-leaf": sign(LEAF),
}
HELD = {
    **SIGNS,
    "card": _card,
    "milk": _cup_of_milk,
    "photo-phone": _photo_phone,
    "bank-phone": _bank_phone,
    "alert-phone": _alert_phone,
    "toy-phone": _toy_phone,
    "half-mask": _half_mask,
    "pen": _pen,
    "notebook": _notebook,
    "flower": _flower,
    "umbrella": _umbrella,
    "phone-back": _phone_back,
    "phone-front": _phone_front,
    "tablet": _tablet,
    "book": _book,
    "papers": _papers,
    "cup": _cup,
    "pointer": _pointer,
    "parcel": _parcel,
    "flag": _flag,
}


def held(name, x, y, turn, line):
    """(under the hand, over the hand) for a thing whose grip is at (x, y); nothing for no name."""
    if not name:
        return "", ""
    return group(
        HELD[name](line), transform=f"translate({num(x)} {num(y)})" + (f"rotate({num(turn)})" if turn else "")
    ), ""
