"""How certificates come to be and change: claimed, reserved and brought to life, corrected, revoked."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Site

from portal.core.models import SiteSettings
from portal.learning.models import Certificate, Completion, GuardianConsent, Learner
from portal.learning.models.certificate import free_status_place
from portal.learning.requirements import Requirement, kept
from portal.thai.day import as_day, day_bounds_utc, months_later

MAX_CORRECTIONS = 3
"""How often a name may be corrected on one occasion: enough for a slip, too few to print one for the whole street."""

State = Certificate.State


class CannotIssue(Exception):
    """The certificate is not in a state that allows this."""


class TooManyCorrections(CannotIssue):
    """The name was corrected MAX_CORRECTIONS times; staff must look at it."""


@dataclass(frozen=True)
class Written:
    """What stands on a certificate besides the facts: the name ("" for none) and whose it is.

    `consent_by` and `consent_to` say who agreed to a small child's name, and in which words.
    """

    name: str = ""
    for_child: bool = False
    consent_by: str = ""
    consent_to: str = ""


def claim(completion: Completion, written: Written) -> Certificate:
    """The certificate of a finished course, made at the learner's first asking; asked again it is the same one.

    Raises CannotIssue for a lesson, or for a completion that is nobody's any more.
    """
    if completion.subject_kind != Completion.Subject.COURSE or completion.learner is None:
        raise CannotIssue
    with transaction.atomic():
        made, created = Certificate.objects.standing().get_or_create(
            learner=completion.learner,
            course_key=completion.subject_key,
            occasion=completion.occasion,
            defaults=_of_completion(completion) | _issued(timezone.now()) | _names(written),
        )
        if created:
            _expire(made)
            _keep_consent(made, written)
    return made


def standing_of(completion: Completion) -> Certificate | None:
    """The certificate issued for this completion; None before it was claimed."""
    return (
        Certificate.objects.standing()
        .filter(learner=completion.learner_id, course_key=completion.subject_key, occasion=completion.occasion)
        .first()
    )


@transaction.atomic
def correct(certificate: Certificate, written: Written) -> Certificate:
    """A new certificate with the name as it should stand; the old one is replaced and says so.

    A certificate already replaced gives the one that stands now: a form sent twice corrects once. Raises CannotIssue
    for one that is not issued, TooManyCorrections.
    """
    old = Certificate.objects.select_for_update().get(pk=certificate.pk)
    if old.state == State.REPLACED and old.replaced_by is not None:
        return newest(old)
    if old.state != State.ISSUED or old.erased_at is not None:
        raise CannotIssue
    if corrections_of(old) >= MAX_CORRECTIONS:
        raise TooManyCorrections
    # First the old one steps aside: one certificate stands for each occasion.
    old.state = State.REPLACED
    old.save(update_fields=["state"])
    new = Certificate.objects.create(**_copied(old), **_issued(timezone.now()), **_names(written))
    old.replaced_by = new
    old.save(update_fields=["replaced_by"])
    _keep_consent(new, written)
    return new


def newest(certificate: Certificate) -> Certificate:
    """The certificate that stands in this one's place now; itself when nothing replaced it."""
    while certificate.replaced_by is not None:
        certificate = certificate.replaced_by
    return certificate


def corrections_of(certificate: Certificate) -> int:
    """How many certificates of the same learner, course and occasion were replaced."""
    return Certificate.objects.filter(
        learner=certificate.learner_id,
        course_key=certificate.course_key,
        occasion=certificate.occasion,
        state=State.REPLACED,
    ).count()


@transaction.atomic
def revoke(certificate: Certificate, reason: str, by: Any) -> Certificate:
    """Take a certificate back; a reserved one never comes to life then. Raises CannotIssue when it was replaced or
    revoked before, ValueError without a reason."""
    if not reason.strip():
        raise ValueError("a reason is needed")
    kept_now = Certificate.objects.select_for_update().get(pk=certificate.pk)
    if kept_now.state not in (State.ISSUED, State.RESERVED):
        raise CannotIssue
    kept_now.state = State.REVOKED
    kept_now.revoked_reason, kept_now.revoked_at, kept_now.revoked_by = reason.strip(), timezone.now(), by
    kept_now.save(update_fields=["state", "revoked_reason", "revoked_at", "revoked_by"])
    return kept_now


@transaction.atomic
def reserve(number: int, required: Requirement, *, session: uuid.UUID | None = None, **facts: Any) -> list[Certificate]:
    """Certificates for an offline session: printed with their codes, alive when the roster is accepted.

    `facts` may be project, audiences, for_child and origin.
    """
    return Certificate.objects.bulk_create(
        Certificate(state=State.RESERVED, session=session, **_of_requirement(required), **organiser_now(), **facts)
        for _ in range(number)
    )


@transaction.atomic
def bring_to_life(code: str, written: Written, *, learner: Learner | None, finished_at: datetime) -> Certificate:
    """The reserved certificate with this code, now issued.

    A roster uploaded twice brings it to life once. Raises Certificate.DoesNotExist for an unknown code, CannotIssue
    for one that was revoked, replaced, or issued to somebody else.
    """
    certificate = Certificate.objects.select_for_update().get(code=code)
    if certificate.state == State.ISSUED and (certificate.learner_id, certificate.name) == (
        learner.pk if learner else None,
        written.name,
    ):
        return certificate
    if certificate.state != State.RESERVED:
        raise CannotIssue
    taken = Certificate.objects.filter(learner=learner, course_key=certificate.course_key) if learner else None
    if taken is not None and taken.exists():
        certificate.occasion = max(taken.values_list("occasion", flat=True)) + 1
    for field, value in {**_issued(timezone.now()), **_names(written)}.items():
        setattr(certificate, field, value)
    certificate.learner, certificate.finished_at = learner, finished_at
    certificate.save()
    _expire(certificate)
    _keep_consent(certificate, written)
    return certificate


def _of_completion(completion: Completion) -> dict[str, Any]:
    required = kept(completion.snapshot)
    facts = _of_requirement(required) if required is not None else {}
    return facts | organiser_now() | {
        "title": completion.title,
        "language": completion.language,
        "project": completion.project,
        "audiences": completion.audiences,
        "snapshot": completion.snapshot,
        "finished_at": completion.at,
        "origin": completion.origin,
    }  # fmt: skip


def _of_requirement(required: Requirement) -> dict[str, Any]:
    return {
        "course_key": uuid.UUID(required.course_key),
        "language": required.language,
        "title": required.title,
        "snapshot": required.hash,
        "lessons": len(required.lessons),
        "minutes": required.minutes,
    }


def organiser_now() -> dict[str, str]:
    """Who runs the site, as the settings of the default site say today."""
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        return {}
    settings = SiteSettings.for_site(site)
    return {"organiser": settings.organisation_th, "organiser_en": settings.organisation_en}


def _issued(at: datetime) -> dict[str, Any]:
    return {"state": State.ISSUED, "issued_at": at, "status_place": free_status_place()}


def _names(written: Written) -> dict[str, Any]:
    return {"name": written.name, "for_child": written.for_child}


def _expire(certificate: Certificate) -> None:
    """Set the end of its validity, where the course as it stood sets one: the end of a day, months after its own."""
    required = kept(certificate.snapshot)
    if required is None or required.certificate_months is None or certificate.day is None:
        return
    last = months_later(as_day(certificate.day), required.certificate_months)
    certificate.expires_at = day_bounds_utc(last)[1]
    certificate.save(update_fields=["expires_at"])


def _keep_consent(certificate: Certificate, written: Written) -> None:
    if written.consent_by and certificate.learner is not None:
        GuardianConsent.objects.create(
            learner=certificate.learner,
            certificate=certificate,
            relation=written.consent_by,
            wording=written.consent_to,
        )


# What a corrected certificate takes over from the one it replaces.
_TAKEN_OVER = (
    "learner", "course_key", "language", "title", "project", "audiences", "snapshot", "lessons", "minutes", "occasion",
    "session", "finished_at", "expires_at", "organiser", "organiser_en", "origin",
)  # fmt: skip


def _copied(old: Certificate) -> dict[str, Any]:
    return {field: getattr(old, field) for field in _TAKEN_OVER}
