"""Images and documents of the demo: committed files, copied into the library, never encoded while loading."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from wagtail.models import Collection

from media.models import PortalDocument, PortalImage
from portal.demo.loading.keeping import note
from portal.demo.loading.reading import MEDIA

LICENCE = "CC BY 4.0"


def find(stem: str, *extensions: str) -> Path:
    """The committed file of this name.

    Raises FileNotFoundError when none of the extensions is there.
    """
    for extension in extensions:
        path = MEDIA / f"{stem}.{extension}"
        if path.exists():
            return path
    raise FileNotFoundError(MEDIA / f"{stem}.{'|'.join(extensions)}")


def image_once(path: Path, title: str, alt_text: str, credit: str) -> PortalImage:
    existing = PortalImage.objects.filter(title=title).first()
    if existing is not None:
        return existing
    image = PortalImage(
        title=title,
        alt_text=alt_text[:400],
        credit=credit,
        licence=LICENCE,
        collection=Collection.get_first_root_node(),
        file=ImageFile(BytesIO(path.read_bytes()), name=path.name),
    )
    image.save()
    note(image)
    return image


def document_once(path: Path, title: str, credit: str) -> PortalDocument:
    existing = PortalDocument.objects.filter(title=title).first()
    if existing is not None:
        return existing
    document = PortalDocument(title=title, credit=credit, licence=LICENCE, collection=Collection.get_first_root_node())
    document.file.save(path.name, ContentFile(path.read_bytes()), save=False)
    document.file_size = path.stat().st_size
    document.save()
    note(document)
    return document
