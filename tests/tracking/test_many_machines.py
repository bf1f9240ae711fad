"""Many machines: month partitions on PostgreSQL, keys in a Redis, drains of two nodes at once."""

from __future__ import annotations

import subprocess
import uuid
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from portal.ops import private
from portal.tracking import partitions, store
from portal.tracking.keys import KeyDestroyed, KeyStoreError, RedisKeyStore, key_store
from portal.tracking.models import RawEvent
from tests.tracking.alone import DJANGO, migrated, says
from tests.tracking.conftest import CountingSite, make_ref

SPOOL = """
import uuid
from portal.tracking.facts import site_intake
from portal.tracking.objects import ObjectRef, sign
intake = site_intake()
ids = [sign(ObjectRef('lesson', uuid.UUID(int=n), 'th', 1)) for n in range(50)]
for n in range(1_000):
    # Every tenth event is the same event on both nodes, every tenth a second click of the other node's visitor.
    event = uuid.UUID(int=n) if n % 10 == 0 else uuid.uuid4()
    host = f'10.{NODE if n % 10 > 1 else 0}.{n // 250}.{n % 250}'
    intake.server_event({'REMOTE_ADDR': host, 'HTTP_USER_AGENT': 'Mozilla/5.0 Firefox/127'}, 'view', ids[n % 50], None, event)
intake.writer.close()
"""
STORED = """
from django.db.models import Sum
from portal.tracking.models import DayIdentity, ObjectDay, RawEvent
counts = {(o, r): n for o, r, n in DayIdentity.objects.order_by().values_list('outcome', 'reason').annotate(n=Sum('count'))}
print(sorted((f'{o} {r}'.strip(), n) for (o, r), n in counts.items()), ObjectDay.objects.aggregate(n=Sum('count'))['n'])
"""


@pytest.mark.django_db(databases=["default", "tracking"])
@pytest.mark.both_databases
@pytest.mark.parametrize("_", range(2))
def test_drains_of_two_nodes_at_once_count_each_event_once(tmp_path: Path, _: int) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    with migrated(tmp_path / "one") as one:
        url = one.get("TRACKING_DATABASE_URL") or f"sqlite:///{tmp_path / 'one' / 'tracking.sqlite3'}"
        keys = str(tmp_path / "keys.json")
        one = {**one, "COUNTING_KEYS": keys}
        two = {**one, "PORTAL_VAR": str(tmp_path / "two"), "TRACKING_DATABASE_URL": url}
        for number, env in ((1, one), (2, two)):
            says(env, f"NODE = {number}\n{SPOOL}")
        running = [subprocess.Popen([*DJANGO, "drain", "--once"], env=env) for env in (one, two)]
        assert [process.wait(120) for process in running] == [0, 0]
        # 200 events are the same on both nodes or the same visitor's second click: one counts, the other does not.
        stored = (
            "[('counted', 1800), ('duplicate double-click', 100), ('duplicate event-id', 100), ('received', 2000)] 1800"
        )
        assert says(one, STORED) == stored


@pytest.mark.django_db(databases=["default", "tracking"])
@pytest.mark.both_databases
def test_each_month_has_its_partition_and_an_old_one_goes_at_once(site: CountingSite) -> None:
    site.beacon(make_ref(1))
    site.later(30 * 86_400)
    site.beacon(make_ref(1))
    site.store()
    if store.connection().vendor != "postgresql":
        assert partitions.drop_before(date(2027, 1, 1)) == []
        assert RawEvent.objects.count() == 2
        return
    with store.connection().cursor() as cursor:
        assert {"tracking_rawevent_2026_11", "tracking_rawevent_2026_12"} <= set(partitions.names(cursor))
    assert partitions.drop_before(date(2026, 11, 30)) == []
    assert partitions.drop_before(date(2026, 12, 1)) == ["tracking_rawevent_2026_11"]
    assert [event.day for event in RawEvent.objects.all()] == [date(2026, 12, 5)]
    assert site.views() == 1


@pytest.fixture(scope="module")
def redis_url() -> Iterator[str]:
    with private.redis() as url:
        yield url


@pytest.mark.needs("redis-server")
def test_machines_share_the_keys_in_a_redis_and_a_destroyed_one_stays_gone(redis_url: str) -> None:
    first, second = key_store(redis_url), key_store(redis_url)
    assert first.month_key("2026-11") == second.month_key("2026-11") != first.month_key("2026-12")
    assert len(first.year_key(2570)) == 32
    assert second.names() == ["2026-11", "2026-12", "fy2570"]
    assert second.destroy("2026-11")
    assert not first.destroy("2026-11")
    assert first.is_destroyed("2026-11")
    with pytest.raises(KeyDestroyed):
        key_store(redis_url).month_key("2026-11")


def test_a_redis_that_does_not_answer_is_no_acknowledgement() -> None:
    with pytest.raises(KeyStoreError, match="does not answer"):
        RedisKeyStore(f"redis://127.0.0.1:{private.spare_port()}/0").month_key(str(uuid.uuid4()))
