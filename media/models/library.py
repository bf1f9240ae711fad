"""The media library: images with a text for those who cannot see them, documents, and who made them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class Licensed(models.Model):
    """Who made it and under what terms others may use it."""

    credit = models.CharField(_("ผู้สร้าง"), max_length=200, blank=True)
    licence = models.CharField(_("สัญญาอนุญาต"), max_length=100, blank=True, default="CC BY 4.0")

    class Meta:
        abstract = True


class PortalImage(Licensed, AbstractImage):  # noqa: DJ008 - its name is its title, from Wagtail
    """An image; pages that show it are refused publication until it has a text or is marked decorative."""

    alt_text = models.CharField(
        _("คำอธิบายภาพ"), max_length=400, blank=True, help_text=_("บอกสิ่งที่ภาพต้องการสื่อ สำหรับผู้ที่มองไม่เห็น")
    )
    # Not `decorative`: Wagtail sets an attribute of that name on every image it loads.
    is_decorative = models.BooleanField(_("ภาพตกแต่งเท่านั้น"), default=False, help_text=_("โปรแกรมอ่านจอจะข้ามภาพนี้"))

    admin_form_fields = (
        *(name for name in Image.admin_form_fields if name != "description"),
        "alt_text",
        "is_decorative",
        "credit",
        "licence",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("ภาพ")
        verbose_name_plural = _("ภาพ")

    @property
    def default_alt_text(self) -> str:
        return "" if self.is_decorative else self.alt_text

    @property
    def is_described(self) -> bool:
        return self.is_decorative or bool(self.alt_text.strip())


class PortalRendition(AbstractRendition):
    image = models.ForeignKey(PortalImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("image", "filter_spec", "focal_point_key"), name="media_one_rendition_a_filter"
            )
        ]


class PortalDocument(Licensed, AbstractDocument):  # noqa: DJ008 - its name is its title, from Wagtail
    admin_form_fields = (*Document.admin_form_fields, "credit", "licence")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("เอกสาร")
        verbose_name_plural = _("เอกสาร")
