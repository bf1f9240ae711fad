"""Documents go out through the portal's own file view: byte ranges, ETag, and a count for real downloads."""

from __future__ import annotations

from pathlib import Path

from django.http import HttpRequest, HttpResponseBase
from wagtail import hooks

from media.models import PortalDocument
from portal.core.files import send_file
from portal.tracking.downloads import record_document


@hooks.register("before_serve_document")
def serve_document(document: PortalDocument, request: HttpRequest) -> HttpResponseBase:
    response = send_file(
        request, Path(document.file.path), name=document.filename, attachment=True, etag=document.file_hash
    )
    record_document(request, response, document)
    return response
