"""Completions: dated rows by an explicit rule. Opening a page completes nothing (decision 2)."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.learning.models.learner import LearnerFact
from portal.thai.fiscal import fiscal_year_bounds


class CompletionQuerySet(models.QuerySet["Completion"]):
    def of_courses(self) -> CompletionQuerySet:
        return self.filter(subject_kind=Completion.Subject.COURSE)

    def of_lessons(self) -> CompletionQuerySet:
        return self.filter(subject_kind=Completion.Subject.LESSON)

    def between(self, start: datetime, end: datetime) -> CompletionQuerySet:
        """Completed in [start, end)."""
        return self.filter(at__gte=start, at__lt=end)

    def in_fiscal_year(self, year_be: int) -> CompletionQuerySet:
        return self.between(*fiscal_year_bounds(year_be))


class Completion(LearnerFact):
    """Someone finished a lesson or a course. Content edited later demotes no one."""

    class Subject(models.TextChoices):
        LESSON = "lesson", _("บทเรียน")
        COURSE = "course", _("หลักสูตร")

    class Rule(models.TextChoices):
        QUIZ_PASSED = "quiz-passed", _("ผ่านแบบทดสอบ")
        DID_THIS = "did-this", _("ลงมือทำแล้ว")
        ALL_LESSONS = "all-lessons", _("เรียนจบทุกบท")
        LESSONS_AND_TEST = "lessons-and-test", _("เรียนจบทุกบท และผ่านแบบทดสอบหลังเรียน")
        ATTENDED = "attended", _("เข้าอบรม")

    class Source(models.TextChoices):
        WEB = "web", _("เว็บไซต์")
        CLASS = "class", _("ห้องเรียน")
        PAPER = "paper", _("กระดาษ")

    rule = models.CharField(_("เกณฑ์"), max_length=20, choices=Rule)
    source = models.CharField(_("ทาง"), max_length=10, choices=Source, default=Source.WEB)
    # Which time it was finished on purpose; double submits and two tabs meet the same occasion.
    occasion = models.PositiveSmallIntegerField(default=1)
    # What a course asked for when it was finished: the hash of a CourseSnapshot. Empty for lessons.
    snapshot = models.CharField(max_length=64, blank=True)

    objects = CompletionQuerySet.as_manager()

    class Meta:
        verbose_name = _("การเรียนจบ")
        verbose_name_plural = _("การเรียนจบ")
        ordering = ["-at"]
        indexes = [models.Index(fields=["subject_kind", "at"], name="learning_completion_by_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "subject_kind", "subject_key", "occasion"],
                name="learning_one_completion_an_occasion",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def kind_words(self) -> str:
        """What was finished, in words: a lesson or a course."""
        return str(self.Subject(self.subject_kind).label) if self.subject_kind in self.Subject else self.subject_kind
