"""What the core does when content changes: everyone's cached pages are out of date at once."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from portal.core import pagecache


def content_changed(**kwargs: Any) -> None:
    transaction.on_commit(pagecache.invalidate)


def model_changed(sender: type, **kwargs: Any) -> None:
    """Snippets and settings stand on many pages; facts (learners, counts) stand on none of the cached ones."""
    if sender._meta.app_label in {"core", "wagtailcore", "wagtailimages", "wagtailredirects", "media", "articles", "courses", "home"}:
        content_changed()


def connect() -> None:
    for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
        signal.connect(content_changed, dispatch_uid="portal.core.pages")
    post_save.connect(model_changed, dispatch_uid="portal.core.saved")
    post_delete.connect(model_changed, dispatch_uid="portal.core.deleted")
