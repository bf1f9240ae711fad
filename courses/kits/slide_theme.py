"""The look of a kit's slides: palette, Thai fonts, master and layouts of python-pptx's own template, made 16:9."""

from __future__ import annotations

import re
from typing import Any

import pptx
from lxml import etree
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.util import Emu, Inches

from courses.kits.word_style import FONT, thai_theme

INK, PAPER, TEAL, SUN = "1B2A30", "FFFDF8", "0B5552", "F4B740"
SUN_SOFT, TEAL_SOFT, SOFT, WHITE = "FDF1D4", "E1F0EC", "41545B", "FFFFFF"
WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
COLOURS = {
    "dk1": INK, "lt1": PAPER, "dk2": TEAL, "lt2": "F6EFE2", "accent1": TEAL, "accent2": SUN, "accent3": "9B1C31",
    "accent4": "1D4F91", "accent5": "2F5D1E", "accent6": SOFT, "hlink": "1D4F91", "folHlink": SOFT,
}  # fmt: skip
COLOUR_SCHEME = re.compile(rb"<a:clrScheme.*?</a:clrScheme>", re.DOTALL)
LEVEL = (
    '<a:lvl1pPr xmlns:a="{ns}" marL="{margin}" indent="-{margin}" algn="l"><a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
    '<a:spcBef><a:spcPts val="{before}"/></a:spcBef>{bullet}<a:defRPr lang="th-TH" sz="{size}" b="{bold}">'
    '<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill><a:latin typeface="+{font}-lt"/>'
    '<a:ea typeface="+{font}-ea"/><a:cs typeface="+{font}-cs"/></a:defRPr></a:lvl1pPr>'
)
BULLET = '<a:buClr><a:schemeClr val="accent2"/></a:buClr><a:buSzPct val="75000"/><a:buFont typeface="Arial"/><a:buChar char="●"/>'


def blank_presentation() -> Presentation:
    """An empty 16:9 presentation in the kit's colours and Thai fonts."""
    presentation = pptx.Presentation()
    stretch = WIDTH / presentation.slide_width
    presentation.slide_width, presentation.slide_height = WIDTH, HEIGHT
    master = presentation.slide_master
    for holder in (master, *master.slide_layouts):
        for shape in holder.placeholders:
            shape.left, shape.width = Emu(int(shape.left * stretch)), Emu(int(shape.width * stretch))
    _background(master, "bg1")
    _level(master, "titleStyle", margin=0, before=0, bullet="<a:buNone/>", size=4800, bold=1, colour="tx2", font="mj")
    _level(master, "bodyStyle", margin=500000, before=1400, bullet=BULLET, size=3600, bold=0, colour="tx1", font="mn")
    retheme(master.part)
    return presentation


def retheme(part: Any) -> None:
    """Give the theme that a master (slides' or notes') hangs on the kit's colours and Thai fonts."""
    for relation in part.rels.values():
        if relation.reltype.endswith("/theme"):
            theme = relation.target_part
            theme._blob = COLOUR_SCHEME.sub(_colour_scheme(), thai_theme(_blob(theme)), count=1)


def _blob(theme: Any) -> bytes:
    """The theme's XML; in the notes master python-pptx holds it parsed, and writes what it parsed."""
    if hasattr(theme, "_element"):
        blob: bytes = etree.tostring(theme._element, xml_declaration=True, encoding="UTF-8", standalone=True)
        theme.__class__ = _raw_part_class()
        return blob
    return bytes(theme.blob)


def _raw_part_class() -> type:
    from pptx.opc.package import Part

    return Part


def _colour_scheme() -> bytes:
    colours = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in COLOURS.items())
    return f'<a:clrScheme name="Ruthan">{colours}</a:clrScheme>'.encode()


def _level(master: Any, style: str, **values: Any) -> None:
    """Replace the first level of a text style of the master."""
    holder = master.element.find(f".//{qn('p:' + style)}")
    old = holder.find(qn("a:lvl1pPr"))
    holder.replace(old, parse_xml(LEVEL.format(ns=A, **values)))


def _background(holder: Any, scheme_colour: str) -> None:
    """A plain background in a colour of the theme."""
    slide = holder.element.find(qn("p:cSld"))
    for old in slide.findall(qn("p:bg")):
        slide.remove(old)
    slide.insert(
        0,
        parse_xml(
            f'<p:bg xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="{A}"><p:bgPr>'
            f'<a:solidFill><a:schemeClr val="{scheme_colour}"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
        ),
    )


def colour_background(slide: Any, scheme_colour: str) -> None:
    """Paint one slide's background in a colour of the theme, such as "tx2" (teal)."""
    _background(slide, scheme_colour)


def thai_runs(text_body: Any) -> None:
    """Thai as language and font of every run below an element: without a:cs PowerPoint takes another font for Thai."""
    for run in [*text_body.iter(qn("a:r")), *text_body.iter(qn("a:fld"))]:
        properties = run.find(qn("a:rPr"))
        if properties is None:
            properties = run.makeelement(qn("a:rPr"), {})
            run.insert(0, properties)
        properties.set("lang", "th-TH")
        for tag in ("a:latin", "a:cs"):  # in the schema's order, after fill and effects
            for old in properties.findall(qn(tag)):
                properties.remove(old)
            font = properties.makeelement(qn(tag), {"typeface": FONT})
            properties.append(font)
