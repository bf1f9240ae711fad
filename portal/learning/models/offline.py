"""Answers given without a network: which questions a kept lesson asked, and what the device says of an answer sent later."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.learning.models.answers import QuizAttempt


class QuizSnapshot(models.Model):
    """A lesson's quiz as it once stood, by its version. Written when an editor saves; answers from kept copies are marked by it."""

    lesson_key = models.UUIDField()
    version = models.CharField(max_length=32)
    content = models.JSONField(_("คำถามพร้อมเฉลย"))
    kept_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["lesson_key", "version"], name="learning_one_snapshot_a_version")
        ]

    def __str__(self) -> str:
        return f"{self.lesson_key} {self.version}"


class LateAnswer(models.Model):
    """An attempt that was made without a network. The attempt's own time is when it reached us, and counts; this is
    what the device's clock said, which may be wrong by years."""

    attempt = models.OneToOneField(QuizAttempt, on_delete=models.CASCADE, related_name="late")
    version = models.CharField(max_length=32)
    claimed_at = models.DateTimeField(_("เวลาตามเครื่องของผู้เรียน"), null=True)

    def __str__(self) -> str:
        return self.version
