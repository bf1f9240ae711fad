"""PostgreSQL and Redis of one's own: started on a spare loopback port with files in a temporary folder, ended by pid.

For tests and benchmarks; never a running service, and nothing is kept, so nothing is flushed to the disk.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from signal import SIGINT, SIGTERM, Signals

from portal.ops.machine import postgres_bin
from portal.ops.processes import ends_with_parent

START_SECONDS = 30.0
END_SECONDS = 20.0
# Nothing of a test's outlives it: the fastest settings there are.
POSTGRES_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
    "shared_buffers": "128MB",
    "listen_addresses": "127.0.0.1",
}


class NotHere(RuntimeError):
    """A server that is not installed on this machine, or does not come up."""


def spare_port() -> int:
    """A loopback port nobody listens on at this moment."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def postgres(port: int | None = None) -> Iterator[str]:
    """A PostgreSQL server of UTF-8 in the C locale; yields the address of its superuser's database.

    Raises NotHere when PostgreSQL is not installed or does not come up.
    """
    programs = postgres_bin()
    if programs is None:
        raise NotHere("postgresql is not installed")
    port = port or spare_port()
    # PostgreSQL refuses to run as root.
    user = _unprivileged() if os.geteuid() == 0 else None
    with _folder("portal-pg-", user) as folder:
        data = folder / "data"
        init = [
            str(programs / "initdb"),
            "-D",
            str(data),
            "-U",
            "portal",
            "-A",
            "trust",
            "--locale=C.UTF-8",
            "-E",
            "UTF8",
            "-N",
        ]
        done = subprocess.run([*_as(user), *init], cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise NotHere(f"initdb: {done.stderr.strip()}")
        options = [part for name, value in POSTGRES_SETTINGS.items() for part in ("-c", f"{name}={value}")]
        command = [str(programs / "postgres"), "-D", str(data), "-p", str(port), "-k", str(folder), *options]
        with _running(command, folder, user, SIGINT, lambda: _accepts(programs, port)):
            yield f"postgresql://portal@127.0.0.1:{port}/postgres"


@contextmanager
def redis(port: int | None = None) -> Iterator[str]:
    """A Redis server that keeps nothing on disk; yields its address.

    Raises NotHere when Redis is not installed or does not come up.
    """
    program = shutil.which("redis-server")
    if program is None:
        raise NotHere("redis-server is not installed")
    port = port or spare_port()
    with _folder("portal-redis-", None) as folder:
        command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        with _running(command, folder, None, SIGTERM, lambda: _listens(port)):
            yield f"redis://127.0.0.1:{port}/0"


@contextmanager
def _running(
    command: Sequence[str], folder: Path, user: str | None, end: Signals, is_up: Callable[[], bool]
) -> Iterator[None]:
    """The program as a direct child with output in a file, up before the body runs, ended by its pid."""
    log = folder / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            user=user,
            group=_group(user),
            extra_groups=[] if user else None,
            # Out of reach of a Ctrl-C at the terminal, which is for us to answer.
            process_group=0,
            preexec_fn=ends_with_parent(end),
        )
    try:
        until = time.monotonic() + START_SECONDS
        while not is_up():
            if process.poll() is not None or time.monotonic() > until:
                raise NotHere(f"{command[0]}: {log.read_text(errors='replace').strip()[-500:]}")
            time.sleep(0.05)
        yield
    finally:
        process.send_signal(end)
        try:
            process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def _folder(prefix: str, user: str | None) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix=prefix))
    try:
        if user:
            shutil.chown(folder, user, _group(user))
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged() -> str:
    """An account without rights: PostgreSQL's own where there is one."""
    with suppress(KeyError):
        return pwd.getpwnam("postgres").pw_name
    return "nobody"


def _group(user: str | None) -> int | None:
    return pwd.getpwnam(user).pw_gid if user else None


def _as(user: str | None) -> list[str]:
    return ["runuser", "-u", user, "--"] if user else []


def _accepts(programs: Path, port: int) -> bool:
    ready = [str(programs / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port)]
    return subprocess.run(ready, check=False).returncode == 0


def _listens(port: int) -> bool:
    with closing(socket.socket()) as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
