"""Addresses of the figures, under /admin/kpi/."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from portal.kpi import views


class PrintedKind(StringConverter):
    regex = "xlsx|pdf"


register_converter(PrintedKind, "xlsx_or_pdf")

app_name = "kpi"
urlpatterns = [
    path("", views.dashboard, name="dashboard"),
    path("report.csv", views.dashboard_csv, name="report_csv"),
    path("amau/", views.amau_page, name="amau"),
    path("outside-views/import/", views.import_outside_views, name="import_views"),
    path("report.<xlsx_or_pdf:kind>", views.official, name="official"),
    path("closing/", views.closing, name="closing"),
    path("summary/", views.summary, name="summary"),
    path("monthly/", views.monthly, name="monthly"),
    path("breakdown/", views.breakdown, name="breakdown"),
    path("content/", views.content, name="content"),
    path("page/<int:pk>/counts/", views.page_counts, name="page_counts"),
    path("history/", views.history, name="history"),
    path("identity/", views.identity, name="identity"),
    path("indicator/<int:pk>/rows/", views.indicator_rows, name="rows"),
    path("facts/<slug:name>/", views.facts, name="facts"),
    path("evidence/<slug:kind>/<int:pk>/", views.evidence, name="evidence"),
]
