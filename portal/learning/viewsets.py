"""Certificates in Wagtail's admin: found by their code, revoked with a reason, never edited.

Names are masked and children's not shown: to revoke one its code is enough.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.views.generic import EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from portal.core.codes import WrongCode, read_code
from portal.learning.certificates.issuing import CannotIssue, revoke
from portal.learning.models import Certificate


class RevokeForm(WagtailAdminModelForm):
    """Takes the reason; the rest follows from it."""

    def clean_revoked_reason(self) -> str:
        reason = str(self.cleaned_data["revoked_reason"]).strip()
        if not reason:
            raise ValidationError(gettext("เขียนเหตุผล ผู้ถือวุฒิบัตรจะเห็นข้อความนี้"))
        return reason

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if self.instance.state not in (Certificate.State.ISSUED, Certificate.State.RESERVED):
            self.add_error(None, gettext("ใบนี้ถูกเพิกถอนหรือมีใบใหม่แทนแล้ว เพิกถอนซ้ำไม่ได้"))
        return data


class RevokeView(EditView):
    page_title = _("เพิกถอนวุฒิบัตร")

    def save_instance(self) -> Any:
        try:
            return revoke(self.object, self.form.cleaned_data["revoked_reason"], self.request.user)
        except CannotIssue as error:  # somebody else was quicker
            raise PermissionDenied from error


class CertificateList(IndexView):
    """Searched by the code as people type it, or by the course's title."""

    LABELS = {"printed_code": _("รหัส"), "masked_name": _("ชื่อ (ปิดบางส่วน)"), "get_state_display": _("สถานะ")}

    def _get_custom_column(self, field_name: str, *args: Any, **kwargs: Any) -> Any:
        column = super()._get_custom_column(field_name, *args, **kwargs)
        column.label = self.LABELS.get(field_name, column.label)
        return column

    def search_queryset(self, queryset: Any) -> Any:
        try:
            return queryset.filter(code=read_code(self.search_query or ""))
        except WrongCode:
            return super().search_queryset(queryset)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        return response


class CertificateViewSet(ModelViewSet):
    model = Certificate
    name = "certificates"
    url_prefix = "certificates"
    icon = "success"
    menu_label = _("วุฒิบัตร")
    menu_order = 260
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = False
    add_to_reference_index = False
    index_view_class = CertificateList
    edit_view_class = RevokeView
    list_display = ["printed_code", "title", "masked_name", "get_state_display", "issued_at", "occasion"]
    list_filter = ["state", "issued_at"]
    search_fields = ["title"]
    search_backend_name = None
    list_per_page = 50
    form_fields = ["revoked_reason"]
    edit_handler = ObjectList(
        [
            HelpPanel(template="learning/admin/certificate_panel.html"),
            MultiFieldPanel([FieldPanel("revoked_reason")], _("เหตุผลที่เพิกถอน")),
        ],
        base_form_class=RevokeForm,
    )
