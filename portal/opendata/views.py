"""Open data over HTTP: a page for people, files for programs. Reading sets no cookie and writes nothing."""

from __future__ import annotations

import hashlib
import json

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from wagtail.models import Site

from portal.core.models import SiteSettings
from portal.core.pagecache import keep
from portal.opendata.catalogue import DATA_SETS, FORMATS, LICENCE, LICENCE_URL, Publisher, dcat, found
from portal.opendata.disclosure import FEWEST
from portal.opendata.files import as_csv, as_json
from portal.opendata.release import release, sample_facts_shown
from portal.tracking import METRIC_VERSION

SECONDS = 600
"""How long an answer may be repeated: a late fact, or a year just signed, is out ten minutes later."""
HOME = "/data/"
TWINS = {"th": HOME, "en": "/en/data/"}


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """GET /data/: the data sets in plain Thai, whatever the browser's languages: it is kept for everybody."""
    with translation.override("th"):
        return _page(request, "th")


@require_safe
def page_in_language(request: HttpRequest) -> HttpResponse:
    """GET /en/data/: the same in English; /th/data/ leads to the one Thai address."""
    language = get_language() or "th"
    if language == "th":
        return HttpResponsePermanentRedirect(HOME)
    return _page(request, language)


def _page(request: HttpRequest, language: str) -> HttpResponse:
    """Template context: release, sets (each `set` with `issues`), formats, licence, licence_url, publisher, fewest (the largest group not
    shown), metric_version, sample, twin (address in the other language)."""
    out = release()
    context = {
        "release": out,
        "sets": [{"set": each, "issues": each.issues(out)} for each in DATA_SETS],
        "formats": list(FORMATS),
        "licence": LICENCE,
        "licence_url": LICENCE_URL,
        "publisher": _publisher(request).names[language],
        "fewest": FEWEST - 1,
        "metric_version": METRIC_VERSION,
        "sample": sample_facts_shown(),
        "twin": TWINS["en" if language == "th" else "th"],
        "address": request.build_absolute_uri(HOME),
    }
    response = render(request, "opendata/page.html", context)
    response["Content-Language"] = language
    return keep(response, SECONDS)  # type: ignore[no-any-return]


@require_safe
def table(request: HttpRequest, path: str, kind: str) -> HttpResponse:
    """GET /data/<path>.csv, .json: one table. 404 when there is none of that name, or none for that year."""
    out = release()
    dataset, issue = found(path, out)
    rows = dataset.rows(out, issue)
    if kind == "csv":
        name = f"{issue.path.replace('/', '-')}.csv"
        return _file(request, as_csv(dataset, rows), "text/csv; charset=utf-8", name)
    content = as_json(dataset, issue, rows, _publisher(request), request.build_absolute_uri(request.path))
    return _file(request, content, "application/json")


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """GET /data/catalog.jsonld: all data sets, as DCAT."""

    def address(path: str) -> str:
        return request.build_absolute_uri(HOME + path)

    made = dcat(release(), _publisher(request), address)
    return _file(request, (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode(), "application/ld+json")


def _publisher(request: HttpRequest) -> Publisher:
    site = Site.find_for_request(request)
    settings = SiteSettings.for_site(site) if site else SiteSettings()
    return Publisher(settings.organisation_th, settings.organisation_en, settings.email)


def _file(request: HttpRequest, content: bytes, content_type: str, name: str = "") -> HttpResponse:
    """A file everybody gets, pages of other sites' scripts too; with the ETag it had before the answer is 304."""
    response = HttpResponse(content, content_type=content_type)
    if name:
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Access-Control-Allow-Origin"] = "*"
    # Weak: it travels gzipped or plain.
    etag = f'W/"{hashlib.sha256(content).hexdigest()[:32]}"'
    response["ETag"] = etag
    keep(response, SECONDS)
    return get_conditional_response(request, etag=etag, response=response) or response
