"""Readers who never stop, and what must be in the store afterwards, whatever was killed meanwhile."""

from __future__ import annotations

import http.client
import json
import os
import threading
import time
import uuid

ROUNDS = int(os.environ.get("CHAOS_ROUNDS", "10"))
READERS = 4
AGENT = (
    "Mozilla/5.0 (Linux; Android 13; {}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36"
)

SIGNED = (
    "import uuid; from portal.tracking.objects import *; print(sign(ObjectRef('lesson', uuid.UUID(int=1), 'th', 1)))"
)
STORED = """
import json
from django.db.models import Sum
from portal.tracking.models import RawEvent, ObjectDay, MediumMonth, DayIdentity, MonthVisitor
total = lambda model: model.objects.aggregate(n=Sum('count'))['n']
identity = {f'{o} {r}'.strip(): n for o, r, n in DayIdentity.objects.order_by().values_list('outcome', 'reason').annotate(n=Sum('count'))}
print(json.dumps([[e.hex for e in RawEvent.objects.filter(outcome='counted').values_list('event_id', flat=True)], total(ObjectDay), total(MediumMonth),
                  MonthVisitor.objects.filter(active=True).count(), identity]))
"""


class Crowd:
    """Threads that act until they are stopped, what they sent, and what of it was acknowledged."""

    def __init__(self, size: int) -> None:
        self.sent: set[str] = set()
        self.acknowledged: set[str] = set()
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._act, args=(number,)) for number in range(size)]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _act(self, number: int) -> None:
        raise NotImplementedError


class Readers(Crowd):
    """Threads that send a view after another, each of a visitor of its own, and like a browser repeat what was not
    acknowledged."""

    def __init__(self, port: int, object_id: str, pause: float = 0) -> None:
        """``pause``: seconds each waits between two views."""
        self._port = port
        self._pause = pause
        self._object_id = object_id
        super().__init__(READERS)

    def _act(self, number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=5)
        visitor = 0
        while not self._stop.wait(self._pause):
            visitor += 1
            event = uuid.uuid4()
            self.sent.add(event.hex)
            body, agent = f"i={event}&o={self._object_id}&a=v", AGENT.format(f"P{number}-{visitor}")
            for _ in range(3):
                try:
                    connection.request("POST", "/e/", body, {"User-Agent": agent})
                    answer = connection.getresponse()
                    answer.read()
                except (OSError, http.client.HTTPException):
                    connection.close()
                    time.sleep(0.05)
                    continue
                if answer.status == 204:
                    self.acknowledged.add(event.hex)
                    break


def check(readers: Readers, stored: str) -> None:
    """What STORED prints: every acknowledged view counted, once in each roll-up, and the account balances."""
    events, by_day, by_month, people, identity = json.loads(stored)
    counted = set(events)
    assert len(readers.acknowledged) > 100
    assert readers.acknowledged - counted == set(), "acknowledged and lost"
    assert counted - readers.sent == set()
    assert len(events) == len(counted) == by_day == by_month == people == identity["counted"]
    assert identity["received"] == identity["counted"] + identity.get("duplicate event-id", 0)
    print(f"{len(readers.sent)} sent, {len(readers.acknowledged)} acknowledged, {len(counted)} counted, {identity}")
