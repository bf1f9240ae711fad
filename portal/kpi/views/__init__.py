from portal.kpi.views.amau import amau_page
from portal.kpi.views.breakdown import breakdown, content
from portal.kpi.views.closing import closing
from portal.kpi.views.dashboard import dashboard, dashboard_csv, official
from portal.kpi.views.monthly import monthly
from portal.kpi.views.outside_views import import_outside_views
from portal.kpi.views.page_counts import page_counts
from portal.kpi.views.rows import evidence, facts, history, identity, indicator_rows
from portal.kpi.views.summary import summary

__all__ = [
    "amau_page",
    "breakdown",
    "closing",
    "content",
    "dashboard",
    "dashboard_csv",
    "evidence",
    "facts",
    "history",
    "identity",
    "import_outside_views",
    "indicator_rows",
    "monthly",
    "official",
    "page_counts",
    "summary",
]
