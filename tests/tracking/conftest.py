"""A counting site of the test's own: spool, keys and endpoint in a temporary folder, the real drain behind it."""

from __future__ import annotations

import io
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from portal.tracking import clock, intake
from portal.tracking.drain import Drain
from portal.tracking.endpoint import BeaconApp
from portal.tracking.intake import Intake
from portal.tracking.models import RawEvent
from portal.tracking.objects import ObjectRef, sign
from portal.tracking.reports import DayAccount, Period, daily_identity, views_by_medium
from portal.tracking.visitors import IDENTITY_COOKIE, cookie_value, hash_identity

PHONE = "Mozilla/5.0 (Linux; Android 13; SM-A135F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36"
NOON = 1_793_854_800_000_000
"""Noon in Bangkok, 5 November 2026 (FY2570), in microseconds."""


def make_ref(number: int = 1, kind: str = "lesson", **more: Any) -> ObjectRef:
    values: dict[str, Any] = {
        "kind": kind,
        "key": uuid.UUID(int=number),
        "language": "th",
        "site": 1,
        "project": "internet-for-better-life",
        "production": "own",
        "audiences": ("elder",),
        **more,
    }
    return ObjectRef(**values)


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class CountingSite:
    """What a test does to the endpoint, and what the store says afterwards."""

    folder: Path
    intake: Intake
    now_us: int = NOON
    reached_django: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.app = BeaconApp(self._django, self.intake)
        self.drain = Drain(self.folder / "spool")

    def _django(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        self.reached_django.append(environ["PATH_INFO"])
        start_response("200 OK", [])
        return [b"django"]

    def later(self, seconds: float) -> None:
        self.now_us += int(seconds * clock.SECOND)

    def request(self, method: str, path: str, body: bytes = b"", query: str = "", **environ: Any) -> Answer:
        seen: dict[str, Any] = {}

        def start_response(status: str, headers: list[tuple[str, str]]) -> None:
            seen.update(status=int(status[:3]), headers=dict(headers))

        full = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "CONTENT_LENGTH": str(len(body)),
            "REMOTE_ADDR": "203.0.113.5",
            "HTTP_USER_AGENT": PHONE,
            "wsgi.input": io.BytesIO(body),
            **environ,
        }
        content = b"".join(self.app({key: value for key, value in full.items() if value is not None}, start_response))
        return Answer(seen["status"], seen["headers"], content)

    def beacon(
        self, ref: ObjectRef | str, action: str = "v", *, event: str = "", more: str = "", **environ: Any
    ) -> Answer:
        object_id = ref if isinstance(ref, str) else sign(ref)
        body = f"i={event or uuid.uuid4()}&o={object_id}&a={action}{more}"
        return self.request("POST", "/e/", body.encode("latin-1"), **environ)

    def picture(self, ref: ObjectRef, more: str = "", **environ: Any) -> Answer:
        return self.request("GET", "/e/p.gif", query=f"o={sign(ref)}{more}", **environ)

    def cookie(self, kind: str, subject: str, days: int = 1) -> str:
        signer = self.intake._identities
        value = cookie_value(signer, hash_identity(signer, kind, subject), self.now_us + days * 86_400 * clock.SECOND)
        return f"look=2; {IDENTITY_COOKIE}={value}"

    def restart(self) -> None:
        """A new server process and a new drain on the same folder."""
        self.intake.writer.close()
        self.intake = make_intake(self.folder)
        self.__post_init__()

    def store(self) -> int:
        return self.drain.run(wait=True)

    def today(self) -> Period:
        day = clock.bangkok_day(self.now_us).date
        return Period(day, day)

    def account(self) -> DayAccount:
        """The day's account, which must balance."""
        accounts = daily_identity(self.today())
        assert len(accounts) == 1
        assert accounts[0].balanced
        return accounts[0]

    def views(self) -> int:
        return views_by_medium(self.today()).total

    def verdicts(self) -> list[tuple[str, str]]:
        """(outcome, reason) of the raw events in the order of their receipt."""
        return list(RawEvent.objects.order_by("at_us").values_list("outcome", "reason"))


def make_intake(folder: Path, **more: Any) -> Intake:
    from django.conf import settings

    return Intake(
        spool_dir=str(folder / "spool"), key_file=str(folder / "keys.json"), secrets=(settings.SECRET_KEY,), **more
    )


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[CountingSite]:
    made = CountingSite(tmp_path, make_intake(tmp_path))

    def now() -> int:
        # Each event a microsecond after the one before, so their order is certain.
        made.now_us += 1
        return made.now_us

    monkeypatch.setattr(intake, "now_us", now)
    yield made
    made.intake.writer.close()


@pytest.fixture
def ref() -> ObjectRef:
    return make_ref()
