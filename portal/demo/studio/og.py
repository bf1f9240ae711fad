"""The picture shown when a page is shared (1200 × 630) and the icons of browser and home screen."""

from .mark import mark, tile
from .palette import PAPER, SUN_MID, SUN_SOFT
from .people import Arm, Pose, person
from .stage import STATIC, picture, show, stage
from .svg import circle, document, rect

CSS = """
body{width:1200px;height:630px;background:#fdf1d4;position:relative;overflow:hidden}
.picture{position:absolute;inset:0}.picture svg{width:1200px;height:630px}
.name{position:absolute;left:72px;top:84px;display:flex;align-items:center;gap:26px;color:#0b5552;font-weight:700;font-size:112px;line-height:1.5}
.name svg{width:132px;height:132px}
p{position:absolute;left:76px;top:268px;margin:0;font-size:52px;line-height:1.6;color:#1b2a30;font-weight:700}
"""
LINE = 2.6


def family_row():
    """The five of them, from grandfather to shopkeeper."""
    return document(
        600,
        315,
        circle(430, 250, 190, fill=SUN_MID, stroke="none"),
        person("grandpa", Pose(look=(-1, 1), lower="stand"), 330, 190, 1.14, line=LINE),
        person("shopkeeper", Pose(look=(-1, 1), mood="happy", lower="stand"), 540, 188, 1.14, line=LINE),
        person("teacher", Pose(look=(-1, 1), lower="stand"), 446, 172, 1.14, line=LINE),
        person(
            "grandma",
            Pose(left=Arm((-30, 76)), right=Arm((8, 46), "grip", hold="phone-back", hold_turn=-6), look=(1, 1), tilt=3),
            384,
            226,
            1.18,
            line=LINE,
        ),
        person("girl", Pose(left=Arm((-28, 76)), right=Arm((48, -8), "palm"), mood="happy"), 484, 240, 1.3, line=LINE),
        line=LINE,
    )


def render(out=STATIC):
    """Write mark, favicon, home-screen icon and the sharing picture; returns (path, bytes) of each."""
    (out / "mark.svg").write_text(document(40, 40, mark()), encoding="utf-8")
    (out / "favicon.svg").write_text(document(40, 40, mark()), encoding="utf-8")
    with stage(1200, 630) as page:
        show(
            page,
            f'<div class="picture">{family_row()}</div><div class="name">{document(40, 40, mark())}รู้ทัน</div>'
            "<p>ใช้เน็ตให้ปลอดภัย<br>ให้เป็นประโยชน์</p>",
            CSS,
        )
        picture(page).quantize(128, dither=0).save(out / "og-default.png", optimize=True)
        page.set_viewport_size({"width": 180, "height": 180})
        show(
            page,
            document(40, 40, rect(0, 0, 40, 40, fill=PAPER, stroke="none"), tile()),
            "svg{width:180px;height:180px}",
        )
        picture(page).quantize(128, dither=0).save(out / "apple-touch-icon.png", optimize=True)
        page.set_viewport_size({"width": 512, "height": 512})
        show(
            page,
            document(40, 40, rect(0, 0, 40, 40, fill=SUN_SOFT, stroke="none"), tile(reach=0.62)),
            "svg{width:512px;height:512px}",
        )
        picture(page).quantize(128, dither=0).save(out / "icon-512.png", optimize=True)
    names = ("mark.svg", "favicon.svg", "og-default.png", "apple-touch-icon.png", "icon-512.png")
    return [(out / name, (out / name).stat().st_size) for name in names]
