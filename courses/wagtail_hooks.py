"""What the editor is told about a course that may go out all the same."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail import hooks

from courses.models import CoursePage, LessonPage


@hooks.register("after_publish_page")
def warn_of_nothing_to_watch(request: HttpRequest, page: Any) -> None:
    """A course should have something to watch in one lesson at least; without, the editor is reminded."""
    page = page.specific
    course = page.course if isinstance(page, LessonPage) else page
    if isinstance(course, CoursePage) and not course.has_video():
        messages.warning(request, _("หลักสูตร “%s” ยังไม่มีคลิปในบทเรียนใดเลย: ควรมีให้ดูอย่างน้อยหนึ่งบท") % course.title)
