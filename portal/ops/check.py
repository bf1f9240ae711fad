"""`python -m portal.ops.check [--format]`: what can be known without running a test; two checks at a time.

Every check runs, also after one has failed; what a failed one said is printed whole.
"""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from portal.ops.install import ROOT
from portal.ops.steps import say

BIN = Path(sys.executable).parent
TEMPLATES = ROOT / "templates"
DJANGO = "5.2"


@dataclass(frozen=True)
class Check:
    name: str
    command: list[str]
    env: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Result:
    check: Check
    passed: bool
    said: str
    seconds: float


def djade(*options: str) -> list[str]:
    return [str(BIN / "djade"), "--target-version", DJANGO, *options, *map(str, sorted(TEMPLATES.rglob("*.html")))]


def checks(var: Path) -> list[Check]:
    """All checks, the slowest first. `var` is a folder for what Django writes while it is asked."""
    python = sys.executable
    test = {"DJANGO_SETTINGS_MODULE": "portal.settings.test"}
    production = {
        "DJANGO_SETTINGS_MODULE": "portal.settings.production",
        "PORTAL_VAR": str(var),
        "SECRET_KEY": secrets.token_urlsafe(64),
        "ALLOWED_HOSTS": "learn.example.go.th",
        "DEMO": "0",
    }
    return [
        Check("mypy", [str(BIN / "mypy")]),
        Check("migrations", [python, "manage.py", "makemigrations", "--check", "--dry-run"], test),
        Check("check --deploy", [python, "manage.py", "check", "--deploy", "--fail-level", "WARNING"], production),
        Check("import-linter", [str(BIN / "lint-imports"), "--no-cache"]),
        Check("ruff", [str(BIN / "ruff"), "check", "--no-cache", "."]),
        Check("ruff format", [str(BIN / "ruff"), "format", "--no-cache", "--check", "--output-format", "concise", "."]),
        Check("djade", djade("--check")),
    ]


def run(check: Check) -> Result:
    started = time.monotonic()
    done = subprocess.run(
        check.command,
        cwd=ROOT,
        env={**os.environ, **check.env},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return Result(check, done.returncode == 0, done.stdout.strip(), time.monotonic() - started)


def main() -> int:
    """Runs all checks; 1 when one has failed."""
    failed = 0
    with tempfile.TemporaryDirectory(prefix="portal-check-") as var, ThreadPoolExecutor(2) as pool:
        for result in pool.map(run, checks(Path(var))):
            say(f"  {'passed' if result.passed else 'FAILED'}  {result.check.name} ({result.seconds:.1f} s)")
            if not result.passed:
                failed += 1
                say(result.said)
    say(f"checks: {len(checks(Path())) - failed} passed, {failed} failed")
    return 1 if failed else 0


def shape() -> int:
    """Puts Python and templates into shape."""
    commands = (
        [str(BIN / "ruff"), "check", "--fix-only", "."],
        [str(BIN / "ruff"), "format", "."],
        djade(),
    )
    for command in commands:
        subprocess.run(command, cwd=ROOT, check=False)
    return main()


if __name__ == "__main__":
    raise SystemExit(shape() if "--format" in sys.argv[1:] else main())
