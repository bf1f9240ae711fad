"""Bytes that come out the same every time: ZIP files, Office files, hashes."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path

# Every entry of a ZIP bears the earliest date the format can hold, so that the hour of building leaves no trace.
ENTRY_DATE = (1980, 1, 1, 0, 0, 0)
CORE_PROPERTIES = "docProps/core.xml"
CORE_DATES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")
# Already compressed: deflating again costs time and saves nothing.
STORED = (".png", ".woff2", ".xlsx", ".docx", ".pptx")


def sha256(data: bytes) -> str:
    """The SHA-256 of `data` in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def zip_bytes(files: Mapping[str, bytes]) -> bytes:
    """A ZIP of path → content with sorted entries dated 1980-01-01."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path in sorted(files):
            archive.writestr(_entry(path), files[path], compress_type=_method(path), compresslevel=6)
    return buffer.getvalue()


def zip_file(target: Path, root: Path, paths: list[str]) -> None:
    """The same as `zip_bytes`, from files below `root` into a file."""
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(paths):
            data = (root / path).read_bytes()
            archive.writestr(_entry(path), data, compress_type=_method(path), compresslevel=6)


def _entry(path: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, date_time=ENTRY_DATE)
    entry.create_system = 3  # Unix, whatever machine builds: the mode below is only read then
    entry.external_attr = 0o100644 << 16
    return entry


def _method(path: str) -> int:
    return zipfile.ZIP_STORED if path.endswith(STORED) else zipfile.ZIP_DEFLATED


def midnight(day: date) -> datetime:
    """The only moment a file's properties tell. Without a zone, as the Office libraries want it."""
    return datetime.combine(day, time())


def same_office_bytes(data: bytes, day: date) -> bytes:
    """A Word, PowerPoint or Excel file packed again with sorted, undated entries and `day` as its only date.

    The libraries write the moment of saving into the entries and, openpyxl, into the core properties.
    """
    stamp = f"{day.isoformat()}T00:00:00Z".encode()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    if CORE_PROPERTIES in files:
        files[CORE_PROPERTIES] = CORE_DATES.sub(rb"\g<1>" + stamp + rb"\g<3>", files[CORE_PROPERTIES])
    return zip_bytes(files)
