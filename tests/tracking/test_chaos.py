"""kill -9 of the server, one of its workers and the drain, at random moments under load: no acknowledged view is lost,
none counted twice. CHAOS_ROUNDS says how many kills (10; `make chaos` has 50)."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.tracking.alone import DJANGO, Server, migrated, says
from tests.tracking.chaos import ROUNDS, SIGNED, STORED, Readers, check

pytestmark = [pytest.mark.chaos, pytest.mark.both_databases, pytest.mark.django_db(databases=["default", "tracking"])]

SPOOL = """
import uuid
from portal.tracking.facts import site_intake
from portal.tracking.objects import ObjectRef, sign
intake, signed = site_intake(), sign(ObjectRef('lesson', uuid.UUID(int=2), 'th', 1))
for n in range(200):
    intake.server_event({'REMOTE_ADDR': f'10.1.0.{n}', 'HTTP_USER_AGENT': 'Mozilla/5.0 Firefox/127'}, 'view', signed, None, uuid.uuid4())
intake.writer.close()
"""
DIES = """
import os, signal
from portal.tracking import store
from portal.tracking.drain import Drain

class Dies:
    def __init__(self, of):
        self.of = of
    def run(self, cursor, rows):
        self.of.run(cursor, rows)
        os.kill(os.getpid(), signal.SIGKILL)

if AT == '_tidy':
    Drain._tidy = lambda self: os.kill(os.getpid(), signal.SIGKILL)
else:
    setattr(store, AT, Dies(getattr(store, AT)))
Drain().run(wait=True)
"""


def test_a_drain_killed_at_any_step_leaves_all_or_nothing(tmp_path: Path) -> None:
    """kill -9 of the process in the middle of its transaction, at its end, and between commit and tidying up."""
    with migrated(tmp_path) as env:
        says(env, SPOOL)
        for steps, kept in ((("_LOCK", "OBJECT_DAY", "CURSOR"), 0), (("_tidy",), 200)):
            for step in steps:
                with pytest.raises(subprocess.CalledProcessError) as died:
                    says(env, f"AT = {step!r}\n{DIES}")
                assert died.value.returncode == -signal.SIGKILL
            events, by_day, by_month, people, identity = json.loads(says(env, STORED))
            assert [len(events), by_day or 0, by_month or 0, people, identity.get("counted", 0)] == [kept] * 5, steps
            assert len(list((tmp_path / "spool").glob("*.spool"))) == 1
        subprocess.run([*DJANGO, "drain", "--once"], env=env, check=True, timeout=60, stdout=subprocess.DEVNULL)
        assert len(json.loads(says(env, STORED))[0]) == 200
        assert not list((tmp_path / "spool").glob("*.spool"))


def test_kills_lose_nothing_acknowledged_and_double_nothing(tmp_path: Path) -> None:
    seed = random.randrange(1 << 30)
    chance = random.Random(seed)
    print(f"chaos seed {seed}, {ROUNDS} rounds")
    with migrated(tmp_path) as env:
        object_id = says(env, SIGNED)
        server = Server(env)
        drain = [*DJANGO, "drain", "--interval", "0.02"]
        draining = subprocess.Popen(drain, env=env)
        readers = Readers(server.port, object_id)
        try:
            for number in range(ROUNDS):
                time.sleep(chance.uniform(0.1, 0.6))
                victim = ("drain", "server", "worker")[number % 3]
                if victim == "server":
                    server.kill()
                    server.start()
                elif victim == "worker" and (workers := server.workers()):
                    os.kill(chance.choice(workers), signal.SIGKILL)
                else:
                    draining.kill()
                    draining.wait()
                    draining = subprocess.Popen(drain, env=env)
            time.sleep(0.5)
        finally:
            readers.stop()
            server.kill()
            draining.kill()
            draining.wait()
        subprocess.run([*DJANGO, "drain", "--once"], env=env, check=True, timeout=60, stdout=subprocess.DEVNULL)
        check(readers, says(env, STORED))
        assert not list((tmp_path / "spool").glob("*.spool"))
