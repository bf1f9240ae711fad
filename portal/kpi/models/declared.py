"""What is declared: results entered by hand or taken from an official report, and views on platforms of others.

Declared rows stand beside our own counts with source, period, evidence and who entered them (counting rule 13).
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.core.models import Production, Project
from portal.kpi.enums import Medium, Platform
from portal.kpi.models.indicator import Indicator, check_shape, figure_field, figures_of, pair
from portal.kpi.models.rows import Entered
from portal.kpi.numbers import Figures, NotANumber, parse_figures
from portal.thai.dates import thai_date
from portal.thai.fiscal import fiscal_year, fiscal_year_days


class DeclaredResult(Entered):
    """A result as of a day.

    Of the whole results the one with the latest day counts (of several for one day, the one entered last); additions
    are added up and stand beside what the portal counts.
    """

    class Role(models.TextChoices):
        WHOLE = "whole", _("ผลทั้งหมดของตัวชี้วัด")
        ADDED = "added", _("บวกเพิ่มจากที่ระบบนับ")

    indicator = models.ForeignKey(
        Indicator, verbose_name=_("ตัวชี้วัด"), on_delete=models.CASCADE, related_name="declared_results"
    )
    role = models.CharField(_("ตัวเลขนี้คือ"), max_length=5, choices=Role, default=Role.WHOLE)
    text = models.CharField(_("ผลการดำเนินงาน"), max_length=40, help_text=_("เขียนตามเอกสาร เช่น 1,136 หรือ 1/132,664"))
    value = figure_field(editable=False)
    second_value = figure_field(editable=False)
    as_of = models.DateField(_("ข้อมูล ณ วันที่"))
    source_note = models.CharField(_("แหล่งที่มา"), max_length=300)

    class Meta:
        verbose_name = _("ผลที่ประกาศ")
        verbose_name_plural = _("ผลที่ประกาศ")
        ordering = ["-as_of", "-pk"]

    def __str__(self) -> str:
        return f"{self.text} ({self.as_of})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises NotANumber when the text is no figure, RowChanged when a stored number would become another."""
        self.value, self.second_value = pair(parse_figures(self.text))
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        try:
            figures = parse_figures(self.text)
        except NotANumber as error:
            raise ValidationError({"text": str(error)}) from error
        if self.indicator_id:
            check_shape(self.indicator, figures)
        if self.as_of and self.indicator_id and fiscal_year(self.as_of) != self.indicator.fiscal_year:
            raise ValidationError({"as_of": _("วันที่นี้อยู่นอกปีงบประมาณของตัวชี้วัด")})
        if self.role == self.Role.ADDED and self.indicator_id and not self.indicator.accumulates:
            raise ValidationError({"role": _("ตัวชี้วัดนี้ไม่สะสม จึงบวกเพิ่มไม่ได้: เลือกผลทั้งหมด")})

    @property
    def figures(self) -> Figures:
        return figures_of(self.value, self.second_value)


class DeclaredViewsQuerySet(models.QuerySet["DeclaredViews"]):
    def standing(self) -> DeclaredViewsQuerySet:
        """Not withdrawn."""
        return self.filter(withdrawn=False)

    def of_indicator(self, indicator: Indicator) -> DeclaredViewsQuerySet:
        """All rows of its project and year, withdrawn ones too."""
        return self.filter(project=indicator.project_id, ends_on__range=fiscal_year_days(indicator.fiscal_year))

    def of(self, project: str, first: date, last: date) -> DeclaredViewsQuerySet:
        """Rows of a project whose period ended within these days: a period still running is not known yet."""
        return self.standing().filter(project__slug=project, ends_on__range=(first, last))


class DeclaredViews(Entered):
    """Views of a piece on a platform that is not ours, as that platform or the campaign's maker reported them."""

    project = models.ForeignKey(Project, verbose_name=_("โครงการ"), on_delete=models.PROTECT, related_name="+")
    platform = models.CharField(_("แพลตฟอร์ม"), max_length=10, choices=Platform)
    piece = models.CharField(_("ชิ้นงาน"), max_length=200)
    url = models.URLField(_("ที่อยู่ของชิ้นงาน"), blank=True)
    starts_on = models.DateField(_("นับตั้งแต่"))
    ends_on = models.DateField(_("ถึง"))
    count = models.PositiveBigIntegerField(_("จำนวนการเข้าชม"))
    medium = models.CharField(_("ชนิดสื่อ"), max_length=12, choices=Medium)
    production = models.CharField(_("การผลิต"), max_length=12, choices=Production, blank=True)
    source_note = models.CharField(_("แหล่งที่มา"), max_length=300)

    objects = DeclaredViewsQuerySet.as_manager()

    class Meta:
        verbose_name = _("ยอดเข้าชมภายนอก")
        verbose_name_plural = _("ยอดเข้าชมภายนอก")
        ordering = ["-ends_on", "-pk"]
        indexes = [models.Index(fields=["project", "ends_on"], name="kpi_declared_views_by_day")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="kpi_views_period_in_order")
        ]

    def __str__(self) -> str:
        return f"{self.get_platform_display()}: {self.piece}"

    def _not_twice(self) -> None:
        """One count a piece and time: two that overlap would be added up."""
        same = DeclaredViews.objects.standing().filter(
            project=self.project, platform=self.platform, medium=self.medium, piece__iexact=self.piece
        )
        other = same.exclude(pk=self.pk).filter(starts_on__lte=self.ends_on, ends_on__gte=self.starts_on).first()
        if other is not None:
            raise ValidationError(
                _("มียอดของชิ้นนี้ในช่วงที่ทับกันอยู่แล้ว คือ %(count)s ครั้ง (%(first)s ถึง %(last)s): ถอนแถวนั้นก่อน แล้วกรอกยอดใหม่")
                % {
                    "count": f"{other.count:,}",
                    "first": thai_date(other.starts_on),
                    "last": thai_date(other.ends_on),
                }
            )

    def clean(self) -> None:
        super().clean()
        if not (self.starts_on and self.ends_on):
            return
        if self.project_id and not self.pk:
            self._not_twice()
        if self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("วันสุดท้ายอยู่ก่อนวันแรก: ตรวจวันที่อีกครั้ง")})
        if fiscal_year(self.starts_on) != fiscal_year(self.ends_on):
            last = fiscal_year_days(fiscal_year(self.starts_on))[1]
            message = _("ช่วงนี้คร่อมสองปีงบประมาณ: แยกเป็นสองแถว แถวแรกถึง %(last)s") % {"last": thai_date(last)}
            raise ValidationError({"ends_on": message})
