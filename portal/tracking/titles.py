"""Kept titles: what an object is called in reports after its page was renamed or deleted."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db import DatabaseError, transaction

from portal.tracking.models import KeptTitle, ObjectDay
from portal.tracking.objects import SEARCH_MISS, ObjectRef, ref_for, registration_for, registrations

logger = logging.getLogger(__name__)
LONGEST = 255


def keep(refs: Iterable[ObjectRef]) -> None:
    """Remembers the titles of these objects."""
    rows = [
        KeptTitle(kind=ref.kind, key=ref.key, language=ref.language, title=ref.title[:LONGEST])
        for ref in refs
        if ref.title
    ]
    KeptTitle.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["kind", "key", "language"], update_fields=["title"], batch_size=500
    )


def keep_missing() -> int:
    """Looks up the titles of counted objects that have none yet; how many were found."""
    wanted = set(ObjectDay.objects.values_list("kind", "key", "language").distinct())
    wanted -= set(KeptTitle.objects.values_list("kind", "key", "language"))
    found = [
        ref
        for kind, key, language in sorted(wanted, key=str)
        if kind != SEARCH_MISS and (ref := find(kind, key, language))
    ]
    keep(found)
    return len(found)


def find(kind: str, key: uuid.UUID, language: str) -> ObjectRef | None:
    """The object as it is now; None when no registered model has it."""
    for registration in registrations():
        fields = {field.name for field in registration.model._meta.get_fields()}  # type: ignore[attr-defined]
        if registration.kind == kind and {"translation_key", "locale"} <= fields:
            page = registration.model._default_manager.filter(  # type: ignore[attr-defined]
                translation_key=key, locale__language_code=language
            ).first()
            if page is not None:
                return ref_for(page)
    return None


def connect() -> None:
    """Has every publication keep the page's title."""
    from wagtail.signals import page_published

    page_published.connect(_published, dispatch_uid="portal.tracking.titles")


def _published(sender: type, instance: Any, **kwargs: Any) -> None:
    if registration_for(sender) is not None and (ref := ref_for(instance)):
        # Another database: written when the page's own transaction stands.
        transaction.on_commit(partial(_keep_published, ref))


def _keep_published(ref: ObjectRef) -> None:
    try:
        keep([ref])
    except DatabaseError:
        # Publishing must not fail because the tracking store is down; the worker's job keeps the title later.
        logger.warning("title of %s %s not kept yet", ref.kind, ref.key)
