"""What a course asks for, as plain values that can be frozen, hashed and judged by later."""

from __future__ import annotations

import hashlib
import json
import uuid
from dataclasses import asdict, dataclass, replace
from typing import Any

from courses.models import CoursePage
from portal.learning.models import CourseSnapshot


@dataclass(frozen=True)
class Requirement:
    """A course as it stood: rule, lessons (key and title, in order), and what a certificate says of it."""

    course_key: str
    language: str
    title: str
    summary: str
    rule: str
    lessons: tuple[tuple[str, str], ...]
    minutes: int
    post_test: str
    certificate_months: int | None

    @property
    def lesson_keys(self) -> frozenset[uuid.UUID]:
        return frozenset(uuid.UUID(key) for key, _title in self.lessons)

    @property
    def hash(self) -> str:
        """SHA-256 of the content: the same course gives the same hash on every machine."""
        text = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    def of_those_left(self, live: frozenset[uuid.UUID]) -> Requirement:
        """The same without lessons that can no longer be done: what was taken away is asked of nobody."""
        return replace(self, lessons=tuple(row for row in self.lessons if uuid.UUID(row[0]) in live))


def required_now(course: CoursePage) -> Requirement:
    """What the course asks of somebody who begins it today."""
    lessons = course.ordered_lessons()
    post_test = getattr(course, "post_test", None)
    return Requirement(
        course_key=str(course.translation_key),
        language=course.locale.language_code,
        title=course.title,
        summary=course.summary,
        rule=course.completion_rule,
        lessons=tuple((str(lesson.translation_key), lesson.title) for lesson in lessons),
        minutes=sum(lesson.minutes for lesson in lessons),
        post_test=str(post_test.uuid) if post_test is not None else "",
        certificate_months=course.certificate_months,
    )


def keep(requirement: Requirement, revision: int | None = None) -> str:
    """The hash of the requirement, with its content kept under it."""
    CourseSnapshot.objects.get_or_create(
        hash=requirement.hash,
        defaults={"course_key": requirement.course_key, "content": asdict(requirement), "revision": revision},
    )
    return requirement.hash


def kept(snapshot: str) -> Requirement | None:
    """The requirement of a hash; None where nothing is kept under it."""
    row = CourseSnapshot.objects.filter(hash=snapshot).first() if snapshot else None
    return None if row is None else _of_content(row.content)


def _of_content(content: dict[str, Any]) -> Requirement:
    return Requirement(**{**content, "lessons": tuple((key, title) for key, title in content["lessons"])})
