"""What the frame of every page needs: addresses of the sections, and this page in the other language."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.utils.translation import get_language
from wagtail.models import Page

register = template.Library()

# Slugs of the sections under the home page; people type these addresses, so they do not change.
SECTIONS = ("courses", "media", "law", "help", "kits", "about", "contact", "privacy", "accessibility")


@register.simple_tag
def section_urls() -> dict[str, str]:
    """Section slug → address in the page's language, or in Thai where that language has no such section (yet).

    One query in any language but Thai.
    """
    thai = settings.LANGUAGE_CODE
    language = (get_language() or thai).split("-")[0]
    there: set[str] = set(SECTIONS)
    if language != thai:
        there = set(
            Page.objects.live()
            .filter(depth=3, locale__language_code=language, slug__in=SECTIONS)
            .values_list("slug", flat=True)
        )
    pages = {slug: f"/{language if slug in there else thai}/{slug}/" for slug in SECTIONS}
    # Open data is no page of Wagtail's; its Thai address is the one that papers and programs hold.
    return {**pages, "data": "/data/" if language == thai else f"/{language}/data/"}


@register.simple_tag(takes_context=True)
def other_language(context: dict[str, Any]) -> dict[str, str]:
    """`code`, `name` and `url` of the page's other language; its home page where this page has no translation.

    A page that is none of Wagtail's names its address in the other language as `twin` in its context.
    One query on pages, none elsewhere.
    """
    language = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
    code, name = ("en", "English") if language == "th" else ("th", "ภาษาไทย")
    page = context.get("page")
    translation = None
    if isinstance(page, Page) and page.pk:
        translation = page.get_translations().live().filter(locale__language_code=code).first()
    url = translation.get_url(context.get("request")) if translation is not None else context.get("twin")
    return {"code": code, "name": name, "url": url or f"/{code}/"}
