"""The portal as `make demo` runs it, for tests from outside: a process of its own with a folder of its own."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from portal.ops.install import ROOT
from portal.ops.private import spare_port
from portal.ops.processes import ends_with_parent
from tests.databases import locked
from tests.e2e.resident import Resident

START_SECONDS = 600.0
"""Migrating and loading the demo on a busy machine; a minute or two on an ordinary one."""
END_SECONDS = 40.0
READY = "Ctrl-C"
"""In the last line the runner prints once the portal answers."""


@dataclass
class LivePortal:
    """A running portal: its address, its folder, who may sign in, and its processes."""

    url: str
    var: Path
    process: subprocess.Popen[bytes]
    log: Path
    _resident: Resident | None = field(default=None, init=False)

    @property
    def logins(self) -> dict[str, tuple[str, str]]:
        """E-mail and password by role: `portal.logins["kpi-staff"]`; the administrator's is "administrator"."""
        kept = json.loads((self.var / "demo-logins.json").read_text(encoding="utf-8"))
        return {login["role"]: (email, login["password"]) for email, login in kept.items()}

    @property
    def environment(self) -> dict[str, str]:
        """For commands beside the running portal: `subprocess.run([python, "manage.py", …], env=portal.environment)`."""
        key = (self.var / "secrets" / "secret-key").read_text().strip()
        return {
            **environment(self.var, self.port),
            "SECRET_KEY": key,
            "DJANGO_SETTINGS_MODULE": "portal.settings.production",
        }

    @property
    def port(self) -> int:
        return int(self.url.rsplit(":", 1)[1])

    def command(self, *words: str) -> str:
        """What a management command prints. Raises CalledProcessError when it fails."""
        done = subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        )
        return done.stdout

    def ask(self, code: str) -> str:
        """What a piece of Python prints inside this portal: `portal.ask("print(json.dumps(…))")`. Raises Failed."""
        if self._resident is None:
            self._resident = Resident(self.environment)
        return self._resident.ask(code)

    def processes(self, part: str) -> list[int]:
        """Process ids of everything below the runner whose command line holds the words: "granian", "run_worker"."""
        return [pid for pid in _below(self.process.pid) if part in _command_line(pid)]

    def answers(self, path: str = "/livez") -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}{path}", timeout=5):
                return True
        except OSError:
            return False

    def end(self) -> None:
        """Ends the runner and all it started; by force when it does not end by itself."""
        if self._resident is not None:
            self._resident.end()
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            left = _below(self.process.pid)
            self.process.kill()
            self.process.wait()
            for pid in left:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)


def prepared(shared: Path) -> Path:
    """A folder with everything loaded, made once for all processes of a run; each starts its portal on a copy.

    Raises CalledProcessError with the output when it cannot be made.
    """
    var = shared / "prepared"
    with locked(shared / "prepared.lock"):
        if not (shared / "prepared.done").exists():
            launch = [sys.executable, "-m", "portal.ops.launch", "demo", "prepare"]
            subprocess.run(launch, cwd=ROOT, env=environment(var, spare_port()), check=True, timeout=START_SECONDS)
            (shared / "prepared.done").touch()
    return var


def start(folder: Path, *, on: Path | None = None) -> LivePortal:
    """Starts a demo with production settings in an empty folder, or on a copy of a prepared one.

    Raises AssertionError with its log if it does not come up.
    """
    port, log = spare_port(), folder / "log"
    var = folder / "var"
    if on is not None:
        shutil.copytree(on, var)
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "portal.ops.launch", "demo"],
            cwd=ROOT,
            env=environment(var, port),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=ends_with_parent(signal.SIGTERM),
        )
    portal = LivePortal(f"http://127.0.0.1:{port}", var, process, log)
    until = time.monotonic() + START_SECONDS
    while READY not in log.read_text(errors="replace"):
        if process.poll() is not None or time.monotonic() > until:
            portal.end()
            raise AssertionError(f"the portal did not start:\n{log.read_text(errors='replace')[-3000:]}")
        time.sleep(0.2)
    return portal


def environment(var: Path, port: int) -> dict[str, str]:
    """The shell's environment without what a test run or a developer's own portal put there."""
    ours = ("PORTAL_", "TEST_", "DJANGO_", "COUNTING_", "LINE_", "MATOMO_", "GOOGLE_")
    names = {"DATABASE_URL", "TRACKING_DATABASE_URL", "REDIS_URL", "SECRET_KEY", "ALLOWED_HOSTS", "TRUSTED_PROXIES"}
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours) and name not in names}
    return {
        **kept,
        "PORTAL_VAR": str(var),
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "DEMO": "1",
        "PYTHONUNBUFFERED": "1",
        # A developer's own .env is not for a test.
        "PORTAL_ENV_FILE": os.devnull,
    }


def _below(pid: int) -> list[int]:
    found = []
    with suppress(OSError):
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            found += [int(child), *_below(int(child))]
    return found


def _command_line(pid: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    return ""
