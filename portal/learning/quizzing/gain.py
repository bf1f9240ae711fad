"""What a course changed: the first test before it against the last one after it, of the same learner.

The first before, since a second one has been learnt from; the last after, since trying again is part of learning and
the best of many would rise by trying alone. A test after counts only when it came later than that first one before.
Percents are those the learner saw: right ÷ total × 100, rounded down.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from statistics import fmean

from portal.learning.models import Learner, QuizAttempt

PRE, POST = QuizAttempt.Kind.PRE, QuizAttempt.Kind.POST


@dataclass(frozen=True)
class Gain:
    """One learner's percents before and after a course, and when the later test was taken."""

    pre: int
    post: int
    at: datetime

    @property
    def points(self) -> int:
        """Percentage points; negative where less was known afterwards."""
        return self.post - self.pre


@dataclass(frozen=True)
class CourseGain:
    """A course's gain over the `n` learners who took both tests; means of percents, `gain` in percentage points."""

    course_key: uuid.UUID
    title: str
    n: int
    pre: float
    post: float

    @property
    def gain(self) -> float:
        return self.post - self.pre


def gain_of(learner: Learner, course_key: uuid.UUID) -> Gain | None:
    """A learner's gain in a course; None without both tests."""
    return _gain(QuizAttempt.objects.of_course(course_key).filter(learner=learner).order_by("at", "pk"))


def passed_post_test(learner: Learner, course_key: uuid.UUID) -> bool:
    """Whether the learner ever passed the test after this course."""
    return QuizAttempt.objects.filter(learner=learner, subject_key=course_key, kind=POST, passed=True).exists()


@dataclass(frozen=True)
class PairedTests:
    """One learner's two tests of a course, with the course's kept title and project."""

    course_key: uuid.UUID
    title: str
    project: str
    gain: Gain


def paired_tests(start: datetime | None = None, end: datetime | None = None) -> list[PairedTests]:
    """Learners who took both tests of a course, one row each, by the time of the later test; one query.

    With `start` and `end` those whose last test after the course lies in [start, end). Learners whose attempts were
    unlinked on erasure cannot be paired and are not in it.
    """
    attempts = QuizAttempt.objects.course_tests().exclude(learner=None).order_by("at", "pk")
    if end is not None:
        attempts = attempts.filter(at__lt=end)
    taken: dict[tuple[uuid.UUID, int | None], list[QuizAttempt]] = {}
    columns = ("subject_key", "learner_id", "title", "project", "kind", "right", "total", "at")
    for attempt in attempts.only(*columns).iterator():
        taken.setdefault((attempt.subject_key, attempt.learner_id), []).append(attempt)
    found = [
        PairedTests(key, rows[-1].title, rows[-1].project, gain)
        for (key, _learner), rows in taken.items()
        if (gain := _gain(rows)) is not None and (start is None or gain.at >= start)
    ]
    return sorted(found, key=lambda row: row.gain.at)


def gains_by_course(start: datetime | None = None, end: datetime | None = None) -> list[CourseGain]:
    """Each course with learners who took both tests, by title; of the period as `paired_tests` has it."""
    return means_by_course(paired_tests(start, end))


def means_by_course(pairs: Iterable[PairedTests]) -> list[CourseGain]:
    """The courses of these learners, by title."""
    gains: dict[uuid.UUID, list[Gain]] = {}
    titles: dict[uuid.UUID, str] = {}
    for row in pairs:
        gains.setdefault(row.course_key, []).append(row.gain)
        titles[row.course_key] = row.title
    rows = [
        CourseGain(key, titles[key], len(each), fmean(one.pre for one in each), fmean(one.post for one in each))
        for key, each in gains.items()
    ]
    return sorted(rows, key=lambda row: (row.title, str(row.course_key)))


def _gain(attempts: Iterable[QuizAttempt]) -> Gain | None:
    """From one learner's attempts in the order they were made."""
    first: QuizAttempt | None = None
    last: QuizAttempt | None = None
    for attempt in attempts:
        if attempt.kind == PRE:
            first = first or attempt
        elif first is not None:
            last = attempt
    return None if first is None or last is None else Gain(first.percent, last.percent, last.at)
