"""Processes that count alone (alone_settings): an environment with migrated stores, a server, a drain."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import quote

from django.conf import settings

DJANGO = [sys.executable, "-m", "django"]
SETTINGS = "tests.tracking.alone_settings"
STORES = (
    ("default", "DATABASE_URL", "portal.sqlite3"),
    ("tracking", "TRACKING_DATABASE_URL", "tracking.sqlite3"),
)


def environment(folder: Path, settings_module: str = SETTINGS) -> dict[str, str]:
    """The environment of a process with its files in the folder."""
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("TEST_")},
        "DJANGO_SETTINGS_MODULE": settings_module,
        "PORTAL_VAR": str(folder),
        "PYTHONPATH": str(Path.cwd()),
    }


@contextmanager
def migrated(folder: Path, settings_module: str = SETTINGS) -> Iterator[dict[str, str]]:
    """An environment with stores of its own, copied from the test run's migrated ones, on the engine this run tests."""
    env = environment(folder, settings_module)
    with ExitStack() as made:
        for alias, name, file in STORES:
            env.pop(name, None)
            if url := made.enter_context(own_database(f"template_{alias}")):
                env[name] = url
            else:
                shutil.copyfile(Path(settings.VAR_DIR) / f"migrated-{alias}.sqlite3", folder / file)
        yield env


@contextmanager
def own_database(template: str) -> Iterator[str]:
    """A new database beside the run's own, a copy of the template, dropped afterwards; "" when the run is on SQLite."""
    config = settings.DATABASES["tracking"]
    if not config["ENGINE"].endswith("postgresql"):
        yield ""
        return
    import psycopg
    from psycopg import sql

    name = f"alone_{os.getpid()}_{time.monotonic_ns()}"
    server = {
        "host": config["HOST"],
        "port": config["PORT"] or 5432,
        "user": config["USER"],
        "password": config["PASSWORD"] or None,
    }
    with psycopg.connect(dbname="postgres", autocommit=True, **server) as connection:
        made = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        connection.execute(made.format(sql.Identifier(name), sql.Identifier(template)))
        try:
            host, password = (
                quote(server["host"], safe=""),
                f":{quote(config['PASSWORD'])}" if config["PASSWORD"] else "",
            )
            yield f"postgresql://{server['user']}{password}@{host}:{server['port']}/{name}"
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def says(env: dict[str, str], program: str) -> str:
    """What a program prints that is run with Django set up."""
    whole = f"import django; django.setup()\n{program}"
    done = subprocess.run(
        [sys.executable, "-c", whole], env=env, capture_output=True, text=True, check=True, timeout=120
    )
    return done.stdout.strip()


def wait_until(condition: Callable[[], object], seconds: float = 30) -> None:
    """Waits for something to happen; fails after so many seconds."""
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "nothing happened"
        time.sleep(0.05)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def accepts(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=0.2).close()
    except OSError:
        return False
    return True


class Server:
    """granian with two workers, serving the endpoint in front of an empty Django site."""

    def __init__(self, env: dict[str, str], app: str = "tests.tracking.alone_wsgi:application") -> None:
        self.port = free_port()
        self._command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "2", "--respawn-failed-workers",
                         "--port", str(self.port), "--no-log", app]  # fmt: skip
        self._env = env
        self.start()

    def start(self) -> None:
        # A group of its own, so that all of it can be ended at once and nothing else is.
        self.process = subprocess.Popen(self._command, env=self._env, start_new_session=True,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
        wait_until(lambda: accepts(self.port))

    def workers(self) -> list[int]:
        """Process ids of the workers."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in children.read_text().split()]

    def kill(self) -> None:
        """kill -9 of the server and all its workers."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
