"""Word files whose Thai looks as meant in Word, LibreOffice and Google Docs.

Word sets Thai in the *complex script* font, size and weight of a style (`w:cs`, `w:szCs`, `w:bCs`); what a library
writes by default reaches Latin letters only, and Thai falls to other fonts at the wrong size. So every style is gone
through once: theme fonts out, one family in, sizes and weights doubled for complex script, Thai as its language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

# What offices in Thailand have; the same letters under the name the kit ships them with stand in for it.
FONT = "TH Sarabun New"
FONT_SHIPPED = "Sarabun"
INK, TEAL, SOFT = RGBColor(0x1B, 0x2A, 0x30), RGBColor(0x0B, 0x55, 0x52), RGBColor(0x41, 0x54, 0x5B)
THEME_ATTRIBUTES = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")
TAG_ORDER = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish "
    "webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang"
).split()


def blank_document(body_points: float) -> Document:
    """An empty A4 document set for Thai, its text `body_points` high.

    TH Sarabun New is drawn small: 16 pt of it is what 12 pt is elsewhere, so sizes here are larger than in the PDF.
    """
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.2), Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    _set_sizes(document, body_points)
    for properties in _all_run_properties(document):
        thai_run(properties)
    _set_language(document)
    _set_fonts_of_package(document)
    return document


def _set_sizes(document: Document, body: float) -> None:
    """Sizes and colours of the styles in use; headings in teal, nothing in italics."""
    sizes = {"Title": 2.1, "Heading 1": 1.6, "Heading 2": 1.3, "Heading 3": 1.1}
    for style in document.styles:
        if style.type not in {WD_STYLE_TYPE.PARAGRAPH, WD_STYLE_TYPE.CHARACTER}:
            continue
        style.font.italic = False if style.font.italic else None
        if style.name in sizes:
            style.font.size = Pt(round(body * sizes[style.name]))
            style.font.bold = True
            style.font.color.rgb = TEAL
            style.paragraph_format.space_before = Pt(body * 0.8)
            style.paragraph_format.space_after = Pt(body * 0.25)
            style.paragraph_format.keep_with_next = True
    normal = document.styles["Normal"]
    normal.font.size = Pt(body)
    normal.font.color.rgb = INK
    normal.paragraph_format.space_after = Pt(body * 0.3)
    normal.paragraph_format.line_spacing = 1.1
    for border in document.styles["Title"].element.iter(qn("w:pBdr")):
        border.getparent().remove(border)


def _all_run_properties(document: Document) -> Iterator[Any]:
    """The run properties of the defaults and of every style."""
    styles = document.styles.element
    for default in styles.iter(qn("w:rPrDefault")):
        yield default.find(qn("w:rPr"))
    for style in styles.iter(qn("w:style")):
        yield style.get_or_add_rPr()


def thai_run(properties: Any) -> None:
    """Make run properties (w:rPr) hold for Thai: font, size and weight for complex script, and the language."""
    fonts = _child(properties, "w:rFonts")
    for name in THEME_ATTRIBUTES:
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{name}"), FONT)
    for latin, thai in (("w:sz", "w:szCs"), ("w:b", "w:bCs"), ("w:i", "w:iCs")):
        given = properties.find(qn(latin))
        if given is not None:
            value = given.get(qn("w:val"))
            twin = _child(properties, thai)
            if value is not None:
                twin.set(qn("w:val"), value)
    language = _child(properties, "w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:bidi"), "th-TH")
    properties[:] = sorted(properties, key=_rank)


def _child(parent: Any, tag: str) -> Any:
    found = parent.find(qn(tag))
    if found is None:
        found = OxmlElement(tag)
        parent.append(found)
    return found


def _rank(element: Any) -> int:
    """Where the schema wants a run property; Word refuses files that have them in another order."""
    name = element.tag.rsplit("}", 1)[-1]
    return TAG_ORDER.index(name) if name in TAG_ORDER else len(TAG_ORDER)


def _set_language(document: Document) -> None:
    settings = document.settings.element
    language = settings.find(qn("w:themeFontLang"))
    if language is None:
        language = OxmlElement("w:themeFontLang")
        marker = settings.find(qn("w:clrSchemeMapping"))
        settings.insert(len(settings) if marker is None else settings.index(marker), language)
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:bidi"), "th-TH")


def _set_fonts_of_package(document: Document) -> None:
    """The theme's Thai fonts, and the stand-in for machines without TH Sarabun New."""
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/theme"):
            relation.target_part._blob = thai_theme(relation.target_part.blob)
        elif relation.reltype.endswith("/fontTable"):
            entry = (
                f'<w:font w:name="{FONT}"><w:altName w:val="{FONT_SHIPPED}"/><w:charset w:val="DE"/>'
                '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
            )
            part = relation.target_part
            part._blob = part.blob.replace(b"</w:fonts>", entry.encode())


def thai_theme(xml: bytes) -> bytes:
    """A theme whose Latin, complex and Thai fonts are the family of the kit."""
    font = FONT.encode()
    for tag in (b"latin", b"cs"):
        xml = re.sub(rb"<a:" + tag + rb' typeface="[^"]*"[^>]*/>', b"<a:" + tag + b' typeface="' + font + b'"/>', xml)
    thai = b'<a:font script="Thai" typeface="' + font + b'"/>'
    xml = re.sub(rb'<a:font script="Thai"[^>]*/>', b"", xml)
    return xml.replace(b"</a:majorFont>", thai + b"</a:majorFont>").replace(b"</a:minorFont>", thai + b"</a:minorFont>")
