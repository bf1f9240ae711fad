"""The one view that sends files of var/: byte ranges, ETag, safe content types.

Downloads resume on bad lines, and video can be sought. Files that a browser might run as a page are sent as
attachments.
"""

from __future__ import annotations

import mimetypes
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils._os import safe_join
from django.utils.http import content_disposition_header, http_date
from django.views.decorators.http import require_safe

CHUNK = 64 * 1024
RANGE = re.compile(r"bytes=(\d*)-(\d*)$")
# Shown in place; everything else goes out as an attachment.
INLINE_TYPES = (
    "image/png",
    "image/jpeg",
    "image/webp",
    "image/gif",
    "video/",
    "audio/",
    "text/vtt",
    "text/plain",
    "application/pdf",
)


@dataclass(frozen=True)
class Span:
    """Bytes first..last of a file, both included."""

    first: int
    last: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1


def parse_range(header: str, size: int) -> Span | None:
    """The one range a header asks for; None when it asks for several or for none.

    Raises ValueError when the range lies outside the file.
    """
    match = RANGE.match(header.strip())
    if not match or match.groups() == ("", ""):
        return None
    first_text, last_text = match.groups()
    if not first_text:
        first, last = max(0, size - int(last_text)), size - 1
    else:
        first, last = int(first_text), min(int(last_text) if last_text else size - 1, size - 1)
    if first > last or first >= size:
        raise ValueError(header)
    return Span(first, last)


def _pieces(handle: BinaryIO, span: Span) -> Iterator[bytes]:
    with handle:
        handle.seek(span.first)
        left = span.length
        while left > 0:
            piece = handle.read(min(CHUNK, left))
            if not piece:
                return
            left -= len(piece)
            yield piece


def send_file(
    request: HttpRequest, path: Path, *, name: str = "", attachment: bool = False, etag: str = "", max_age: int = 3600
) -> HttpResponseBase:
    """A file's answer: 200, 206 for one range, 304 for a matching ETag, 416 for a range outside it.

    Raises Http404 when the file is not there.
    """
    try:
        handle = path.open("rb")
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as error:
        raise Http404 from error
    stat = os.fstat(handle.fileno())
    tag = f'"{etag or f"{stat.st_mtime_ns:x}-{stat.st_size:x}"}"'
    content_type = mimetypes.guess_type(name or path.name)[0] or "application/octet-stream"
    headers = {
        "ETag": tag,
        "Last-Modified": http_date(stat.st_mtime),
        "Accept-Ranges": "bytes",
        "Cache-Control": f"public, max-age={max_age}",
        "X-Content-Type-Options": "nosniff",
    }
    attachment = attachment or not content_type.startswith(INLINE_TYPES)
    if attachment:
        headers["Content-Disposition"] = content_disposition_header(True, name or path.name) or "attachment"
    if tag in [known.strip() for known in request.headers.get("If-None-Match", "").split(",")]:
        handle.close()
        return HttpResponse(status=304, headers=headers)
    span, status = Span(0, stat.st_size - 1), 200
    asked = request.headers.get("Range", "")
    if asked and request.headers.get("If-Range", tag) == tag:
        try:
            part = parse_range(asked, stat.st_size)
        except ValueError:
            handle.close()
            return HttpResponse(status=416, headers={**headers, "Content-Range": f"bytes */{stat.st_size}"})
        if part is not None:
            span, status = part, 206
            headers["Content-Range"] = f"bytes {span.first}-{span.last}/{stat.st_size}"
    headers["Content-Length"] = str(max(0, span.length))
    if request.method == "HEAD":
        handle.close()
        return HttpResponse(status=status, headers=headers, content_type=content_type)
    return StreamingHttpResponse(_pieces(handle, span), status=status, headers=headers, content_type=content_type)


@require_safe
def uploaded_file(request: HttpRequest, path: str) -> HttpResponseBase:
    """GET /files/<path>: an uploaded picture, video or caption file."""
    # Originals of documents are reached at their own address, where downloads are counted.
    try:
        full = safe_join(settings.MEDIA_ROOT, path)
    except SuspiciousFileOperation as error:
        raise Http404 from error
    return send_file(request, Path(full), max_age=30 * 24 * 3600)
