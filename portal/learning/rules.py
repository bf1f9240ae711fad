"""When a course is finished: one small class a rule, found by the value of `CoursePage.completion_rule`."""

from __future__ import annotations

import uuid
from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from portal.learning.models import Completion, Learner, QuizAttempt
from portal.learning.requirements import Requirement


@dataclass(frozen=True)
class Case:
    """One learner, what is asked of them, and since when what they did counts (None: always)."""

    learner: Learner
    required: Requirement
    since: datetime | None = None
    attended: bool = False

    def lessons_done(self) -> set[uuid.UUID]:
        done = Completion.objects.of_lessons().filter(learner=self.learner, subject_key__in=self.required.lesson_keys)
        if self.since is not None:
            done = done.filter(at__gte=self.since)
        return set(done.values_list("subject_key", flat=True))


class CourseRule(ABC):
    """Judges a case. `kept_as` is what the completion says it followed."""

    kept_as: ClassVar[Completion.Rule]

    @abstractmethod
    def is_met(self, case: Case) -> bool:
        """Whether the course is finished. Asks the database, changes nothing."""


class AllLessons(CourseRule):
    kept_as = Completion.Rule.ALL_LESSONS

    def is_met(self, case: Case) -> bool:
        return bool(case.required.lessons) and case.required.lesson_keys <= case.lessons_done()


class LessonsAndTest(AllLessons):
    """All lessons, and the course's post-test passed."""

    kept_as = Completion.Rule.LESSONS_AND_TEST

    def is_met(self, case: Case) -> bool:
        return super().is_met(case) and self.test_passed(case)

    def test_passed(self, case: Case) -> bool:
        attempts = QuizAttempt.objects.filter(
            learner=case.learner, kind=QuizAttempt.Kind.POST, subject_key=case.required.course_key, passed=True
        )
        if case.since is not None:
            attempts = attempts.filter(at__gte=case.since)
        return attempts.exists()


class Attended(CourseRule):
    """Being there finishes it: a roster says so, never a click."""

    kept_as = Completion.Rule.ATTENDED

    def is_met(self, case: Case) -> bool:
        return case.attended


RULES: dict[str, CourseRule] = {
    "all-lessons": AllLessons(),
    "lessons-and-test": LessonsAndTest(),
    "attended": Attended(),
}


def rule_named(name: str) -> CourseRule:
    """The rule of a course. Raises KeyError for a value no editor can choose."""
    return RULES[name]
