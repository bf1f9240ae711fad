"""What readers look for: the kinds of page search answers with.

Search stands below or beside the rooms these pages live in, so their types are named as strings.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType

KINDS = (
    "courses.LessonPage",
    "courses.CoursePage",
    "articles.LawArticlePage",
    "home.SituationPage",
    "media.VideoPage",
    "media.InfographicPage",
    "media.AlbumPage",
    "courses.KitPage",
)
SITUATION = "home.SituationPage"


def page_types() -> list[type[Any]]:
    """The page classes search answers with; raises LookupError when one was renamed."""
    return [apps.get_model(name) for name in KINDS]


def content_types() -> list[ContentType]:
    """Their content types, from Django's cache once it is warm."""
    return list(ContentType.objects.get_for_models(*page_types()).values())
