"""What content is about and for whom: taxonomies, never a place in the tree (one lesson serves several ages)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet


def reading_english() -> bool:
    """Whether the page being made is in English."""
    return (get_language() or "").startswith("en")


class Term(models.Model):
    """One word of a taxonomy, with its Thai and its English name."""

    slug = models.SlugField(_("รหัส"), unique=True)
    title_th = models.CharField(_("ชื่อไทย"), max_length=100)
    title_en = models.CharField(_("ชื่ออังกฤษ"), max_length=100)
    sort_order = models.PositiveSmallIntegerField(_("ลำดับ"), default=0)

    panels = [FieldPanel("slug"), FieldPanel("title_th"), FieldPanel("title_en"), FieldPanel("sort_order")]

    class Meta:
        abstract = True
        ordering = ["sort_order", "slug"]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return self.title_en if reading_english() else self.title_th


@register_snippet
class Audience(Term):
    age_from = models.PositiveSmallIntegerField(_("อายุตั้งแต่"), null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(_("ถึงอายุ"), null=True, blank=True)
    door_text_th = models.CharField(_("ข้อความที่ประตู (ไทย)"), max_length=120, blank=True)
    door_text_en = models.CharField(_("ข้อความที่ประตู (อังกฤษ)"), max_length=120, blank=True)
    picture = models.CharField(_("ภาพวาด"), max_length=40, blank=True)

    panels = [
        *Term.panels,
        FieldPanel("age_from"),
        FieldPanel("age_to"),
        FieldPanel("door_text_th"),
        FieldPanel("door_text_en"),
        FieldPanel("picture"),
    ]

    class Meta(Term.Meta):
        verbose_name = _("กลุ่มวัย")
        verbose_name_plural = _("กลุ่มวัย")

    @property
    def door_text(self) -> str:
        return self.door_text_en if reading_english() else self.door_text_th


@register_snippet
class Topic(Term):
    class Meta(Term.Meta):
        verbose_name = _("หัวข้อ")
        verbose_name_plural = _("หัวข้อ")


@register_snippet
class Level(Term):
    class Meta(Term.Meta):
        verbose_name = _("ระดับ")
        verbose_name_plural = _("ระดับ")


@register_snippet
class Competence(Term):
    class Meta(Term.Meta):
        verbose_name = _("สมรรถนะ")
        verbose_name_plural = _("สมรรถนะ")


@register_snippet
class Project(Term):
    """A public programme whose KPIs the content serves, e.g. Internet for Better Life."""

    class Meta(Term.Meta):
        verbose_name = _("โครงการ")
        verbose_name_plural = _("โครงการ")
