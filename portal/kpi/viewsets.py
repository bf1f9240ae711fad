"""Forms of the ledger in Wagtail's admin. Numbers are entered once; afterwards a row can only be withdrawn."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.forms import modelform_factory
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from portal.kpi.access import sees_figures
from portal.kpi.forms import ledger_field
from portal.kpi.history import QuietEdit, changes_of, note
from portal.kpi.models import DeclaredResult, DeclaredViews, Indicator, ProjectYear, Target


class EnteringView(CreateView):
    """Notes who entered the row."""

    def save_instance(self) -> Any:
        self.form.instance.entered_by = self.request.user
        return super().save_instance()


class NotingView(EditView):
    """Writes down what was changed, with the value before and after."""

    action_class = QuietEdit

    @transaction.atomic
    def save_instance(self) -> Any:
        changes = changes_of(self.form.instance, self.form.changed_data)
        saved = super().save_instance()
        if changes:
            note(saved, "wagtail.edit", self.request.user, changes=changes)
        return saved


class FixedView(NotingView):
    """Says why most of the row cannot be changed."""

    page_title = _("ถอนหรือเพิ่มหลักฐาน")


class LedgerViewSet(ModelViewSet):
    """A model of the ledger: `form_fields` when a row is made, `later_fields` afterwards (None: the same)."""

    later_fields: list[str] | None = None
    base_form: type[Any] = WagtailAdminModelForm
    edit_view_class = NotingView
    copy_view_enabled = False
    add_to_reference_index = False

    def get_form_class(self, for_update: bool = False) -> type[Any]:
        fields = self.later_fields if for_update and self.later_fields is not None else self.form_fields
        return modelform_factory(self.model, form=self.base_form, fields=fields, formfield_callback=ledger_field)


class IndicatorViewSet(LedgerViewSet):
    model = Indicator
    name = "kpi_indicators"
    url_prefix = "kpi/indicators"
    icon = "list-ol"
    list_display = ["wording", "project", "fiscal_year", "source", "number", "measure"]
    list_filter = ["fiscal_year", "project", "source"]
    search_fields = ["wording"]
    ordering = ["-fiscal_year", "sort_order", "pk"]
    later_fields = [
        "wording", "unit", "direction", "shape", "accumulates", "measure", "subject", "production", "counted_only", "basis",
        "note", "note_th", "sort_order",
    ]  # fmt: skip
    form_fields = ["project", "fiscal_year", "source", "number", *later_fields]


class TargetForm(WagtailAdminModelForm):
    """A new target of an indicator is its next revision."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        indicator = cleaned.get("indicator")
        if self.instance.pk is None and indicator is not None:
            current = indicator.current_target
            self.instance.revision = current.revision + 1 if current else 1
        return cleaned


class TargetViewSet(LedgerViewSet):
    model = Target
    name = "kpi_targets"
    url_prefix = "kpi/targets"
    icon = "crosshairs"
    base_form = TargetForm
    list_display = ["indicator", "text", "revision", "approving_body", "approved_on"]
    list_filter = ["indicator__fiscal_year"]
    ordering = ["-indicator__fiscal_year", "indicator__sort_order", "-revision"]
    later_fields = ["approved_by", "approving_body", "approved_on", "reason"]
    form_fields = ["indicator", "text", "plan_q1", "plan_q2", "plan_q3", *later_fields]


class DeclaredResultViewSet(LedgerViewSet):
    model = DeclaredResult
    name = "kpi_results"
    url_prefix = "kpi/results"
    icon = "doc-full"
    add_view_class = EnteringView
    edit_view_class = FixedView
    list_display = ["indicator", "text", "as_of", "role", "source_note", "entered_by", "withdrawn"]
    list_filter = ["indicator__fiscal_year", "withdrawn"]
    later_fields = ["evidence", "evidence_note", "withdrawn", "withdrawn_why"]
    form_fields = ["indicator", "role", "text", "as_of", "source_note", "evidence", "evidence_note"]


class DeclaredViewsViewSet(LedgerViewSet):
    model = DeclaredViews
    name = "kpi_outside_views"
    url_prefix = "kpi/outside-views"
    icon = "globe"
    add_view_class = EnteringView
    edit_view_class = FixedView
    list_display = ["piece", "platform", "project", "starts_on", "ends_on", "count", "entered_by", "withdrawn"]
    list_filter = ["project", "platform", "withdrawn"]
    search_fields = ["piece"]
    later_fields = ["evidence", "evidence_note", "withdrawn", "withdrawn_why"]
    form_fields = [
        "project", "platform", "piece", "url", "starts_on", "ends_on", "count", "medium", "production", "source_note",
        "evidence", "evidence_note",
    ]  # fmt: skip


class ProjectYearViewSet(LedgerViewSet):
    model = ProjectYear
    name = "kpi_project_years"
    url_prefix = "kpi/project-years"
    icon = "calendar-alt"
    list_display = ["project", "fiscal_year", "quarter", "plan_percent", "progress_percent", "declared_indicators"]
    list_filter = ["fiscal_year", "project"]
    form_fields = [
        "project", "fiscal_year", "quarter", "plan_percent", "progress_percent", "declared_indicators", "as_of_text",
        "approving_body", "approved_on", "note",
    ]  # fmt: skip


class FiguresMenuItem(MenuItem):
    """A menu item for those who may see figures."""

    def is_shown(self, request: Any) -> bool:
        return sees_figures(request.user)


PAGES = {
    0: ("dashboard", _("แดชบอร์ด"), "kpi"),
    1: ("breakdown", _("แยกดูยอด"), "list-ul"),
    2: ("content", _("เนื้อหาและคำค้น"), "search"),
    1000: ("identity", _("บัญชีประจำวัน"), "tasks"),
    1001: ("amau", _("ผู้ใช้งานเฉลี่ย (AMAU)"), "group"),
    1002: ("import_views", _("นำเข้ายอดภายนอก"), "upload"),
    1003: ("closing", _("ปิดปีงบประมาณ"), "lock"),
    1004: ("summary", _("สรุปประจำปี"), "doc-full"),
    1005: ("monthly", _("รายงานทางอีเมล"), "mail"),
    1006: ("history", _("ประวัติการแก้ไข"), "history"),
}
"""Pages of the figures in the menu, before and after the forms of the ledger."""


class LedgerGroup(ModelViewSetGroup):
    menu_label = _("ตัวชี้วัด")
    menu_name = "kpi"
    menu_icon = "kpi"
    menu_order = 150
    items = (IndicatorViewSet, TargetViewSet, DeclaredResultViewSet, DeclaredViewsViewSet, ProjectYearViewSet)

    def get_submenu_items(self) -> list[MenuItem]:
        items = [
            FiguresMenuItem(label, reverse(f"kpi:{name}"), name=f"kpi-{name}", icon_name=icon, order=order)
            for order, (name, label, icon) in PAGES.items()
        ]
        return sorted([*items, *super().get_submenu_items()], key=lambda item: item.order)
