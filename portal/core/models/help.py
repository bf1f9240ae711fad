"""Whom to call, and who runs this site."""

from __future__ import annotations

from django.core.cache import cache
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Site
from wagtail.snippets.models import register_snippet

SETTINGS_SECONDS = 3600


@register_snippet
class Hotline(models.Model):
    """A telephone number people are told to call. All numbers live here, each with the day it was last checked."""

    slug = models.SlugField(_("รหัส"), unique=True)
    name = models.CharField(_("ชื่อ"), max_length=120)
    phone = models.CharField(
        _("หมายเลข"), max_length=40, blank=True, help_text=_("เว้นว่างเมื่อไม่มีเลขกลาง เช่น ธนาคารของคุณ")
    )
    purpose = models.CharField(_("โทรเมื่อไร"), max_length=300, blank=True)
    hours = models.CharField(_("เวลา"), max_length=120, blank=True)
    source = models.CharField(_("ที่มา"), max_length=200, blank=True)
    checked_on = models.DateField(_("ตรวจล่าสุด"), null=True, blank=True)
    verified = models.BooleanField(_("ตรวจกับเจ้าของเลขแล้ว"), default=False)

    panels = [
        FieldPanel("slug"),
        FieldPanel("name"),
        FieldPanel("phone"),
        FieldPanel("purpose"),
        FieldPanel("hours"),
        MultiFieldPanel([FieldPanel("source"), FieldPanel("checked_on"), FieldPanel("verified")], _("การตรวจสอบ")),
    ]

    class Meta:
        verbose_name = _("สายด่วน")
        verbose_name_plural = _("สายด่วน")
        ordering = ["slug"]

    def __str__(self) -> str:
        return f"{self.name} {self.phone}".strip()

    @property
    def dial(self) -> str:
        """The number as a tel: address takes it: digits and a leading plus only."""
        return "".join(character for character in self.phone if character.isdigit() or character == "+")


@register_setting
class SiteSettings(BaseSiteSetting):
    """Who runs the site, and the help that stands in the same place on every page."""

    organisation_th = models.CharField(_("ชื่อหน่วยงาน (ไทย)"), max_length=200, blank=True)
    organisation_en = models.CharField(_("ชื่อหน่วยงาน (อังกฤษ)"), max_length=200, blank=True)
    logo = models.ForeignKey(
        "media.PortalImage",
        verbose_name=_("ตราหน่วยงาน"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    hotline = models.ForeignKey(
        Hotline, verbose_name=_("สายด่วนหลัก"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    line_url = models.URLField(_("LINE ของหน่วยงาน"), blank=True)
    facebook_url = models.URLField(_("Facebook ของหน่วยงาน"), blank=True)
    email = models.EmailField(_("อีเมลติดต่อ"), blank=True)
    address = models.TextField(_("ที่อยู่"), blank=True)

    select_related = ["hotline", "logo"]

    class Meta:
        verbose_name = _("ข้อมูลหน่วยงานและการช่วยเหลือ")

    @classmethod
    def for_site(cls, site: Site) -> SiteSettings:
        """The settings of a site, from the shared cache: every page shows them."""
        key = cls.cache_key(site.pk)
        kept: SiteSettings | None = cache.get(key)
        if kept is None:
            kept = super().for_site(site)
            cache.set(key, kept, SETTINGS_SECONDS)
        return kept

    @staticmethod
    def cache_key(site_id: int) -> str:
        return f"site-settings:{site_id}"


def forget_settings() -> None:
    """Something the settings show was changed."""
    cache.delete_many([SiteSettings.cache_key(pk) for pk in Site.objects.values_list("pk", flat=True)])
