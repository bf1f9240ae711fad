"""The words of the administration's scripts: Wagtail's catalogue, and over it the portal's own Thai."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.i18n import JavaScriptCatalog
from wagtail.admin.localization import get_localized_response


class _Catalogue(JavaScriptCatalog):
    packages = ["wagtail.admin"]

    def get_paths(self, packages: list[str]) -> list[str]:
        return [*super().get_paths(packages), *map(str, settings.LOCALE_PATHS)]


_catalogue = _Catalogue.as_view()


def catalogue(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """In the language the person works in; stands where Wagtail's own view would, behind the same door."""
    answer: HttpResponse = get_localized_response(_catalogue, request, *args, **kwargs)
    return answer
