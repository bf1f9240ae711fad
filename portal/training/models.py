"""Training sessions: where, when, with whom, how many came, and by name where names were taken."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from portal.core.models import Audience, Project
from portal.training.geography import district_choices, province_choices, province_of_district


class Origin(models.TextChoices):
    STAFF = "staff", _("เจ้าหน้าที่กรอก")
    HISTORY = "history", _("ข้อมูลย้อนหลังที่ประกาศไว้")
    DEMO = "demo", _("ข้อมูลตัวอย่าง")


class Partner(models.Model):
    """An organisation that holds a session together with us."""

    name = models.CharField(_("ชื่อหน่วยงาน"), max_length=200, unique=True)

    class Meta:
        verbose_name = _("หน่วยงานร่วมจัด")
        verbose_name_plural = _("หน่วยงานร่วมจัด")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class TrainingSession(ClusterableModel):
    """One occasion of teaching. Headcount (people counted in the room) and the named list are two numbers."""

    class Kind(models.TextChoices):
        TRAIN_THE_TRAINER = "train-the-trainer", _("อบรมวิทยากร")
        REGIONAL = "regional", _("อบรมในพื้นที่")
        COMMUNITY = "community", _("วิทยากรสอนต่อ")

    class Precision(models.TextChoices):
        DAY = "day", _("ทราบวันที่แน่นอน")
        MONTH = "month", _("ทราบเฉพาะเดือน")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("ชื่อการอบรม"), max_length=200)
    kind = models.CharField(_("ประเภท"), max_length=20, choices=Kind, default=Kind.COMMUNITY)
    project = models.ForeignKey(Project, verbose_name=_("โครงการ"), on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField(_("วันแรก"))
    ends_on = models.DateField(_("วันสุดท้าย"))
    date_precision = models.CharField(_("ความแน่นอนของวันที่"), max_length=5, choices=Precision, default=Precision.DAY)
    province = models.CharField(_("จังหวัด"), max_length=10, blank=True, choices=province_choices)
    district = models.CharField(_("อำเภอ/เขต"), max_length=10, blank=True, choices=district_choices)
    place = models.CharField(_("สถานที่"), max_length=200, blank=True)
    partner = models.ForeignKey(
        Partner,
        verbose_name=_("หน่วยงานร่วมจัด"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="sessions",
    )
    audience = models.ForeignKey(
        Audience, verbose_name=_("กลุ่มวัย"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    headcount = models.PositiveIntegerField(
        _("จำนวนคนที่นับได้"), null=True, blank=True, help_text=_("เว้นว่างเมื่อไม่ทราบ ไม่ใช่ศูนย์")
    )
    note = models.TextField(_("หมายเหตุ"), blank=True)
    origin = models.CharField(_("ที่มาของข้อมูล"), max_length=8, choices=Origin, default=Origin.STAFF)

    class Meta:
        verbose_name = _("การอบรม")
        verbose_name_plural = _("การอบรม")
        ordering = ["-starts_on", "-pk"]
        indexes = [models.Index(fields=["project", "starts_on"], name="training_session_by_day")]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("วันสุดท้ายอยู่ก่อนวันแรก: ตรวจวันที่อีกครั้ง")})
        if self.district and province_of_district(self.district) != self.province:
            raise ValidationError({"district": _("อำเภอนี้ไม่อยู่ในจังหวัดที่เลือก: เลือกจังหวัดหรืออำเภอใหม่")})

    @property
    def named(self) -> int:
        """How many people the list names; counted in the query where a listing asked for it."""
        counted: int | None = getattr(self, "names", None)
        return self.attendances.count() if counted is None else counted


class Attendance(models.Model):
    """A named person who came. `match_key` finds the same person again; a trainer of the session is no trainee of it."""

    session = ParentalKey(TrainingSession, on_delete=models.CASCADE, related_name="attendances")
    name = models.CharField(_("ชื่อ–นามสกุล"), max_length=200)
    match_key = models.CharField(max_length=64, db_index=True, editable=False)
    is_trainer = models.BooleanField(_("เป็นวิทยากรของครั้งนี้"), default=False)
    learner = models.ForeignKey(
        "learning.Learner",
        verbose_name=_("ผู้เรียน"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="attendances",
    )
    origin = models.CharField(max_length=8, choices=Origin, default=Origin.STAFF, editable=False)

    class Meta:
        verbose_name = _("ผู้เข้าอบรม")
        verbose_name_plural = _("ผู้เข้าอบรม")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "match_key"], name="training_one_attendance_a_person")
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        from portal.training.match import match_key

        self.match_key = match_key(self.name)
        super().save(*args, **kwargs)
