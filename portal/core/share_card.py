"""The picture of a page for where its address is shared: 1200 × 630, its title in Thai with every mark in its place.

Pure: words and the path of a drawing in, PNG out. Thai marks are placed by HarfBuzz (Pillow's raqm layout); without it
tone marks fall onto vowels, so nothing is drawn at all then.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, features

from portal.core.svg_png import png
from portal.thai.segment import segments

VERSION = 1
"""Goes up when the same words are to be drawn differently: every picture is then drawn anew."""

WIDTH, HEIGHT = 1200, 630
LARGEST, SMALLEST = 84, 48
"""Sizes of the title in px: on a phone the picture is about 360 px wide, and 48 px are still 14 there."""
LINES = 4
LINE_STEP = 1.42
"""From baseline to baseline, of the size; more where ู under one line would come near ั้ over the next."""

STATIC = Path(__file__).parent / "static" / "portal"
FONTS = STATIC / "fonts"
SIDE, TOP, FOOT = 72, 52, 566
TITLE_TOP, TITLE_HEIGHT = 136, 324
GAP = 44
DRAWING_WIDTH = 448
COLOURS = 160
"""In the file: flat colours and the soft edges of letters need no more."""

INK, PAPER = "#1b2a30", "#fffdf8"
# Ground, shape on it, words of that colour (7:1 on the ground): the sections' own.
TONES = {
    "learn": ("#e1f0ec", "#bfded6", "#0a4f4c"),
    "law": ("#e4eefb", "#bfd5f1", "#1a4785"),
    "help": ("#fbe7e6", "#f1c6c3", "#8c182b"),
    "media": ("#fdf1d4", "#f8dd9c", "#5e3e00"),
    "kits": ("#e9f3e0", "#c4dcae", "#28521a"),
}
HOUSE = TONES["learn"]

THAI = re.compile("[\u0e00-\u0e7f\u200b-\u200d]+")
# Never at the head of a line: signs, and words that only end others.
STAYS_WITH_THE_WORD_BEFORE = re.compile("(?:[ๆฯ)\\]”’»?!,.:;…%]+|เอง|กัน|ได้|แล้ว|ไว้|นี้|นั้น|อยู่)$")
# Never at the end of one: the words they open.
STAYS_WITH_THE_WORD_AFTER = frozenset(
    {
        "ผู้",
        "นัก",
        "การ",
        "ความ",
        "ใน",
        "ของ",
        "ที่",
        "และ",
        "หรือ",
        "ให้",
        "ไม่",
        "เพื่อ",
        "จาก",
        "กับ",
        "ต่อ",
        "โดย",
        "แต่",
        "เมื่อ",
        "(",
        "“",
    }
)
INSIDE_A_PHRASE = 4.0
"""What a break elsewhere than at a space costs; a line two letters shorter or longer than the others costs as much."""


class CannotShape(Exception):
    """Pillow finds no raqm or no FriBidi on this machine: Thai marks would stand in wrong places."""


@dataclass(frozen=True)
class ShareCard:
    """What a sharing picture shows. `section` chooses the colours; `drawing` is an SVG of the house, or None."""

    title: str
    kind: str = ""
    section: str = ""
    site: str = "รู้ทัน"
    drawing: Path | None = None


def can_shape() -> bool:
    """Whether Thai can be drawn here. FriBidi is the machine's own, everything else comes with Pillow."""
    return bool(features.check("raqm") and features.check("fribidi"))


@cache
def _font(script: str, size: int) -> ImageFont.FreeTypeFont:
    """The house's bold letters of one script, thai or latin, each a file of its own."""
    path = FONTS / f"noto-sans-thai-looped-{script}-700-normal.woff2"
    return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.RAQM)


def _runs(text: str) -> list[tuple[str, str]]:
    """The text in pieces of one script each: (script, piece)."""
    pieces = [piece for piece in re.split(f"({THAI.pattern})", text) if piece]
    return [("thai" if THAI.match(piece) else "latin", piece) for piece in pieces]


def width_of(text: str, size: int) -> float:
    """How wide a line is, in px."""
    return sum(_font(script, size).getlength(piece) for script, piece in _runs(text))


def write(pen: ImageDraw.ImageDraw, x: float, baseline: float, text: str, size: int, colour: str) -> None:
    """A line of text with its letters standing on `baseline`."""
    for script, piece in _runs(text):
        font = _font(script, size)
        pen.text((x, baseline), piece, fill=colour, font=font, anchor="ls", language="th" if script == "thai" else None)
        x += font.getlength(piece)


def _words(text: str) -> list[str]:
    """The pieces a line may be broken between: Thai words, with what may not begin a line, after what may not end one."""
    words: list[str] = []
    before = ""
    for piece in segments(" ".join(text.split())):
        if words and (STAYS_WITH_THE_WORD_BEFORE.match(piece) or before in STAYS_WITH_THE_WORD_AFTER):
            words[-1] += piece
        else:
            words.append(piece)
        before = piece
    return words


def _greedy(words: list[str], size: int, room: float) -> list[str]:
    lines = [""]
    for word in words:
        if lines[-1] and width_of((lines[-1] + word).rstrip(), size) > room:
            lines.append("")
        lines[-1] += word if lines[-1] else word.lstrip()
    return [line.strip() for line in lines if line.strip()]


def _even(words: list[str], size: int, room: float, count: int) -> list[str]:
    """The words in `count` lines, alike in width and broken at spaces where that leaves them nearly so."""
    mean = width_of("".join(words), size) / max(1, count)

    @cache
    def best(start: int, left: int) -> tuple[float, list[str]]:
        """Cost and lines of the words from `start` on."""
        found: tuple[float, list[str]] = (float("inf"), [])
        for end in range(start + 1, len(words) + 1) if left > 1 else (len(words),):
            line = "".join(words[start:end]).strip()
            width = width_of(line, size)
            if width > room:
                break
            cost, rest = best(end, left - 1) if left > 1 else (0.0, [])
            cost += ((width - mean) / size) ** 2
            if left > 1 and not words[end - 1].endswith(" ") and not words[end : end + 1] == [" "]:
                cost += INSIDE_A_PHRASE
            found = min(found, (cost, [line, *rest]))
        return found

    return best(0, count)[1] if words else []


def set_title(title: str, room: float, height: float = TITLE_HEIGHT) -> tuple[int, list[str]]:
    """The size in px and the lines of a title: as large as it fits into `room` × `height` px in at most LINES lines.

    A title too long even at the smallest size ends in "…", between two words.
    """
    words = _words(title)
    for size in range(LARGEST, SMALLEST - 1, -2):
        lines = _greedy(words, size, room)
        too_high = len(lines) > LINES or len(lines) * size > height
        if too_high or max((width_of(line, size) for line in lines), default=0) > room:
            continue
        lines = _even(words, size, room, len(lines)) or lines
        if stand(lines, size)[1] <= height:
            return size, lines
    return SMALLEST, _cut(words, room)


def stand(lines: list[str], size: int) -> tuple[list[int], int]:
    """The baselines of the lines from the top of the first one's ink, and the height of the ink of all, in px."""
    baselines: list[int] = []
    under = 0
    for line in lines:
        over, below = ink_of(line, size)
        apart = max(round(size * LINE_STEP), under + over + size // 10)
        baselines.append(baselines[-1] + apart if baselines else over)
        under = below
    return baselines, baselines[-1] + under if baselines else 0


def _cut(words: list[str], room: float) -> list[str]:
    """The first LINES lines at the smallest size. A word wider than a line is cut between letters, not inside one."""
    short: list[str] = []
    for word in words:
        short += [word] if width_of(word, SMALLEST) <= room else _clusters(word)
    lines = _greedy(short, SMALLEST, room)
    if len(lines) <= LINES:
        return lines
    last = _words(lines[LINES - 1])
    while last and width_of("".join(last).rstrip() + "…", SMALLEST) > room:
        last.pop()
    return [*lines[: LINES - 1], "".join(last).rstrip() + "…"]


def _clusters(word: str) -> list[str]:
    """Letters with their marks: where a word wider than a line may be cut."""
    return re.findall("[เแโใไ]?.[\u0e30-\u0e3a\u0e45\u0e47-\u0e4e]*", word)


def draw(card: ShareCard) -> bytes:
    """The picture as PNG. Raises CannotShape where Thai cannot be drawn."""
    if not can_shape():
        raise CannotShape
    ground, shape, dark = TONES.get(card.section, HOUSE)
    image = Image.new("RGB", (WIDTH, HEIGHT), ground)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, HEIGHT - 20, WIDTH, HEIGHT), fill=dark)
    room = WIDTH - 2 * SIDE
    if card.drawing is not None:
        room -= DRAWING_WIDTH + GAP
        _hang(image, card.drawing, shape)
    if card.kind:
        write(pen, SIDE, TOP + 44, card.kind, 38, dark)
    size, lines = set_title(card.title, room)
    baselines, height = stand(lines, size)
    # Short titles stand in the middle of their place.
    top = TITLE_TOP + (TITLE_HEIGHT - height) // 2
    for line, baseline in zip(lines, baselines, strict=True):
        write(pen, SIDE, top + baseline, line, size, INK)
    _sign(image, pen, card.site, dark)
    buffer = io.BytesIO()
    image.quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _hang(image: Image.Image, path: Path, frame: str) -> None:
    """The drawing at the right, in a rounded frame."""
    lines = Image.open(io.BytesIO(png(path, DRAWING_WIDTH))).convert("RGBA")
    # Some drawings have no ground of their own.
    drawing = Image.new("RGBA", lines.size, PAPER)
    drawing.alpha_composite(lines)
    left, top = WIDTH - SIDE - drawing.width, TITLE_TOP + (TITLE_HEIGHT - drawing.height) // 2
    # Drawn larger and scaled down: Pillow's own corners are not soft.
    for grown, paint in ((10, Image.new("RGBA", (drawing.width + 20, drawing.height + 20), frame)), (0, drawing)):
        corners = Image.new("L", (paint.width * 3, paint.height * 3), 0)
        ImageDraw.Draw(corners).rounded_rectangle((0, 0, *(side - 1 for side in corners.size)), 3 * (24 + grown), 255)
        image.paste(paint.convert("RGB"), (left - grown, top - grown), corners.resize(paint.size, Image.Resampling.BOX))


def _sign(image: Image.Image, pen: ImageDraw.ImageDraw, site: str, colour: str) -> None:
    """Mark and name of the portal, at the foot."""
    mark = Image.open(io.BytesIO(png(STATIC / "mark.svg", 76))).convert("RGBA")
    image.paste(mark, (SIDE, FOOT - 70), mark)
    write(pen, SIDE + 94, FOOT - 14, site, 50, colour)


def ink_of(line: str, size: int) -> tuple[int, int]:
    """How far a line's ink reaches over and under its baseline, in px."""
    canvas = Image.new("L", (round(width_of(line, size)) + 4 * size, 4 * size), 0)
    write(ImageDraw.Draw(canvas), size, 2 * size, line, size, "white")
    box = canvas.getbbox() or (0, 2 * size, 0, 2 * size)
    return 2 * size - box[1], box[3] - 2 * size


__all__ = ["CannotShape", "ShareCard", "can_shape", "draw", "ink_of", "set_title", "stand", "width_of", "write"]
