"""What learners answered, with the words they were shown: questions may change, records may not (decision 3)."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.learning.models.learner import LearnerFact


class ActivityAnswer(LearnerFact):
    """One go at an activity; `submission` makes a double click one row."""

    submission = models.UUIDField(unique=True, default=uuid.uuid4)
    block_id = models.CharField(max_length=36)
    kind = models.CharField(max_length=20)
    answers = models.JSONField(_("คำตอบพร้อมข้อความที่เห็น"))
    right = models.PositiveSmallIntegerField(_("ถูก"), default=0)
    total = models.PositiveSmallIntegerField(_("ทั้งหมด"), default=0)

    class Meta:
        verbose_name = _("คำตอบกิจกรรม")
        verbose_name_plural = _("คำตอบกิจกรรม")
        ordering = ["-at"]


class QuizAttemptQuerySet(models.QuerySet["QuizAttempt"]):
    def of_course(self, course_key: uuid.UUID) -> QuizAttemptQuerySet:
        """The tests before and after this course."""
        return self.course_tests().filter(subject_key=course_key)

    def course_tests(self) -> QuizAttemptQuerySet:
        return self.filter(kind__in=[QuizAttempt.Kind.PRE, QuizAttempt.Kind.POST])


class QuizAttempt(LearnerFact):
    """One go at a quiz. Percent is right ÷ total × 100, rounded down; it is compared with the pass mark it kept."""

    class Kind(models.TextChoices):
        LESSON = "lesson", _("ท้ายบท")
        PRE = "pre", _("ก่อนเรียน")
        POST = "post", _("หลังเรียน")

    kind = models.CharField(_("แบบ"), max_length=6, choices=Kind, default=Kind.LESSON)
    submission = models.UUIDField(unique=True, default=uuid.uuid4)
    quiz_uuid = models.UUIDField(db_index=True)
    quiz_title = models.CharField(max_length=200)
    right = models.PositiveSmallIntegerField(_("ถูก"))
    total = models.PositiveSmallIntegerField(_("ทั้งหมด"))
    pass_percent = models.PositiveSmallIntegerField(_("เกณฑ์ผ่าน"))
    passed = models.BooleanField(_("ผ่าน"))

    objects = QuizAttemptQuerySet.as_manager()

    class Meta:
        verbose_name = _("การทำแบบทดสอบ")
        verbose_name_plural = _("การทำแบบทดสอบ")
        ordering = ["-at"]
        indexes = [models.Index(fields=["kind", "subject_key", "at"], name="learning_attempt_by_kind")]

    @property
    def percent(self) -> int:
        return self.right * 100 // self.total if self.total else 0


class AttemptAnswer(models.Model):
    """One question as it was shown. Of the kind *order*, `shown` stands in the order shown, each choice with its right
    place, and `chosen` in the order the learner gave."""

    attempt = models.ForeignKey(QuizAttempt, on_delete=models.CASCADE, related_name="answers")
    question_uuid = models.UUIDField(db_index=True)
    kind = models.CharField(_("แบบ"), max_length=10, blank=True)
    situation = models.JSONField(_("เรื่องที่เล่า"), default=dict, blank=True)
    question_text = models.TextField()
    shown = models.JSONField(_("ตัวเลือกที่เห็น"))
    chosen = models.JSONField(_("ข้อที่เลือก"))
    is_correct = models.BooleanField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.question_text
