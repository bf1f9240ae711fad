"""Many live pages quickly: rows as they would be saved, without forms, revisions and signals a page at a time."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from media.models import VideoPage


def add_videos(parent: Page, texts: list[tuple[str, str]]) -> None:
    """A video page for each (title, transcript) under a page that has no other children, indexed for search."""
    first = parent.numchild
    content_type = ContentType.objects.get_for_model(VideoPage)
    rows = [
        Page(
            title=title,
            draft_title=title,
            slug=f"video-{first + number}",
            path=Page._get_path(parent.path, parent.depth + 1, first + number + 1),
            depth=parent.depth + 1,
            url_path=f"{parent.url_path}video-{first + number}/",
            content_type=content_type,
            locale_id=parent.locale_id,
        )
        for number, (title, _transcript) in enumerate(texts)
    ]
    pages = Page.objects.bulk_create(rows, batch_size=500)
    for page, (_title, transcript) in zip(pages, texts, strict=True):
        VideoPage(page_ptr_id=page.pk, transcript=transcript).save_base(raw=True)
    Page.objects.filter(pk=parent.pk).update(numchild=first + len(texts))
    parent.refresh_from_db()
    get_search_backend().add_bulk(VideoPage, list(VideoPage.objects.filter(pk__gte=pages[0].pk)))
