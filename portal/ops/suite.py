"""`python -m portal.ops.suite [e2e|chaos]`: all tests of the portal, or one kind of them.

Every part runs, also after one has failed. What this machine cannot run is named at the end; with CI=true that is a
failure. The clients of `make interop` are named and never fail.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from subprocess import DEVNULL

from portal.ops import check, interop, private
from portal.ops.install import ROOT
from portal.ops.processes import end_group, start
from portal.ops.steps import say, step

NO_TESTS = 5
"""pytest's exit code when nothing was collected."""
PREPARED = "PORTAL_TEST_PREPARED"
"""Names the folder in which a demo was, or is being, prepared for the whole run (tests/ahead.py)."""


class Run:
    """One run of the suite: what failed, what was not run, and the servers the run has for itself until it ends."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.failed: list[str] = []
        self._file = folder / "not-run"
        self._file.touch()
        self._folder, self._stack = folder, stack
        self._servers: dict[str, str] | None = None
        self.demo: dict[str, str] = {}
        """Where the demo for the tests in a browser is being prepared, for their environment."""

    def pytest(self, name: str, *arguments: str, **environment: str) -> None:
        """Runs pytest as a part of this run; its output, closing line included, goes straight to the terminal."""
        with step(name):
            command = [sys.executable, "-m", "pytest", "-q", *arguments]
            env = {**os.environ, "PORTAL_NOT_RUN_FILE": str(self._file), **environment}
            done = subprocess.run(command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, check=False)
        if done.returncode != 0:
            self.failed.append(f"{name} (no tests found)" if done.returncode == NO_TESTS else name)

    def servers(self) -> dict[str, str]:
        """Where PostgreSQL and Redis of the run's own are, for a test's environment. Raises NotHere."""
        if self._servers is None:
            database = self._stack.enter_context(private.postgres())
            cache = self._stack.enter_context(private.redis())
            self._servers = {"TEST_DATABASE_URL": database, "TEST_REDIS_URL": cache}
        return self._servers

    def prepare(self) -> None:
        """Begins what all parts will need, beside the first of them; a part that comes early waits for it."""
        self._begin({})
        servers = {}
        with suppress(private.NotHere):
            servers = self.servers()
        prepared = self._folder / "demo"
        prepared.mkdir()
        self.demo = {PREPARED: str(prepared)}
        self._begin(servers, str(prepared))

    def _begin(self, environment: dict[str, str], *arguments: str) -> None:
        command = [sys.executable, "-m", "tests.ahead", *arguments]
        # What it says is said again, whole, by the part that then fails at the same.
        process = start(command, {**os.environ, **environment}, cwd=ROOT, stdout=DEVNULL, stderr=DEVNULL)
        self._stack.callback(end_group, process.pid, [process], 10.0)

    def cannot(self, name: str, why: str) -> None:
        with self._file.open("a", encoding="utf-8") as handle:
            handle.write(f"{name}: {why}\n")

    def not_run(self) -> list[str]:
        return sorted(set(self._file.read_text(encoding="utf-8").splitlines()))


def checks(run: Run) -> None:
    with step("checks"):
        if check.main() != 0:
            run.failed.append("checks")


def on_sqlite(run: Run) -> None:
    run.pytest("tests on SQLite", *parallel(), "-m", "not e2e and not interop")


def on_both(run: Run) -> None:
    """The tests that tell the databases apart, on PostgreSQL and Redis of the run's own."""
    name = "tests on PostgreSQL and Redis"
    try:
        servers = run.servers()
    except private.NotHere as error:
        run.cannot(name, str(error))
        return
    run.pytest(name, *parallel(), "-m", "both_databases and not e2e and not interop", **servers)


def in_browser(run: Run) -> None:
    # A running portal for each test process, for all the files that process takes.
    run.pytest("tests in a browser", *parallel(), "-m", "e2e", "-rP", **run.demo)


def chaos(run: Run) -> None:
    run.pytest(f"chaos, {os.environ.get('CHAOS_ROUNDS', '10')} rounds", "-m", "chaos", "-p", "no:xdist", "-rP")


PARTS: dict[str, tuple[Callable[[Run], None], ...]] = {
    "": (Run.prepare, checks, on_sqlite, on_both, in_browser),
    "e2e": (in_browser,),
    "chaos": (chaos,),
}


def parallel() -> list[str]:
    """As many test processes as there are cores; a file stays in one, for what it builds once."""
    return ["-n", str(max(1, len(os.sched_getaffinity(0)))), "--dist", "loadfile", "--no-loadscope-reorder"]


def main(kind: str) -> int:
    name = kind or "everything"
    with tempfile.TemporaryDirectory(prefix="portal-suite-") as folder, ExitStack() as stack, step(name):
        run = Run(Path(folder), stack)
        for part in PARTS[kind]:
            part(run)
        not_run = run.not_run()
    if not_run:
        say("\nnot run on this machine:")
        for line in not_run:
            say(f"  {line}")
        if os.environ.get("CI") == "true":
            run.failed.append("something was not run, and CI runs everything")
    if not kind:
        interop.name_clients()
    say(f"\nFAILED: {', '.join(run.failed)}" if run.failed else "\nall passed")
    return 1 if run.failed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
