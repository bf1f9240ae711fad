"""`python -m portal.ops.serve`: the web server and the worker, started and ended as one process group.

A web process that dies is started again by granian, the worker by this runner; when granian itself dies the group is
ended by force and begun anew. SIGINT, SIGTERM or SIGHUP ends all; the runner's own death ends all too.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import FrameType

from django.core.exceptions import ImproperlyConfigured

from portal.ops import environment
from portal.ops.environment import Address
from portal.ops.install import ROOT
from portal.ops.processes import end_group, kill_group, start
from portal.ops.steps import say, stop

HEADER_SECONDS = 10
"""A client must have sent its headers by then, or it is a slow client holding a place."""
THREADS = 256
"""For each web process, started when needed. A client that sends its body slowly holds one: with 16 threads, 200 slow
clients kept everybody else waiting; with 256 nobody noticed them."""
PATIENCE = 30.0
"""Seconds a running task may take to finish at the end; a little more than the worker's own grace."""
READY_SECONDS = 60.0
LOOK_SECONDS = 0.2
WORKER_PAUSE = 1.0
SHORT_LIFE = 5.0
SHORT_LIVES = 3
"""A server that dies this often within SHORT_LIFE seconds of its start will not come up by itself."""


def server_command(address: Address) -> list[str]:
    """granian over the portal's WSGI application."""
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "portal.wsgi:application"),
        *("--host", address.host, "--port", str(address.port), "--workers", str(address.workers)),
        "--respawn-failed-workers",
        *("--http1-header-read-timeout", str(HEADER_SECONDS * 1000)),
        *("--blocking-threads", str(THREADS), "--backpressure", str(THREADS)),
        *("--workers-kill-timeout", "10"),
        "--no-ws",
        # Its warnings are about the number of threads, which is meant; errors (a worker that died) are told.
        *("--log-level", "error"),
    ]


def worker_command() -> list[str]:
    return [sys.executable, "manage.py", "run_worker"]


class Portal:
    """The server and the worker, and keeping them running."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self.ending = False
        self._short_lives = 0
        self._worker_from = 0.0

    def run(self) -> int:
        """Serves until told to end; the exit code."""
        for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(name, self._end)
        self._begin()
        if not self._wait_until_ready():
            self._finish()
            return 0 if self.ending else 1
        announce(self.address)
        while not self.ending:
            time.sleep(LOOK_SECONDS)
            if self.server.poll() is not None and not self._begin_again():
                return 1
            self._keep_worker()
        say("ending …")
        self._finish()
        return 0

    def _end(self, number: int, frame: FrameType | None) -> None:
        self.ending = True

    def _begin(self) -> None:
        self.started = time.monotonic()
        self.server = start(server_command(self.address), cwd=ROOT)
        self.worker = start(worker_command(), cwd=ROOT, group=self.server.pid)

    def _begin_again(self) -> bool:
        """After granian died: its web processes and the worker go too, so that no orphan holds the port."""
        kill_group(self.server.pid)
        self.worker.wait()
        self._short_lives = self._short_lives + 1 if time.monotonic() - self.started < SHORT_LIFE else 0
        if self._short_lives >= SHORT_LIVES:
            say(f"the server ended {SHORT_LIVES} times right after its start: see its words above")
            return False
        say(f"the server ended ({self.server.returncode}), starting again")
        self._begin()
        return True

    def _keep_worker(self) -> None:
        if self.worker.poll() is None:
            self._worker_from = time.monotonic() + WORKER_PAUSE
        elif time.monotonic() >= self._worker_from and self.server.poll() is None:
            say(f"the worker ended ({self.worker.returncode}), starting again")
            self.worker = start(worker_command(), cwd=ROOT, group=self.server.pid)
            self._worker_from = time.monotonic() + WORKER_PAUSE

    def _wait_until_ready(self) -> bool:
        until = time.monotonic() + READY_SECONDS
        while not self.ending and self.server.poll() is None and time.monotonic() < until:
            if answers(self.address):
                say(f"  first answer: {time.monotonic() - self.started:.1f} s")
                return True
            time.sleep(0.1)
        if not self.ending:
            say(f"no answer on port {self.address.port}: see the server's words above")
        return False

    def _finish(self) -> None:
        members: list[subprocess.Popen[bytes]] = [self.server, self.worker]
        end_group(self.server.pid, members, PATIENCE)


def local(address: Address) -> str:
    """The host under which this machine reaches the server."""
    if address.host in environment.EVERYWHERE:
        return "127.0.0.1"
    return f"[{address.host}]" if ":" in address.host and not address.host.startswith("[") else address.host


def answers(address: Address) -> bool:
    """Whether the portal answers at all; a refused host name is an answer too."""
    try:
        with urllib.request.urlopen(f"http://{local(address)}:{address.port}/livez", timeout=2):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def refuse_taken_port(address: Address) -> None:
    """Stops with a sentence when something listens there already, or when the address is not this machine's."""
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        # As the server does: a port whose last connections are still closing is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address.host.strip("[]"), address.port))
        except OSError as error:
            stop(
                f"HOST={address.host} PORT={address.port}: เปิดที่อยู่นี้ไม่ได้ ({error.strerror}) ลองเขียน PORT=8001 / "
                f"cannot listen there, write another, e.g. PORT=8001"
            )


DEMO_CERTIFICATE = "/v/DEM0CERT001W"


def announce(address: Address) -> None:
    """Where the portal is, and in a demo who may sign in."""
    say()
    for url in address.urls:
        say(f"  {url}")
    logins = environment.var_dir() / "demo-logins.json"
    if os.environ.get("DEMO") and logins.exists():
        _announce_logins(logins)
    say("\n  Ctrl-C ends the server and its worker.")


def _announce_logins(file: Path) -> None:
    say("\n  demo logins (staff at /admin/, others at /th/account/login/):")
    for email, login in json.loads(file.read_text(encoding="utf-8")).items():
        say(f"    {login['role']:<16} {email:<24} {login['password']}")
    say(f"\n  a demo certificate to verify: {DEMO_CERTIFICATE}")


def main() -> int:
    try:
        environment.prepare(os.environ)
        address = environment.address()
    except ImproperlyConfigured as error:
        stop(str(error))
    refuse_taken_port(address)
    return Portal(address).run()


if __name__ == "__main__":
    raise SystemExit(main())
