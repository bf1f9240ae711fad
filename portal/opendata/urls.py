"""Addresses of open data: the same in every language, since programs and papers hold them."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from portal.opendata import views


class TablePath(StringConverter):
    """The name of a data set, or of one of its fiscal years: "views", "kpi/2569"."""

    regex = "[a-z-]{1,40}(?:/[0-9]{4})?"


class FileKind(StringConverter):
    regex = "csv|json"


register_converter(TablePath, "open_table")
register_converter(FileKind, "csv_or_json")

urlpatterns = [
    path("", views.page, name="open_data"),
    path("catalog.jsonld", views.catalogue, name="open_data_catalogue"),
    path("<open_table:path>.<csv_or_json:kind>", views.table, name="open_data_table"),
]
