"""The search page and the suggestions of the search field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from wagtail.models import Site

from portal.core.listing import page_of
from portal.search.excerpt import excerpt, marked, page_text, shortened
from portal.search.kinds import SITUATION
from portal.search.query import Found, find, searched_pages, suggest
from portal.search.text import MAX_QUERY_LENGTH, STOPWORDS, without
from portal.thai.normalise import clean
from portal.tracking.objects import sign_search_miss

RESULTS_A_PAGE = 10
SUGGESTIONS = 8
WAYS_ON = 4


@dataclass(frozen=True)
class Hit:
    """One result as the page shows it; title and text are escaped and marked."""

    title: SafeString
    text: SafeString | str
    url: str
    kind: str


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """GET /th/search/?q=&page=: pages of the active language that answer a query.

    Public, the same for everybody, without cookie or token; not put into the page cache, because every query is a page.
    """
    query = _asked(request)
    site = Site.find_for_request(request)
    context: dict[str, Any] = {"query": query, "section": "search"}
    if query:
        found = find(query, searched_pages(site).specific())
        results = Paginator(found.pages, RESULTS_A_PAGE).get_page(page_of(request))
        context |= {
            "results": results,
            "hits": [_hit(page, found, request) for page in results],
            "similar": found.similar,
            "page_query": urlencode({"q": query}) + "&",
        }
        if not results.paginator.count:
            context["miss"] = sign_search_miss(query, get_language() or "", site.pk if site else 0)
    if not context.get("hits"):
        context["situations"] = _ways_on(site)
    response = render(request, "search/search.html", context)
    response["Cache-Control"] = "private, no-cache"
    # A page of results is no content of ours, and there are endlessly many.
    response["X-Robots-Tag"] = "noindex"
    # What somebody looked for is nobody else's business, nor the next page's scripts'.
    response["Referrer-Policy"] = "strict-origin"
    return response


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """GET /th/search/suggest/?q=: titles that hold what has been typed, as JSON.

    {"query": "ข่าว", "suggestions": [{"title": …, "url": …, "kind": …}, …]}, at most 8.
    """
    query = _asked(request)
    pages = suggest(query, searched_pages(Site.find_for_request(request)), SUGGESTIONS) if query else []
    found = [{"title": page.title, "url": page.get_url(request), "kind": _kind(page)} for page in pages]
    response = JsonResponse({"query": query, "suggestions": found}, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "public, max-age=60"
    return response


def _asked(request: HttpRequest) -> str:
    """What was typed, on one line, without invisible characters, cut to what one query may hold."""
    return " ".join(clean(request.GET.get("q", "")[:MAX_QUERY_LENGTH]).split())


def _hit(page: Any, found: Found, request: HttpRequest) -> Hit:
    # "If", "give" and "already" marked all over a text hide what one looked for.
    words = set(without(found.words, STOPWORDS))
    summary, text = excerpt(page.summary, words), excerpt(page_text(page), words)
    best = summary if summary.held >= text.held else text
    return Hit(marked(page.title, words), best.html or shortened(page.summary), page.get_url(request), _kind(page))


def _kind(page: Any) -> str:
    return str(page.specific_class.kind_label)


def _ways_on(site: Site | None) -> list[Any]:
    """Situation pages for someone whose search found nothing: perhaps it just happened to them."""
    situations = searched_pages(site).type(apps.get_model(SITUATION))
    return list(situations.order_by("path").specific()[:WAYS_ON])
