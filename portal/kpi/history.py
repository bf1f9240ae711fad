"""Who changed what in the ledger, kept in Wagtail's log: entries, changes field by field, imports, closed years.

An entry outlives its row. Numbers never change (`models/rows.py`); what can change – wordings, approvals, evidence, a
withdrawal – is written down with the value before and after.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q, QuerySet
from django.db.models.fields.files import FieldFile
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.actions.edit import EditAction
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from portal.accounts.models import User
from portal.kpi.enums import MeasureName
from portal.kpi.measures.names import named
from portal.kpi.models import ClosedYear, DeclaredResult, DeclaredViews, Indicator, PreparedYear, ProjectYear, Target
from portal.kpi.rows.table import Cell, Link, RowTable, columns
from portal.thai.dates import thai_date

LEDGER: tuple[type[models.Model], ...] = (
    Indicator,
    Target,
    DeclaredResult,
    DeclaredViews,
    ProjectYear,
    PreparedYear,
    ClosedYear,
)
IMPORTED, PREPARED, CLOSED = "kpi.import", "kpi.prepare", "kpi.close"
ACTIONS = {
    "wagtail.create": gettext_lazy("กรอก"),
    "wagtail.edit": gettext_lazy("แก้ไข"),
    IMPORTED: gettext_lazy("นำเข้าจากไฟล์"),
    PREPARED: gettext_lazy("ยืนยันตัวเลขเพื่อปิดปี"),
    CLOSED: gettext_lazy("อนุมัติปิดปี"),
}
FORMS = {
    "indicator": "kpi_indicators",
    "target": "kpi_targets",
    "declaredresult": "kpi_results",
    "declaredviews": "kpi_outside_views",
    "projectyear": "kpi_project_years",
}
"""Model → namespace of its forms."""

# The entry that says what changed takes the place of Wagtail's own, which says only that something did.
QuietEdit = partial(EditAction, log_action=None)


def note(row: models.Model, action: str, user: Any = None, **data: Any) -> None:
    """Writes one entry; `data` are plain values that say more."""
    log(instance=row, action=action, user=user, data=data, content_changed=True)


def changes_of(row: models.Model, names: Sequence[str]) -> list[dict[str, str]]:
    """What saving the row will change among these fields, as people read it."""
    stored = type(row)._default_manager.filter(pk=row.pk).first()
    if stored is None:
        return []
    pairs = [(name, _written(stored, name), _written(row, name)) for name in names]
    return [
        {"field": str(row._meta.get_field(name).verbose_name), "before": before, "after": after}  # type: ignore[union-attr]
        for name, before, after in pairs
        if before != after
    ]


def _written(row: models.Model, name: str) -> str:
    shown = getattr(row, f"get_{name}_display", None)
    value = shown() if shown else getattr(row, name)
    if isinstance(value, bool):
        return _("ใช่") if value else _("ไม่ใช่")
    if isinstance(value, FieldFile):
        return (value.name or "").rpartition("/")[2]
    return "" if value is None else str(value)


def entries() -> QuerySet[ModelLogEntry]:
    """Everything that happened to the ledger, the latest first."""
    types = ContentType.objects.get_for_models(*LEDGER).values()
    found: QuerySet[ModelLogEntry] = ModelLogEntry.objects.filter(content_type__in=list(types))
    return found.order_by("-timestamp", "-pk")


def entries_of(indicator: Indicator) -> QuerySet[ModelLogEntry]:
    """What happened to an indicator, its targets, its declared results and the outside views that make up its result."""
    types = ContentType.objects.get_for_models(Indicator, Target, DeclaredResult, DeclaredViews)
    targets = [str(target.pk) for target in indicator.targets.all()]
    results = [str(result.pk) for result in indicator.declared_results.all()]
    views = []
    if indicator.measure == MeasureName.VIEWS:
        views = [str(pk) for pk in DeclaredViews.objects.of_indicator(indicator).values_list("pk", flat=True)]
    return entries().filter(
        Q(content_type=types[Indicator], object_id=str(indicator.pk))
        | Q(content_type=types[Target], object_id__in=targets)
        | Q(content_type=types[DeclaredResult], object_id__in=results)
        | Q(content_type=types[DeclaredViews], object_id__in=views)
    )


def history_rows(found: QuerySet[ModelLogEntry]) -> RowTable:
    """One row an entry: when, who, what, and the value before and after."""
    return RowTable(
        "history",
        _("ประวัติการแก้ไข"),
        columns(_("เมื่อ"), _("ใคร"), _("ทำอะไร"), _("รายการ"), _("สิ่งที่เปลี่ยน")),
        found.select_related("content_type"),
        _cells,
        _("ตัวเลขที่กรอกแล้วไม่เปลี่ยน สิ่งที่แก้ได้จดไว้ทั้งค่าเดิมและค่าใหม่ แถวที่โหลดมากับระบบไม่มีผู้แก้"),
        _("ยังไม่มีใครแก้ไขอะไร"),
    )


def _cells(rows: Sequence[ModelLogEntry]) -> list[list[Cell]]:
    people = {user.pk: str(user) for user in User.objects.filter(pk__in={row.user_id for row in rows})}
    return [
        [
            thai_date(row.timestamp, short=True, time=True),
            people.get(row.user_id) or (_("บัญชีที่ถูกลบ") if row.user_id else _("คำสั่งของระบบ")),
            named(ACTIONS, row.action),
            _subject(row),
            " · ".join(_told(row.data)),
        ]
        for row in rows
    ]


def _subject(row: ModelLogEntry) -> str:
    model = row.content_type.model_class() if row.content_type else None
    text = f"{model._meta.verbose_name}: {row.label}" if model else str(row.label)
    form = FORMS.get(row.content_type.model) if row.content_type else None
    try:
        return Link(text, reverse(f"{form}:edit", args=[row.object_id])) if form else text
    except NoReverseMatch:
        return text


def _told(data: Mapping[str, Any]) -> list[str]:
    told = [_("%(field)s: “%(before)s” เป็น “%(after)s”") % change for change in data.get("changes", [])]
    return [*told, *([_("ไฟล์ %(file)s") % {"file": data["file"]}] if data.get("file") else [])]
