"""A legal reviewer's approval in the workflow becomes a signature under that revision."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from wagtail.signals import task_approved

from articles.models import LawArticlePage, LegalReview, LegalReviewTask


def sign(sender: Any, instance: Any, user: Any, **kwargs: Any) -> None:
    """Keep who approved which revision; approving the same revision again changes nothing."""
    if not isinstance(instance.task.specific, LegalReviewTask):
        return
    page = instance.revision.as_object()
    if not isinstance(page, LawArticlePage):
        return
    LegalReview.objects.get_or_create(
        page_key=page.translation_key,
        language=page.locale.language_code,
        revision=instance.revision_id,
        defaults={"title": page.title, "reviewer": user, "reviewer_name": str(user), "signed_at": timezone.now()},
    )


def connect() -> None:
    task_approved.connect(sign, dispatch_uid="articles.sign")
