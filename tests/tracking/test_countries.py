"""A country by its ranges: how the file is read, and that users from abroad stand apart in monthly active users."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest

from portal.kpi.amau import amau
from portal.thai.day import Month
from portal.tracking import closing, intake, log_import
from portal.tracking.clock import SECOND
from portal.tracking.countries import BadRanges, Ranges, ranges_at, read_ranges
from portal.tracking.models import MonthVisitor
from portal.tracking.reports import USER_KINDS, USERS_ABROAD, country_of, monthly_actives
from tests.factories.tree import Tree
from tests.tracking.conftest import PHONE, CountingSite, make_intake, make_ref

REGISTRY = """2|apnic|20261120|76251|19830613|20261119|+1000
apnic|*|ipv4|*|48222|summary
# a comment
apnic|AU|ipv4|1.0.0.0|256|20110811|assigned
apnic|TH|ipv4|1.46.0.0|131072|20100101|allocated
apnic|TH|ipv4|1.48.0.0|768|20100101|allocated
apnic|TH|asn|4618|1|19950101|allocated
apnic|TH|ipv6|2001:3c8::|32|20030501|allocated
"""
PLAIN = """# ours
1.46.0.0/15
203.0.113.7  # one office
2001:3c8::/32
"""


@pytest.mark.parametrize(
    ("address", "inside"),
    [
        ("1.45.255.255", False), ("1.46.0.0", True), ("1.47.255.255", True), ("1.48.0.0", True), ("1.48.2.255", True),
        ("1.48.3.0", False), ("1.0.0.1", False), ("2001:3c7:ffff:ffff::1", False), ("2001:3c8::", True),
        ("2001:3c8:ffff:ffff:ffff:ffff:ffff:ffff", True), ("2001:3c9::", False), ("0.0.0.0", False), ("255.255.255.255", False),
    ],
)  # fmt: skip
def test_a_registrys_statistics_are_read_for_the_one_country(address: str, inside: bool) -> None:
    assert (ip_address(address) in read_ranges(REGISTRY, "x")) is inside


@pytest.mark.parametrize(
    ("address", "inside"), [("1.46.9.9", True), ("203.0.113.7", True), ("203.0.113.8", False), ("2001:3c8::9", True)]
)
def test_plain_networks_and_addresses_are_read(address: str, inside: bool) -> None:
    assert (ip_address(address) in read_ranges(PLAIN, "x")) is inside


def test_ranges_that_overlap_or_touch_are_one() -> None:
    ranges = Ranges([(4, 10, 20), (4, 15, 17), (4, 21, 30), (4, 40, 40)], "x")
    assert [n for n in range(50) if ip_address(n) in ranges] == [*range(10, 31), 40]


@pytest.mark.parametrize(
    "text", ["1.46.0.0/15\nThailand\n", "apnic|TH|ipv4|1.46.0.0\n", "apnic|TH|ipv4|1.46|256|x|y\n", "1.46.0.0/99"]
)
def test_a_line_that_is_no_range_is_named_with_what_to_write(text: str) -> None:
    with pytest.raises(BadRanges, match=r"บรรทัด [12] .*1\.46\.0\.0/15"):
        read_ranges(text, "x")


def test_a_file_without_a_range_is_refused() -> None:
    with pytest.raises(BadRanges, match="no range of TH"):
        read_ranges("# nothing\napnic|AU|ipv4|1.0.0.0|256|20110811|assigned\n", "x")


def test_a_file_is_named_by_its_content(tmp_path: Path) -> None:
    one, same, other = (tmp_path / name for name in ("one", "same", "other"))
    one.write_text(PLAIN)
    same.write_text(PLAIN)
    other.write_text(REGISTRY)
    names = [found.name for path in (one, same, other) if (found := ranges_at(str(path)))]
    assert names[0] == names[1] != names[2]
    assert all(name.startswith("TH-ranges ") for name in names)
    assert ranges_at("") is None


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    spoilt = tmp_path / "spoilt"
    spoilt.write_bytes(b"\xff\xfe")
    for path in (tmp_path / "none", spoilt):
        with pytest.raises(BadRanges, match=path.name):
            ranges_at(str(path))


HOME, AWAY = "1.46.0.7", "8.8.8.8"
NOVEMBER = Month(2026, 11)
DATABASE = pytest.mark.django_db(databases=["default", "tracking"])


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[CountingSite]:
    """A counting site that is given a range file."""
    (tmp_path / "ranges").write_text(PLAIN)
    made = CountingSite(tmp_path, make_intake(tmp_path, country_ranges=str(tmp_path / "ranges")))

    def now() -> int:
        made.now_us += 1
        return made.now_us

    monkeypatch.setattr(intake, "now_us", now)
    monkeypatch.setattr(closing, "site_keys", lambda: made.intake.keys)
    yield made
    made.intake.writer.close()


def actives() -> dict[str, int]:
    """November's users by kind, those from abroad beside them; kinds without one left out."""
    found = monthly_actives(NOVEMBER, NOVEMBER, (*USER_KINDS, *USERS_ABROAD))[NOVEMBER]
    return {kind: figure.total for kind, figure in found.items() if figure.total}


@DATABASE
@pytest.mark.both_databases
def test_users_from_abroad_stand_apart_and_their_views_count(told: CountingSite) -> None:
    for address in (HOME, "1.46.0.8", AWAY, "not-an-address"):
        told.beacon(make_ref(), REMOTE_ADDR=address)
    told.store()
    assert actives() == {"anonymous": 3, "anonymous-abroad": 1}, "an address nobody can read is not said to be abroad"
    assert told.views() == 4
    assert told.account().counted == 4
    assert country_of(NOVEMBER.first, NOVEMBER.last) == "TH"


@DATABASE
@pytest.mark.both_databases
@pytest.mark.parametrize("order", [(AWAY, HOME, AWAY), (HOME, AWAY, AWAY)])
def test_a_learner_active_at_home_once_is_a_user_at_home(told: CountingSite, order: tuple[str, ...]) -> None:
    cookie = told.cookie("learner", "learner:traveller")
    for number, address in enumerate(order, 1):
        told.beacon(make_ref(number), HTTP_COOKIE=cookie, REMOTE_ADDR=address)
        told.store()
    told.beacon(make_ref(9), HTTP_COOKIE=told.cookie("learner", "learner:away"), REMOTE_ADDR=AWAY)
    told.store()
    assert actives() == {"learner": 1, "learner-abroad": 1}


@DATABASE
@pytest.mark.both_databases
@pytest.mark.parametrize("batches", ["one", "two"])
@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [(AWAY, AWAY, "trainer-abroad"), (AWAY, HOME, "trainer"), (HOME, AWAY, "trainer"), (AWAY, "", "trainer-abroad")],
)
def test_signing_in_joins_countries_too(told: CountingSite, before: str, after: str, kind: str, batches: str) -> None:
    learner, person = (told.intake.identity("learner", "learner:one"), told.intake.identity("trainer", "user:7"))
    told.beacon(make_ref(1), HTTP_COOKIE=told.cookie("learner", "learner:one"), REMOTE_ADDR=before)
    if after:
        told.beacon(make_ref(2), HTTP_COOKIE=told.cookie("trainer", "user:7"), REMOTE_ADDR=after)
    if batches == "two":
        told.store()
    told.intake.alias(learner, person)
    told.store()
    assert actives() == {kind: 1}
    # What the learner's browser still sends is the person's, and from where it came.
    told.beacon(make_ref(3), HTTP_COOKIE=told.cookie("learner", "learner:one"), REMOTE_ADDR=AWAY)
    told.store()
    assert actives() == {kind: 1}


@DATABASE
@pytest.mark.both_databases
def test_a_closed_month_keeps_both_numbers(told: CountingSite) -> None:
    for address in (HOME, AWAY, "8.8.4.4"):
        told.beacon(make_ref(), REMOTE_ADDR=address)
    told.store()
    closing.close_month(NOVEMBER, now=datetime(2026, 12, 9, tzinfo=UTC))
    assert actives() == {"anonymous": 1, "anonymous-abroad": 2}
    assert not MonthVisitor.objects.exists()


@DATABASE
@pytest.mark.both_databases
def test_without_a_file_the_country_is_unknown_and_with_one_later_partly(
    site: CountingSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.beacon(make_ref(), REMOTE_ADDR=AWAY)
    site.store()
    assert actives() == {"anonymous": 1}
    assert country_of(NOVEMBER.first, NOVEMBER.last) == "unknown"
    (tmp_path / "ranges").write_text(PLAIN)
    site.intake.writer.close()
    site.intake = make_intake(tmp_path, country_ranges=str(tmp_path / "ranges"))
    site.__post_init__()
    site.beacon(make_ref(2), REMOTE_ADDR="8.8.4.4")
    site.store()
    assert actives() == {"anonymous": 1, "anonymous-abroad": 1}
    assert country_of(NOVEMBER.first, NOVEMBER.last) == "partly"
    assert country_of(date(2026, 1, 1), date(2026, 1, 31)) == "unknown"


@DATABASE
def test_amau_counts_users_at_home_and_says_so(told: CountingSite) -> None:
    told.now_us -= 5 * 86_400 * SECOND  # 31 October: November is the first whole month
    told.beacon(make_ref())
    told.now_us += 6 * 86_400 * SECOND
    for address in (HOME, AWAY):
        told.beacon(make_ref(), REMOTE_ADDR=address)
    told.store()
    answer = amau(NOVEMBER, NOVEMBER, today=date(2026, 12, 3))
    assert (answer.kinds["anonymous"].total, answer.months[0].abroad, answer.country) == (1, 1, "TH")
    assert answer.as_json()["abroad"] == {"2026-11": 1}
    assert "จากต่างประเทศแสดงแยก" in answer.country_said


@DATABASE
@pytest.mark.both_databases
def test_a_logs_visitors_are_told_apart_as_well(built_site: Tree, told: CountingSite, settings: Any) -> None:
    settings.COUNTRY_RANGES = str(told.folder / "ranges")
    path = built_site.lesson.get_url_parts()[2]
    log = told.folder / "access.log"
    line = '{} - - [06/Nov/2026:10:00:00 +0700] "GET {} HTTP/1.1" 200 5 "-" "{}"\n'
    log.write_text("".join(line.format(address, path, PHONE) for address in (HOME, AWAY, "8.8.4.4")))
    importer = log_import.LogImport()
    importer.keys = told.intake.keys
    assert importer.run([log]).counted == 3
    assert actives() == {"anonymous": 1, "anonymous-abroad": 2}
