"""The committed drawings, pictures and films are whole, light, and safe under the content security policy."""

import re
import struct
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
import yaml
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "portal" / "core" / "static" / "portal"
DRAW = STATIC / "draw"
MEDIA = ROOT / "portal" / "demo" / "media"
CONTENT = ROOT / "portal" / "demo" / "content"
SVG = "{http://www.w3.org/2000/svg}"

CARDS = """chat-warning lock shop shield phone-call family grandma grandpa pupil teacher shopkeeper heart news camera money
bank-app mask footprints kindness game robot-face gear first-aid law-book scales id-card platform map group kit phone
search""".split()
DOORS = ["door-child", "door-youth", "door-adult", "door-elder"]
ICONS = """search phone line play pause print check warn back next download clock eye text-size theme book share user
menu""".split()

INFOGRAPHICS = sorted(path.stem for path in (CONTENT / "infographics").glob("*.yaml"))
VIDEOS = sorted(path.stem for path in (CONTENT / "videos").glob("*.yaml"))
ALBUMS = sorted((CONTENT / "albums").glob("*.yaml"))


def read(path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def unsafe(text):
    """What an SVG of ours may not hold: anything that runs, styles, or fetches."""
    found = re.findall(r"<(?:script|style|image|foreignObject|a|animate|set)\b|\son\w+=|\sstyle=|url\(|<!|<\?", text)
    return found + re.findall(r"(?:xlink:)?href=", text) + re.findall(r'https?://(?!www\.w3\.org/2000/svg")[^"]*', text)


def check_svg(path, limit=6_000):
    text = path.read_text(encoding="utf-8")
    assert len(text.encode()) <= limit
    assert unsafe(text) == []
    return ET.fromstring(text)


@pytest.mark.parametrize("name", CARDS)
def test_a_card_drawing_is_light_and_safe(name):
    root = check_svg(DRAW / f"{name}.svg")
    assert root.get("viewBox") == "0 0 320 180"
    ground = root.find(f"{SVG}g/{SVG}rect")
    assert (ground.get("width"), ground.get("height")) == ("320", "180"), "the ground must reach every edge"
    assert root.findall(f".//{SVG}text") == [], "a drawing holds no letters"


@pytest.mark.parametrize("name", DOORS)
def test_a_door_portrait_is_square(name):
    assert check_svg(DRAW / f"{name}.svg").get("viewBox") == "0 0 160 160"


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_takes_the_colour_of_the_text(name):
    root = check_svg(DRAW / "icons" / f"{name}.svg")
    assert root.get("viewBox") == "0 0 24 24"
    assert root.get("stroke") == "currentColor"


def test_the_sprite_holds_every_icon_as_its_file_draws_it():
    symbols = {item.get("id"): item for item in check_svg(DRAW / "icons.svg").iter(f"{SVG}symbol")}
    files = sorted((DRAW / "icons").glob("*.svg"))
    assert set(symbols) == {f"i-{path.stem}" for path in files}
    for path in files:
        drawn = ET.parse(path).getroot().find(f"{SVG}path").get("d")
        assert symbols[f"i-{path.stem}"].find(f"{SVG}path").get("d") == drawn


def test_every_icon_the_templates_name_is_in_the_sprite():
    sprite = (DRAW / "icons.svg").read_text(encoding="utf-8")
    named = {
        name
        for path in (ROOT / "templates").rglob("*.html")
        for name in re.findall(r'\{% icon "([a-z-]+)"', path.read_text(encoding="utf-8"))
    }
    assert named
    assert [name for name in sorted(named) if f'id="i-{name}"' not in sprite] == []


def drawings_named(value):
    """Every drawing a content file asks for: ``picture``, and ``drawing`` as a name, a list of names or {name, alt}."""
    if isinstance(value, list):
        return {name for item in value for name in drawings_named(item)}
    if not isinstance(value, dict):
        return set()
    found = set()
    for key, item in value.items():
        if key == "picture" and isinstance(item, str):
            found.add(item)
        elif key == "drawing":
            found |= {item} if isinstance(item, str) else {item["name"]} if isinstance(item, dict) else set(item)
        else:
            found |= drawings_named(item)
    return found


def test_every_drawing_the_content_names_exists():
    named = {name for path in CONTENT.rglob("*.yaml") for name in drawings_named(read(path))} - {""}
    assert named
    assert [name for name in sorted(named) if not (DRAW / f"{name}.svg").exists()] == []


def test_the_committed_drawings_are_what_the_studio_draws(tmp_path):
    from portal.demo.studio import draw

    for path, _size in draw.render(tmp_path / DRAW.name):
        committed = DRAW.parent / path.relative_to(tmp_path)
        assert committed.read_text(encoding="utf-8") == path.read_text(encoding="utf-8"), committed.name


@pytest.mark.parametrize("slug", INFOGRAPHICS)
def test_an_infographic_is_wide_tall_and_light(slug):
    path = MEDIA / f"{slug}.webp"
    with Image.open(path) as image:
        assert image.width == 1080
        assert image.height > 1.5 * image.width
    assert path.stat().st_size <= 300_000


@pytest.mark.parametrize("name", [item["name"] for path in ALBUMS for item in read(path)["pictures"]])
def test_an_album_picture_is_there(name):
    path = MEDIA / f"{name}.webp"
    with Image.open(path) as image:
        assert image.size == (1200, 800)
    assert path.stat().st_size <= 150_000


def atoms(data):
    """The boxes of an MP4 file (or of a box's body), in order: (kind, body)."""
    at, found = 0, []
    while at + 8 <= len(data):
        size, kind = struct.unpack(">I4s", data[at : at + 8])
        assert size >= 8, "a box must hold at least its own header"
        found.append((kind.decode("latin-1"), data[at + 8 : at + size]))
        at += size
    return found


def film(slug):
    """(names of the outer boxes in order, seconds, (width, height)) of a committed film."""
    outer = atoms((MEDIA / f"{slug}.mp4").read_bytes())
    movie = atoms(dict(outer)["moov"])
    scale, length = struct.unpack(">II", dict(movie)["mvhd"][12:20])
    track = dict(atoms(dict(movie)["trak"]))["tkhd"]
    width, height = struct.unpack(">II", track[-8:])
    return [kind for kind, _body in outer], length / scale, (width >> 16, height >> 16)


def seconds(text):
    hours, minutes, rest = text.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)


def cues(slug):
    """(start, end, text) of each cue of a film's captions."""
    blocks = (MEDIA / f"{slug}.vtt").read_text(encoding="utf-8").strip().split("\n\n")
    assert blocks[0] == "WEBVTT"
    made = []
    for block in blocks[1:]:
        _number, times, *text = block.split("\n")
        start, end = times.split(" --> ")
        made.append((seconds(start), seconds(end), "\n".join(text)))
    return made


@pytest.mark.parametrize("slug", VIDEOS)
def test_a_film_is_as_long_as_its_script_and_starts_at_once(slug):
    boxes, length, size = film(slug)
    assert size == (1280, 720)
    assert length == pytest.approx(
        sum(scene["seconds"] for scene in read(CONTENT / "videos" / f"{slug}.yaml")["scenes"]), abs=0.1
    )
    assert boxes.index("moov") < boxes.index("mdat"), "the index must come first, or nothing plays before the last byte"
    assert (MEDIA / f"{slug}.mp4").stat().st_size <= 2_500_000


@pytest.mark.parametrize("slug", VIDEOS)
def test_captions_say_each_scene_in_order_within_the_film(slug):
    made, length = cues(slug), film(slug)[1]
    scenes = read(CONTENT / "videos" / f"{slug}.yaml")["scenes"]
    assert [text for _start, _end, text in made] == [scene["caption"].strip() for scene in scenes]
    clock = 0.0
    for (start, end, _text), scene in zip(made, scenes, strict=True):
        assert clock <= start < end <= clock + scene["seconds"] <= length + 0.1
        clock += scene["seconds"]


@pytest.mark.parametrize("slug", VIDEOS)
def test_a_film_has_its_poster(slug):
    with Image.open(MEDIA / f"{slug}.webp") as image:
        assert image.size == (1280, 720)


@pytest.mark.parametrize(
    ("name", "size"),
    [("og-default.png", (1200, 630)), ("apple-touch-icon.png", (180, 180)), ("icon-512.png", (512, 512))],
)
def test_the_marks_have_the_sizes_others_ask_for(name, size):
    with Image.open(STATIC / name) as image:
        assert image.size == size


@pytest.mark.parametrize("name", ["mark.svg", "favicon.svg"])
def test_the_mark_is_a_safe_drawing(name):
    assert check_svg(STATIC / name, limit=2_000).get("viewBox") == "0 0 40 40"
