"""The portal's drawings as PNG: for sharing pictures, and for Word and PowerPoint, which show SVG only in their newest versions.

The drawings are plain line art: groups, paths and basic shapes with presentation attributes. That is all that is read
here; gradients, text, masks and style sheets are not. A machine that can render any SVG is not worth a dependency.
"""

from __future__ import annotations

import io
import itertools
import math
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

from fontTools.misc.transform import Identity, Transform
from fontTools.pens.recordingPen import RecordingPen
from fontTools.svgLib.path import parse_path
from PIL import Image, ImageChops, ImageDraw

Point = tuple[float, float]
# Drawn this many times larger and scaled down: Pillow's own lines have no soft edges.
OVERSAMPLING = 3
CURVE_STEPS = 16
# A bend is a corner when the sides of its pieces differ by more than this share of half the width (about 20°).
SHARP = 0.35
INHERITED = (
    "fill", "fill-opacity", "stroke", "stroke-dasharray", "stroke-linecap", "stroke-opacity", "stroke-width",
)  # fmt: skip
SHAPES = {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
TRANSFORM = re.compile(r"(\w+)\s*\(([^)]*)\)")


@lru_cache(maxsize=64)
def png(path: Path, width: int) -> bytes:
    """The SVG at `path` as a transparent PNG, `width` pixels wide and as high as its view box asks."""
    root = _svg(path)
    left, top, box_width, box_height = (float(part) for part in root.get("viewBox", "0 0 100 100").split())
    scale = width * OVERSAMPLING / box_width
    size = (width * OVERSAMPLING, round(box_height * scale))
    canvas = Image.new("RGBA", size, (0, 0, 0, 0))
    _draw(canvas, root, Transform(scale, 0, 0, scale, -left * scale, -top * scale), {"fill": "#000"})
    # Colours weighted by opacity ("RGBa"), or the transparent ground would darken every edge.
    small = canvas.convert("RGBa").reduce(OVERSAMPLING).convert("RGBA")
    buffer = io.BytesIO()
    if (
        small.getchannel("A").getextrema()[0] == 255
    ):  # a drawing with its own ground: few colours say all, in a third of the bytes
        small = small.convert("RGB").quantize(256, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    small.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def aspect(path: Path) -> float:
    """Width divided by height of the SVG's view box."""
    box = _svg(path).get("viewBox", "0 0 1 1").split()
    return float(box[2]) / float(box[3])


def _svg(path: Path) -> ElementTree.Element:
    return ElementTree.fromstring(path.read_bytes())  # noqa: S314 (a drawing of the project, never an upload)


def _draw(canvas: Image.Image, node: ElementTree.Element, place: Transform, style: dict[str, str]) -> None:
    """Draw a node and what is in it; attributes pass down, transforms multiply, opacity multiplies."""
    kind = node.tag.rsplit("}", 1)[-1]
    style = {**style, **{name: value for name in INHERITED if (value := node.get(name)) is not None}}
    style["opacity"] = str(float(style.get("opacity", 1)) * float(node.get("opacity", 1)))
    place = place.transform(_transform(node.get("transform", "")))
    if kind in SHAPES:
        lines = [([place.transformPoint(point) for point in line], closed) for line, closed in _lines(kind, node)]
        _paint(canvas, lines, style, math.sqrt(abs(place[0] * place[3] - place[1] * place[2])))
    elif kind in {"svg", "g"}:
        for child in node:
            _draw(canvas, child, place, style)


def _transform(text: str) -> Transform:
    result = Identity
    for name, inside in TRANSFORM.findall(text):
        numbers = [float(part) for part in NUMBER.findall(inside)]
        if name == "translate":
            result = result.translate(numbers[0], numbers[1] if len(numbers) > 1 else 0)
        elif name == "scale":
            result = result.scale(numbers[0], numbers[-1])
        elif name == "rotate":
            x, y = numbers[1:3] if len(numbers) == 3 else (0.0, 0.0)
            result = result.translate(x, y).rotate(math.radians(numbers[0])).translate(-x, -y)
        elif name == "matrix":
            result = result.transform(Transform(*numbers))
    return result


def _lines(kind: str, node: ElementTree.Element) -> list[tuple[list[Point], bool]]:
    """The outline of a shape as polylines, each with whether it is closed."""
    pen = RecordingPen()
    parse_path(_path_data(kind, node), pen)
    lines: list[tuple[list[Point], bool]] = []
    for action, points in pen.value:
        if action == "moveTo":
            lines.append(([points[0]], False))
        elif action == "lineTo":
            lines[-1][0].append(points[0])
        elif action in {"curveTo", "qCurveTo"}:
            lines[-1][0].extend(_curve(lines[-1][0][-1], points))
        elif action == "closePath":
            lines[-1] = (lines[-1][0], True)
    return lines


def _path_data(kind: str, node: ElementTree.Element) -> str:
    """Any shape as the `d` of a path."""
    value = {name: float(node.get(name, 0)) for name in ("x", "y", "width", "height", "cx", "cy", "r")}
    if kind == "path":
        return node.get("d", "")
    if kind in {"polyline", "polygon"}:
        return "M" + node.get("points", "") + ("z" if kind == "polygon" else "")
    if kind == "line":
        return "M{} {}L{} {}".format(*(node.get(name, "0") for name in ("x1", "y1", "x2", "y2")))
    if kind == "rect":
        rx = min(float(node.get("rx") or node.get("ry") or 0), value["width"] / 2)
        ry = min(float(node.get("ry") or rx), value["height"] / 2)
        return _rounded(value["x"], value["y"], value["width"], value["height"], rx, ry)
    rx = float(node.get("rx") or value["r"])
    ry = float(node.get("ry") or value["r"])
    return _rounded(value["cx"] - rx, value["cy"] - ry, 2 * rx, 2 * ry, rx, ry)


def _rounded(x: float, y: float, width: float, height: float, rx: float, ry: float) -> str:
    if not (rx and ry):
        return f"M{x} {y}h{width}v{height}h{-width}z"
    turn = f"a{rx} {ry} 0 0 1 "
    return (
        f"M{x + rx} {y}h{width - 2 * rx}{turn}{rx} {ry}v{height - 2 * ry}{turn}{-rx} {ry}"
        f"h{2 * rx - width}{turn}{-rx} {-ry}v{2 * ry - height}{turn}{rx} {-ry}z"
    )


def _curve(start: Point, points: tuple[Point, ...]) -> list[Point]:
    """Points along a Bézier curve from `start` through its control points (one or two) to its last."""
    controls = [start, *points]
    degree = len(controls) - 1
    weights = [math.comb(degree, index) for index in range(degree + 1)]
    result = []
    for step in range(1, CURVE_STEPS + 1):
        t = step / CURVE_STEPS
        parts = [weight * t**index * (1 - t) ** (degree - index) for index, weight in enumerate(weights)]
        result.append((
            sum(part * point[0] for part, point in zip(parts, controls, strict=True)),
            sum(part * point[1] for part, point in zip(parts, controls, strict=True)),
        ))  # fmt: skip
    return result


def _paint(canvas: Image.Image, lines: list[tuple[list[Point], bool]], style: dict[str, str], scale: float) -> None:
    """Fill and stroke one shape."""
    opacity = float(style["opacity"])
    fill, stroke = style.get("fill", "none"), style.get("stroke", "none")
    width = max(1.0, float(style.get("stroke-width", 1)) * scale)
    if not lines:
        return
    box = _box(lines, width if stroke != "none" else 1, canvas.size)
    moved = [([(x - box[0], y - box[1]) for x, y in line], closed) for line, closed in lines]
    if fill != "none":
        mask = _filled([line for line, _ in moved], box)
        _colour(canvas, mask, box, fill, opacity * float(style.get("fill-opacity", 1)))
    if stroke != "none":
        mask = Image.new("L", _extent(box), 0)
        dashes = [float(part) * scale for part in NUMBER.findall(style.get("stroke-dasharray", ""))]
        for line, closed in moved:
            outline = line + line[:1] if closed else line
            for part in _dashed(outline, dashes) if dashes else [outline]:
                round_ends = closed or style.get("stroke-linecap", "butt") == "round"
                _stroke(ImageDraw.Draw(mask), part, width, round_ends=round_ends)
        _colour(canvas, mask, box, stroke, opacity * float(style.get("stroke-opacity", 1)))


def _filled(lines: list[list[Point]], box: tuple[int, int, int, int]) -> Image.Image:
    """The inside of a path by the nonzero rule: turns one way count up, the other way down, and 0 is outside."""
    level = 128
    count = Image.new("L", _extent(box), level)
    for line in lines:
        if len(line) > 2:
            once = Image.new("L", _extent(box), 0)
            ImageDraw.Draw(once).polygon(line, fill=1)
            turn = ImageChops.add if _area(line) >= 0 else ImageChops.subtract
            count = turn(count, once)
    return count.point([0 if value == level else 255 for value in range(256)])


def _box(lines: list[tuple[list[Point], bool]], margin: float, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """The part of the canvas a shape touches, at least one pixel; only that much is worked on."""
    xs = [x for line, _ in lines for x, _ in line]
    ys = [y for line, _ in lines for _, y in line]
    left, top = max(0, int(min(xs) - margin)), max(0, int(min(ys) - margin))
    right, bottom = min(size[0], int(max(xs) + margin) + 1), min(size[1], int(max(ys) + margin) + 1)
    return left, top, max(right, left + 1), max(bottom, top + 1)


def _extent(box: tuple[int, int, int, int]) -> tuple[int, int]:
    return box[2] - box[0], box[3] - box[1]


def _area(line: list[Point]) -> float:
    """Twice the signed area: its sign tells which way round the line runs."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(line, line[1:] + line[:1], strict=True))


def _stroke(pen: ImageDraw.ImageDraw, line: list[Point], width: float, *, round_ends: bool) -> None:
    """A line with round joins, as all drawings of the house have, and round or straight ends."""
    half = width / 2
    line = [point for point, before in zip(line, [None, *line], strict=False) if point != before]
    sides = []  # half the width, square to each piece
    for (x, y), (to_x, to_y) in itertools.pairwise(line):
        length = math.hypot(to_x - x, to_y - y)
        across, along = (to_y - y) / length * half, (x - to_x) / length * half
        sides.append((across, along))
        ends = ((x + across, y + along), (to_x + across, to_y + along), (to_x - across, to_y - along))
        pen.polygon((*ends, (x - across, y - along)), fill=255)
    for (x, y), (before, after) in zip(line[1:-1], itertools.pairwise(sides), strict=True):
        if math.dist(before, after) > half * SHARP:
            _dot(pen, x, y, half)
        else:  # a full dot near a straight end would stick out of it
            pen.polygon(((x, y), (x + before[0], y + before[1]), (x + after[0], y + after[1])), fill=255)
            pen.polygon(((x, y), (x - before[0], y - before[1]), (x - after[0], y - after[1])), fill=255)
    for x, y in (line[0], line[-1]) if round_ends else ():
        _dot(pen, x, y, half)


def _dot(pen: ImageDraw.ImageDraw, x: float, y: float, radius: float) -> None:
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)


def _dashed(line: list[Point], dashes: list[float]) -> Iterator[list[Point]]:
    """The parts of a line that are drawn when it is dashed; lengths in pixels, drawn and left out in turn."""
    lengths = itertools.cycle(dashes if len(dashes) % 2 == 0 else dashes * 2)
    left, drawn, part = next(lengths), True, [line[0]]
    for start, end in itertools.pairwise(line):
        done, whole = 0.0, math.dist(start, end)
        while whole - done > left:
            done += left
            point = (start[0] + (end[0] - start[0]) * done / whole, start[1] + (end[1] - start[1]) * done / whole)
            if drawn:
                yield [*part, point]
            part, drawn, left = [point], not drawn, next(lengths)
        left -= whole - done
        part.append(end)
    if drawn:
        yield part


def _colour(
    canvas: Image.Image, mask: Image.Image, box: tuple[int, int, int, int], colour: str, opacity: float
) -> None:
    """Lay a colour on the canvas where the mask of `box` is set."""
    if opacity < 1:
        mask = mask.point(lambda value: round(value * opacity))
    layer = Image.new("RGBA", mask.size, colour)
    layer.putalpha(mask)
    canvas.alpha_composite(layer, box[:2])
