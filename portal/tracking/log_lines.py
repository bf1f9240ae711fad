"""Lines of an access log in combined format: reading files of any age, parsing, and nothing else."""

from __future__ import annotations

import gzip
import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from portal.tracking.clock import to_us

_GZIP = b"\x1f\x8b"
_QUOTED = r'"((?:[^"\\]|\\.)*)"'
# A host name and its port may stand before the address (vhost_combined), fields of the server's own after the user agent.
# No colon in the name: an IPv6 address that ends in digits looks like a name with a port.
_COMBINED = re.compile(
    rf"(?:(?:[^\s:\[]+|\[[^\]\s]+\]):\d+ )?(?P<address>\S+) \S+ .*?\[(?P<at>[^\]]+)\] {_QUOTED} (?P<status>\d{{3}}) \S+ {_QUOTED} {_QUOTED}(?: .*)?"
)
_DATED = re.compile(r"\[(\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d [+-]\d{4})\]")
_ESCAPED = re.compile(r"\\x([0-9a-fA-F]{2})|\\(.)")


class NotALine(ValueError):
    """The text is no line in combined format."""


class LogRequest(NamedTuple):
    """What a line says of a request; ``at_us`` in microseconds since 1970 UTC, whole seconds."""

    at_us: int
    address: str
    method: str
    target: str
    status: int
    user_agent: str


def parse(line: str) -> LogRequest:
    """Raises NotALine for anything but a line in combined format."""
    found = _COMBINED.fullmatch(line)
    if found is None:
        raise NotALine(line[:80])
    request, _referrer, agent = found[3], found[5], found[6]
    method, _, rest = request.partition(" ")
    try:
        at_us = _moment(found["at"])
    except ValueError as error:
        raise NotALine(found["at"]) from error
    agent = "" if agent == "-" else _unescape(agent)
    return LogRequest(at_us, found["address"], method, rest.rpartition(" ")[0] or rest, int(found["status"]), agent)


def moment_in(line: str) -> int | None:
    """The instant a spoilt line still names, in microseconds; None without one."""
    found = _DATED.search(line)
    try:
        return _moment(found[1]) if found else None
    except ValueError:
        return None


@lru_cache(maxsize=4_096)
def _moment(text: str) -> int:
    return to_us(datetime.strptime(text, "%d/%b/%Y:%H:%M:%S %z"))


def _unescape(text: str) -> str:
    """nginx writes a quotation mark as \\x22, Apache as \\"."""
    if "\\" not in text:
        return text
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[2], text)


def path_of(target: str, host: str) -> str:
    """The path a request asked for, decoded; "" when it asked for another host's."""
    if target.startswith(("http://", "https://")):
        parts = urlsplit(target)
        if parts.hostname != host:
            return ""
        target = parts.path
    path = target.partition("?")[0]
    return unicodedata.normalize("NFC", unquote(path)) if "%" in path else path


def lines_of(path: Path) -> Iterator[str]:
    """The lines of a log file, plain or gzipped, without their ends.

    A last line without an end may still be growing: it is given only when it is whole. Raises OSError for a file that
    cannot be read.
    """
    with path.open("rb") as plain:
        packed = plain.read(2) == _GZIP
    opened = gzip.open(path, "rb") if packed else path.open("rb")
    with opened as file:
        for raw in file:
            line = raw.rstrip(b"\r\n").decode("utf-8", "surrogateescape")
            if raw.endswith(b"\n") or _COMBINED.fullmatch(line):
                yield line
