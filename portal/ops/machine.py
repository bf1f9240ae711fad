"""What no Python package brings: found on the machine, else installed with apt when root, else named with its command.

Run by the machine's own python3, before anything is installed.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from portal.ops.steps import say


@dataclass(frozen=True)
class Need:
    """A Debian package, how to see that it is there, and what goes without it."""

    package: str
    found: Callable[[], bool]
    without: str


def library(name: str) -> Callable[[], bool]:
    """Whether the dynamic linker finds a shared library, asked the way WeasyPrint and Pillow ask."""

    def found() -> bool:
        try:
            ctypes.CDLL(name)
        except OSError:
            return False
        return True

    return found


def program(*names: str) -> Callable[[], bool]:
    """Whether one of the programs is on the path."""
    return lambda: any(shutil.which(name) for name in names)


def python_venv() -> bool:
    return bool(importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip"))


def chromium() -> str | None:
    """The browser of the tests: CHROMIUM, else the one on the path."""
    named = os.environ.get("CHROMIUM", "")
    if named:
        return named if Path(named).exists() else None
    return next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
    )


def postgres_bin() -> Path | None:
    """The folder of the newest PostgreSQL server on this machine; Debian keeps it off the path."""
    folders = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/postgres")]
    if folders:
        return max(folders, key=lambda folder: int(folder.parent.name))
    on_path = shutil.which("postgres")
    return Path(on_path).resolve().parent if on_path else None


VENV = Need("python3-venv", python_venv, "uv cannot be installed here")
RUNTIME = (
    Need("libpangoft2-1.0-0", library("libpangoft2-1.0.so.0"), "kits, certificates and reports as PDF cannot be made"),
    Need("libharfbuzz-subset0", library("libharfbuzz-subset.so.0"), "PDF files embed whole fonts and grow large"),
    Need("libfribidi0", library("libfribidi.so.0"), "Thai text cannot be drawn into pictures"),
    Need("gettext", program("msgfmt"), "English pages show their Thai interface strings"),
)
TESTS = (
    Need("chromium", lambda: chromium() is not None, "no browser tests"),
    Need("postgresql", lambda: postgres_bin() is not None, "no tests on PostgreSQL"),
    Need("redis-server", program("redis-server"), "no tests on Redis"),
    Need("poppler-utils", program("pdftotext"), "no tests of PDF files"),
    Need("zbar-tools", program("zbarimg"), "no tests of QR codes"),
)


def missing(needs: Iterable[Need]) -> list[Need]:
    return [need for need in needs if not need.found()]


def install_command(needs: Iterable[Need]) -> str:
    """What somebody with the right would type."""
    return "apt-get install --no-install-recommends " + " ".join(need.package for need in needs)


def provide(needs: Iterable[Need]) -> list[Need]:
    """Installs what is missing when that is possible; what is missing still, each named with what goes without it."""
    lacking = missing(needs)
    if lacking and os.geteuid() == 0 and shutil.which("apt-get"):
        _apt_install(lacking)
        lacking = missing(lacking)
    if lacking:
        for need in lacking:
            say(f"  missing: {need.package} ({need.without})")
        say(f"  to install: {'' if os.geteuid() == 0 else 'sudo '}{install_command(lacking)}")
    return lacking


def _apt_install(needs: list[Need]) -> None:
    say(f"→ installing {' '.join(need.package for need in needs)} …")
    # A list that cannot be renewed may still name what is needed.
    _apt("update")
    done = _apt("install", "--no-install-recommends", *(need.package for need in needs))
    if done.returncode != 0:
        say(done.stdout.strip()[-2000:])


def _apt(*words: str) -> subprocess.CompletedProcess[str]:
    """apt-get without questions, waiting for another one to end."""
    return subprocess.run(
        ["apt-get", "-o", "DPkg::Lock::Timeout=300", "-q", "-y", *words],
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
