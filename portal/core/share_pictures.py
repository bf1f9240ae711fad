"""Sharing pictures of the live pages: drawn in the background when a page is published, kept with the uploads, sent by
one view at an address that never changes.

A picture's file is named by what it shows. So a page's HTML knows the newest name without asking anything, a picture
that no longer fits is known by its name, and losing the files loses nothing: the daily job draws what is missing.
"""

from __future__ import annotations

import hashlib
import re
import uuid
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe
from wagtail.models import Page, get_page_models

from portal.core import share_card
from portal.core.drawings import FOLDER as DRAWINGS
from portal.core.files import send_file
from portal.core.listing import open_to_all
from portal.core.models import BasePage
from portal.core.share_card import ShareCard

FOLDER = "share"
YEAR = 365 * 24 * 3600
HOUR = 3600
SOON = 60
"""Seconds the house's own picture is kept in place of one that is still being drawn."""
NAME = re.compile(r"(?P<language>[a-z]{2})-(?P<digest>[0-9a-f]{16})\w*\.png$")
# While a page's own picture is not there: never published with raqm, or not drawn yet.
OF_THE_HOUSE = share_card.STATIC / "og-default.png"


def card_of(page: BasePage) -> ShareCard:
    """What the picture of a page shows, in the page's language; that language must be active."""
    drawing = DRAWINGS / f"{page.picture}.svg"
    return ShareCard(
        title=page.title,
        kind=str(page.kind_label),
        section=getattr(page, "section_name", ""),
        site=_("รู้ทัน"),
        drawing=drawing if page.picture and drawing.is_file() else None,
    )


def digest_of(card: ShareCard) -> str:
    """Names what a picture shows; another title, drawing or way of drawing is another name."""
    drawing = _content(card.drawing) if card.drawing else ""
    shown = (share_card.VERSION, card.title, card.kind, card.section, card.site, drawing)
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:16]


@lru_cache(maxsize=128)
def _content(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def picture_url(page: BasePage) -> str:
    """The address of a page's picture. The end after the question mark tells those who keep copies that it changed."""
    address = reverse("share_picture", args=[page.translation_key, page.locale.language_code])
    return f"{address}?v={digest_of(card_of(page))}"


def _folder(key: uuid.UUID) -> str:
    return f"{FOLDER}/{key}"


def _kept(key: uuid.UUID, language: str) -> dict[str, str]:
    """Names in the storage of the pictures of a page in one language, by digest."""
    try:
        _folders, names = default_storage.listdir(_folder(key))
    except FileNotFoundError:
        return {}
    found = {name: match for name in names if (match := NAME.match(name))}
    return {match["digest"]: f"{_folder(key)}/{name}" for name, match in found.items() if match["language"] == language}


def is_public(page: Page) -> bool:
    """Whether everybody may see the page, and so its title in a picture."""
    return bool(open_to_all(Page.objects.filter(pk=page.pk)).exists())


def is_missing(page: BasePage) -> bool:
    """Whether the picture of what the page says now is not there."""
    with override(page.locale.language_code):
        return digest_of(card_of(page)) not in _kept(page.translation_key, page.locale.language_code)


def build(page: BasePage) -> bool:
    """Draw the picture of a live page that is open to all, and throw away those of earlier titles.

    Doing it again changes nothing. Returns whether one was drawn; nothing is where Thai cannot be drawn.
    """
    language = page.locale.language_code
    if not share_card.can_shape():
        return False
    if not is_public(page):
        forget(page)
        return False
    with override(language):
        card = card_of(page)
    digest, kept = digest_of(card), _kept(page.translation_key, language)
    drawn = digest not in kept
    if drawn:
        default_storage.save(
            f"{_folder(page.translation_key)}/{language}-{digest}.png", ContentFile(share_card.draw(card))
        )
    for other, name in kept.items():
        if other != digest:
            default_storage.delete(name)
    return drawn


def forget(page: Page) -> None:
    """Take the pictures of a page in its language away."""
    for name in _kept(page.translation_key, page.locale.language_code).values():
        default_storage.delete(name)


def build_missing() -> int:
    """Draw the pictures of all live pages that have none or an outdated one; returns how many were drawn."""
    drawn = 0
    for model in get_page_models():
        if issubclass(model, BasePage):
            for page in open_to_all(model.objects.select_related("locale")).iterator():
                drawn += build(page) if is_missing(page) else False
    return drawn


def page_published(sender: type, instance: Any, **kwargs: Any) -> None:
    """Ask for the picture of what was published, unless it is there."""
    from portal.core.tasks import draw_share_picture

    if isinstance(instance, BasePage) and is_missing(instance):
        transaction.on_commit(lambda: draw_share_picture.enqueue(instance.pk))


def page_unpublished(sender: type, instance: Any, **kwargs: Any) -> None:
    """A page that is gone leaves no picture; deleting a page unpublishes it first."""
    transaction.on_commit(lambda: forget(instance))


@require_safe
def share_picture(request: HttpRequest, key: uuid.UUID, language: str) -> HttpResponseBase:
    """GET /share/<key>/<language>.png: the picture of a live page that is open to all, else 404.

    While it is not drawn yet, the house's own picture, kept for a minute only.
    """
    if not open_to_all(Page.objects.filter(translation_key=key, locale__language_code=language)).exists():
        raise Http404
    kept = _kept(key, language)
    asked = request.GET.get("v", "")
    if not kept:
        return send_file(request, OF_THE_HOUSE, max_age=SOON)
    # After a change of title the last picture serves until the new one is drawn.
    digest = asked if asked in kept else next(iter(sorted(kept)))
    return send_file(
        request, Path(default_storage.path(kept[digest])), etag=digest, max_age=YEAR if digest == asked else SOON
    )
