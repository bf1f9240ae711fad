"""Plain-language articles on ICT law: the answer first, then what one must and may do, the penalty, and where it stands."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable
from wagtail.search import index

from articles.models.review import LegalReview
from portal.core.blocks import TEXT_FEATURES, TextBlock
from portal.core.listing import open_to_all, paginated
from portal.core.models import BasePage, Topic


class RuleBlock(blocks.StructBlock):
    """One thing the law asks, allows or punishes, with the section that says so."""

    text = TextBlock(label=_("ข้อความ"))
    section = blocks.CharBlock(label=_("มาตรา"), required=False)

    class Meta:
        icon = "list-ol"
        label = _("ข้อ")


class PartBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("หัวข้อ (เป็นคำถาม)"))
    text = TextBlock(label=_("เนื้อหา"))

    class Meta:
        icon = "title"
        label = _("ตอน")


class EventBlock(blocks.StructBlock):
    year_be = blocks.IntegerBlock(label=_("พ.ศ."), min_value=2400, max_value=2700)
    text = blocks.CharBlock(label=_("เหตุการณ์"))

    class Meta:
        icon = "date"
        label = _("ลำดับเวลา")


class LawIndexPage(BasePage):
    template = "articles/law_index_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["articles.LawArticlePage"]
    max_count_per_parent = 1

    kind_label = _("กฎหมายดิจิทัล")
    section_name = "law"

    class Meta:
        verbose_name = _("ศูนย์กฎหมายดิจิทัล")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        articles = open_to_all(LawArticlePage.objects.child_of(self)).order_by("-first_published_at", "pk")
        topic = request.GET.get("topic", "")
        if topic:
            articles = articles.filter(topics__slug=topic)
        shown = paginated(articles.prefetch_related("topics", "audiences"), request)
        LegalReview.attach(shown.object_list)
        context["articles"] = shown
        context["topics"] = Topic.objects.filter(slug__startswith="law-")
        context["topic"] = topic
        return context


class LawArticlePage(BasePage):
    template = "articles/law_article_page.html"
    parent_page_types = ["articles.LawIndexPage"]
    subpage_types: list[str] = []

    short_answer = RichTextField(_("คำตอบสั้น ๆ"), features=TEXT_FEATURES, blank=True)
    must = StreamField([("rule", RuleBlock())], verbose_name=_("ต้องทำ"), blank=True)
    can = StreamField([("rule", RuleBlock())], verbose_name=_("ทำได้"), blank=True)
    penalty = StreamField([("rule", RuleBlock())], verbose_name=_("ถ้าไม่ทำ / โทษ"), blank=True)
    example = RichTextField(_("ตัวอย่าง"), features=TEXT_FEATURES, blank=True)
    parts = StreamField([("part", PartBlock())], verbose_name=_("เนื้อหา"), blank=True)
    hotlines = ParentalManyToManyField("core.Hotline", verbose_name=_("ปรึกษาใคร"), blank=True, related_name="+")
    timeline = StreamField([("event", EventBlock())], verbose_name=_("ลำดับเวลาของกฎหมาย"), blank=True)
    checked_on = models.DateField(_("ผู้เขียนตรวจกับตัวบทเมื่อ"), null=True, blank=True)
    uncertain = StreamField(
        [("point", blocks.CharBlock(max_length=600))], verbose_name=_("จุดที่ขอให้ผู้ตรวจทานยืนยัน"), blank=True
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("short_answer"),
        MultiFieldPanel([FieldPanel("must"), FieldPanel("can"), FieldPanel("penalty")], _("กฎหมายว่าอย่างไร")),
        FieldPanel("example"),
        FieldPanel("parts"),
        FieldPanel("hotlines"),
        InlinePanel("sources", label=_("กฎหมายที่อ้างถึง")),
        FieldPanel("timeline"),
        MultiFieldPanel([FieldPanel("checked_on"), FieldPanel("uncertain")], _("การตรวจสอบ")),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("short_answer", boost=1.5),
        index.SearchField("must"),
        index.SearchField("can"),
        index.SearchField("penalty"),
        index.SearchField("parts"),
        index.SearchField("example"),
        index.RelatedFields("sources", [index.SearchField("instrument"), index.SearchField("section")]),
    ]

    kind_label = _("บทความกฎหมาย")
    view_kind = "article"
    section_name = "law"

    class Meta:
        verbose_name = _("บทความกฎหมาย")

    def publish_problems(self) -> list[str]:
        problems = super().publish_problems()
        if not self.sources.all():
            problems.append(str(_("ยังไม่มีกฎหมายที่อ้างถึง: เพิ่มชื่อกฎหมายและมาตราอย่างน้อยหนึ่งรายการ")))
        if self.checked_on is None:
            problems.append(str(_("ยังไม่ได้ใส่วันที่ตรวจกับตัวบทกฎหมาย")))
        return problems

    @cached_property
    def review(self) -> LegalReview | None:
        """The legal reviewer's signature under the words now online; None while they wait for one."""
        return LegalReview.of_page(self)

    @property
    def minutes_to_read(self) -> int:
        """About how long the article takes, from its length: Thai lay readers take about 700 characters a minute."""
        text = sum(len(str(part.value["text"])) for part in self.parts) + len(self.short_answer)
        return max(2, round(text / 700))

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        topics = [topic.pk for topic in self.topics.all()]
        related = open_to_all(LawArticlePage.objects.sibling_of(self, inclusive=False)).filter(topics__in=topics)
        context["related"] = related.distinct().order_by("path")[:4]
        return context


class ArticleSource(Orderable):
    """A law an article rests on, and the section."""

    article = ParentalKey(LawArticlePage, on_delete=models.CASCADE, related_name="sources")
    instrument = models.CharField(_("กฎหมาย"), max_length=300)
    section = models.CharField(_("มาตรา"), max_length=200, blank=True)
    year_be = models.PositiveSmallIntegerField(_("พ.ศ."), null=True, blank=True)
    url = models.URLField(_("ที่อยู่ตัวบท"), blank=True)
    note = models.CharField(_("หมายเหตุ"), max_length=400, blank=True)

    panels = [FieldPanel(name) for name in ("instrument", "section", "year_be", "url", "note")]

    def __str__(self) -> str:
        return f"{self.instrument} {self.section}".strip()
