"""The slides as a PowerPoint file: large type, one idea each, the facilitator's words in the notes."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from PIL import ImageFont
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.util import Inches, Pt

from courses.kits import plan
from courses.kits import slide_theme as look
from courses.kits.packing import midnight, same_office_bytes
from courses.kits.parts import Part
from courses.kits.places import Places
from courses.kits.source import Activity, KitSource, Slide
from courses.kits.words import plain
from portal.core.svg_png import aspect, png

TITLE_LAYOUT, CONTENT_LAYOUT, TITLE_ONLY_LAYOUT = 0, 1, 5
# Sizes tried, largest first. Measured with Sarabun, the widest of the fonts that may stand in for TH Sarabun New.
BODY_SIZES = (48, 44, 40, 36, 32, 28)
LINE_HEIGHT = 1.45
MOST_KEY_POINTS = 4


def deck(source: KitSource, places: Places) -> Part:
    """All slides of a kit as slides/slides.pptx."""
    maker = Deck(source, places)
    maker.title()
    maker.objectives()
    for number, module in enumerate(source.modules, start=1):
        maker.section(number, module.title, module.summary, module.activities)
        for activity in module.activities:
            for slide in activity.slides or (Slide(activity.title, notes=_spoken(activity)),):
                maker.content(slide, activity)
            if activity.key_point:
                maker.key_point(activity)
    maker.closing()
    return Part("slides/slides.pptx", maker.data(), f"สไลด์ {source.title}", form="PowerPoint")


def _spoken(activity: Activity) -> str:
    """What the facilitator says in an activity that has no slides of its own."""
    return "\n\n".join(plain(step.say) for step in activity.steps if step.say) or plain(activity.purpose)


class Deck:
    """Writes slides one after another."""

    def __init__(self, source: KitSource, places: Places) -> None:
        self.source = source
        self.places = places
        self.presentation = look.blank_presentation()
        properties = self.presentation.core_properties
        day = midnight(source.law_as_of)
        properties.title, properties.author = source.title, source.attribution[:250]
        properties.language, properties.last_modified_by, properties.keywords = source.language, "", ""
        properties.created = properties.modified = day
        properties.revision = 1

    def data(self) -> bytes:
        """The file, the same bytes every time."""
        look.retheme(self.presentation.notes_master.part)
        buffer = io.BytesIO()
        self.presentation.save(buffer)
        return same_office_bytes(buffer.getvalue(), self.source.law_as_of)

    def title(self) -> None:
        """The first slide: what this is, on a teal field beside the kit's drawing."""
        slide = self._slide(TITLE_ONLY_LAYOUT)
        self._box(slide, MSO_SHAPE.RECTANGLE, 0, 0, 7.9, 7.5, look.TEAL)
        self._box(slide, MSO_SHAPE.OVAL, 10.5, 0.9, 2.2, 2.2, look.SUN)
        if self.source.picture:
            self._drawing(slide, self.source.picture, 8.3, 2.2, 4.6, 3.4)
        self._place_title(slide, self.source.title, 0.8, 1.7, 6.6, 2.5, size=60, colour=look.WHITE)
        self._words(slide, "รู้ทันไปด้วยกัน", 0.8, 0.9, 6.6, 0.8, 30, "FFE3A3")
        self._words(slide, plain(self.source.summary), 0.8, 4.2, 6.6, 2.4, 26, look.WHITE)
        self._notes(
            slide,
            "เปิดหน้านี้ไว้ระหว่างรอผู้เรียนเข้าห้อง ยิ้มและทักทายทีละคน\n\n"
            f"ใช้เวลาทั้งหมดประมาณ {plan.total_minutes(self.source)} นาทีเมื่อทำครบทุกกิจกรรม "
            "เลือกกำหนดการที่สั้นกว่าได้ในคู่มือ แล้วซ่อนสไลด์ของกิจกรรมที่ข้าม",
        )

    def objectives(self) -> None:
        """What people will be able to do."""
        if self.source.objectives:
            slide = Slide("วันนี้เราจะได้อะไรกลับบ้าน", self.source.objectives, drawing="")
            notes = "อ่านทีละข้อช้า ๆ แล้วถามว่าข้อไหนอยากได้ที่สุด ข้อที่ไม่มีเวลาทำวันนี้ให้บอกตรง ๆ"
            self._content(slide, notes)

    def section(self, number: int, title: str, summary: str, activities: Sequence[Activity]) -> None:
        """The slide that opens a module."""
        slide = self._slide(TITLE_ONLY_LAYOUT)
        look.colour_background(slide, "tx2")
        circle = self._box(slide, MSO_SHAPE.OVAL, 0.9, 2.2, 2.6, 2.6, look.SUN)
        self._fill_text(circle.text_frame, str(number), 80, look.INK, bold=True, centred=True)
        self._place_title(slide, title, 4.1, 2.1, 8.3, 1.7, size=60, colour=look.WHITE, anchor=MSO_ANCHOR.BOTTOM)
        below = plain(summary) if summary else "  ·  ".join(activity.title for activity in activities)
        self._words(slide, below, 4.1, 3.95, 8.3, 2, 28, "FFE3A3")
        listed = "\n".join(f"• {one.title} ({one.minutes.typical} นาที)" for one in activities)
        self._notes(slide, f"หมวดที่ {number} {title}\n{listed}")

    def content(self, given: Slide, activity: Activity) -> None:
        """A slide of an activity."""
        head = f"กิจกรรม {activity.title} (ปกติ {activity.minutes.typical} นาที)"
        self._content(given, f"{plain(given.notes)}\n\n{head}")

    def key_point(self, activity: Activity) -> None:
        """The one thing to remember of an activity."""
        slide = self._slide(TITLE_ONLY_LAYOUT)
        look.colour_background(slide, "accent2")
        self._box(slide, MSO_SHAPE.ROUNDED_RECTANGLE, 0.7, 0.9, 11.93, 5.7, look.PAPER, round_by=0.07)
        self._icon(slide, "key", 1.3, 1.45, 0.9)
        self._place_title(slide, "จำไว้นะ", 2.4, 1.4, 9, 1, size=44, colour=look.TEAL)
        text = plain(activity.key_point)
        size = _fitting([text], 10.7, 3.4, (54, 48, 44, 40, 36, 32), self._font())
        self._words(slide, text, 1.3, 2.7, 10.7, 3.5, size, look.INK, bold=True, anchor=MSO_ANCHOR.MIDDLE)
        notes = f"อ่านพร้อมกันหนึ่งครั้ง แล้วถามว่าใครจะพูดด้วยคำของตัวเอง\n\nกิจกรรม {activity.title}"
        if activity.safety_note:
            notes += f"\n\nความปลอดภัย: {plain(activity.safety_note)}"
        self._notes(slide, notes)

    def closing(self) -> None:
        """The key points of the core, to take home."""
        core = [activity for activity in self.source.activities() if activity.key_point]
        points = tuple(plain(activity.key_point) for activity in core if activity.priority == "core")
        if points:
            slide = Slide("ก่อนกลับบ้าน เล่าให้ใครฟังสักข้อ", points[-MOST_KEY_POINTS:])
            self._content(slide, "ให้แต่ละคนเลือกหนึ่งข้อ แล้วบอกเพื่อนข้าง ๆ ว่าจะเล่าให้ใครฟังคืนนี้ ขอบคุณทุกคนที่มา")

    def _content(self, given: Slide, notes: str) -> None:
        slide = self._slide(CONTENT_LAYOUT)
        self._box(slide, MSO_SHAPE.RECTANGLE, 0, 0, 0.35, 7.5, look.TEAL)
        width = 6.5 if given.drawing else 11.6
        title_size = _fitting([given.title], width, 1.5, (50, 46, 42, 38), self._font())
        self._place_title(slide, given.title, 1, 0.45, width, 1.35, size=title_size, colour=look.TEAL)
        self._box(slide, MSO_SHAPE.ROUNDED_RECTANGLE, 1, 1.83, 1.1, 0.11, look.SUN, round_by=0.5)
        body = slide.placeholders[1]
        self._put(body, 1, 2.15, width, 4.75)
        slide.shapes._spTree.append(body._element)  # read out after the title
        size = _fitting(given.bullets, width - 0.6, 4.6, BODY_SIZES, self._font())
        frame = body.text_frame
        frame.word_wrap = True
        for index, line in enumerate(given.bullets):
            paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
            indent = str(round(size * 0.014 * 914_400))  # room for the bullet, which grows with the type
            properties = paragraph._p.get_or_add_pPr()
            properties.set("marL", indent)
            properties.set("indent", f"-{indent}")
            run = paragraph.add_run()
            run.text, run.font.size = line, Pt(size)
        look.thai_runs(frame._txBody)
        if not given.bullets:
            body._element.getparent().remove(body._element)
        if given.drawing:
            self._drawing(slide, given.drawing, 7.85, 1.6, 5, 4.4)
        self._number(slide)
        self._notes(slide, notes)

    def _slide(self, layout: int) -> Any:
        return self.presentation.slides.add_slide(self.presentation.slide_layouts[layout])

    def _place_title(
        self, slide: Any, text: str, left: float, top: float, width: float, height: float, *, size: int, colour: str,
        anchor: MSO_ANCHOR = MSO_ANCHOR.MIDDLE,
    ) -> None:  # fmt: skip
        """The slide's title, in its placeholder, so that outlines and screen readers have it."""
        shape = slide.shapes.title
        self._put(shape, left, top, width, height)
        shape.text_frame.word_wrap = True
        shape.text_frame.vertical_anchor = anchor
        self._fill_text(shape.text_frame, text, size, colour, bold=True)
        # Over the fields drawn so far, and read out before the words still to come.
        slide.shapes._spTree.append(shape._element)

    def _words(
        self, slide: Any, text: str, left: float, top: float, width: float, height: float, size: int, colour: str, *,
        bold: bool = False, anchor: MSO_ANCHOR = MSO_ANCHOR.TOP,
    ) -> None:  # fmt: skip
        shape = slide.shapes.add_textbox(Inches(left), Inches(top), Inches(width), Inches(height))
        shape.text_frame.word_wrap = True
        shape.text_frame.vertical_anchor = anchor
        self._fill_text(shape.text_frame, text, size, colour, bold=bold)

    @staticmethod
    def _fill_text(frame: Any, text: str, size: int, colour: str, *, bold: bool = False, centred: bool = False) -> None:
        for index, line in enumerate(text.split("\n")):
            paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
            if centred:
                paragraph._p.get_or_add_pPr().set("algn", "ctr")
            run = paragraph.add_run()
            run.text, run.font.size, run.font.bold = line, Pt(size), bold
            run.font.color.rgb = RGBColor.from_string(colour)
        look.thai_runs(frame._txBody)

    @staticmethod
    def _box(
        slide: Any, kind: MSO_SHAPE, left: float, top: float, width: float, height: float, colour: str,
        round_by: float | None = None,
    ) -> Any:  # fmt: skip
        shape = slide.shapes.add_shape(kind, Inches(left), Inches(top), Inches(width), Inches(height))
        shape.fill.solid()
        shape.fill.fore_color.rgb = RGBColor.from_string(colour)
        shape.line.fill.background()
        shape.shadow.inherit = False
        if round_by is not None:
            shape.adjustments[0] = round_by
        return shape

    @staticmethod
    def _put(shape: Any, left: float, top: float, width: float, height: float) -> None:
        shape.left, shape.top, shape.width, shape.height = (Inches(one) for one in (left, top, width, height))

    def _drawing(self, slide: Any, name: str, left: float, top: float, width: float, height: float) -> None:
        """A drawing of the portal, as large as the field holds, in its middle."""
        self._picture(slide, self.places.drawing(name), left, top, width, height, 900, rounded=True)

    def _icon(self, slide: Any, name: str, left: float, top: float, side: float) -> None:
        self._picture(slide, self.places.assets / "icons" / f"{name}.svg", left, top, side, side, 240, rounded=False)

    @staticmethod
    def _picture(
        slide: Any, path: Path, left: float, top: float, width: float, height: float, pixels: int, *,
        rounded: bool,
    ) -> None:  # fmt: skip
        ratio = aspect(path)
        shown = min(width, height * ratio)
        picture = slide.shapes.add_picture(
            io.BytesIO(png(path, pixels)),
            Inches(left + (width - shown) / 2),
            Inches(top + (height - shown / ratio) / 2),
            width=Inches(shown),
        )
        if rounded:
            picture.auto_shape_type = MSO_SHAPE.ROUNDED_RECTANGLE
        picture._element.nvPicPr.cNvPr.set("descr", "ภาพประกอบ")

    def _number(self, slide: Any) -> None:
        """The slide's number, as a field PowerPoint keeps right when slides are moved."""
        shape = slide.shapes.add_textbox(Inches(11.9), Inches(6.85), Inches(1), Inches(0.5))
        paragraph = shape.text_frame.paragraphs[0]._p
        paragraph.append(
            parse_xml(
                f'<a:fld xmlns:a="{look.A}" id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
                f'<a:rPr lang="th-TH" sz="1800"><a:solidFill><a:srgbClr val="{look.SOFT}"/></a:solidFill></a:rPr>'
                f"<a:t>{len(self.presentation.slides)}</a:t></a:fld>"
            )
        )
        look.thai_runs(paragraph)

    def _notes(self, slide: Any, text: str) -> None:
        notes = slide.notes_slide
        notes.notes_text_frame.text = text.strip()
        look.thai_runs(notes.notes_text_frame._txBody)

    def _font(self) -> Path:
        return self.places.fonts / "Sarabun-Regular.ttf"


@lru_cache(maxsize=16)
def _measure(font: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(font), size)


def _fitting(lines: Sequence[str], width: float, height: float, sizes: Sequence[int], font: Path) -> int:
    """The largest of `sizes` (pt) at which the lines, wrapped, fit a field of these inches; else the smallest."""
    for size in sizes:
        face = _measure(font, size)
        # A line is never filled to its end: Thai breaks between words.
        rows = sum(max(1, math.ceil(face.getlength(line) * 1.08 / (width * 72))) for line in lines)
        if rows * size * LINE_HEIGHT + len(lines) * 14 <= height * 72:
            return size
    return sizes[-1]
