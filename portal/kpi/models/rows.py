"""What the rows of the ledger have in common: numbers once entered stay; a wrong row is withdrawn, never changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.core.validators import FileExtensionValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.kpi.enums import RecordOrigin
from portal.thai.fiscal import LOWEST_BUDDHIST_YEAR

EVIDENCE_TYPES = ("pdf", "png", "jpg", "jpeg", "webp", "csv", "xlsx", "docx", "txt")
LARGEST_EVIDENCE = 20_000_000


class EvidenceStorage(FileSystemStorage):
    """Files without a public address: they are sent by a view that asks who wants them."""

    def url(self, name: str | None) -> str:
        """Raises ValueError always."""
        raise ValueError("evidence has no address of its own; see portal.kpi.views.evidence")


def evidence_storage() -> Storage:
    """Where evidence files lie: never among the public uploads. A storage named `evidence` in the settings goes first."""
    if "evidence" in settings.STORAGES:
        return storages["evidence"]
    return EvidenceStorage(location=settings.VAR_DIR / "evidence")


def check_evidence_size(upload: Any) -> None:
    """Raises ValidationError above 20 MB."""
    if upload.size > LARGEST_EVIDENCE:
        raise ValidationError(_("ไฟล์หลักฐานใหญ่กว่า 20 MB: ย่อไฟล์ หรือเก็บเฉพาะหน้าที่แสดงตัวเลข"))


def check_fiscal_year(value: int) -> None:
    """Raises ValidationError for a year of the common era."""
    if not LOWEST_BUDDHIST_YEAR <= value <= LOWEST_BUDDHIST_YEAR + 399:
        raise ValidationError(_("เขียนปีงบประมาณเป็น พ.ศ. สี่หลัก เช่น 2569"))


class RowChanged(RuntimeError):
    """Code tried to change a number that was already entered."""


class Entered(models.Model):
    """A row somebody entered, with the file that proves it."""

    evidence = models.FileField(
        _("ไฟล์หลักฐาน"),
        upload_to="%Y/%m",
        storage=evidence_storage,
        blank=True,
        validators=[FileExtensionValidator(EVIDENCE_TYPES), check_evidence_size],
        help_text=_("PDF ภาพ หรือตาราง ไม่เกิน 20 MB เห็นเฉพาะเจ้าหน้าที่ตัวชี้วัด"),
    )
    evidence_note = models.CharField(
        _("หลักฐานอยู่ที่ใด"), max_length=300, blank=True, help_text=_("เช่น เลขที่หนังสือ หรือที่อยู่หน้าเว็บ")
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("ผู้กรอก"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    entered_at = models.DateTimeField(_("กรอกเมื่อ"), auto_now_add=True)
    withdrawn = models.BooleanField(_("ถอนแถวนี้"), default=False, help_text=_("แถวที่ถอนแล้วไม่นับ แต่ยังเก็บไว้ให้ตรวจ"))
    withdrawn_why = models.CharField(_("เหตุผลที่ถอน"), max_length=300, blank=True)
    origin = models.CharField(
        _("ที่มาของข้อมูล"), max_length=8, choices=RecordOrigin, default=RecordOrigin.STAFF, editable=False
    )

    # What may change after a row was entered; everything else is fixed (counting rule 13).
    may_change: ClassVar[frozenset[str]] = frozenset(
        {"evidence", "evidence_note", "withdrawn", "withdrawn_why", "entered_by"}
    )

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises RowChanged when a number that was entered would become another."""
        refuse_changes(self, self.may_change)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if self.withdrawn and not self.withdrawn_why.strip():
            raise ValidationError({"withdrawn_why": _("เขียนเหตุผลที่ถอนแถวนี้")})


def refuse_changes(row: models.Model, may_change: frozenset[str]) -> None:
    """Raises RowChanged when a stored row differs from what is to be saved in a field that may not change."""
    stored = type(row)._default_manager.filter(pk=row.pk).first() if row.pk else None
    if stored is None:
        return
    changed = [name for name in _fixed_fields(row, may_change) if getattr(stored, name) != getattr(row, name)]
    if changed:
        raise RowChanged(
            f"{row._meta.label} {row.pk}: {', '.join(changed)} may not change; withdraw it and enter a new row"
        )


def _fixed_fields(row: models.Model, may_change: frozenset[str]) -> Sequence[str]:
    return [
        field.attname for field in row._meta.concrete_fields if not field.primary_key and field.name not in may_change
    ]
