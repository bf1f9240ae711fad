"""How satisfied people are: one vote of 1 to 5 per learner, object and day (counting rule 8)."""

from __future__ import annotations

from django.db import models
from django.db.models import Avg, Count, Q
from django.utils.translation import gettext_lazy as _

from portal.learning.models.learner import Learner, Origin


class SatisfactionQuerySet(models.QuerySet["Satisfaction"]):
    def result(self) -> dict[str, float | int | None]:
        """n; percent = mean of 1–5 × 20; top = share of 4–5 in percent. Both None without votes."""
        row = self.aggregate(n=Count("pk"), mean=Avg("score"), top=Count("pk", filter=Q(score__gte=4)))
        if not row["n"]:
            return {"n": 0, "percent": None, "top": None}
        return {"n": row["n"], "percent": float(row["mean"]) * 20, "top": row["top"] * 100 / row["n"]}


class Satisfaction(models.Model):
    class Subject(models.TextChoices):
        SERVICE = "service", _("บริการ")
        WEBSITE = "website", _("เว็บไซต์")
        LESSON = "lesson", _("บทเรียน")
        ARTICLE = "article", _("บทความ")
        SESSION = "session", _("การอบรม")

    learner = models.ForeignKey(
        Learner, verbose_name=_("ผู้เรียน"), null=True, on_delete=models.SET_NULL, related_name="votes"
    )
    subject = models.CharField(_("เรื่อง"), max_length=10, choices=Subject)
    subject_key = models.UUIDField(_("เนื้อหา"), null=True, blank=True)
    language = models.CharField(_("ภาษา"), max_length=10, default="th")
    title = models.CharField(_("ชื่อที่เก็บไว้"), max_length=255, blank=True)
    project = models.SlugField(_("โครงการ"), blank=True)
    score = models.PositiveSmallIntegerField(_("คะแนน 1–5"))
    wording = models.CharField(_("คำถามที่ถาม"), max_length=200)
    day = models.DateField(_("วัน"), db_index=True)
    at = models.DateTimeField(_("เมื่อ"))
    # The form that sent it first: two taps of a browser nobody knows yet are one vote. None for votes from elsewhere.
    submission = models.UUIDField(null=True, editable=False)
    origin = models.CharField(max_length=8, choices=Origin, default=Origin.WEB)

    objects = SatisfactionQuerySet.as_manager()

    class Meta:
        verbose_name = _("ความพึงพอใจ")
        verbose_name_plural = _("ความพึงพอใจ")
        constraints = [
            models.CheckConstraint(condition=Q(score__gte=1, score__lte=5), name="learning_score_1_to_5"),
            models.UniqueConstraint(
                fields=["learner", "subject", "subject_key", "day"], name="learning_one_vote_a_day"
            ),
            # A vote on the service or the website names no object, and NULLs never meet in the constraint above.
            models.UniqueConstraint(
                fields=["learner", "subject", "day"],
                condition=Q(subject_key__isnull=True),
                name="learning_one_vote_a_day_on_the_whole",
            ),
            models.UniqueConstraint(fields=["submission", "day"], name="learning_one_vote_a_form_and_day"),
        ]

    def __str__(self) -> str:
        return f"{self.get_subject_display()} {self.score}"
