"""The pseudonymous person who learns."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Origin(models.TextChoices):
    """Where a fact comes from; `remove_demo` takes the demo's away."""

    WEB = "web", _("เว็บไซต์")
    DEMO = "demo", _("ข้อมูลตัวอย่าง")


class Learner(models.Model):
    """Begins with the first act (an answer, "I did this"), never with reading; may or may not have an account."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("บัญชี"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="learner",
    )
    created_at = models.DateTimeField(_("เริ่มเรียนเมื่อ"), default=timezone.now)
    # Refused the counting cookie: progress goes on all the same (counting rule 11).
    counting_refused = models.BooleanField(_("ไม่ให้ใช้คุกกี้นับ"), default=False)
    origin = models.CharField(max_length=8, choices=Origin, default=Origin.WEB)
    # Kept so that an old cookie or card of this learner still leads to the same person; always one step, never a chain.
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("รวมเข้ากับ"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.CASCADE,
        related_name="merged",
    )
    # Part of every signed cookie and form: raising it turns away all devices that have not been given the new one.
    pass_number = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("ผู้เรียน")
        verbose_name_plural = _("ผู้เรียน")

    def __str__(self) -> str:
        return str(self.uuid)[:8]

    @property
    def final(self) -> Learner:
        """The learner this one was merged into, else itself."""
        return self.merged_into or self


class LearnerFact(models.Model):
    """A dated row about a learner that names content by key, language and kept title (decision 14)."""

    learner = models.ForeignKey(
        Learner, verbose_name=_("ผู้เรียน"), null=True, on_delete=models.SET_NULL, related_name="%(class)ss"
    )
    subject_kind = models.CharField(_("ชนิดเนื้อหา"), max_length=20)
    subject_key = models.UUIDField(_("เนื้อหา"), db_index=True)
    language = models.CharField(_("ภาษา"), max_length=10)
    title = models.CharField(_("ชื่อที่เก็บไว้"), max_length=255)
    project = models.SlugField(_("โครงการ"), blank=True)
    audiences = models.CharField(_("กลุ่มวัย"), max_length=100, blank=True)
    revision = models.PositiveBigIntegerField(_("ฉบับแก้ไข"), null=True, blank=True)
    at = models.DateTimeField(_("เมื่อ"), db_index=True)
    origin = models.CharField(max_length=8, choices=Origin, default=Origin.WEB)

    class Meta:
        abstract = True
