"""Starting and ending the server and the worker as one group; refusing an address that is taken."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from portal.ops import serve
from portal.ops.environment import Address
from portal.ops.install import ROOT
from portal.ops.processes import end_group, start

# Two programs in place of granian and the worker; the first has a child, as granian has web processes.
STAND_INS = """
import sys
from portal.ops import serve
from portal.ops.environment import Address
here = sys.argv[1]
def program(name, then):
    return [sys.executable, "-c", f"import os, subprocess, sys, time; open('{here}/{name}.' + str(os.getpid()), 'w').close(); {then}"]
sleep = "time.sleep(60)"
child = f"subprocess.Popen({program('web', sleep)!r}); {sleep}"
serve.server_command = lambda address: program("server", child)
serve.worker_command = lambda: program("worker", sleep)
serve.answers = lambda address: True
serve.WORKER_PAUSE = 0.1
raise SystemExit(serve.Portal(Address("127.0.0.1", 1, 1)).run())
"""


def alive(pid: int) -> bool:
    with suppress(OSError):
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    return False


class Group:
    """The runner over the stand-ins, and who of them lives."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.runner = subprocess.Popen([sys.executable, "-c", STAND_INS, str(folder)], cwd=ROOT, stdout=subprocess.PIPE)
        for name in ("server", "web", "worker"):
            self.wait(lambda name=name: self.living(name))

    def living(self, name: str) -> list[int]:
        pids = [int(path.suffix[1:]) for path in self.folder.glob(f"{name}.*")]
        return [pid for pid in pids if alive(pid)]

    def all(self) -> list[int]:
        return self.living("server") + self.living("web") + self.living("worker")

    @staticmethod
    def wait(condition: Callable[[], object]) -> None:
        until = time.monotonic() + 30
        while not condition():
            assert time.monotonic() < until
            time.sleep(0.05)


@pytest.fixture
def group(tmp_path: Path) -> Iterator[Group]:
    made = Group(tmp_path)
    yield made
    made.runner.kill()
    made.runner.wait()
    for pid in made.all():
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def test_they_stand_in_one_group_of_their_own(group: Group) -> None:
    groups = {os.getpgid(pid) for pid in group.all()}
    assert groups == {group.living("server")[0]}
    assert os.getpgid(group.runner.pid) not in groups


@pytest.mark.parametrize("name", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_all(group: Group, name: signal.Signals) -> None:
    group.runner.send_signal(name)
    assert group.runner.wait(30) == 0
    assert group.all() == []


def test_a_dead_worker_is_started_again_beside_the_same_server(group: Group) -> None:
    server, worker = group.living("server"), group.living("worker")
    os.kill(worker[0], signal.SIGKILL)
    group.wait(lambda: group.living("worker") and group.living("worker") != worker)
    assert group.living("server") == server


def test_after_a_dead_server_nothing_of_the_old_group_is_left(group: Group) -> None:
    before = group.all()
    os.kill(group.living("server")[0], signal.SIGKILL)
    group.wait(lambda: len(set(group.all()) - set(before)) == 3)
    assert set(group.all()) & set(before) == set()


def test_the_runners_own_death_ends_the_others(group: Group) -> None:
    server, worker = group.living("server"), group.living("worker")
    group.runner.kill()
    group.wait(lambda: not group.living("server") and not group.living("worker"))
    assert server
    assert worker


def test_a_server_that_never_lives_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    portal = serve.Portal(Address("127.0.0.1", 1, 1))
    monkeypatch.setattr(serve, "server_command", lambda address: [sys.executable, "-c", "raise SystemExit(3)"])
    monkeypatch.setattr(serve, "worker_command", lambda: [sys.executable, "-c", "import time; time.sleep(60)"])
    portal._begin()
    begun = []
    for _ in range(serve.SHORT_LIVES):
        portal.server.wait()
        begun.append(portal._begin_again())
    assert begun == [True] * (serve.SHORT_LIVES - 1) + [False]
    assert portal.worker.poll() is not None


def test_what_does_not_end_by_itself_is_ended_by_force() -> None:
    stubborn = start([sys.executable, "-c", "import signal, time; signal.signal(15, signal.SIG_IGN); print(); time.sleep(60)"],
                     stdout=subprocess.PIPE)  # fmt: skip
    assert stubborn.stdout
    stubborn.stdout.readline()
    end_group(stubborn.pid, [stubborn], patience=0.2)
    assert stubborn.returncode == -signal.SIGKILL


def test_a_taken_port_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SystemExit):
            serve.refuse_taken_port(Address("127.0.0.1", port, 1))
    said = capsys.readouterr().err
    assert f"PORT={port}" in said
    assert "PORT=8001" in said


@pytest.mark.parametrize(
    ("host", "urls"),
    [
        ("127.0.0.1", ["http://127.0.0.1:8000", "http://localhost:8000"]),
        ("0.0.0.0", ["http://127.0.0.1:8000", "http://localhost:8000"]),
        ("192.0.2.7", ["http://192.0.2.7:8000"]),
    ],
)
def test_addresses_a_browser_understands_are_told(host: str, urls: list[str]) -> None:
    assert Address(host, 8000, 2).urls == urls
