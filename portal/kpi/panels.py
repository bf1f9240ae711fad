"""The dashboard in the admin's home."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wagtail.admin.ui.components import Component

from portal.kpi.access import sees_figures
from portal.kpi.dashboard import Dashboard
from portal.kpi.figures import current_year


class FiguresPanel(Component):
    """This fiscal year against its targets, for those who may see figures; nothing for others."""

    name = "kpi_figures"
    template_name = "kpi/panel.html"
    order = 50

    class Media:
        css = {"all": ["portal/css/fonts.css", "portal/css/admin-dashboard.css", "portal/css/admin-figures.css"]}

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {"board": Dashboard(current_year())}

    def render_html(self, parent_context: Mapping[str, Any] | None = None) -> Any:
        request = (parent_context or {}).get("request")
        if request is None or not sees_figures(request.user):
            return ""
        return super().render_html(parent_context)
