"""What the core does when content changes: everyone's cached pages are out of date at once."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_migrate, post_save
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from portal.core import pagecache

SHOWN_IN_SETTINGS = {"core.SiteSettings", "core.Hotline", "media.PortalImage", "wagtailcore.Site"}


def content_changed(**kwargs: Any) -> None:
    transaction.on_commit(pagecache.invalidate)


def model_changed(sender: type, **kwargs: Any) -> None:
    """Snippets and settings stand on many pages; facts (learners, counts) stand on none of the cached ones."""
    if sender.__module__ == "__fake__":
        return  # a model of the past, saved by a migration: today's tables are not all there yet
    if sender._meta.app_label in {
        "core",
        "wagtailcore",
        "wagtailimages",
        "wagtailredirects",
        "media",
        "articles",
        "courses",
        "home",
    }:
        content_changed()
    if sender._meta.label in SHOWN_IN_SETTINGS:
        transaction.on_commit(forget_settings)


def forget_settings() -> None:
    from portal.core.models.help import forget_settings as forget

    forget()


def settings_for_sites(**kwargs: Any) -> None:
    """Every site has its settings row from the start: a page that is read must not write one."""
    from wagtail.models import Site

    from portal.core.models import SiteSettings

    for site in Site.objects.all():
        SiteSettings.objects.get_or_create(site=site)


def site_saved(sender: type, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    from portal.core.models import SiteSettings

    if not raw:
        SiteSettings.objects.get_or_create(site=instance)


def connect() -> None:
    from portal.core import share_pictures

    page_published.connect(share_pictures.page_published, dispatch_uid="portal.core.share_picture")
    page_unpublished.connect(share_pictures.page_unpublished, dispatch_uid="portal.core.share_picture")
    post_migrate.connect(settings_for_sites, dispatch_uid="portal.core.settings")
    post_save.connect(site_saved, sender="wagtailcore.Site", dispatch_uid="portal.core.site_saved")
    for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
        signal.connect(content_changed, dispatch_uid="portal.core.pages")
    post_save.connect(model_changed, dispatch_uid="portal.core.saved")
    post_delete.connect(model_changed, dispatch_uid="portal.core.deleted")
