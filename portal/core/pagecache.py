"""The page cache: public HTML is the same for everybody, so it is kept whole and answered before Django.

Each process keeps a few hundred pages. All processes share one *generation*: a file's time stamp under var/, or a
counter in Redis when several machines serve. Publishing anything moves the generation on, and every kept page of
every process is out of date. Nothing a process keeps is ever trusted without comparing generations.
"""

from __future__ import annotations

import gzip
import math
import os
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.conf import settings

from portal.core.analytics.consent import opted_in
from portal.core.look import look_of_header

WSGIApp = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

# Set by views whose answer may be kept. Anything without it passes through untouched.
MARK = "X-Portal-Cache"
MAX_PAGES = 400
MAX_BYTES = 512 * 1024
REDIS_CHECK_SECONDS = 0.5
SENT_WITH_304 = ("Cache-Control", "ETag", "Vary", "Content-Language", "Access-Control-Allow-Origin")
# Added by other sites to links to us, and LINE's way out of its own browser; they change nothing on the page.
IGNORED_PARAMETERS = ("utm_", "fbclid", "gclid", "liff.", "line_", "openExternalBrowser")


def _generation_file() -> Path:
    return Path(settings.VAR_DIR) / "page-generation"


def invalidate() -> None:
    """Make every kept page of every process out of date."""
    if settings.REDIS_URL:
        _redis().incr("portal:page-generation")
        return
    path = _generation_file()
    # A new file each time: its inode and time stamp together never repeat, even within one clock tick.
    fresh = path.with_suffix(f".{os.getpid()}.{time.monotonic_ns()}")
    fresh.touch()
    fresh.replace(path)


def _redis() -> Any:
    import redis

    return redis.Redis.from_url(settings.REDIS_URL)


class Generation:
    """Reads the shared generation; from Redis at most twice a second, from the file each time (one stat call)."""

    def __init__(self) -> None:
        self._client = _redis() if settings.REDIS_URL else None
        self._path = _generation_file()
        self._known: Any = None
        self._asked = 0.0

    def current(self) -> Any:
        if self._client is None:
            try:
                stat = self._path.stat()
            except FileNotFoundError:
                return 0
            return (stat.st_mtime_ns, stat.st_ino)
        if time.monotonic() - self._asked > REDIS_CHECK_SECONDS:
            self._asked = time.monotonic()
            try:
                self._known = self._client.get("portal:page-generation")
            except Exception:
                return self._known
        return self._known


def shortened_query(query: str) -> str:
    """The query string without parameters that only say where a reader came from, in a fixed order."""
    if not query:
        return ""
    pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=50)
    return urlencode(sorted(pair for pair in pairs if not pair[0].startswith(IGNORED_PARAMETERS)))


@dataclass(frozen=True)
class Kept:
    generation: Any
    headers: list[tuple[str, str]]
    plain: bytes
    packed: bytes
    until: float
    """Until when, on this process's clock, it may be repeated; for ever but for the generation."""
    etag: str


class PageCache:
    """WSGI wrapper that answers kept pages and keeps what views marked with `X-Portal-Cache: keep`."""

    def __init__(self, app: WSGIApp) -> None:
        self.app = app
        self.generation = Generation()
        self.pages: OrderedDict[tuple[str, ...], Kept] = OrderedDict()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return self.app(environ, start_response)
        if opted_in(environ):
            return self._past(environ, start_response)
        try:
            key = self._key(environ)
        except ValueError:
            return self.app(environ, start_response)
        generation = self.generation.current()
        kept = self.pages.get(key)
        if kept is not None and kept.generation == generation and time.monotonic() < kept.until:
            self.pages.move_to_end(key)
            return self._answer(kept, environ, start_response)
        return self._ask(key, generation, environ, start_response)

    def _past(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Who lets an outside service count gets neither a kept page nor has any kept (decision 0042)."""

        def alone(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            if any(name == MARK for name, _value in headers):
                headers = [pair for pair in headers if pair[0] not in (MARK, "Cache-Control")]
                headers.append(("Cache-Control", "private, no-store"))
            return start_response(status, headers, *rest)

        return self.app(environ, alone)

    @staticmethod
    def _key(environ: dict[str, Any]) -> tuple[str, ...]:
        return (
            environ.get("HTTP_HOST", ""),
            environ.get("wsgi.url_scheme", ""),
            # Behind a proxy the scheme decides about redirects and absolute links.
            environ.get("HTTP_X_FORWARDED_PROTO", ""),
            environ.get("PATH_INFO", ""),
            shortened_query(environ.get("QUERY_STRING", "")),
            str(look_of_header(environ.get("HTTP_COOKIE", ""))),
        )

    @staticmethod
    def _answer(kept: Kept, environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        if kept.etag and kept.etag in environ.get("HTTP_IF_NONE_MATCH", ""):
            start_response("304 Not Modified", [pair for pair in kept.headers if pair[0] in SENT_WITH_304])
            return []
        packed = "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "")
        body = kept.packed if packed else kept.plain
        headers = [*kept.headers, ("Content-Length", str(len(body)))]
        if packed:
            headers.append(("Content-Encoding", "gzip"))
        start_response("200 OK", headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def _ask(
        self, key: tuple[str, ...], generation: Any, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        begun: dict[str, Any] = {}

        def remember(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Callable[..., Any]:
            begun.update(status=status, headers=headers, exc_info=exc_info)
            return lambda data: None

        result = self.app(environ, remember)
        mark = next((value for name, value in begun["headers"] if name == MARK), "")
        keep = environ["REQUEST_METHOD"] == "GET" and begun["status"].startswith("200") and mark
        headers = [pair for pair in begun["headers"] if pair[0] != MARK]
        if not keep or any(name.lower() == "set-cookie" for name, _value in headers):
            start_response(begun["status"], headers, *([begun["exc_info"]] if begun["exc_info"] else []))
            return result
        body = b"".join(result)
        if hasattr(result, "close"):
            result.close()
        headers = [pair for pair in headers if pair[0].lower() not in ("content-length", "vary")]
        headers.append(("Vary", "Accept-Encoding, Cookie"))
        etag = next((value for name, value in headers if name == "ETag"), "")
        kept = Kept(generation, headers, body, gzip.compress(body, 6, mtime=0), _until(mark), etag)
        if len(body) <= MAX_BYTES:
            self._store(key, kept)
        return self._answer(kept, environ, start_response)

    def _store(self, key: tuple[str, ...], kept: Kept) -> None:
        self.pages[key] = kept
        # One item at a time, and never an error: threads share this dictionary.
        while len(self.pages) > MAX_PAGES:
            self.pages.popitem(last=False)


def _until(mark: str) -> float:
    return time.monotonic() + int(mark) if mark.isdigit() else math.inf


def keep(response: Any, seconds: int | None = None) -> Any:
    """Mark a response as the same for everybody: kept here, and revalidated by browsers.

    seconds: how long it may be repeated, for what shows facts; content without it stands until the next generation.
    """
    response[MARK] = "keep" if seconds is None else str(seconds)
    response["Cache-Control"] = "public, max-age=0, must-revalidate"
    return response
