"""Listings of pages: live, in the order editors gave, with what a card shows, in a constant number of queries."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import BooleanField, Func
from django.http import HttpRequest

PAGE_SIZE = 24


class Restricted(Func):
    """Whether a restriction stands on the page with this path or above it; no for the path of no page.

    Written out, for Django would take longer to write the subquery than the database to answer it.
    """

    output_field = BooleanField()
    template = (
        "EXISTS (SELECT 1 FROM wagtailcore_pageviewrestriction listed INNER JOIN wagtailcore_page above"
        " ON above.id = listed.page_id WHERE SUBSTR(%(expressions)s, 1, LENGTH(above.path)) = above.path)"
    )


def open_to_all(pages: Any) -> Any:
    """Live pages that nobody has restricted, here or above, nor the page they are an alias of.

    The same as Wagtail's `live().public()`, inside the query itself instead of in one of its own before each listing.
    """
    return pages.live().filter(~Restricted("path"), ~Restricted("alias_of__path"))


def listed(pages: Any) -> Any:
    """Pages open to all, with the taxonomies a card shows."""
    return open_to_all(pages).order_by("path").prefetch_related("audiences", "topics")


def page_of(request: HttpRequest) -> int:
    """The page number asked for, 1 when it is not a number."""
    asked = request.GET.get("page", "1")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1


def paginated(items: Any, request: HttpRequest, size: int = PAGE_SIZE) -> Any:
    """The page of items asked for; the nearest one when the number lies outside."""
    return Paginator(items, size).get_page(page_of(request))
