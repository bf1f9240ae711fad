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

StartResponse = Callable[..., Any]
WSGIApp = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]


class BeaconApp:
    """WSGI application in front of another: takes ``/e/…``, hands everything else on.

    ``intake`` is for tests; without it the settings decide. Raises BadNetwork or KeyStoreError at the start when a
    setting is no such thing.
    """

    def __init__(self, inner_app: WSGIApp, intake: Intake | None = None) -> None:
        self._inner = inner_app
        self._intake = intake
        if intake is None:
            site_intake()
        bots.is_bot("warm up: the lists are read at start, not at the first visit")

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if not path.startswith(PREFIX):
            return self._inner(environ, start_response)
        intake = self._intake or site_intake()
        method = environ["REQUEST_METHOD"]
        if path == PREFIX:
            if method != "POST":
                return _answer(start_response, HTTPStatus.METHOD_NOT_ALLOWED, [("Allow", "POST")])
            status = _take(intake, environ, BEACON, _sent_by_script)
            return _answer(start_response, HTTPStatus.NO_CONTENT if status is HTTPStatus.OK else status)
        if path == PICTURE:
            if method != "GET":
                return _answer(start_response, HTTPStatus.METHOD_NOT_ALLOWED, [("Allow", "GET")])
            status = _take(intake, environ, NOJS, _sent_by_picture)
            return _picture(start_response) if status is HTTPStatus.OK else _answer(start_response, status)
        return _answer(start_response, HTTPStatus.NOT_FOUND)


def _take(
    intake: Intake, environ: Mapping[str, Any], origin: str, read: Callable[[Mapping[str, Any]], Sent]
) -> HTTPStatus:
    try:
        try:
            intake.beacon(environ, read(environ), origin)
        except Malformed as error:
            intake.malformed(origin, str(error))
            return HTTPStatus.BAD_REQUEST
    except (OSError, KeyStoreError):
        # Full disk, unreadable spool or keys: not acknowledged, so the sender tries once more.
        return HTTPStatus.SERVICE_UNAVAILABLE
    return HTTPStatus.OK


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


def _answer(
    start_response: StartResponse, status: HTTPStatus, more: list[tuple[str, str]] | None = None
) -> Iterable[bytes]:
    length = [] if status is HTTPStatus.NO_CONTENT else [("Content-Length", "0")]
    start_response(f"{status.value} {status.phrase}", [*_HEADERS, *length, *(more or [])])
    return [b""]


def _picture(start_response: StartResponse) -> Iterable[bytes]:
    start_response("200 OK", [*_HEADERS, ("Content-Type", "image/gif"), ("Content-Length", str(len(_GIF)))])
    return [_GIF]
