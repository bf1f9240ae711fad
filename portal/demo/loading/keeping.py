"""Making things once: each object the demo makes is noted, and found again by what identifies it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.db import models
from wagtail.models import Page

from portal.demo.models import DemoItem

Model = TypeVar("Model", bound=models.Model)


def note(instance: models.Model) -> None:
    """Remember that the demo made this object."""
    DemoItem.objects.get_or_create(model=instance._meta.label_lower, object_id=str(instance.pk))


def once(model: type[Model], find: dict[str, Any], **values: Any) -> tuple[Model, bool]:
    """The object found by `find`, or a new one with `values`; what exists is left as it is."""
    existing = model._default_manager.filter(**find).first()
    if existing is not None:
        return existing, False
    made = model(**find, **values)
    made.full_clean(exclude=[field.name for field in made._meta.fields if field.is_relation])
    made.save()
    note(made)
    return made, True


def page_once(
    parent: Page, slug: str, make: Callable[[], Page], finish: Callable[[Any], None] | None = None
) -> tuple[Any, bool]:
    """The page with this slug under the parent, or a new one, published.

    `finish` fills what needs a saved page (inline children, many-to-many) before publication.
    """
    existing = parent.get_children().filter(slug=slug).first()
    if existing is not None:
        return existing.specific, False
    page = make()
    page.slug = slug
    page.locale = parent.locale
    if finish is not None:
        finish(page)
    parent.add_child(instance=page)
    page.save_revision().publish()
    note(page)
    return page, True
