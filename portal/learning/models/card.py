"""The progress card: a code on paper that leads another device to a learner."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.core.codes import grouped, masked, new_code
from portal.learning.models.learner import Learner


class ProgressCardQuerySet(models.QuerySet["ProgressCard"]):
    def live(self) -> ProgressCardQuerySet:
        """Cards that still lead to their learner."""
        return self.filter(replaced_at=None)


class ProgressCard(models.Model):
    """Whoever holds the code sees the learner's progress, until a new card replaces it (decision 0033).

    The code is kept as it is printed, so that the same card can be printed again.
    """

    code = models.CharField(_("รหัสบัตร"), max_length=12, unique=True, default=new_code, editable=False)
    learner = models.ForeignKey(Learner, verbose_name=_("ผู้เรียน"), on_delete=models.CASCADE, related_name="cards")
    made_at = models.DateTimeField(_("ทำเมื่อ"), default=timezone.now)
    replaced_at = models.DateTimeField(_("เลิกใช้เมื่อ"), null=True, blank=True)

    objects = ProgressCardQuerySet.as_manager()

    class Meta:
        verbose_name = _("บัตรความก้าวหน้า")
        verbose_name_plural = _("บัตรความก้าวหน้า")
        constraints = [
            models.UniqueConstraint(
                fields=["learner"], condition=Q(replaced_at__isnull=True), name="learning_one_live_card_a_learner"
            )
        ]

    def __str__(self) -> str:
        return masked(self.code)

    @property
    def printed(self) -> str:
        """The code in three groups of four, as it stands on the card."""
        return grouped(self.code)
