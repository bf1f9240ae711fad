"""The colours of the house. Names follow the design tokens; ``*_soft`` is the ground, ``*_mid`` the shape on it."""

INK = "#1b2a30"
SOFT = "#41545b"
PAPER = "#fffdf8"
SAND = "#f6efe2"
LINE = "#d9cdb8"

TEAL, TEAL_SOFT, TEAL_MID = "#0b5552", "#e1f0ec", "#bfded6"
SUN, SUN_SOFT, SUN_MID = "#f4b740", "#fdf1d4", "#f8dd9c"
ROSE, ROSE_SOFT, ROSE_MID = "#9b1c31", "#fbe7e6", "#f1c6c3"
SKY, SKY_SOFT, SKY_MID = "#1d4f91", "#e4eefb", "#bfd5f1"
LEAF, LEAF_SOFT, LEAF_MID = "#2f5d1e", "#e9f3e0", "#c4dcae"

SKIN = "#eebd93"  # young
SKIN_WARM = "#e0a678"  # grown, outdoors
BLUSH = "#e08f78"
HAIR = "#26343b"
HAIR_BROWN = "#4b352b"
HAIR_GREY = "#d5dadb"
SHINE = "#566972"  # the light line on dark hair
WOOD = "#c98f54"
STONE = "#b9c4c6"

GROUNDS = {
    "teal": (TEAL_SOFT, TEAL_MID),
    "sun": (SUN_SOFT, SUN_MID),
    "rose": (ROSE_SOFT, ROSE_MID),
    "sky": (SKY_SOFT, SKY_MID),
    "leaf": (LEAF_SOFT, LEAF_MID),
}
