"""The endpoint: what it takes, what it refuses, and that Django never hears of either."""

from __future__ import annotations

import logging
import subprocess
import sys
import uuid
from pathlib import Path
from typing import Any

import pytest

from portal.tracking.models import MonthVisitor
from portal.tracking.objects import ObjectRef, sign, sign_search_miss
from tests.tracking.conftest import CountingSite, make_intake, make_ref

pytestmark = [pytest.mark.django_db(databases=["default", "tracking"]), pytest.mark.both_databases]


def body(object_id: str, **more: str) -> bytes:
    fields = {"i": str(uuid.uuid4()), "o": object_id, "a": "v", **more}
    return "&".join(f"{name}={value}" for name, value in fields.items()).encode("utf-8")


def forged(ref: ObjectRef) -> str:
    return sign(ref).replace(":lesson:", ":article:")


MALFORMED = {
    "forged object": (lambda ref: body(forged(ref)), "signature"),
    "unsigned object": (lambda ref: body("1:lesson:" + ref.key.hex), "signature"),
    "another language": (lambda ref: body(sign(ref).replace(":th:", ":en:")), "signature"),
    "another site": (lambda ref: body(sign(ref).replace(":th:1:", ":th:2:")), "signature"),
    "oversized": (lambda ref: body(sign(ref), x="y" * 2_048), "size"),
    "bad encoding": (lambda ref: body(sign(ref)) + b"&x=\xff\xfe", "encoding"),
    "thai text": (lambda ref: body("บทเรียน"), "encoding"),
    "empty": (lambda ref: b"", "fields"),
    "json": (lambda ref: b'{"o": 1}', "fields"),
    "no event id": (lambda ref: f"o={sign(ref)}&a=v".encode(), "fields"),
    "strange event id": (lambda ref: body(sign(ref), i="../../etc/passwd"), "fields"),
    "strange action": (lambda ref: body(sign(ref), a="download"), "fields"),
    "a lesson cannot play": (lambda ref: body(sign(ref), a="p"), "action"),
    "a search cannot play": (lambda ref: body(sign_search_miss("ภัย", "th"), a="p"), "action"),
    "documents are counted by the server": (lambda ref: body(sign(make_ref(kind="document"))), "action"),
    "nul": (lambda ref: body("\0"), "signature"),
    "tabs and newlines": (lambda ref: body(sign(ref) + "\t\nE\t1"), "signature"),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_malformed_is_counted_and_answered_before_django(
    site: CountingSite, ref: ObjectRef, name: str, caplog: pytest.LogCaptureFixture, django_assert_num_queries: Any
) -> None:
    make, reason = MALFORMED[name]
    with django_assert_num_queries(0), django_assert_num_queries(0, using="tracking"), caplog.at_level(logging.DEBUG):
        answer = site.request("POST", "/e/", make(ref))
    assert answer.status == 400
    assert "Set-Cookie" not in answer.headers
    assert not site.reached_django
    assert not caplog.records
    site.store()
    account = site.account()
    assert (account.received, account.malformed, account.malformations) == (1, 1, {reason: 1})
    assert not MonthVisitor.objects.exists()


@pytest.mark.parametrize("query", ["", "o=", "o=1:lesson:x", "o=\xff", "o=" + "x" * 3_000])
def test_a_malformed_picture_is_malformed(site: CountingSite, query: str) -> None:
    assert site.request("GET", "/e/p.gif", query=query).status == 400
    site.store()
    assert site.account().by_origin == {"nojs": 1}
    assert site.account().malformed == 1


def test_a_good_beacon_runs_no_sql_and_logs_nothing(
    site: CountingSite, ref: ObjectRef, caplog: pytest.LogCaptureFixture, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0), django_assert_num_queries(0, using="tracking"), caplog.at_level(logging.DEBUG):
        answer = site.beacon(ref)
    assert (answer.status, answer.body) == (204, b"")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers
    assert not caplog.records
    assert not site.reached_django


def test_an_unstated_length_is_read_no_further_than_allowed(site: CountingSite, ref: ObjectRef) -> None:
    assert site.request("POST", "/e/", body(sign(ref), x="y" * 100_000), CONTENT_LENGTH=None).status == 400
    assert site.request("POST", "/e/", body(sign(ref)), CONTENT_LENGTH="").status == 204
    assert site.request("POST", "/e/", body(sign(ref)), CONTENT_LENGTH="9" * 5_000).status == 400
    site.store()
    assert site.account().malformations == {"size": 2}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/e/", 405),
        ("HEAD", "/e/p.gif", 405),
        ("POST", "/e/p.gif", 405),
        ("GET", "/e/else", 404),
        ("OPTIONS", "/e/", 405),
    ],
)
def test_other_requests_to_the_beacon_count_nothing(
    site: CountingSite, ref: ObjectRef, method: str, path: str, status: int
) -> None:
    assert site.request(method, path, query=f"o={sign(ref)}").status == status
    assert not site.reached_django
    assert site.store() == 0


@pytest.mark.parametrize("path", ["/", "/e", "/th/", "/en/", "/th/e/"])
def test_everything_else_goes_on_to_django(site: CountingSite, path: str) -> None:
    assert site.request("GET", path).body == b"django"
    assert site.reached_django == [path]


def test_client_sent_time_address_and_agent_are_ignored(site: CountingSite, ref: ObjectRef) -> None:
    site.beacon(ref, more="&t=0&ip=10.1.1.1&ua=other")
    site.beacon(ref, more="&t=99999999999&ip=10.1.1.2&ua=another")
    site.store()
    assert site.account().duplicates == {"double-click": 1}


class TestForwardedAddress:
    """X-Forwarded-For means something only as far as named proxies wrote it."""

    def views(self, site: CountingSite, ref: ObjectRef, *visits: tuple[str, str]) -> int:
        for remote, forwarded in visits:
            site.beacon(ref, REMOTE_ADDR=remote, HTTP_X_FORWARDED_FOR=forwarded)
        site.store()
        return site.views()

    def behind(self, site: CountingSite, *proxies: str) -> None:
        site.intake = make_intake(site.folder, trusted_proxies=proxies)
        site.__post_init__()

    def test_forged_by_a_stranger_it_is_ignored(self, site: CountingSite, ref: ObjectRef) -> None:
        assert self.views(site, ref, ("203.0.113.5", "198.51.100.1"), ("203.0.113.5", "198.51.100.2")) == 1

    def test_forged_through_a_proxy_it_is_ignored(self, site: CountingSite, ref: ObjectRef) -> None:
        self.behind(site, "10.0.0.0/8")
        assert (
            self.views(site, ref, ("10.0.0.1", "1.1.1.1, 203.0.113.5"), ("10.0.0.1", "2.2.2.2, 203.0.113.5, 10.0.0.2"))
            == 1
        )

    def test_a_named_proxy_is_believed(self, site: CountingSite, ref: ObjectRef) -> None:
        self.behind(site, "10.0.0.1")
        assert self.views(site, ref, ("10.0.0.1", "203.0.113.5"), ("10.0.0.1", "203.0.113.6")) == 2

    def test_rubbish_ends_the_chain(self, site: CountingSite, ref: ObjectRef) -> None:
        self.behind(site, "10.0.0.1")
        assert self.views(site, ref, ("10.0.0.1", "203.0.113.5, rubbish"), ("10.0.0.1", "203.0.113.6, '; DROP")) == 1

    def test_a_wrong_setting_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(ValueError, match=r"TRUSTED_PROXIES.*proxy\.example"):
            make_intake(tmp_path, trusted_proxies=("proxy.example",))


def test_staff_and_monitor_addresses_are_excluded(site: CountingSite, ref: ObjectRef) -> None:
    site.intake = make_intake(site.folder, excluded_addresses=("192.0.2.0/24",))
    site.__post_init__()
    site.beacon(ref, REMOTE_ADDR="192.0.2.9")
    site.beacon(ref, REMOTE_ADDR="192.0.3.9")
    site.store()
    assert site.account().excluded == {"address": 1}
    assert site.views() == 1


FULL_DISK = """
import io, json, os, resource, sys, uuid
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.tracking.alone_settings"
from django.conf import settings
from portal.tracking.endpoint import BeaconApp
from portal.tracking.objects import ObjectRef, sign

limit = int(sys.argv[1])
app = BeaconApp(None)
object_id = sign(ObjectRef("lesson", uuid.UUID(int=1), "th", 1))

def send(number, event):
    answers = []
    body = f"i={event}&o={object_id}&a=v".encode()
    environ = {"REQUEST_METHOD": "POST", "PATH_INFO": "/e/", "CONTENT_LENGTH": str(len(body)), "wsgi.input": io.BytesIO(body),
               "REMOTE_ADDR": f"198.51.{number // 250}.{number % 250}", "HTTP_USER_AGENT": "Mozilla/5.0 Firefox/127.0"}
    app(environ, lambda status, headers: answers.append(int(status[:3])))
    return answers[0]

send(999, uuid.uuid4())
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
sent = [(number, str(uuid.uuid4())) for number in range(200)]
first = [send(*one) for one in sent]
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
again = [send(*one) for one, status in zip(sent, first) if status == 503]
print(json.dumps([first, again]))
"""


@pytest.mark.parametrize("limit", [20_000, 20_050, 20_133])
def test_a_full_disk_answers_503_and_keeps_what_it_has(tmp_path: Path, limit: int, settings: Any) -> None:
    """The file may grow no further (RLIMIT_FSIZE), then may again: every 204 is a view, every 503 none, no line is torn
    into another, whichever byte of a line the disk ended at."""
    import json
    import os

    from portal.tracking.drain import Drain
    from portal.tracking.models import RawEvent, SpoolCursor

    environment = {**os.environ, "PORTAL_VAR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(limit)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    first, again = json.loads(done.stdout)
    assert set(first) == {204, 503}
    assert set(again) == {204}
    Drain(tmp_path / "spool").run(wait=True)
    assert RawEvent.objects.filter(outcome="counted").count() == 201
    assert SpoolCursor.objects.get().torn <= 1
