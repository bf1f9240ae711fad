"""Beside every page's editor: how the page is read. For whoever may edit the page; no right to figures is needed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.viewsets.pages import PageViewSet

from portal.kpi.page_counts import counts_of, kind_of


class CountsSidePanel(BaseSidePanel):
    """The counts of the page that is being edited."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("ยอดของหน้านี้")
        icon_name = "kpi"
        has_counter = False

    name = "counts"
    title = _("ยอดของหน้านี้")
    template_name = "kpi/side_panel.html"
    order = 250

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        return {**context, "counts": counts_of(self.object)}


class CountedEditView(EditView):
    """Wagtail's editor with the counts of the page among its side panels."""

    def get_side_panels(self) -> MediaContainer:
        panels = list(super().get_side_panels())
        if not self.expects_json_response and kind_of(self.page):
            panels.append(CountsSidePanel(self.page, self.request))
        return MediaContainer(panels)


class CountedPageViewSet(PageViewSet):
    """Takes the place of Wagtail's viewset for all pages."""

    edit_view_class = CountedEditView
