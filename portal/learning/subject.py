"""The facts about a piece of content that a learner's row keeps, taken when the act happens."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404
from django.utils.translation import get_language

from courses.models import LessonPage
from portal.core.listing import open_to_all


def live_lesson(key: uuid.UUID) -> LessonPage:
    """The live lesson with this translation key in the page's language, else in any language.

    Raises Http404 when it was unpublished or deleted.
    """
    lessons: list[LessonPage] = list(
        open_to_all(LessonPage.objects.filter(translation_key=key)).select_related("locale", "quiz", "project")
    )
    for lesson in lessons:
        if lesson.locale.language_code == get_language():
            return lesson
    if lessons:
        return lessons[0]
    raise Http404


def kept_facts(page: Any, kind: str) -> dict[str, Any]:
    """Field values for a LearnerFact about this page."""
    return {
        "subject_kind": kind,
        "subject_key": page.translation_key,
        "language": page.locale.language_code,
        "title": page.title,
        "project": page.project.slug if page.project else "",
        "audiences": ",".join(sorted(audience.slug for audience in page.audiences.all())),
        "revision": page.live_revision_id,
    }
