"""Images and documents with real files behind them, small ones."""

from __future__ import annotations

import io
from itertools import count
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image, ImageDraw
from wagtail.models import Collection

from media.models import PortalDocument, PortalImage

FILES = Path(__file__).parent / "files"
CAPTIONS = """WEBVTT

00:00:00.000 --> 00:00:00.500
หยุดก่อน อย่าเพิ่งกด

00:00:00.500 --> 00:00:01.000
เช็กกับคนที่รู้จัก
"""
_numbers = count(1)


def picture(width: int = 640, height: int = 400, kind: str = "PNG") -> bytes:
    """A drawn picture; no two are the same, so that no two share a hash."""
    number = next(_numbers)
    image = Image.new("RGB", (width, height), (10, 79, 76))
    draw = ImageDraw.Draw(image)
    draw.ellipse([width // 4, height // 4, width * 3 // 4, height * 3 // 4], fill=(250, 200, number % 256))
    draw.line([0, 0, number % width, height], fill=(255, 255, 255), width=3)
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


def make_image(**fields: Any) -> PortalImage:
    """An image with a description; `alt_text=""` makes one that no page may show."""
    number = next(_numbers)
    values = {"title": f"ภาพที่ {number}", "alt_text": "วงกลมสีเหลืองบนพื้นเขียว", "credit": "ทีมทดสอบ", **fields}
    file = ImageFile(io.BytesIO(picture()), name=f"picture-{number}.png")
    return PortalImage.objects.create(collection=Collection.get_first_root_node(), file=file, **values)


def make_document(name: str, content: bytes, **fields: Any) -> PortalDocument:
    document = PortalDocument(
        collection=Collection.get_first_root_node(), **{"title": name, "credit": "ทีมทดสอบ", **fields}
    )
    document.file.save(name, ContentFile(content), save=False)
    document.file_size = len(content)
    document.save()
    return document


def make_video_file() -> PortalDocument:
    """A film of one second, H.264 and AAC in MP4."""
    return make_document(f"clip-{next(_numbers)}.mp4", (FILES / "clip.mp4").read_bytes())


def make_captions() -> PortalDocument:
    return make_document(f"clip-{next(_numbers)}.vtt", CAPTIONS.encode())
