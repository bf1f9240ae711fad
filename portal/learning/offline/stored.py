"""Files by their address on this site: how large they are, and a hash that changes with their content."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage

NAMED_BY_STYLES = re.compile(r"""url\(["']?([^"')#?:]+)""")


@dataclass(frozen=True)
class Stored:
    """Something kept: its path, its size in bytes, and a hash of its content."""

    url: str
    size: int
    hash: str


def stored(url: str) -> Stored | None:
    """The file at a path of this site; None for what is elsewhere (another host, no file)."""
    if url.startswith(settings.STATIC_URL):
        found = _static(url.removeprefix(settings.STATIC_URL))
        return Stored(url, found[0], found[1]) if found else None
    if settings.MEDIA_URL.startswith("/") and url.startswith(settings.MEDIA_URL):
        return _uploaded(url)
    return None


def named_by_style(url: str) -> list[str]:
    """What a style sheet of ours names (fonts, pictures, imported parts), relative to it; nothing for other files."""
    if not url.endswith(".css") or not url.startswith(settings.STATIC_URL):
        return []
    found = _static(url.removeprefix(settings.STATIC_URL))
    return list(found[2]) if found else []


def _uploaded(url: str) -> Stored | None:
    name = unquote(url.removeprefix(settings.MEDIA_URL))
    try:
        size = default_storage.size(name)
        changed = default_storage.get_modified_time(name).isoformat()
    except (OSError, NotImplementedError, ValueError, SuspiciousFileOperation):
        return None
    return Stored(url, size, hashlib.sha256(f"{name} {size} {changed}".encode()).hexdigest()[:16])


def _static(name: str) -> tuple[int, str, tuple[str, ...]] | None:
    """(size, hash, what it names) of a static file; None when there is none."""
    path = _path_of(name)
    return _read(path, path.stat().st_mtime_ns) if path else None


@lru_cache(maxsize=2_000)
def _read(path: Path, changed_ns: int) -> tuple[int, str, tuple[str, ...]]:
    """Read once, and again when it was changed while developing."""
    data = path.read_bytes()
    names = tuple(NAMED_BY_STYLES.findall(data.decode())) if path.suffix == ".css" else ()
    return len(data), hashlib.sha256(data).hexdigest()[:16], names


def _path_of(name: str) -> Path | None:
    """In production the collected file, while developing its source."""
    try:
        collected = Path(staticfiles_storage.path(name))
        found = str(collected) if collected.is_file() else finders.find(name)
    except SuspiciousFileOperation:
        return None
    return Path(found) if found else None
