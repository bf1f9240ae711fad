"""The page every page of the portal is built on."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index

from portal.core.forms import DrawingSelect, PortalPageForm
from portal.core.look import SHELLS
from portal.core.models.taxonomy import Audience, Competence, Level, Project, Topic

if TYPE_CHECKING:
    from django.http import HttpRequest


class Production(models.TextChoices):
    COMMISSIONED = "commissioned", _("จ้างผลิต")
    OWN = "own", _("ผลิตเอง")


class BasePage(Page):
    """Summary, picture and taxonomies; whose content it is, for counting (project and production).

    Project and production are taken from the section (the parent page) when the page is first saved without them.
    """

    summary = models.TextField(_("สรุปสั้น ๆ"), blank=True, max_length=400)
    # Chosen from a list in the editor; not held to it, or a drawing taken out would lock every page that has it.
    picture = models.CharField(_("ภาพวาด"), max_length=40, blank=True)
    project = models.ForeignKey(
        Project,
        verbose_name=_("โครงการ"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("เว้นว่าง = ตามหมวดที่หน้านี้อยู่"),
    )
    production = models.CharField(
        _("การผลิต"), max_length=12, choices=Production, blank=True, help_text=_("เว้นว่าง = ตามหมวดที่หน้านี้อยู่")
    )
    audiences = ParentalManyToManyField(Audience, verbose_name=_("กลุ่มวัย"), blank=True, related_name="+")
    topics = ParentalManyToManyField(Topic, verbose_name=_("หัวข้อ"), blank=True, related_name="+")
    level = models.ForeignKey(
        Level, verbose_name=_("ระดับ"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    competences = ParentalManyToManyField(Competence, verbose_name=_("สมรรถนะ"), blank=True, related_name="+")
    share_image = models.ForeignKey(
        "media.PortalImage",
        verbose_name=_("ภาพเมื่อแชร์"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    base_form_class = PortalPageForm

    summary_panels = [FieldPanel("summary"), FieldPanel("picture", widget=DrawingSelect)]
    taxonomy_panels = [
        MultiFieldPanel(
            [FieldPanel("audiences"), FieldPanel("topics"), FieldPanel("level"), FieldPanel("competences")],
            _("สำหรับใคร เรื่องอะไร"),
        ),
    ]
    content_panels = [*Page.content_panels, *summary_panels]
    promote_panels = [
        *Page.promote_panels,
        *taxonomy_panels,
        MultiFieldPanel([FieldPanel("project"), FieldPanel("production")], _("การนับและรายงาน")),
        FieldPanel("share_image"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("summary", boost=2)]

    # What the page is called on cards and in search results; the kind under which its views are counted
    # ("" where it is never counted).
    kind_label = ""
    view_kind = ""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> Any:
        self._inherit_from_section()
        return super().save(*args, **kwargs)

    def _inherit_from_section(self) -> None:
        if (self.project_id and self.production) or self.depth is None or self.depth <= 2:
            return
        parent = self.get_parent()
        section = parent.specific if parent is not None else None
        if isinstance(section, BasePage):
            self.project_id = self.project_id or section.project_id
            self.production = self.production or section.production

    def publish_problems(self) -> list[str]:
        """Why this page may not be published yet, in Thai sentences that name what is missing; empty when nothing is."""
        return []

    @cached_property
    def audience_list(self) -> list[Audience]:
        return list(self.audiences.all())

    @property
    def audience_slugs(self) -> list[str]:
        return [audience.slug for audience in self.audience_list]

    @property
    def for_children(self) -> bool:
        """Whether children are among those the page is made for."""
        return "child" in self.audience_slugs

    def is_childrens(self) -> bool:
        """Whether the page, or a section it stands in, is made for children, alone or among others."""
        above = (page for page in self.get_ancestors().specific() if isinstance(page, BasePage))
        return self.for_children or any(page.for_children for page in above)

    @cached_property
    def own_shell(self) -> str:
        """The looks of the one audience the page is made for; "" for pages of several."""
        return self.audience_slugs[0] if len(self.audience_slugs) == 1 and self.audience_slugs[0] in SHELLS else ""

    @cached_property
    def crumbs(self) -> list[Page]:
        """The pages above this one, from the home page down; those the way here passed, where it did."""
        return [page for page in self.get_ancestors() if page.depth > 1]

    def get_view_restrictions(self) -> Any:
        """Asked twice while a page is served (may this reader see it, may it be cached): answered once."""
        if not hasattr(self, "_restrictions"):
            none_at_all = not PageViewRestriction.objects.exists()
            self._restrictions = PageViewRestriction.objects.none() if none_at_all else super().get_view_restrictions()
        return self._restrictions

    @cached_property
    def updated_at(self) -> Any:
        """When readers last saw a change: the last publication."""
        return self.last_published_at or self.latest_revision_created_at

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["section"] = getattr(self, "section_name", "")
        return context
