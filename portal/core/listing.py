"""Listings of pages: live, in the order editors gave, with what a card shows, in a constant number of queries."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest

PAGE_SIZE = 24


def listed(pages: Any) -> Any:
    """Live pages with the taxonomies a card shows."""
    return pages.live().public().order_by("path").prefetch_related("audiences", "topics")


def page_of(request: HttpRequest) -> int:
    """The page number asked for, 1 when it is not a number."""
    asked = request.GET.get("page", "1")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1


def paginated(items: Any, request: HttpRequest, size: int = PAGE_SIZE) -> Any:
    """The page of items asked for; the nearest one when the number lies outside."""
    return Paginator(items, size).get_page(page_of(request))
