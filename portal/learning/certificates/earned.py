"""What a learner has finished, with the certificate of each: for "My learning" and the pages under it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.http import Http404

from courses.models import CoursePage
from portal.learning.models import Certificate, Completion, CourseRun, Learner


@dataclass(frozen=True)
class Earned:
    """A finished course. `certificate` is None until it is claimed; `again_after` is the number the form of "once more"
    carries, None where the course is under way again, is gone, or this is not its last time."""

    completion: Completion | None
    certificate: Certificate | None
    again_after: int | None = None

    @property
    def title(self) -> str:
        return self._fact.title

    @property
    def at(self) -> object:
        return self.completion.at if self.completion else self._fact.issued_at  # type: ignore[union-attr]

    @property
    def occasion(self) -> int:
        return self._fact.occasion

    @property
    def course_key(self) -> uuid.UUID:
        return self.completion.subject_key if self.completion else self.certificate.course_key  # type: ignore[union-attr]

    @property
    def _fact(self) -> Completion | Certificate:
        fact = self.completion or self.certificate
        assert fact is not None  # noqa: S101 - one of the two is always there
        return fact


def certificates_of(learner: Learner | None) -> list[Earned]:
    """Finished courses and their certificates, the newest first, in five queries at most; [] for nobody."""
    if learner is None:
        return []
    completions = list(Completion.objects.of_courses().filter(learner=learner).order_by("-at", "-occasion", "-pk"))
    standing = list(Certificate.objects.standing().filter(learner=learner))
    certificates = {(row.course_key, row.occasion): row for row in standing}
    again = _again_after(learner, completions, standing)
    rows = []
    for completion in completions:
        known = (completion.subject_key, completion.occasion)
        rows.append(Earned(completion, certificates.pop(known, None), again.pop(completion.subject_key, None)))
    # Handed over in a class, or brought along from another learner: no completion of its own.
    return rows + [Earned(None, certificate) for certificate in certificates.values()]


def _again_after(
    learner: Learner, completions: list[Completion], certificates: list[Certificate]
) -> dict[uuid.UUID, int]:
    """Course → last occasion, for courses that may be begun again now."""
    if not completions:
        return {}
    last: dict[uuid.UUID, int] = {}
    for key, occasion in [
        *((row.subject_key, row.occasion) for row in completions),
        *((row.course_key, row.occasion) for row in certificates),
    ]:
        last[key] = max(last.get(key, 0), occasion)
    done = {(row.subject_key, row.occasion) for row in completions}
    runs = CourseRun.objects.filter(learner=learner, course_key__in=last).order_by("occasion")
    present = {run.course_key: run.occasion for run in runs}
    live = CoursePage.objects.live().filter(translation_key__in=last).values_list("translation_key", flat=True)
    return {key: last[key] for key in set(live) if key not in present or (key, present[key]) in done}


def completion_for(learner: Learner | None, course_key: uuid.UUID, occasion: int | None = None) -> Completion:
    """The learner's completion of a course, the last one unless an occasion is named.

    Raises Http404 for somebody else's and for courses not finished.
    """
    done = Completion.objects.of_courses().filter(learner=learner, subject_key=course_key).order_by("-occasion")
    found = (done.filter(occasion=occasion) if occasion else done).first() if learner is not None else None
    if found is None:
        raise Http404
    return found


def certificate_for(learner: Learner | None, certificate: uuid.UUID) -> Certificate:
    """The learner's certificate. Raises Http404 for somebody else's, whoever asks: staff have their own list."""
    found = Certificate.objects.filter(learner=learner, uuid=certificate).first() if learner is not None else None
    if found is None:
        raise Http404
    return found
