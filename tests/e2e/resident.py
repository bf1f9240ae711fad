"""A process inside a running portal that answers questions: Django starts once for a run, not once for each question."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass, field

from portal.ops.install import ROOT
from portal.ops.processes import ends_with_parent

ANSWER_SECONDS = 120.0
PROGRAM = """
import contextlib, io, json, sys, traceback
import django
django.setup()
from django.core.cache import caches
from django.core.management import call_command
from django.db import connections

for line in sys.stdin:
    said, failed = io.StringIO(), ""
    try:
        with contextlib.redirect_stdout(said):
            exec(json.loads(line), {"json": json, "sys": sys, "call_command": call_command})
    except BaseException:
        failed = traceback.format_exc()
    # Nothing is held between questions, as if each were asked of a new process.
    connections.close_all()
    caches.close_all()
    print(json.dumps([said.getvalue(), failed]), flush=True)
"""


class Failed(AssertionError):
    """What was asked raised; the text is the portal's own traceback."""


@dataclass
class Resident:
    """Asked for the first time it starts; it ends with the test process or with `end`."""

    environment: dict[str, str]
    _process: subprocess.Popen[str] | None = field(default=None, init=False)

    def ask(self, code: str) -> str:
        """What a piece of Python prints inside the portal, where `json`, `sys` and `call_command` are at hand. Raises Failed."""
        process = self._started()
        assert process.stdin is not None and process.stdout is not None
        # An answer that never comes ends the process, and with it the wait for its line.
        watch = threading.Timer(ANSWER_SECONDS, process.kill)
        watch.start()
        try:
            process.stdin.write(json.dumps(code) + "\n")
            process.stdin.flush()
            line = process.stdout.readline()
        finally:
            watch.cancel()
        if not line:
            raise Failed(f"the portal gave no answer to: {code}")
        said, failed = json.loads(line)
        if failed:
            raise Failed(failed)
        return str(said).strip()

    def end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def _started(self) -> subprocess.Popen[str]:
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                [sys.executable, "-c", PROGRAM],
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                preexec_fn=ends_with_parent(signal.SIGKILL),
            )
        return self._process
