"""Publishing a kit asks for its release."""

from __future__ import annotations

from typing import Any

from wagtail.signals import page_published

from courses.models import KitPage


def kit_published(sender: type, instance: Any, **kwargs: Any) -> None:
    from courses.releasing import request_release

    request_release(instance)


def connect() -> None:
    page_published.connect(kit_published, sender=KitPage, dispatch_uid="courses.kit_published")
