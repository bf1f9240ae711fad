"""Form fields of the ledger: dates as people in Thailand type them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import formfield_for_dbfield
from wagtail.admin.widgets import AdminDateInput

from portal.thai.dates import AmbiguousYear, parse_thai_date


class ThaiDateField(forms.DateField):
    """Takes 30/9/2569, 30 ก.ย. 2569 and 2026-09-30 for the same day."""

    def to_python(self, value: Any) -> date | None:
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value or None)
        try:
            return parse_thai_date(value)
        except AmbiguousYear as error:
            raise ValidationError(_("ปีมีสองหลัก: เขียนปีเป็นสี่หลัก เช่น 30/9/2569")) from error
        except ValueError as error:
            raise ValidationError(_("อ่านวันที่ไม่ได้: เขียนเช่น 30/9/2569")) from error


def ledger_field(field: models.Field[Any, Any], **kwargs: Any) -> Any:
    """The form field of a model field: Wagtail's own, but for dates and for files that have no address to link to."""
    if isinstance(field, models.FileField):
        return formfield_for_dbfield(field, **{**kwargs, "widget": forms.FileInput})
    if type(field) is models.DateField:
        help_text = field.help_text or _("เขียนเช่น 30/9/2569")
        return ThaiDateField(
            widget=AdminDateInput(), label=field.verbose_name, required=not field.blank, help_text=str(help_text)
        )
    return formfield_for_dbfield(field, **kwargs)
