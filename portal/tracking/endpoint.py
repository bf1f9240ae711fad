"""The address beacons go to, answered before Django: no SQL, no session, no middleware, no log line.

``POST /e/`` takes a beacon (204), ``GET /e/p.gif`` the picture for browsers without scripts. What is no event is
counted as malformed (400); what cannot be written is refused (503), and the sender tries once more.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from typing import Any

from portal.tracking import bots
from portal.tracking.intake import BEACON, NOJS, Intake, Malformed, Sent, parse_fields, site_intake
from portal.tracking.keys import KeyStoreError

PREFIX = "/e/"
PICTURE = "/e/p.gif"
LARGEST_BODY = 2_048
"""Bytes of a beacon; also of the picture's query."""

_GIF = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b")
_HEADERS = [("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff")]
_EMPTY = [*_HEADERS, ("Content-Length", "0")]
_PICTURE = [*_HEADERS, ("Content-Type", "image/gif"), ("Content-Length", str(len(_GIF)))]

OK, NO_CONTENT, BAD_REQUEST, NOT_FOUND, NOT_ALLOWED, UNAVAILABLE = (
    f"{status.value} {status.phrase}"
    for status in (
        HTTPStatus.OK,
        HTTPStatus.NO_CONTENT,
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.NOT_FOUND,
        HTTPStatus.METHOD_NOT_ALLOWED,
        HTTPStatus.SERVICE_UNAVAILABLE,
    )
)

StartResponse = Callable[..., Any]
WSGIApp = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]


class BeaconApp:
    """WSGI application in front of another: takes ``/e/…``, hands everything else on.

    ``intake`` is for tests; without it the settings decide. Raises BadNetwork or KeyStoreError at the start when a
    setting is no such thing.
    """

    def __init__(self, inner_app: WSGIApp, intake: Intake | None = None) -> None:
        self._inner = inner_app
        self._intake = intake or site_intake()
        bots.is_bot("warm up: the lists are read at start, not at the first visit")

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if not path.startswith(PREFIX):
            return self._inner(environ, start_response)
        if path not in (PREFIX, PICTURE):
            start_response(NOT_FOUND, [*_EMPTY])
            return [b""]
        by_script = path == PREFIX
        allowed = "POST" if by_script else "GET"
        if environ["REQUEST_METHOD"] != allowed:
            start_response(NOT_ALLOWED, [*_EMPTY, ("Allow", allowed)])
            return [b""]
        refused = (
            self._take(environ, BEACON, _sent_by_script) if by_script else self._take(environ, NOJS, _sent_by_picture)
        )
        if refused:
            start_response(refused, [*_EMPTY])
            return [b""]
        if by_script:
            start_response(NO_CONTENT, [*_HEADERS])
            return [b""]
        start_response(OK, [*_PICTURE])
        return [_GIF]

    def _take(self, environ: Mapping[str, Any], origin: str, read: Callable[[Mapping[str, Any]], Sent]) -> str:
        """Spools what was sent; the status of the refusal, "" when there is none."""
        try:
            try:
                self._intake.beacon(environ, read(environ), origin)
            except Malformed as error:
                self._intake.malformed(origin, str(error))
                return BAD_REQUEST
        except (OSError, KeyStoreError):
            # Full disk, unreadable spool or keys: not acknowledged, so the sender tries once more.
            return UNAVAILABLE
        return ""


def _sent_by_script(environ: Mapping[str, Any]) -> Sent:
    length = environ.get("CONTENT_LENGTH") or ""
    if length.isdecimal() and (len(length) > 9 or int(length) > LARGEST_BODY):
        raise Malformed("size")
    try:
        body = environ["wsgi.input"].read(int(length) if length.isdecimal() else LARGEST_BODY + 1)
    except OSError as error:
        raise Malformed("fields") from error
    if len(body) > LARGEST_BODY:
        raise Malformed("size")
    try:
        return parse_fields(body.decode("ascii"))
    except UnicodeDecodeError as error:
        raise Malformed("encoding") from error


def _sent_by_picture(environ: Mapping[str, Any]) -> Sent:
    query = environ.get("QUERY_STRING", "")
    if len(query) > LARGEST_BODY:
        raise Malformed("size")
    if not query.isascii():
        raise Malformed("encoding")
    return picture_fields(query)


def picture_fields(query: str) -> Sent:
    """The fields of a picture beacon, ``o=<object id>[&n=1]``; its event id is ours, a browser without scripts has none.

    Raises Malformed when the object is missing.
    """
    return parse_fields(f"{query}&i={uuid.uuid4()}&a=v")
