"""What a course asks of its learners, frozen; and each time somebody takes one."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.learning.models.learner import Learner, Origin


class CourseSnapshotQuerySet(models.QuerySet["CourseSnapshot"]):
    def unused(self) -> CourseSnapshotQuerySet:
        """Those no run, completion or certificate was judged by."""
        found = self
        for label in ("learning.CourseRun", "learning.Completion", "learning.Certificate"):
            rows = apps.get_model(label)._default_manager.filter(snapshot=models.OuterRef("hash"))
            found = found.exclude(models.Exists(rows))
        return found


class CourseSnapshot(models.Model):
    """A course as it stood: its rule, its lessons by key and title. Named by the hash of its content (decision 14).

    No row of ours points at it by key, so it outlives the course; the same content is the same row.
    """

    hash = models.CharField(max_length=64, unique=True, editable=False)
    course_key = models.UUIDField(db_index=True)
    content = models.JSONField()
    revision = models.PositiveBigIntegerField(_("ฉบับแก้ไข"), null=True, blank=True)
    taken_at = models.DateTimeField(default=timezone.now)

    objects = CourseSnapshotQuerySet.as_manager()

    class Meta:
        verbose_name = _("หลักสูตรตามที่เป็นอยู่ตอนนั้น")
        verbose_name_plural = _("หลักสูตรตามที่เป็นอยู่ตอนนั้น")

    def __str__(self) -> str:
        return str(self.content.get("title", self.hash[:8]))


class CourseRun(models.Model):
    """One time a learner takes a course: begun with the first act in it, or again on purpose after finishing.

    What it asks for is frozen in `snapshot`, so that an edit of the course makes it harder for nobody.
    """

    learner = models.ForeignKey(Learner, verbose_name=_("ผู้เรียน"), on_delete=models.CASCADE, related_name="course_runs")
    course_key = models.UUIDField(_("หลักสูตร"), db_index=True)
    occasion = models.PositiveSmallIntegerField(_("ครั้งที่"), default=1)
    snapshot = models.CharField(max_length=64)
    began_at = models.DateTimeField(_("เริ่มเมื่อ"))
    origin = models.CharField(max_length=8, choices=Origin, default=Origin.WEB)

    class Meta:
        verbose_name = _("การเรียนหลักสูตร")
        verbose_name_plural = _("การเรียนหลักสูตร")
        ordering = ["-occasion"]
        constraints = [
            models.UniqueConstraint(fields=["learner", "course_key", "occasion"], name="learning_one_run_an_occasion")
        ]

    def __str__(self) -> str:
        return f"{self.course_key} #{self.occasion}"


def merge_runs(source: Any, target: Any) -> int:
    """Make one person's runs of two learners' (personal-data registry): of the same occasion the earlier one stays."""
    kept = {(run.course_key, run.occasion): run for run in CourseRun.objects.filter(learner=target)}
    moved = 0
    for run in CourseRun.objects.filter(learner=source):
        same = kept.get((run.course_key, run.occasion))
        if same is not None and same.began_at <= run.began_at:
            run.delete()
            continue
        if same is not None:
            same.delete()
        CourseRun.objects.filter(pk=run.pk).update(learner=target)
        moved += 1
    return moved
