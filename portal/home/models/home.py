"""The front page and a door per audience."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from articles.models import LawArticlePage, LegalReview
from courses.models import CoursePage, LessonPage
from media.models import InfographicPage, VideoPage
from portal.core.listing import listed, open_to_all
from portal.core.models import Audience, BasePage
from portal.core.routing import page_on_path
from portal.home.models.situation import SituationPage


class HomePage(BasePage):
    template = "home/home_page.html"
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "home.AudienceHubPage",
        "home.SituationIndexPage",
        "home.StandardPage",
        "courses.CourseIndexPage",
        "courses.KitIndexPage",
        "articles.LawIndexPage",
        "media.MediaIndexPage",
    ]

    hero_title = models.CharField(_("ข้อความใหญ่"), max_length=120)
    hero_lead = models.CharField(_("ข้อความรอง"), max_length=200, blank=True)
    search_hint = models.CharField(_("ตัวอย่างคำค้น"), max_length=60, blank=True)
    featured = models.ForeignKey(
        "courses.CoursePage",
        verbose_name=_("หลักสูตรแนะนำ"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [FieldPanel("hero_title"), FieldPanel("hero_lead"), FieldPanel("search_hint")], _("ส่วนบนของหน้า")
        ),
        FieldPanel("featured"),
    ]

    section_name = "home"

    class Meta:
        verbose_name = _("หน้าแรก")

    def route(self, request: Any, path_components: list[str]) -> Any:
        if not path_components:
            return super().route(request, path_components)
        page, left = page_on_path(self, path_components)
        if page is None:
            raise Http404
        return page.route(request, left)

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["doors"] = (
            open_to_all(AudienceHubPage.objects.child_of(self)).select_related("audience").order_by("path")
        )
        context["situations"] = open_to_all(SituationPage.objects.descendant_of(self)).order_by("path")[:4]
        lessons = open_to_all(LessonPage.objects.descendant_of(self)).defer_streamfields().prefetch_related("audiences")
        context["lessons"] = self._first_lessons(lessons)
        articles = open_to_all(LawArticlePage.objects.descendant_of(self)).prefetch_related("topics").order_by("path")
        articles = list(articles[:3])
        LegalReview.attach(articles)
        context["articles"] = articles
        context["videos"] = (
            open_to_all(VideoPage.objects.descendant_of(self)).select_related("poster").order_by("path")[:2]
        )
        return context

    def _first_lessons(self, lessons: Any) -> list[LessonPage]:
        """Three lessons to begin with: the featured course's first, else the newest."""
        if self.featured_id:
            featured = lessons.filter(links__module__course=self.featured_id)
            return list(featured.order_by("links__module__sort_order", "links__sort_order")[:3])
        return list(lessons.order_by("-first_published_at", "pk")[:3])


class AudienceHubPage(BasePage):
    """Everything for one audience, found by tag: the same lesson stands behind several doors."""

    template = "home/audience_hub_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []

    audience = models.ForeignKey(Audience, verbose_name=_("กลุ่มวัย"), on_delete=models.PROTECT, related_name="+")

    content_panels = [*BasePage.content_panels, FieldPanel("audience")]

    kind_label = _("กลุ่มวัย")
    section_name = "learn"

    class Meta:
        verbose_name = _("ประตูของกลุ่มวัย")

    @property
    def for_children(self) -> bool:
        return super().for_children or self.audience.slug == "child"

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        home = self.get_parent()

        def for_us(model: Any) -> Any:
            return listed(model.objects.descendant_of(home).filter(audiences=self.audience_id))

        context["courses"] = for_us(CoursePage)
        context["lessons"] = for_us(LessonPage).defer_streamfields()
        context["videos"] = for_us(VideoPage)
        context["infographics"] = for_us(InfographicPage).select_related("image")
        context["situations"] = for_us(SituationPage)
        return context
