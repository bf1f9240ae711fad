"""How a project as a whole stood at the end of a quarter, as its approving body saw it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.models import Project
from portal.kpi.enums import RecordOrigin
from portal.kpi.models.rows import check_fiscal_year


class ProjectYear(models.Model):
    """Plan and progress in percent, and how many indicators the project says it has."""

    project = models.ForeignKey(Project, verbose_name=_("โครงการ"), on_delete=models.PROTECT, related_name="years")
    fiscal_year = models.PositiveSmallIntegerField(_("ปีงบประมาณ (พ.ศ.)"), validators=[check_fiscal_year])
    quarter = models.PositiveSmallIntegerField(
        _("ณ สิ้นไตรมาส"), default=4, validators=[MinValueValidator(1), MaxValueValidator(4)]
    )
    plan_percent = models.DecimalField(_("แผน (ร้อยละ)"), max_digits=6, decimal_places=2, null=True, blank=True)
    progress_percent = models.DecimalField(
        _("ความก้าวหน้า (ร้อยละ)"), max_digits=6, decimal_places=2, null=True, blank=True
    )
    declared_indicators = models.PositiveSmallIntegerField(_("จำนวนตัวชี้วัดที่แจ้ง"), null=True, blank=True)
    as_of_text = models.CharField(_("ข้อมูล ณ"), max_length=60, blank=True, help_text=_("เขียนตามเอกสาร เช่น กันยายน 2562"))
    approving_body = models.CharField(_("คณะที่เห็นชอบ"), max_length=200, blank=True)
    approved_on = models.DateField(_("เห็นชอบเมื่อ"), null=True, blank=True)
    note = models.TextField(_("หมายเหตุ"), blank=True)
    origin = models.CharField(
        _("ที่มาของข้อมูล"), max_length=8, choices=RecordOrigin, default=RecordOrigin.STAFF, editable=False
    )

    class Meta:
        verbose_name = _("แผนและความก้าวหน้าของโครงการ")
        verbose_name_plural = _("แผนและความก้าวหน้าของโครงการ")
        ordering = ["-fiscal_year", "project", "-quarter"]
        constraints = [
            models.UniqueConstraint(fields=["project", "fiscal_year", "quarter"], name="kpi_one_project_row_a_quarter")
        ]

    def __str__(self) -> str:
        return f"{self.project} {self.fiscal_year}/{self.quarter}"

    def clean(self) -> None:
        super().clean()
        for name in ("plan_percent", "progress_percent"):
            value = getattr(self, name)
            if value is not None and not 0 <= value <= 100:
                raise ValidationError({name: _("ร้อยละของแผนและความก้าวหน้าอยู่ระหว่าง 0 ถึง 100")})
