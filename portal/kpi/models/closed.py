"""A closed fiscal year: what was signed, whole, and what changed afterwards beside it (counting rule 12)."""

from __future__ import annotations

import hashlib
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.kpi.models.rows import RowChanged


class PreparedYear(models.Model):
    """Someone says that a year's figures are complete, and waits for another to approve exactly these."""

    fiscal_year = models.PositiveSmallIntegerField(_("ปีงบประมาณ (พ.ศ.)"), unique=True)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("ผู้จัดทำ"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    prepared_at = models.DateTimeField(_("จัดทำเมื่อ"))
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("ปีที่รออนุมัติปิด")
        verbose_name_plural = _("ปีที่รออนุมัติปิด")

    def __str__(self) -> str:
        return str(self.fiscal_year)


class ClosedYear(models.Model):
    """The snapshot. Nothing changes it; its hash verifies it for ever."""

    fiscal_year = models.PositiveSmallIntegerField(_("ปีงบประมาณ (พ.ศ.)"), unique=True)
    content = models.TextField(
        _("สาระที่ลงนาม"), help_text="canonical JSON: the report's document and how it was counted"
    )
    sha256 = models.CharField(max_length=64)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("ผู้จัดทำ"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("ผู้อนุมัติ"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    closed_at = models.DateTimeField(_("ปิดเมื่อ"))

    class Meta:
        verbose_name = _("ปีที่ปิดแล้ว")
        verbose_name_plural = _("ปีที่ปิดแล้ว")
        ordering = ["-fiscal_year"]

    def __str__(self) -> str:
        return str(self.fiscal_year)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises RowChanged once the year is closed."""
        if self.pk is not None:
            raise RowChanged(f"fiscal year {self.fiscal_year} is closed")
        super().save(*args, **kwargs)

    @property
    def verifies(self) -> bool:
        """Whether the content is what was signed."""
        return hashlib.sha256(self.content.encode()).hexdigest() == self.sha256


class LateRevision(models.Model):
    """What later facts would have made of a closed year: logged beside the snapshot, never in it."""

    closed = models.ForeignKey(ClosedYear, on_delete=models.CASCADE, related_name="revisions")
    found_at = models.DateTimeField(_("พบเมื่อ"))
    changes = models.JSONField(_("รายการที่เปลี่ยน"))
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("ข้อมูลที่มาหลังปิดปี")
        verbose_name_plural = _("ข้อมูลที่มาหลังปิดปี")
        ordering = ["-found_at"]

    def __str__(self) -> str:
        return f"{self.closed} {self.found_at:%Y-%m-%d}"


class ReportSubscription(models.Model):
    """Figures staff who want the month's report by e-mail."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name=_("ผู้รับ"), on_delete=models.CASCADE, related_name="+"
    )
    last_month = models.DateField(_("ส่งล่าสุดของเดือน"), null=True, blank=True)

    class Meta:
        verbose_name = _("ผู้รับรายงานประจำเดือน")
        verbose_name_plural = _("ผู้รับรายงานประจำเดือน")

    def __str__(self) -> str:
        return str(self.user)
