"""The facts about a piece of content that a learner's row keeps, taken when the act happens."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404
from django.utils.translation import get_language

from courses.models import CoursePage, LessonPage
from portal.core.listing import open_to_all


def live_lesson(key: uuid.UUID) -> LessonPage:
    """The live lesson with this translation key in the page's language, else in any language.

    Raises Http404 when it was unpublished or deleted.
    """
    lesson: LessonPage = _live(LessonPage.objects.select_related("locale", "quiz", "project"), key)
    return lesson


def live_course(key: uuid.UUID) -> CoursePage:
    """The live course with this translation key, in the page's language where there is one.

    Raises Http404 when it was unpublished or deleted.
    """
    course: CoursePage = _live(CoursePage.objects.select_related("locale", "pre_test", "post_test", "project"), key)
    return course


def _live(pages: Any, key: uuid.UUID) -> Any:
    page = in_page_language(open_to_all(pages.filter(translation_key=key)))
    if page is None:
        raise Http404
    return page


def in_page_language(pages: Any) -> Any:
    """Of the translations of one page the one in the page's language, else any; None for none."""
    found = list(pages)
    same = (page for page in found if page.locale.language_code == get_language())
    return next(same, found[0] if found else None)


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
