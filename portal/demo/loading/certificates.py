"""Certificates of the demo's learners: most in order, one taken back, a few waiting for a session."""

from __future__ import annotations

import random
from datetime import timedelta

from courses.models import CoursePage
from portal.core.codes import ALPHABET, LENGTH, check_symbol
from portal.demo.loading.sessions import FIRST_NAMES, LAST_NAMES
from portal.learning.certificates.issuing import organiser_now
from portal.learning.models import Certificate, Completion
from portal.learning.models.certificate import STATUS_PLACES
from portal.learning.requirements import Requirement, keep, required_now

SHARE = 0.6
"""Of those who finish a course, how many ask for the paper."""
RESERVED = 5
# Anybody may look at these two; the runner prints the first.
GOOD, REVOKED = "DEM0CERT001", "DEM0CERT002"


def demo_code(body: str) -> str:
    """The body with the check symbol that makes it a code."""
    return body[: LENGTH - 1] + check_symbol(body[: LENGTH - 1])


def load_certificates() -> None:
    """Certificates for the demo's completions."""
    if Certificate.objects.filter(origin="demo").exists():
        return
    organiser = organiser_now()
    chance = random.Random(1441)  # noqa: S311 - the demo must be the same everywhere
    asked = {
        str(course.translation_key): required_now(course)
        for course in CoursePage.objects.live().filter(locale__language_code="th")
    }
    for required in asked.values():
        keep(required)
    done = Completion.objects.of_courses().filter(origin="demo").select_related("learner").order_by("at", "pk")
    made = [
        _certificate(completion, asked[str(completion.subject_key)], chance, organiser)
        for completion in done
        if str(completion.subject_key) in asked and chance.random() < SHARE
    ]
    _places(made, chance)
    if len(made) > 3:
        made[-1].code, made[-2].code = demo_code(GOOD), demo_code(REVOKED)
        _revoke(made[-2])
    Certificate.objects.bulk_create(made, batch_size=500)
    if asked:
        _reserve(next(iter(asked.values())), organiser)


def _certificate(
    completion: Completion, required: Requirement, chance: random.Random, organiser: dict[str, str]
) -> Certificate:
    child = "child" in completion.audiences.split(",")
    named = chance.random() < 0.8
    return Certificate(
        code=demo_code("".join(chance.choice(ALPHABET) for _ in range(LENGTH - 1))),
        learner=completion.learner,
        course_key=completion.subject_key,
        language=completion.language,
        title=completion.title,
        project=completion.project,
        audiences=completion.audiences,
        snapshot=required.hash,
        lessons=len(required.lessons),
        minutes=required.minutes,
        occasion=completion.occasion,
        finished_at=completion.at,
        issued_at=completion.at + timedelta(minutes=2),
        **organiser,
        name=f"{chance.choice(FIRST_NAMES)} {chance.choice(LAST_NAMES)}" if named else "",
        for_child=child,
        origin="demo",
    )


def _places(made: list[Certificate], chance: random.Random) -> None:
    for certificate, place in zip(made, chance.sample(range(STATUS_PLACES), len(made)), strict=True):
        certificate.status_place = place


def _revoke(certificate: Certificate) -> None:
    certificate.state = Certificate.State.REVOKED
    certificate.revoked_at = certificate.issued_at
    certificate.revoked_reason = "ตัวอย่าง: ออกให้ผิดคน"


def _reserve(required: Requirement, organiser: dict[str, str]) -> None:
    Certificate.objects.bulk_create(
        Certificate(
            state=Certificate.State.RESERVED,
            course_key=required.course_key,
            language=required.language,
            title=required.title,
            snapshot=required.hash,
            lessons=len(required.lessons),
            minutes=required.minutes,
            **organiser,
            origin="demo",
        )
        for _ in range(RESERVED)
    )
