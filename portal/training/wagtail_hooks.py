"""Sessions in Wagtail's admin, entered by staff; the trainer's own desk is another place."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel, Panel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from portal.training.counting import class_words_of
from portal.training.models import Partner, TrainingSession


class ClassRulePanel(Panel):
    """What the class rule did for the session that is being edited; nothing to enter."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "training/_class_rule.html"

        def is_shown(self) -> bool:
            return self.instance.pk is not None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return {**context, "words": class_words_of(self.instance)}


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
        ClassRulePanel(heading=_("การนับของชั้นเรียนนี้")),
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
