"""kill -9 of PostgreSQL under load, in the middle of the drain's transactions: no acknowledged view is lost, none counted
twice, readers notice nothing, and the worker goes on by itself. CHAOS_ROUNDS says how many kills (4; `make chaos` has 50).

The server is this test's own, in a temporary folder, and so is every process killed here.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from portal.ops import private
from tests.tracking.alone import DJANGO, Server, environment, migrated, says, wait_until
from tests.tracking.chaos import SIGNED, STORED, Readers, check

pytestmark = [
    pytest.mark.chaos,
    pytest.mark.needs("postgres"),
    pytest.mark.django_db(databases=["default", "tracking"]),
]
ROUNDS = int(os.environ.get("CHAOS_ROUNDS", "4"))
VICTIMS = ("everything", "a connection", "the server alone")
TRANSACTION = "SELECT pid FROM pg_stat_activity WHERE backend_xid IS NOT NULL AND pid <> pg_backend_pid()"


SPOOL = """
import uuid
from portal.tracking.facts import site_intake
from portal.tracking.objects import ObjectRef, sign
intake, signed = site_intake(), sign(ObjectRef('lesson', uuid.UUID(int=2), 'th', 1))
for n in range(300):
    environ = {'REMOTE_ADDR': f'10.1.{n // 250}.{n % 250}', 'HTTP_USER_AGENT': 'Mozilla/5.0 Firefox/127'}
    intake.server_event(environ, 'view', signed, None, uuid.uuid4())
intake.writer.close()
"""


def draining(cluster: private.Cluster) -> int:
    """The process id of the connection in which the drain is in the middle of a transaction; waits for one."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        # Thrown out too while PostgreSQL recovers from the round before.
        with suppress(psycopg.OperationalError), psycopg.connect(cluster.url, autocommit=True) as connection:
            while time.monotonic() < until:
                if row := connection.execute(TRANSACTION).fetchone():
                    return int(row[0])
                time.sleep(0.001)
    raise AssertionError("no drain at work")


def kill(cluster: private.Cluster, victim: str, chance: random.Random, readers: Readers) -> None:
    """Ends the database, or a part of it, by force; it is up again afterwards."""
    connection = draining(cluster)
    # Anywhere in the transaction, at its commit, or just after it.
    time.sleep(chance.uniform(0, 0.02))
    if victim == "a connection":
        # One connection killed, and PostgreSQL throws all others out and recovers by itself.
        with suppress(ProcessLookupError):
            os.kill(connection, signal.SIGKILL)
        return
    cluster.kill(children=victim == "everything")
    acknowledged = len(readers.acknowledged)
    wait_until(lambda: len(readers.acknowledged) > acknowledged + 10)
    cluster.start()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[private.Cluster]:
    """The server, with a migrated tracking store."""
    folder = tmp_path_factory.mktemp("migrating")
    with private.postgres_cluster() as made:
        env = {**environment(folder), "TRACKING_DATABASE_URL": made.url}
        subprocess.run([*DJANGO, "migrate", "--database", "tracking", "-v0"], env=env, check=True, timeout=120)
        yield made


@pytest.fixture
def env(tmp_path: Path, cluster: private.Cluster) -> Iterator[dict[str, str]]:
    with migrated(tmp_path) as made:
        made["TRACKING_DATABASE_URL"] = cluster.url
        yield made


def stored(env: dict[str, str]) -> str:
    subprocess.run([*DJANGO, "drain", "--once"], env=env, check=True, timeout=60, stdout=subprocess.DEVNULL)
    return says(env, STORED)


def test_a_killed_database_loses_and_doubles_nothing(
    tmp_path: Path, cluster: private.Cluster, env: dict[str, str]
) -> None:
    seed = random.randrange(1 << 30)
    chance = random.Random(seed)
    print(f"chaos seed {seed}, {ROUNDS} rounds")
    server = Server(env)
    worker = subprocess.Popen([*DJANGO, "run_worker"], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    readers = Readers(server.port, says(env, SIGNED), pause=0.004)
    try:
        for number in range(ROUNDS):
            time.sleep(chance.uniform(0, 0.3))
            kill(cluster, VICTIMS[number % 3], chance, readers)
            wait_until(cluster.accepts)
        draining(cluster)
        assert worker.poll() is None, "the worker waits for its database"
    finally:
        readers.stop()
        server.kill()
        worker.send_signal(signal.SIGTERM)
        worker.wait()
    check(readers, stored(env))
    assert not list((tmp_path / "spool").glob("*.spool"))


def test_what_was_drained_outlives_the_database(tmp_path: Path, cluster: private.Cluster, env: dict[str, str]) -> None:
    """A finished spool file goes once its events are stored; the server is killed the moment it is gone. This one answers
    commits before they are written, which the drain does not accept."""
    with psycopg.connect(cluster.url) as connection:
        assert connection.execute("SHOW synchronous_commit").fetchone() == ("off",)
    before = json.loads(says(env, STORED))[1] or 0
    says(env, SPOOL)
    drain = subprocess.Popen(
        [*DJANGO, "drain", "--once"], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    while list((tmp_path / "spool").glob("*.spool")):
        assert drain.poll() is None
    cluster.kill()
    drain.wait()
    cluster.start()
    assert json.loads(says(env, STORED))[1] == before + 300
