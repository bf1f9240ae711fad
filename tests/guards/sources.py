"""The project's own files, for guards that read them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from portal.ops.install import ROOT

TOP = ("portal", "courses", "articles", "media", "templates", "tests", ".ci")
TOOL_FILES = ("Makefile", "pyproject.toml", "README.md", "CONTRIBUTING.md", "CHANGELOG.md", ".env.example", "manage.py")


def files(*suffixes: str) -> Iterator[Path]:
    """Files with one of the suffixes, migrations and compiled files left out."""
    for name in TOP:
        for path in sorted((ROOT / name).rglob("*")):
            if path.suffix in suffixes and "migrations" not in path.parts and "__pycache__" not in path.parts:
                yield path
    yield from (
        path for name in TOOL_FILES if (path := ROOT / name).exists() and (path.suffix in suffixes or "" in suffixes)
    )


def shown(path: Path) -> str:
    """The path as a failing test names it."""
    return path.relative_to(ROOT).as_posix()
