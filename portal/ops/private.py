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
from signal import SIGINT, SIGKILL, SIGTERM, Signals

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
    with postgres_cluster(port) as cluster:
        yield cluster.url


@contextmanager
def postgres_cluster(port: int | None = None) -> Iterator[Cluster]:
    """The same, for one who ends it by force and starts it again. Raises NotHere like `postgres`."""
    programs = postgres_bin()
    if programs is None:
        raise NotHere("postgresql is not installed")
    # PostgreSQL refuses to run as root.
    user = _unprivileged() if os.geteuid() == 0 else None
    with _folder("portal-pg-", user) as folder:
        cluster = Cluster(programs, folder, user, port or spare_port())
        cluster.init()
        cluster.start()
        try:
            yield cluster
        finally:
            _end(cluster.process, SIGINT)


class Cluster:
    """A PostgreSQL server with its files; all its processes are our own."""

    def __init__(self, programs: Path, folder: Path, user: str | None, port: int) -> None:
        self._programs, self._folder, self._user, self._port = programs, folder, user, port
        self.url = f"postgresql://portal@127.0.0.1:{port}/postgres"
        self.process: subprocess.Popen[bytes]
        """The first of the server's processes; the others are its children."""

    def init(self) -> None:
        """Makes the files. Raises NotHere when that fails."""
        words = ["-U", "portal", "-A", "trust", "--locale=C.UTF-8", "-E", "UTF8", "-N"]
        init = [str(self._programs / "initdb"), "-D", str(self._data), *words]
        done = subprocess.run([*_as(self._user), *init], cwd=self._folder, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise NotHere(f"initdb: {done.stderr.strip()}")

    def accepts(self) -> bool:
        """Whether the server takes connections."""
        return _accepts(self._programs, self._port)

    def start(self) -> None:
        """Starts the server and waits for it, also after it was ended by force. Raises NotHere when it does not come."""
        options = [part for name, value in POSTGRES_SETTINGS.items() for part in ("-c", f"{name}={value}")]
        where = ["-D", str(self._data), "-p", str(self._port), "-k", str(self._folder)]
        command = [str(self._programs / "postgres"), *where, *options]
        self.process = _started(command, self._folder, self._user, SIGINT, self.accepts)

    def children(self) -> list[int]:
        """Process ids of the server's own: one for each connection, and those that work behind them."""
        pid = self.process.pid
        with suppress(OSError):
            return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
        return []

    def kill(self, *, children: bool = True) -> None:
        """kill -9 of the server and all its processes: memory gone, files as the operating system has them.

        Without `children` they are left to notice its death themselves, and may finish what they are at.
        """
        theirs = self.children()
        self.process.kill()
        for child in theirs if children else ():
            with suppress(ProcessLookupError):
                os.kill(child, SIGKILL)
        self.process.wait()
        # Nobody's children now; the next server refuses to start while one of them lives.
        until = time.monotonic() + END_SECONDS
        while any(map(_lives, theirs)) and time.monotonic() < until:
            time.sleep(0.02)

    @property
    def _data(self) -> Path:
        return self._folder / "data"


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
    """The program as a direct child, up before the body runs, ended by its pid."""
    process = _started(command, folder, user, end, is_up)
    try:
        yield
    finally:
        _end(process, end)


def _started(
    command: Sequence[str], folder: Path, user: str | None, end: Signals, is_up: Callable[[], bool]
) -> subprocess.Popen[bytes]:
    """The program as a direct child with output in a file, up. Raises NotHere when it does not come up."""
    log = folder / "log"
    with log.open("ab") as output:
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
    except BaseException:
        _end(process, end)
        raise
    return process


def _end(process: subprocess.Popen[bytes], end: Signals) -> None:
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


def _lives(pid: int) -> bool:
    """Whether a process runs; one that ended and waits to be taken note of does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _listens(port: int) -> bool:
    with closing(socket.socket()) as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
