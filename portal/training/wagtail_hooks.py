"""Sessions in Wagtail's admin, entered by staff; the trainer's own desk is another place."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from portal.training.models import Partner, TrainingSession


class TrainingSessionViewSet(SnippetViewSet):
    model = TrainingSession
    icon = "group"
    menu_label = _("การอบรม")
    list_display = ["title", "starts_on", "get_province_display", "project", "headcount", "named", "origin"]
    list_filter = ["project", "kind", "province", "starts_on", "origin"]
    search_fields = ["title", "place"]
    list_per_page = 50
    panels = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("project")]),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on"), FieldPanel("date_precision")]),
                FieldRowPanel([FieldPanel("province"), FieldPanel("district")]),
                FieldPanel("place"),
                FieldPanel("partner"),
            ],
            _("เมื่อไร ที่ไหน กับใคร"),
        ),
        FieldRowPanel([FieldPanel("audience"), FieldPanel("headcount")]),
        InlinePanel(
            "attendances",
            heading=_("รายชื่อผู้เข้าอบรม"),
            label=_("ผู้เข้าอบรม"),
            panels=[FieldRowPanel([FieldPanel("name"), FieldPanel("is_trainer")])],
        ),
        HelpPanel(template="training/_faces_address.html", heading=_("ความพึงพอใจของผู้เข้าอบรม")),
        FieldPanel("note"),
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        return TrainingSession.objects.select_related("project").annotate(names=Count("attendances"))


class PartnerViewSet(SnippetViewSet):
    model = Partner
    icon = "home"
    menu_label = _("หน่วยงานร่วมจัด")
    search_fields = ["name"]


class TrainingGroup(SnippetViewSetGroup):
    items = (TrainingSessionViewSet, PartnerViewSet)
    menu_label = _("การอบรม")
    menu_icon = "group"
    menu_order = 250


register_snippet(TrainingGroup)
