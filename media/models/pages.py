"""Videos, infographics and photo albums, each a page of its own that shares well."""

from __future__ import annotations

from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable
from wagtail.search import index

from media.models.library import Licensed
from media.outside import frame_url
from portal.core.blocks import TEXT_FEATURES
from portal.core.listing import listed
from portal.core.models import BasePage


class MediaIndexPage(BasePage):
    template = "media/media_index_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["media.VideoPage", "media.InfographicPage", "media.AlbumPage"]
    max_count_per_parent = 1

    kind_label = _("คลังสื่อ")
    section_name = "media"

    class Meta:
        verbose_name = _("คลังสื่อ")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["videos"] = listed(VideoPage.objects.child_of(self))
        context["infographics"] = listed(InfographicPage.objects.child_of(self))
        context["albums"] = listed(AlbumPage.objects.child_of(self))
        return context


class MediaPage(Licensed, BasePage):
    """What every piece of media has."""

    parent_page_types = ["media.MediaIndexPage"]
    subpage_types: list[str] = []
    section_name = "media"

    class Meta:
        abstract = True


class VideoPage(MediaPage):
    """A short film: a file of ours (or an outside player), with Thai captions, transcript and poster."""

    template = "media/video_page.html"

    video_file = models.ForeignKey(
        "media.PortalDocument",
        verbose_name=_("ไฟล์วิดีโอ (MP4)"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    embed_url = models.URLField(_("หรือที่อยู่วิดีโอภายนอก"), blank=True, help_text=_("เช่น YouTube จะเปิดหลังผู้ชมแตะเท่านั้น"))
    captions = models.ForeignKey(
        "media.PortalDocument",
        verbose_name=_("คำบรรยาย (WebVTT)"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    transcript = RichTextField(_("บทบรรยายเต็ม"), features=TEXT_FEATURES, blank=True)
    poster = models.ForeignKey(
        "media.PortalImage", verbose_name=_("ภาพปก"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    duration_seconds = models.PositiveIntegerField(_("ความยาว (วินาที)"), validators=[MinValueValidator(1)], default=60)

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel([FieldPanel("video_file"), FieldPanel("embed_url"), FieldPanel("duration_seconds")], _("วิดีโอ")),
        FieldPanel("captions"),
        FieldPanel("transcript"),
        FieldPanel("poster"),
        FieldPanel("credit"),
        FieldPanel("licence"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("transcript")]

    kind_label = _("คลิปวิดีโอ")
    view_kind = "video"

    class Meta:
        verbose_name = _("คลิปวิดีโอ")

    def publish_problems(self) -> list[str]:
        problems = super().publish_problems()
        if not self.video_file and not self.embed_url:
            problems.append(str(_("ยังไม่มีวิดีโอ: เลือกไฟล์ หรือใส่ที่อยู่วิดีโอภายนอก")))
        if self.embed_url and not frame_url(self.embed_url):
            problems.append(str(_("ไม่รู้จักเครื่องเล่นของที่อยู่นี้: ใช้ที่อยู่วิดีโอของ YouTube หรืออัปโหลดไฟล์แทน")))
        if self.captions is None:
            problems.append(str(_("ยังไม่มีคำบรรยายภาษาไทย: อัปโหลดไฟล์ .vtt ที่ช่อง “คำบรรยาย (WebVTT)”")))
        elif not self.captions.filename.lower().endswith(".vtt"):
            problems.append(str(_("ไฟล์คำบรรยายต้องเป็น .vtt")))
        if not self.transcript.strip():
            problems.append(str(_("ยังไม่มีบทบรรยายเต็ม สำหรับผู้ที่ดูหรือฟังไม่ได้")))
        if self.poster and not self.poster.is_described:
            problems.append(missing_alt(self.poster.title))
        return problems


class InfographicPage(MediaPage):
    """A picture that explains, with everything it says as text."""

    template = "media/infographic_page.html"

    image = models.ForeignKey(
        "media.PortalImage", verbose_name=_("ภาพ"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    full_text = RichTextField(_("ข้อความทั้งหมดในภาพ"), features=TEXT_FEATURES, blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("image"),
        FieldPanel("full_text"),
        FieldPanel("credit"),
        FieldPanel("licence"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("full_text")]

    kind_label = _("อินโฟกราฟิก")
    view_kind = "infographic"

    class Meta:
        verbose_name = _("อินโฟกราฟิก")

    def publish_problems(self) -> list[str]:
        problems = super().publish_problems()
        if self.image is None:
            problems.append(str(_("ยังไม่ได้เลือกภาพ")))
        elif not self.image.is_described:
            problems.append(missing_alt(self.image.title))
        if not self.full_text.strip():
            problems.append(str(_("ยังไม่มีข้อความทั้งหมดในภาพ สำหรับผู้ที่มองไม่เห็นภาพ")))
        return problems


class AlbumPage(MediaPage):
    template = "media/album_page.html"

    content_panels = [
        *BasePage.content_panels,
        InlinePanel("pictures", label=_("ภาพ"), min_num=1),
        FieldPanel("credit"),
        FieldPanel("licence"),
    ]

    kind_label = _("อัลบั้มภาพ")
    view_kind = "album"

    class Meta:
        verbose_name = _("อัลบั้มภาพ")

    def publish_problems(self) -> list[str]:
        pictures = list(self.pictures.all())
        problems = super().publish_problems()
        if not pictures:
            problems.append(str(_("อัลบั้มยังไม่มีภาพ")))
        return problems + [missing_alt(picture.image.title) for picture in pictures if not picture.image.is_described]

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["pictures"] = self.pictures.select_related("image").prefetch_related("image__renditions")
        return context


class AlbumPicture(Orderable):
    album = ParentalKey(AlbumPage, on_delete=models.CASCADE, related_name="pictures")
    image = models.ForeignKey("media.PortalImage", verbose_name=_("ภาพ"), on_delete=models.PROTECT, related_name="+")
    caption = models.CharField(_("คำบรรยายใต้ภาพ"), max_length=300, blank=True)

    panels = [FieldPanel("image"), FieldPanel("caption")]


def missing_alt(title: str) -> str:
    return str(_("ภาพ “%(title)s” ยังไม่มีคำอธิบาย: เปิดภาพแล้วเขียนคำอธิบาย หรือทำเครื่องหมายว่าเป็นภาพตกแต่ง")) % {"title": title}
