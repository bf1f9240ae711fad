"""What the core adds to Wagtail: cached pages, and no publication of a page with problems."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks

from portal.core.analytics import serving
from portal.core.models import BasePage
from portal.core.pagecache import keep


@hooks.register("on_serve_page")
def keep_public_pages(serve: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Public pages are the same for everybody: mark them for the page cache. Restricted ones are never kept, nor is the
    answer to somebody who lets an outside service count."""

    def served(page: Any, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse:
        carries = isinstance(page, BasePage) and serving.may_carry(page, request)
        if carries:
            serving.allow(page, request)
        response = serve(page, request, args, kwargs)
        if carries:
            return serving.carry(response)
        if response.status_code == 200 and isinstance(page, BasePage) and not page.get_view_restrictions():
            keep(response)
        return response

    return served


@hooks.register("before_publish_page")
def refuse_problems(request: HttpRequest, page: Any) -> HttpResponse | None:
    """The last gate before an editor's publication, for ways that do not pass the page's own form."""
    problems = page.specific.publish_problems() if isinstance(page.specific, BasePage) else []
    if not problems:
        return None
    for problem in problems:
        messages.error(request, problem)
    messages.error(request, _("ยังเผยแพร่ไม่ได้ งานที่เขียนไว้เก็บเป็นฉบับร่างแล้ว"))
    return redirect("wagtailadmin_pages:edit", page.pk)
