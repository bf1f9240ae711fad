"""Static files for production: the parts of a style sheet are written into the one file that imports them.

Styles are kept as one file per component, in the order `site.css` imports them. A browser would ask for each part one
after another; on a slow network that is seconds. No bundler: `@import` lines are replaced by what they name, nothing else.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

JOINED = ("portal/css/site.css",)

_IMPORT = re.compile(r'^@import url\("([^":?#]+)"\);$', re.MULTILINE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_INDENT = re.compile(r"\s*\n\s*")


class _Joined:
    """Stands in for the storage a file was collected from."""

    def __init__(self, text: str) -> None:
        self.text = text

    def open(self, path: str) -> ContentFile:
        return ContentFile(self.text.encode())


def joined_css(name: str, read: Callable[[str], str]) -> str:
    """The style sheet `name` with its imports written in, comments and indentation left out.

    `read` gives the text of a static file by name. All parts must stand in the folder of the sheet itself, so that
    their relative addresses stay true; anything else raises ValueError.
    """
    folder = posixpath.dirname(name)

    def part(match: re.Match[str]) -> str:
        if "/" in match[1]:
            raise ValueError(f"{name}: import {match[1]} must stand in {folder}/")
        return read(posixpath.join(folder, match[1]))

    text = _COMMENT.sub("", _IMPORT.sub(part, read(name)))
    if "@import" in text:
        raise ValueError(f'{name}: write imports as one line each, @import url("part.css");')
    return _INDENT.sub("\n", text).strip() + "\n"


_SCRIPT = re.compile(r"portal/js/.*\.js")
_OWN_LINES = re.compile(r"^[ \t]*(?:/\*.*?\*/[ \t]*|//[^\n]*)$", re.DOTALL | re.MULTILINE)


def slim_script(text: str) -> str:
    """A script of ours without the comments that stand on lines of their own, and without indentation.

    A script with a template literal stays as it is: there a line's beginning may be part of a text.
    """
    return text if "`" in text else _INDENT.sub("\n", _OWN_LINES.sub("", text)).strip() + "\n"


class PortalStaticStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's hashed and compressed files, with our style sheets joined and our scripts slimmed first."""

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        def read(name: str) -> str:
            storage, path = paths[name]
            with storage.open(path) as file:
                return file.read().decode()

        for name in JOINED:
            if name in paths and not dry_run:
                paths[name] = (_Joined(joined_css(name, read)), name)
        for name in [name for name in paths if _SCRIPT.fullmatch(name) and not dry_run]:
            paths[name] = (_Joined(slim_script(read(name))), name)
        yield from super().post_process(paths, dry_run=dry_run, **options)
