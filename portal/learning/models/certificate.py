"""Certificates: what is printed, handed over and verified; and a guardian's consent to a small child's name on one."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.core.codes import grouped, new_code
from portal.learning.models.learner import Learner, Origin
from portal.thai.names import masked_name

STATUS_PLACES = 131_072
"""Entries of one status list (W3C Bitstring Status List: at least this many, so that a place tells nobody apart)."""


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def standing(self) -> CertificateQuerySet:
        """One for each occasion somebody finished: the issued and the revoked, without those a corrected one replaced."""
        return self.filter(state__in=[Certificate.State.ISSUED, Certificate.State.REVOKED])

    def no_longer_good(self) -> CertificateQuerySet:
        """Replaced or revoked: what the badges' status list marks."""
        return self.filter(state__in=[Certificate.State.REPLACED, Certificate.State.REVOKED])


class Certificate(models.Model):
    """It hangs on learner, course, occasion and the course as it stood (decision 5), and says so without them.

    Everything printed is kept here: the course may be renamed or deleted and the organisation may change. Erasure takes
    learner and name out and leaves the rest, so that counts stay true.
    """

    class State(models.TextChoices):
        RESERVED = "reserved", _("เตรียมไว้")
        ISSUED = "issued", _("ออกแล้ว")
        REPLACED = "replaced", _("มีใบใหม่แทน")
        REVOKED = "revoked", _("เพิกถอน")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    code = models.CharField(_("รหัส"), max_length=12, unique=True, default=new_code, editable=False)
    state = models.CharField(_("สถานะ"), max_length=10, choices=State, default=State.ISSUED)
    learner = models.ForeignKey(
        Learner, verbose_name=_("ผู้เรียน"), null=True, blank=True, on_delete=models.SET_NULL, related_name="certificates"
    )
    course_key = models.UUIDField(_("หลักสูตร"), db_index=True)
    language = models.CharField(_("ภาษา"), max_length=10, default="th")
    title = models.CharField(_("ชื่อหลักสูตรที่เก็บไว้"), max_length=255)
    project = models.SlugField(_("โครงการ"), blank=True)
    audiences = models.CharField(_("กลุ่มวัย"), max_length=100, blank=True)
    snapshot = models.CharField(max_length=64, blank=True)
    lessons = models.PositiveSmallIntegerField(_("จำนวนบทเรียน"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("รวมประมาณ (นาที)"), null=True, blank=True)
    occasion = models.PositiveSmallIntegerField(_("ครั้งที่"), default=1)
    # The UUID of the training session where it was handed out; training links to it.
    session = models.UUIDField(_("การอบรม"), null=True, blank=True, db_index=True)
    finished_at = models.DateTimeField(_("เรียนจบเมื่อ"), null=True, blank=True)
    issued_at = models.DateTimeField(_("ออกเมื่อ"), null=True, blank=True)
    expires_at = models.DateTimeField(_("ใช้ได้ถึง"), null=True, blank=True)
    organiser = models.CharField(_("ผู้จัด"), max_length=200, blank=True)
    organiser_en = models.CharField(_("ผู้จัด (อังกฤษ)"), max_length=200, blank=True)
    name = models.CharField(_("ชื่อบนวุฒิบัตร"), max_length=100, blank=True)
    # A page anybody can open never shows a child's name, not even a part of it.
    for_child = models.BooleanField(_("ของเด็ก"), default=False)
    replaced_by = models.OneToOneField(
        "self", verbose_name=_("ใบที่แทน"), null=True, blank=True, on_delete=models.SET_NULL, related_name="replaces"
    )
    revoked_at = models.DateTimeField(_("เพิกถอนเมื่อ"), null=True, blank=True)
    revoked_reason = models.TextField(_("เหตุผลที่เพิกถอน"), blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("ผู้เพิกถอน"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    erased_at = models.DateTimeField(_("ผู้ถือขอลบข้อมูลเมื่อ"), null=True, blank=True)
    # The badge is about this random name, so that two badges cannot be told to be one person's.
    subject = models.UUIDField(default=uuid4, editable=False)
    status_place = models.PositiveIntegerField(default=None, null=True, unique=True, editable=False)
    origin = models.CharField(max_length=8, choices=Origin, default=Origin.WEB)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("วุฒิบัตร")
        verbose_name_plural = _("วุฒิบัตร")
        ordering = ["-issued_at", "-pk"]
        permissions = [("revoke_certificate", "Can revoke certificates")]
        constraints = [
            # A double click, a second tab and the back button meet the same certificate.
            models.UniqueConstraint(
                fields=["learner", "course_key", "occasion"],
                condition=Q(state__in=["issued", "revoked"]),
                name="learning_one_certificate_an_occasion",
            )
        ]

    def __str__(self) -> str:
        return f"{self.printed_code} {self.title}"

    @property
    def printed_code(self) -> str:
        """ABCD-EFGH-JKMN."""
        return grouped(self.code)

    @property
    def masked_name(self) -> str:
        """What a page anybody can open may show of the name; "" for children and where there is none."""
        return "" if self.for_child else masked_name(self.name)

    @property
    def is_expired(self) -> bool:
        return self.expires_at is not None and self.expires_at <= timezone.now()

    @property
    def status(self) -> str:
        """One word for what a verifier is told: reserved, issued, expired, replaced, revoked or erased."""
        if self.state == self.State.ISSUED and self.erased_at is not None:
            return "erased"
        if self.state == self.State.ISSUED and self.is_expired:
            return "expired"
        return str(self.state)

    @property
    def is_good(self) -> bool:
        return self.status == "issued"

    @property
    def day(self) -> datetime | None:
        """The day it bears: that of finishing, not of the click that asked for the paper."""
        return self.finished_at or self.issued_at


def free_status_place() -> int:
    """A random place in the badges' status lists that no other certificate has.

    A new list is begun when the last one is half full, so that a place is found in about two tries.
    """
    taken = Certificate.objects.exclude(status_place=None)
    number = taken.count() // (STATUS_PLACES // 2)
    while True:
        place = number * STATUS_PLACES + secrets.randbelow(STATUS_PLACES)
        if not taken.filter(status_place=place).exists():
            return place


def merge_certificates(source: Any, target: Any) -> int:
    """Make one person's certificates of two learners': all stay, one of the same occasion becomes a later one."""
    theirs = list(Certificate.objects.filter(learner=source).order_by("occasion", "pk"))
    numbers: dict[tuple[UUID, int], int] = {}
    for certificate in theirs:
        # A certificate and the one that replaced it keep one number.
        known = (certificate.course_key, certificate.occasion)
        if known not in numbers:
            others = Certificate.objects.filter(learner=target, course_key=certificate.course_key)
            taken = set(others.values_list("occasion", flat=True))
            numbers[known] = max(taken) + 1 if certificate.occasion in taken else certificate.occasion
        certificate.learner, certificate.occasion = target, numbers[known]
        certificate.save(update_fields=["learner", "occasion"])
    return len(theirs)


def erase_certificates(learner: Any) -> int:
    """Leave a tombstone of each: learner and name gone, course, date and code still there."""
    return Certificate.objects.filter(learner=learner).update(learner=None, name="", erased_at=timezone.now())


class GuardianConsent(models.Model):
    """A guardian agreed that the name of a child under ten stands on a certificate, in these words, on this day."""

    class Relation(models.TextChoices):
        PARENT = "parent", _("พ่อหรือแม่")
        GUARDIAN = "guardian", _("ผู้ปกครองตามกฎหมาย")

    learner = models.ForeignKey(
        Learner, verbose_name=_("ผู้เรียน"), on_delete=models.CASCADE, related_name="guardian_consents"
    )
    certificate = models.ForeignKey(Certificate, null=True, on_delete=models.SET_NULL, related_name="consents")
    relation = models.CharField(_("เกี่ยวข้องเป็น"), max_length=10, choices=Relation)
    wording = models.TextField(_("ข้อความที่ยินยอม"))
    at = models.DateTimeField(_("เมื่อ"), default=timezone.now)

    class Meta:
        verbose_name = _("ความยินยอมของผู้ปกครอง")
        verbose_name_plural = _("ความยินยอมของผู้ปกครอง")
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.get_relation_display()} {timezone.localdate(self.at)}"
