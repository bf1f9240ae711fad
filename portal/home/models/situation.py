"""Something just happened to me: what to do now, in order, and whom to call."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.search import index

from courses.models import LessonPage
from portal.core.blocks import TextBlock
from portal.core.listing import listed
from portal.core.models import BasePage


class ActionBlock(blocks.StructBlock):
    """One thing to do now."""

    title = blocks.CharBlock(label=_("ทำอะไร"))
    text = TextBlock(label=_("ทำอย่างไร"), required=False)

    class Meta:
        icon = "order"
        label = _("สิ่งที่ต้องทำ")


class SituationIndexPage(BasePage):
    template = "home/situation_index_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.SituationPage"]
    max_count_per_parent = 1

    kind_label = _("ขอความช่วยเหลือ")
    section_name = "help"

    class Meta:
        verbose_name = _("เพิ่งเกิดเรื่องขึ้นกับฉัน")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["situations"] = listed(SituationPage.objects.child_of(self))
        return context


class SituationPage(BasePage):
    template = "home/situation_page.html"
    parent_page_types = ["home.SituationIndexPage"]
    subpage_types: list[str] = []

    steps = StreamField([("action", ActionBlock())], verbose_name=_("ทำตามลำดับนี้"), min_num=1, max_num=8)
    do_not = StreamField([("item", blocks.CharBlock())], verbose_name=_("อย่าทำ"), blank=True)
    evidence = StreamField([("item", blocks.CharBlock())], verbose_name=_("หลักฐานที่ควรเก็บ"), blank=True)
    hotlines = ParentalManyToManyField("core.Hotline", verbose_name=_("โทรหาใคร"), blank=True, related_name="+")
    law = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("กฎหมายที่เกี่ยวข้อง"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("steps"),
        FieldPanel("do_not"),
        FieldPanel("evidence"),
        FieldPanel("hotlines"),
        PageChooserPanel("law", "articles.LawArticlePage"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("steps"),
        index.SearchField("do_not"),
        index.SearchField("evidence"),
    ]

    kind_label = _("ขอความช่วยเหลือ")
    view_kind = "situation"
    section_name = "help"

    class Meta:
        verbose_name = _("สถานการณ์")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        topics = [topic.pk for topic in self.topics.all()]
        lessons = LessonPage.objects.filter(locale_id=self.locale_id, topics__in=topics).distinct()
        context["lessons"] = listed(lessons).defer_streamfields()[:2]
        context["hotline_list"] = self.hotlines.all()
        return context
