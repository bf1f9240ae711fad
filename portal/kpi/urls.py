"""Addresses of the figures, under /admin/kpi/."""

from django.urls import path

from portal.kpi import views

app_name = "kpi"
urlpatterns = [
    path("", views.dashboard, name="dashboard"),
    path("report.csv", views.dashboard_csv, name="report_csv"),
    path("identity/", views.identity, name="identity"),
    path("indicator/<int:pk>/rows/", views.indicator_rows, name="rows"),
    path("facts/<slug:name>/", views.facts, name="facts"),
    path("evidence/<slug:kind>/<int:pk>/", views.evidence, name="evidence"),
]
