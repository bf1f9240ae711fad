"""Keeping the index up with what is published."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from wagtail.search import index
from wagtail.signals import page_published


@receiver(page_published)
def index_published_page(sender: type[Any], instance: Any, **kwargs: Any) -> None:
    """Index a page once more when all of it is saved.

    modelsearch indexes at the page's own row, before the rows that hang on it (an article's sources): what they say
    would be found only after the next change.
    """
    index.insert_or_update_object(instance)
