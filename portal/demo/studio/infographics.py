"""Infographics: one column of panels, each a drawing, a number and few words; 1080 pixels wide."""

import re
from html import escape

import yaml

from . import cards_people, cards_signs, cards_things
from .mark import mark
from .stage import CONTENT, MEDIA, picture, show, stage
from .svg import document

WIDTH = 1080
LIMIT = 300_000  # bytes of one picture
TONES = {"phone-call": "#e1f0ec", "news": "#e4eefb", "shop": "#fdf1d4", "lock": "#e1f0ec"}
DRAWINGS = {**cards_people.CARDS, **cards_signs.CARDS, **cards_things.CARDS}

CSS = """
body{width:1080px;background:#fffdf8;color:#1b2a30}
header{padding:64px 64px 44px;background:var(--tone)}
.name{display:flex;align-items:center;gap:16px;font-weight:700;font-size:40px;color:#0b5552;line-height:1.5}
.name svg{width:68px;height:68px}
h1,h2 span{text-wrap:balance}
h1{font-size:76px;line-height:1.5;margin:22px 0 8px;font-weight:700}
header p{font-size:42px;line-height:1.65;margin:0;color:#2c3d44}
main{padding:44px 48px 30px;display:grid;gap:30px}
section{display:grid;grid-template-columns:372px 1fr;background:#fff;border:3px solid #e4dac7;border-radius:32px;overflow:hidden;min-height:236px}
figure{margin:0;display:grid;align-items:end;background:var(--soft)}
figure svg{width:100%}
.words{padding:26px 26px 30px 32px;align-self:center}
h2{font-size:47px;line-height:1.5;margin:0 0 6px;font-weight:700;color:#0b5552;display:grid;grid-template-columns:auto 1fr;gap:16px;align-items:start}
h2 i{font-style:normal;display:grid;place-items:center;width:66px;height:66px;border-radius:50%;background:#0b5552;color:#fffdf8;font-size:42px;line-height:1;margin-top:2px}
section p{font-size:42px;line-height:1.62;margin:0}
b{font-weight:inherit;display:inline-block}
.last{background:#0b5552;border-color:#0b5552;color:#fff}.last h2,.last p{color:#fff}.last p{font-weight:700}
footer{padding:22px 64px 54px;font-size:34px;line-height:1.6;color:#41545b;display:flex;justify-content:space-between;gap:30px}
"""


def clauses(text):
    """Thai text whose lines break at its spaces first: each clause is held together where it fits.

    A number or a Latin word stays with the words round it ("5 ข้อ", "สายด่วน 1441", "รหัส OTP").
    """
    held = [[]]
    for piece in text.split():
        latin = piece.isascii()
        if piece == "·":  # two facts side by side become two lines
            held += [["·"], []]
        elif held[-1] and (latin or held[-1][-1].isdigit()):
            held[-1].append(piece)
        elif held[-1]:
            held.append([piece])
        else:
            held[-1].append(piece)
    return " ".join("<br>" if part == ["·"] else f"<b>{escape(' '.join(part))}</b>" for part in held)


def panel(item):
    number, _space, rest = item["heading"].partition(" ")
    numbered = number.isdigit()
    heading = f"<i>{number}</i><span>{clauses(rest)}</span>" if numbered else f"<span>{clauses(item['heading'])}</span>"
    drawing = DRAWINGS[item["drawing"]]()
    soft = re.search(r'height="180" fill="(#\w+)"', drawing).group(1)
    return (
        f'<section class="{"" if numbered else "last"}"><figure style="--soft:{soft}">{drawing}</figure>'
        f'<div class="words"><h2>{heading}</h2><p>{clauses(item["text"])}</p></div></section>'
    )


def page_of(content):
    """The whole infographic as HTML."""
    name = f'<div class="name">{document(40, 40, mark())}รู้ทัน</div>'
    panels = "".join(panel(item) for item in content["panels"])
    return (
        f'<div style="--tone:{TONES.get(content["picture"], "#fdf1d4")}"><header>{name}<h1>{clauses(content["title"])}</h1>'
        f"<p>{clauses(content['summary'])}</p></header><main>{panels}</main>"
        f"<footer><span>{escape(content['credit'])}</span><span>{escape(content['licence'])}</span></footer></div>"
    )


def render(out=MEDIA):
    """Draw every infographic to ``<slug>.webp``; returns (path, bytes, size in pixels) of each."""
    done = []
    with stage(WIDTH, 1200) as page:
        for source in sorted((CONTENT / "infographics").glob("*.yaml")):
            content = yaml.safe_load(source.read_text(encoding="utf-8"))
            show(page, page_of(content), CSS)
            image = picture(page, full=True)
            path = out / f"{content['slug']}.webp"
            image.save(path, "WEBP", quality=86, method=6)
            size = path.stat().st_size
            if size > LIMIT:
                raise ValueError(f"{path.name}: {size} bytes, more than {LIMIT}. Lower the quality or the words.")
            done.append((path, size, image.size))
    return done
