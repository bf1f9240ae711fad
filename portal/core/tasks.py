"""Background work of the core: pictures for sharing."""

from __future__ import annotations

from django_tasks import task
from wagtail.models import Page

from portal.core import share_pictures
from portal.core.models import BasePage


# After whatever somebody waits for, such as a kit.
@task(backend="background", priority=-10)
def draw_share_picture(page: int) -> bool:
    """Draw the sharing picture of a page; safe to run again. False when there was nothing to draw."""
    found = Page.objects.filter(pk=page).first()
    specific = found.specific if found is not None else None
    return share_pictures.build(specific) if isinstance(specific, BasePage) else False
