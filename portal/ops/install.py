"""`python3 -m portal.ops.install demo|test`: the environment from the lock file, in .venv.

Run by the machine's own python3 (3.11 or newer). uv is used where it is there, else put into .tools/. A second run
with the same lock file starts at once.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from portal.ops import machine
from portal.ops.steps import say, step, stop

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ROOT / ".tools"
UV = "0.13.9"
OLDEST_UV = (0, 8)
"""Older ones cannot read the lock file."""
PYTHONS = ((3, 11), (3, 14))
"""From, and up to but without; the same as in pyproject.toml."""

# Why each purpose installs what: a demo serves and builds kits, tests also check and browse.
PURPOSES = {
    "demo": (machine.RUNTIME, ["--no-dev", "--inexact"]),
    "test": ((*machine.RUNTIME, *machine.TESTS), []),
}


def main(purpose: str) -> None:
    needs, options = PURPOSES[purpose]
    python = find_python()
    machine.provide(needs)
    stamp = TOOLS / f"installed-for-{purpose}"
    state = _state()
    if (ROOT / ".venv/bin/python").exists() and stamp.exists() and stamp.read_text() == state:
        return
    with step("environment from the lock file"):
        sync(find_uv() or install_uv(python), python, options)
    TOOLS.mkdir(exist_ok=True)
    stamp.write_text(state)


def find_python() -> str:
    """A Python the portal runs on: the one running this, else another on the path. Stops with a sentence if there is none."""
    oldest, beyond = PYTHONS
    if oldest <= sys.version_info[:2] < beyond:
        return sys.executable
    for minor in range(beyond[1] - 1, oldest[1] - 1, -1):
        path = shutil.which(f"python3.{minor}")
        if path:
            return path
    stop(
        f"Python {sys.version_info[0]}.{sys.version_info[1]} is here, the portal needs 3.{oldest[1]} to 3.{beyond[1] - 1}: "
        f"install one and write PYTHON=/path/to/python3.{oldest[1]} make …"
    )


def find_uv() -> str | None:
    """uv of this checkout, or one on the path that is new enough."""
    own = TOOLS / "venv/bin/uv"
    for path in (str(own) if own.exists() else None, shutil.which("uv")):
        if path is None:
            continue
        said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout
        version = re.match(r"uv (\d+)\.(\d+)", said)
        if version and (int(version[1]), int(version[2])) >= OLDEST_UV:
            return path
    return None


def install_uv(python: str) -> str:
    """Puts uv into .tools/venv. Stops with a sentence when that cannot be done."""
    if machine.provide([machine.VENV]):
        stop(f"uv is missing and so is {machine.VENV.package}: install one of them, then try again")
    say(f"  uv {UV} goes into .tools/")
    venv = TOOLS / "venv"
    made = subprocess.run([python, "-m", "venv", "--clear", str(venv)], check=False)
    if made.returncode == 0:
        made = subprocess.run([venv / "bin/python", "-m", "pip", "install", "-q", f"uv=={UV}"], check=False)
    if made.returncode != 0:
        stop(f"uv {UV} could not be installed: see above, or install uv yourself and try again")
    return str(venv / "bin/uv")


def sync(uv: str, python: str, options: list[str]) -> None:
    """Makes .venv what the lock file says."""
    env = {**os.environ, "UV_PYTHON_DOWNLOADS": "never"}
    # uv would warn that another environment is active.
    env.pop("VIRTUAL_ENV", None)
    chosen = [] if (ROOT / ".venv/bin/python").exists() else ["--python", python]
    done = subprocess.run([uv, "sync", "--frozen", "--quiet", *chosen, *options], cwd=ROOT, env=env, check=False)
    if done.returncode != 0:
        stop("the environment could not be installed: see uv's words above")


def _state() -> str:
    """What the environment depends on: another lock file, or another list of dependencies, is another environment."""
    digest = hashlib.sha256()
    for name in ("uv.lock", "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


if __name__ == "__main__":
    main(sys.argv[1])
