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
from contextlib import ExitStack
from pathlib import Path

from portal.ops import check, interop, private
from portal.ops.install import ROOT
from portal.ops.steps import say, step

NO_TESTS = 5
"""pytest's exit code when nothing was collected."""


class Run:
    """One run of the suite: what failed, and what was not run."""

    def __init__(self, not_run: Path) -> None:
        self.failed: list[str] = []
        self._file = not_run
        not_run.touch()

    def pytest(self, name: str, *arguments: str, **environment: str) -> None:
        """Runs pytest as a part of this run; its output, closing line included, goes straight to the terminal."""
        with step(name):
            command = [sys.executable, "-m", "pytest", "-q", *arguments]
            env = {**os.environ, "PORTAL_NOT_RUN_FILE": str(self._file), **environment}
            done = subprocess.run(command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, check=False)
        if done.returncode != 0:
            self.failed.append(f"{name} (no tests found)" if done.returncode == NO_TESTS else name)

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
    with ExitStack() as servers:
        try:
            database = servers.enter_context(private.postgres())
            cache = servers.enter_context(private.redis())
        except private.NotHere as error:
            run.cannot("tests on PostgreSQL and Redis", str(error))
            return
        run.pytest(
            "tests on PostgreSQL and Redis",
            *parallel(),
            *("-m", "both_databases and not e2e and not interop"),
            TEST_DATABASE_URL=database,
            TEST_REDIS_URL=cache,
        )


def in_browser(run: Run) -> None:
    # A running portal for each test process, for all the files that process takes.
    run.pytest("tests in a browser", *parallel(), "-m", "e2e", "-rP")


def chaos(run: Run) -> None:
    run.pytest(f"chaos, {os.environ.get('CHAOS_ROUNDS', '10')} rounds", "-m", "chaos", "-p", "no:xdist", "-rP")


PARTS: dict[str, tuple[Callable[[Run], None], ...]] = {
    "": (checks, on_sqlite, on_both, in_browser),
    "e2e": (in_browser,),
    "chaos": (chaos,),
}


def parallel() -> list[str]:
    """As many test processes as there are cores; a file stays in one, for what it builds once."""
    return ["-n", str(max(1, len(os.sched_getaffinity(0)))), "--dist", "loadfile"]


def main(kind: str) -> int:
    with tempfile.TemporaryDirectory(prefix="portal-suite-") as folder, step("everything" if not kind else kind):
        run = Run(Path(folder) / "not-run")
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
