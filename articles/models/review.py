"""A legal reviewer's signature under one revision of an article, given in Wagtail's workflow."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask


class LegalReviewTask(AbstractGroupApprovalTask):
    """The workflow step in which a legal reviewer checks an article against the law and signs it."""

    class Meta:
        verbose_name = _("ตรวจทานกฎหมาย")
        verbose_name_plural = _("ตรวจทานกฎหมาย")

    @classmethod
    def get_description(cls) -> str:
        return str(_("สมาชิกของกลุ่มที่กำหนดตรวจบทความกับตัวบทกฎหมายแล้วลงชื่อ"))


class LegalReview(models.Model):
    """Who signed which revision, and when. It holds for those words alone: the next revision waits again."""

    page_key = models.UUIDField(_("บทความ"), db_index=True)
    language = models.CharField(_("ภาษา"), max_length=10)
    title = models.CharField(_("ชื่อที่เก็บไว้"), max_length=255)
    revision = models.PositiveBigIntegerField(_("ฉบับแก้ไข"))
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("ผู้ตรวจทาน"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    reviewer_name = models.CharField(_("ชื่อผู้ตรวจทาน"), max_length=200)
    signed_at = models.DateTimeField(_("ลงชื่อเมื่อ"))

    class Meta:
        verbose_name = _("การตรวจทานกฎหมาย")
        verbose_name_plural = _("การตรวจทานกฎหมาย")
        ordering = ["-signed_at"]
        constraints = [
            models.UniqueConstraint(fields=["page_key", "language", "revision"], name="articles_one_review_a_revision")
        ]

    def __str__(self) -> str:
        return f"{self.title} – {self.reviewer_name}"

    @classmethod
    def of_page(cls, page: Any) -> LegalReview | None:
        if page.live_revision_id is None:
            return None
        return cls.objects.filter(
            page_key=page.translation_key, language=page.locale.language_code, revision=page.live_revision_id
        ).first()

    @classmethod
    def attach(cls, pages: Iterable[Any]) -> None:
        """Set `review` on each page in one query, for listings."""
        pages = list(pages)
        found = {
            (review.page_key, review.revision): review
            for review in cls.objects.filter(revision__in=[page.live_revision_id for page in pages])
        }
        for page in pages:
            page.review = found.get((page.translation_key, page.live_revision_id))
