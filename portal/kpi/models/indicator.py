"""What is promised: indicators of a project in a fiscal year, and their targets, revision by revision."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.core.models import Production, Project
from portal.kpi.enums import Direction, MeasureName, RecordOrigin, Shape, Source, Subject
from portal.kpi.models.rows import check_fiscal_year, refuse_changes
from portal.kpi.numbers import Figures, NotANumber, Plan, parse_figures, written


def figure_field(label: Any = None, *, editable: bool = True) -> models.DecimalField[Any, Any]:
    """A column for one number of a target, plan or result; empty where nothing was stated."""
    return models.DecimalField(label, max_digits=20, decimal_places=4, null=True, blank=True, editable=editable)


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    def of_year(self, fiscal_year: int) -> IndicatorQuerySet:
        return self.filter(fiscal_year=fiscal_year)

    def with_rows(self) -> IndicatorQuerySet:
        """With project, targets and declared results, in a constant number of queries."""
        return self.select_related("project").prefetch_related("targets", "declared_results")

    def years(self) -> list[int]:
        """Fiscal years that have indicators, the latest first."""
        return list(self.order_by("-fiscal_year").values_list("fiscal_year", flat=True).distinct())


class Indicator(models.Model):
    """One line of the official table. Its wording is the source's; its measure says where the result comes from."""

    project = models.ForeignKey(Project, verbose_name=_("โครงการ"), on_delete=models.PROTECT, related_name="indicators")
    fiscal_year = models.PositiveSmallIntegerField(_("ปีงบประมาณ (พ.ศ.)"), validators=[check_fiscal_year])
    source = models.CharField(_("ที่มา"), max_length=16, choices=Source)
    number = models.PositiveSmallIntegerField(_("ข้อที่"))
    wording = models.TextField(_("ตัวชี้วัด"))
    unit = models.CharField(_("หน่วย"), max_length=40)
    direction = models.CharField(_("เป้าหมายคือ"), max_length=8, choices=Direction, default=Direction.AT_LEAST)
    shape = models.CharField(_("ลักษณะตัวเลข"), max_length=8, choices=Shape, default=Shape.NUMBER)
    accumulates = models.BooleanField(
        _("สะสมตลอดปี"), default=True, help_text=_("ตัวชี้วัดที่สะสมเท่านั้นมีจังหวะเทียบกับเวลาที่ผ่านไป")
    )
    measure = models.CharField(_("วัดจาก"), max_length=16, choices=MeasureName, default=MeasureName.MANUAL)
    subject = models.CharField(
        _("เรื่องที่วัด"), max_length=8, choices=Subject, blank=True, help_text=_("ใช้กับความพึงพอใจและการเรียนจบ")
    )
    production = models.CharField(
        _("เฉพาะการผลิต"), max_length=12, choices=Production, blank=True, help_text=_("เว้นว่าง = ทุกแบบ")
    )
    counted_only = models.BooleanField(_("ตัดสินจากที่ระบบนับเท่านั้น"), default=False, help_text=_("ไม่บวกยอดที่ประกาศจากภายนอก"))
    basis = models.TextField(_("วิธีและเงื่อนไขการวัด"), blank=True)
    note = models.TextField(_("หมายเหตุ"), blank=True)
    note_th = models.TextField(_("หมายเหตุภาษาไทย"), blank=True)
    sort_order = models.PositiveSmallIntegerField(_("ลำดับในตาราง"), default=0)
    origin = models.CharField(
        _("ที่มาของข้อมูล"), max_length=8, choices=RecordOrigin, default=RecordOrigin.STAFF, editable=False
    )

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("ตัวชี้วัด")
        verbose_name_plural = _("ตัวชี้วัด")
        ordering = ["-fiscal_year", "sort_order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "fiscal_year", "source", "number"], name="kpi_one_indicator_a_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.fiscal_year} {self.project} {self.get_source_display()} {self.number}"

    def clean(self) -> None:
        super().clean()
        if self.measure == MeasureName.SATISFACTION and not self.subject:
            raise ValidationError({"subject": _("เลือกว่าเป็นความพึงพอใจต่อเรื่องใด")})
        if self.measure == MeasureName.COMPLETIONS and self.subject not in (Subject.LESSON, Subject.COURSE):
            raise ValidationError({"subject": _("เลือกบทเรียนหรือหลักสูตร")})
        if self.shape in (Shape.RATE, Shape.RANK) and self.accumulates:
            raise ValidationError({"accumulates": _("อัตราและอันดับไม่สะสม: เอาเครื่องหมายออก")})

    @property
    def current_target(self) -> Target | None:
        """The target of the highest revision; reads the prefetched rows where there are any."""
        return max(self.targets.all(), key=lambda target: target.revision, default=None)

    @property
    def remark(self) -> str:
        """The note as staff read it."""
        return self.note_th or self.note


class Target(models.Model):
    """A target as written and as numbers. A new decision is a new revision; what was approved never changes."""

    indicator = models.ForeignKey(Indicator, verbose_name=_("ตัวชี้วัด"), on_delete=models.CASCADE, related_name="targets")
    revision = models.PositiveSmallIntegerField(_("ฉบับที่"), default=1)
    text = models.CharField(_("ค่าเป้าหมาย"), max_length=40, help_text=_("เขียนตามเอกสาร เช่น 680 หรือ 1/100,000"))
    value = figure_field(editable=False)
    second_value = figure_field(editable=False)
    plan_q1 = figure_field(_("แผนสะสมถึงไตรมาส 1"))
    plan_q2 = figure_field(_("แผนสะสมถึงไตรมาส 2"))
    plan_q3 = figure_field(_("แผนสะสมถึงไตรมาส 3"))
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("ผู้อนุมัติ"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    approving_body = models.CharField(_("คณะที่เห็นชอบ"), max_length=200, blank=True)
    approved_on = models.DateField(_("อนุมัติเมื่อ"), null=True, blank=True)
    reason = models.CharField(_("เหตุผลที่ปรับ"), max_length=300, blank=True)
    origin = models.CharField(
        _("ที่มาของข้อมูล"), max_length=8, choices=RecordOrigin, default=RecordOrigin.STAFF, editable=False
    )

    may_change: ClassVar[frozenset[str]] = frozenset({"approved_by", "approving_body", "approved_on", "reason"})

    class Meta:
        verbose_name = _("ค่าเป้าหมาย")
        verbose_name_plural = _("ค่าเป้าหมาย")
        ordering = ["indicator", "-revision"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "revision"], name="kpi_one_target_a_revision"),
            models.CheckConstraint(condition=Q(revision__gte=1), name="kpi_revision_from_1"),
        ]

    def __str__(self) -> str:
        return f"{self.text} ({self.revision})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises NotANumber when the text is no figure, RowChanged when a stored target would become another."""
        self.value, self.second_value = pair(parse_figures(self.text))
        refuse_changes(self, self.may_change)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        try:
            figures = parse_figures(self.text)
        except NotANumber as error:
            raise ValidationError({"text": str(error)}) from error
        if self.indicator_id:
            check_shape(self.indicator, figures)
        self._check_plan()

    def _check_plan(self) -> None:
        """A cumulative plan never falls below zero nor below the quarter before."""
        before = Decimal(0)
        for name in ("plan_q1", "plan_q2", "plan_q3"):
            value = getattr(self, name)
            if value is None:
                continue
            if value < before:
                message = _("แผนสะสมต้องไม่ติดลบ และไม่น้อยกว่าไตรมาสก่อน (%(before)s)") % {"before": written(before)}
                raise ValidationError({name: message})
            before = value

    @property
    def figures(self) -> Figures:
        return figures_of(self.value, self.second_value)

    @property
    def plan(self) -> Plan:
        """Cumulative plan at the end of quarters 1 to 3; the target itself is the fourth."""
        return self.plan_q1, self.plan_q2, self.plan_q3


def check_shape(indicator: Indicator, figures: Figures) -> None:
    """Raises ValidationError for a figure of two parts where the indicator has one."""
    if len(figures) > 1 and indicator.shape == Shape.NUMBER:
        raise ValidationError({"text": _("ตัวชี้วัดนี้เป็นจำนวนเดียว เขียนเป็นตัวเลขเดียว ไม่ใช้เครื่องหมาย /")})


def pair(figures: Figures) -> tuple[Decimal, Decimal | None]:
    """One or two figures as the two columns they are stored in."""
    return figures[0], figures[1] if len(figures) > 1 else None


def figures_of(*values: Any) -> Figures:
    """Stored columns as figures, empty ones left out."""
    return tuple(value for value in values if value is not None)


def in_table_order(indicators: Iterable[Indicator]) -> list[Indicator]:
    """As the official table lists them."""
    return sorted(indicators, key=lambda indicator: (indicator.sort_order, indicator.pk))
