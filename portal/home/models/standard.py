"""Plain pages: about, privacy notice, accessibility statement, contact."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from portal.core.models import BasePage


class StandardPage(BasePage):
    template = "home/standard_page.html"
    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]

    body = RichTextField(_("เนื้อหา"), features=["h2", "h3", "bold", "ol", "ul", "link", "document-link"], blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    kind_label = _("เกี่ยวกับเว็บไซต์")
    section_name = "about"

    class Meta:
        verbose_name = _("หน้าทั่วไป")
