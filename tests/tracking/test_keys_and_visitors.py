"""The secrets of counting, and who a visitor is."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.http import HttpResponse

from portal.tracking.clock import SECOND, bangkok_day, to_us
from portal.tracking.keys import KeyDestroyed, KeyStore, KeyStoreError, key_store
from portal.tracking.signing import Signer
from portal.tracking.visitors import (
    clear_identity_cookie,
    cookie_value,
    hash_identity,
    parse_address,
    read_cookie,
    reader_address,
    set_identity_cookie,
    visitor_of,
)
from tests.tracking.conftest import NOON, PHONE

DAY = bangkok_day(NOON)


def test_the_key_file_is_its_owners_alone(tmp_path: Path) -> None:
    store = KeyStore(tmp_path / "secrets" / "keys.json")
    assert len(store.month_key("2026-11")) == 32
    store.year_key(2570)
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600
    assert store.names() == ["2026-11", "fy2570"]


def test_keys_last_and_differ(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    first = KeyStore(path)
    keys = {first.month_key("2026-11"), first.month_key("2026-12"), first.year_key(2570)}
    assert len(keys) == 3
    again = KeyStore(path)
    assert {again.year_key(2570), again.month_key("2026-12"), again.month_key("2026-11")} == keys


def test_processes_that_start_together_share_one_key(tmp_path: Path) -> None:
    program = f"from portal.tracking.keys import KeyStore; print(KeyStore({str(tmp_path / 'keys.json')!r}).month_key('2026-11').hex())"
    running = [subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) for _ in range(6)]
    answers = {process.communicate(timeout=60)[0].strip() for process in running}
    assert len(answers) == 1
    assert len(answers.pop()) == 64


def test_a_destroyed_key_is_gone_for_every_process(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    KeyStore(path).month_key("2026-11")
    assert KeyStore(path).destroy("2026-11")
    assert not KeyStore(path).destroy("2026-11")
    assert KeyStore(path).names() == []
    assert KeyStore(path).is_destroyed("2026-11")
    with pytest.raises(KeyDestroyed, match="2026-11"):
        KeyStore(path).month_key("2026-11")


@pytest.mark.parametrize("content", ["", "{", "[]", '{"2026-11": "short"}', '{"2026-11": 7}'])
def test_a_file_that_holds_no_keys_is_said_to_be_none(tmp_path: Path, content: str) -> None:
    path = tmp_path / "keys.json"
    path.write_text(content)
    with pytest.raises(KeyStoreError, match="holds no counting keys"):
        KeyStore(path).month_key("2026-11")


def test_an_address_is_no_key_file() -> None:
    with pytest.raises(KeyStoreError, match="write the path of a file"):
        key_store("https://127.0.0.1/0")


def test_the_visitors_key_changes_with_the_month_and_nothing_else(tmp_path: Path) -> None:
    keys = KeyStore(tmp_path / "keys.json")
    address = parse_address("203.0.113.5")
    november = visitor_of(keys, DAY, None, address, PHONE, law=False)
    assert visitor_of(keys, bangkok_day(NOON + 20 * 86_400 * SECOND), None, address, PHONE, law=False) == november
    december = bangkok_day(NOON + 30 * 86_400 * SECOND)
    assert december.month == "2026-12"
    assert visitor_of(keys, december, None, address, PHONE, law=False).key != november.key


def test_readers_of_a_fiscal_year_outlast_months(tmp_path: Path) -> None:
    keys = KeyStore(tmp_path / "keys.json")
    address = parse_address("203.0.113.5")
    november = visitor_of(keys, DAY, None, address, PHONE, law=True)
    december = visitor_of(keys, bangkok_day(NOON + 30 * 86_400 * SECOND), None, address, PHONE, law=True)
    assert november.key != december.key
    assert november.address_reader == december.address_reader
    assert november.device_reader == december.device_reader
    assert november.account_reader == ""


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("203.0.113.5", "203.0.113.5"),
        ("::ffff:203.0.113.5", "203.0.113.5"),
        ("[2001:db8:1:2:3:4:5:6]", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::", "2001:db8:1:2::/64"),
        ("", "None"),
        ("unix:", "None"),
    ],
)
def test_one_address_of_a_year(text: str, counted: str) -> None:
    assert reader_address(parse_address(text)) == counted


class TestIdentityCookie:
    signer = Signer("identity", ["secret"])
    identity = hash_identity(signer, "learner", "learner:1")

    def header(self, expires: int) -> str:
        return f"a=b; e_id={cookie_value(self.signer, self.identity, expires)}; c=d"

    def test_it_says_who_until_it_ends(self) -> None:
        header = self.header(NOON + 60 * SECOND)
        assert read_cookie(self.signer, header, NOON) == self.identity
        assert read_cookie(self.signer, header, NOON + 60 * SECOND) is None

    def test_another_sites_cookie_says_nothing(self) -> None:
        assert read_cookie(Signer("identity", ["other"]), self.header(NOON + SECOND), NOON) is None

    def test_a_signature_for_another_purpose_says_nothing(self) -> None:
        text = f"l:{self.identity.hashed_id}:{NOON}"
        header = f"e_id={Signer('object', ['secret']).sign(text)}"
        assert read_cookie(self.signer, header, NOON) is None

    @pytest.mark.parametrize("value", ["", ":", "a:b:c:d:e", "é", "l:x:notanumber:sig"])
    def test_rubbish_says_nothing(self, value: str) -> None:
        assert read_cookie(self.signer, f"e_id={value}", NOON) is None

    def test_the_id_itself_is_not_in_it(self) -> None:
        assert "learner:1" not in self.header(NOON)

    def test_a_kind_that_is_none_is_refused(self) -> None:
        with pytest.raises(ValueError, match="robot"):
            hash_identity(self.signer, "robot", "user:1")

    def test_it_is_sent_to_the_beacon_alone(self) -> None:
        response = HttpResponse()
        set_identity_cookie(response, "learner", "learner:1")
        cookie = response.cookies["e_id"]
        assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/e/", True, "Lax")
        clear_identity_cookie(response)
        assert response.cookies["e_id"]["max-age"] == 0
        assert response.cookies["e_id"]["path"] == "/e/"


@pytest.mark.parametrize("zone", ["UTC", "Asia/Bangkok", "America/New_York"])
def test_the_day_does_not_hang_on_the_process(zone: str) -> None:
    program = (
        "from datetime import datetime as d; from portal.tracking.clock import bangkok_day, to_us;"
        "print(*[bangkok_day(to_us(d.fromisoformat(t)))[1::3] for t in"
        " ('2026-09-30T23:59:59+07:00', '2026-10-01T00:00:00+07:00', '2018-09-30T17:00:00+00:00', '2019-09-30T16:59:59.999999+00:00')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], env={"TZ": zone, "PYTHONPATH": "."}, capture_output=True, text=True, check=True
    )
    assert (
        done.stdout.split("\n")[0]
        == "('2026-09-30', 2569) ('2026-10-01', 2570) ('2018-10-01', 2562) ('2019-09-30', 2562)"
    )


def test_a_naive_time_has_no_day() -> None:
    from datetime import datetime

    with pytest.raises(ValueError, match="aware"):
        to_us(datetime(2026, 10, 1))  # noqa: DTZ001 - that is the point
