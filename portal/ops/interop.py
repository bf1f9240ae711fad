"""`python -m portal.ops.interop`: tests with clients few machines have; names those that are not here.

Never part of `make test`, which names them as not run.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass

from portal.ops.install import ROOT
from portal.ops.steps import say


@dataclass(frozen=True)
class Client:
    """A program of somebody else's that reads what the portal makes."""

    name: str
    programs: tuple[str, ...]
    package: str
    reads: str

    def here(self) -> bool:
        return any(shutil.which(program) for program in self.programs)


CLIENTS = (
    Client(
        "LibreOffice",
        ("soffice", "libreoffice"),
        "libreoffice-impress libreoffice-writer",
        "slides and documents of kits",
    ),
    Client("Firefox", ("firefox-esr", "firefox"), "firefox-esr", "pages in a second browser engine"),
    Client("VLC", ("cvlc", "vlc"), "vlc-bin", "videos and their captions"),
    Client("qpdf", ("qpdf",), "qpdf", "the structure of PDF files"),
    Client("nginx", ("nginx",), "nginx-light", "the peer of the page benchmark"),
    Client("wrk", ("wrk",), "wrk", "load for the benchmarks"),
)


def name_clients() -> None:
    """Says which clients were not run, here or not: `make test` leaves them all out."""
    say("\nnot run by make test (make interop runs them):")
    for client in CLIENTS:
        say(f"  {client.name} ({client.reads}): {'here' if client.here() else f'apt-get install {client.package}'}")


def main() -> int:
    for client in CLIENTS:
        if not client.here():
            say(f"  not here: {client.name} ({client.reads}); to install: apt-get install {client.package}")
    done = subprocess.run([sys.executable, "-m", "pytest", "-q", "-m", "interop"], cwd=ROOT, check=False)
    if done.returncode == 5:
        say("no test with a rare client yet")
        return 0
    return done.returncode


if __name__ == "__main__":
    raise SystemExit(main())
