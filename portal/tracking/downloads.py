"""Downloads, counted by the server where it sends a file: appended to the spool, never to a database."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase

from portal.tracking.facts import record
from portal.tracking.intake import DOWNLOAD
from portal.tracking.objects import ObjectRef, document_ref


def is_download(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Counting rule 3: a GET answered 200, or 206 whose range starts at 0. HEAD, other ranges and 304 are none."""
    if request.method != "GET":
        return False
    if response.status_code == 206:
        return response.headers.get("Content-Range", "").startswith("bytes 0-")
    return response.status_code == 200


def record_download(request: HttpRequest, response: HttpResponseBase, ref: ObjectRef | None) -> None:
    """Counts a file taken at its download address, when the response is a download of something counted.

    A spool that cannot be written costs the count, not the download.
    """
    if ref is not None and is_download(request, response):
        record(request, DOWNLOAD, ref)


def record_document(request: HttpRequest, response: HttpResponseBase, document: Any) -> None:
    """Counts an uploaded document sent as an attachment; one shown in a page is none."""
    if response.headers.get("Content-Disposition", "").startswith("attachment"):
        record_download(request, response, document_ref(document))
