"""The server's clock set wrong and right again: each event in the month of its receipt, none lost, none closed changed.

What is said of a clock: *back* is set back two minutes, *ahead* runs an hour ahead and is set right again.
"""

from __future__ import annotations

import uuid
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from portal.thai.day import Month
from portal.tracking import clock, closing, judge
from portal.tracking.drain import Drain
from portal.tracking.keys import KeyStore
from portal.tracking.models import (
    DayIdentity,
    KeyDestruction,
    MediumMonth,
    MonthVisitor,
    ObjectDay,
    RawEvent,
    VisitorAlias,
)
from portal.tracking.objects import ObjectRef
from portal.tracking.reports import Period, daily_identity, monthly_actives, unique_readers, views_by_medium
from tests.tracking.conftest import CountingSite, make_intake, make_ref

pytestmark = [pytest.mark.django_db(databases=["default", "tracking"]), pytest.mark.both_databases]
BORDERS = {
    "minute": "2026-11-05T12:01:00+07:00",
    "hour": "2026-11-05T13:00:00+07:00",
    "day": "2026-11-06T00:00:00+07:00",
    "month": "2026-12-01T00:00:00+07:00",
    "fiscal year": "2026-10-01T00:00:00+07:00",
}
HOUR = 3_600
TURNS = {
    # Seconds from the border at which the first reader comes, then by how much the clock is set, again and again.
    "back": (40, (0, -120, 0, 0, 0)),
    "ahead": (-50, (0, HOUR, 0, -HOUR, 0)),
}
LAW = make_ref(3, "article", project="digital-law-center")
ALL_YEAR = Period(date(2026, 9, 1), date(2027, 1, 31))


def at(site: CountingSite, moment: str) -> None:
    site.now_us = clock.to_us(datetime.fromisoformat(moment))


def drained(site: CountingSite, lines: int = 5_000) -> None:
    """A drain of its own each time, as after a restart."""
    Drain(site.folder / "spool", lines=lines).run(wait=True)


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("border", BORDERS)
def test_each_event_is_in_the_periods_of_its_receipt(site: CountingSite, border: str, turn: str) -> None:
    """Two processes write, the drain takes seven lines at a time, and the clock goes over the border and back."""
    start, jumps = TURNS[turn]
    at(site, BORDERS[border])
    site.later(start)
    processes = (site.intake, make_intake(site.folder))
    receipts: list[int] = []
    for jump in jumps:
        site.later(jump)
        for number in range(10):
            site.later(3)
            site.app._intake = processes[number % 2]
            assert site.beacon(LAW, REMOTE_ADDR=f"198.51.100.{len(receipts)}").status == 204
            receipts.append(site.now_us)
        drained(site, lines=7)
    processes[1].writer.close()
    days = [clock.bangkok_day(at_us) for at_us in receipts]
    assert sorted(RawEvent.objects.values_list("at_us", "outcome")) == sorted((at_us, "counted") for at_us in receipts)
    assert dict(ObjectDay.objects.values_list("day", "count")) == Counter(day.date for day in days)
    assert dict(MediumMonth.objects.values_list("month", "count")) == Counter(day.date.replace(day=1) for day in days)
    assert Counter(MonthVisitor.objects.values_list("month", flat=True)) == Counter(
        day.date.replace(day=1) for day in days
    )
    readers = Counter(day.fiscal_year for day in days)
    assert {year: unique_readers(year)["address"].total for year in readers} == readers
    accounts = daily_identity(ALL_YEAR)
    assert all(account.balanced for account in accounts)
    assert {account.day: account.received for account in accounts} == Counter(day.date for day in days)
    if border in ("day", "month", "fiscal year"):
        assert len(accounts) == 2, "the clock went over the border"


def clicks(site: CountingSite, ref: ObjectRef, *seconds: float) -> list[str]:
    """Clicks of one visitor so many seconds after the one before, each drained by itself; what became of them."""
    for second in seconds:
        site.later(second)
        site.beacon(ref)
        drained(site)
    # By the order of their receipt, which is no order of their stamps here.
    return [outcome for (outcome,) in RawEvent.objects.values_list("outcome").order_by("event_id")]


@pytest.fixture
def in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """Event ids that rise: the stamps do not."""
    numbers = iter(range(1, 10_000))
    monkeypatch.setattr(uuid, "uuid4", lambda: uuid.UUID(int=next(numbers)))


@pytest.mark.usefixtures("in_order")
class TestHalfMinute:
    """Rule 2's sliding 30 seconds, when the clock is set in the middle of them."""

    def test_set_back_it_slides_on_from_there(self, site: CountingSite, ref: ObjectRef) -> None:
        # By its stamp the first click after setting lies 115 s apart; those after it are seconds apart, all the way past
        # the time the clock had shown before.
        became = clicks(site, ref, 0, -115, *[20] * 12, 31)
        assert became == ["counted", "counted", *["duplicate"] * 12, "counted"]

    def test_ahead_and_right_again_it_slides_on_from_there(self, site: CountingSite, ref: ObjectRef) -> None:
        became = clicks(site, ref, 0, HOUR + 5, 10, 5 - HOUR, 10, 10, 31)
        assert became == ["counted", "counted", "duplicate", "counted", "duplicate", "duplicate", "counted"]

    def test_set_back_by_less_than_it_a_double_click_is_one(self, site: CountingSite, ref: ObjectRef) -> None:
        assert clicks(site, ref, 0, -20, 5, 10, 30, 31) == ["counted", *["duplicate"] * 4, "counted"]

    def test_in_one_batch_as_in_many(self, site: CountingSite, ref: ObjectRef) -> None:
        for seconds in (0, -115, 20, 20, 31):
            site.later(seconds)
            site.beacon(ref)
        drained(site)
        became = RawEvent.objects.order_by("event_id").values_list("outcome", flat=True)
        assert list(became) == ["counted", "counted", "duplicate", "duplicate", "counted"]


@pytest.mark.parametrize("jump", [-120, -HOUR, HOUR])
def test_a_flood_under_a_clock_set_wrong_adds_one_view(site: CountingSite, ref: ObjectRef, jump: int) -> None:
    site.beacon(ref)
    drained(site)
    site.later(jump)
    for _ in range(300):
        site.later(0.1)
        site.beacon(ref)
    site.beacon(ref, REMOTE_ADDR="203.0.113.6")
    drained(site, lines=50)
    account = site.account()
    assert (account.received, account.counted, account.duplicates) == (302, 3, {"double-click": 299})


def test_an_hour_ahead_the_visit_before_is_not_forgotten(site: CountingSite, ref: ObjectRef) -> None:
    site.beacon(ref)
    drained(site)
    site.later(10 * 60 + HOUR)
    site.beacon(make_ref(2), REMOTE_ADDR="203.0.113.6")
    drained(site)
    site.later(60 - HOUR)
    site.beacon(ref, more="&n=1")
    drained(site)
    assert site.account().duplicates == {"visit": 1}


def test_set_back_the_same_minute_stays_blocked(site: CountingSite) -> None:
    """Rule 9 to the end of that minute, by receive time: passed through twice it is one minute."""
    for first in (100, 200):
        for number in range(70):
            site.beacon(make_ref(first + number))
        drained(site)
        site.later(-120)
    assert site.account().counted == 120
    site.later(240)
    site.beacon(make_ref(300))
    drained(site)
    assert site.account().excluded == {"behaviour": 21}


def test_set_back_over_midnight_the_day_opens_no_second_thousand(
    site: CountingSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judge, "VIEWS_A_DAY", 5)
    at(site, "2026-11-06T00:00:30+07:00")
    objects = iter(range(1, 100))
    for jump, views in ((0, 3), (-120, 10), (120, 10)):
        site.later(jump)
        for _ in range(views):
            site.beacon(make_ref(next(objects)))
        drained(site)
    assert RawEvent.objects.filter(outcome="counted").count() == 5
    assert RawEvent.objects.filter(reason="behaviour").count() == 18


NOVEMBER = Month(2026, 11)
DUE = datetime(2026, 12, 7, 17, 30, tzinfo=UTC)
"""00:30 of 8 December in Bangkok."""


@pytest.fixture
def keys(site: CountingSite, monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker's key store, of the same file as the web process's: what that one has in memory stays there."""
    monkeypatch.setattr(closing, "site_keys", lambda: KeyStore(site.folder / "keys.json"))


def numbers(period: Period, month: Month) -> dict[str, Any]:
    """What reports say of a period; what was received of it later stands in its account, with the reason."""
    fields = [field.name for field in ObjectDay._meta.fields if field.name != "id"]
    return {
        "views": {name: figure.total for name, figure in views_by_medium(period).media.items()},
        "days": sorted(map(str, ObjectDay.objects.filter(day__range=(period.first, period.last)).values_list(*fields))),
        "actives": {kind: figure.total for kind, figure in monthly_actives(month, month)[month].items()},
        "readers": {basis: figure.total for basis, figure in unique_readers(2570).items()},
        "counted": list(
            DayIdentity.objects.filter(outcome="counted", day__range=(period.first, period.last)).values_list(
                "day", "count"
            )
        ),
    }


@pytest.mark.usefixtures("keys")
@pytest.mark.parametrize("restarted", [False, True])
def test_a_closed_month_never_changes(site: CountingSite, ref: ObjectRef, restarted: bool) -> None:
    """The clock goes back into it in a process that still knows its key, and in one that does not."""
    period = Period(NOVEMBER.first, NOVEMBER.last)
    for number in range(5):
        site.beacon(LAW, REMOTE_ADDR=f"198.51.100.{number}")
    drained(site)
    closing.close_month(NOVEMBER, now=DUE)
    before = numbers(period, NOVEMBER)
    assert (before["views"]["article"], before["actives"]["anonymous"]) == (5, 5)
    at(site, "2026-12-08T00:31:00+07:00")
    site.beacon(LAW, REMOTE_ADDR="198.51.100.90")
    at(site, "2026-11-30T23:59:30+07:00")
    if restarted:
        site.restart()
    for number in range(6):
        site.beacon(LAW if number % 2 else ref, REMOTE_ADDR=f"198.51.100.{100 + number}")
        site.later(10)
    drained(site)
    # By its receipt the last half of them is December's.
    december = Period(date(2026, 12, 1), date(2026, 12, 31))
    assert views_by_medium(december).total == 4
    after = numbers(period, NOVEMBER)
    assert {**after, "readers": 0} == {**before, "readers": 0}
    assert not MonthVisitor.objects.filter(month=NOVEMBER.first).exists()
    accounts = {account.day: account for account in daily_identity(ALL_YEAR)}
    assert all(account.balanced for account in accounts.values())
    refused = accounts[date(2026, 11, 30)]
    assert (refused.received, refused.malformed if restarted else refused.excluded_total) == (3, 3)


@pytest.mark.usefixtures("keys")
def test_an_hour_ahead_closes_a_month_that_stays_closed(site: CountingSite, ref: ObjectRef) -> None:
    for number in range(5):
        site.beacon(ref, REMOTE_ADDR=f"198.51.100.{number}")
    drained(site)
    ahead, right = DUE, DUE - timedelta(hours=1)
    assert closing.months_due(right) == []
    assert closing.months_due(ahead) == [NOVEMBER]
    closing.close_month(NOVEMBER, now=ahead)
    before = numbers(Period(NOVEMBER.first, NOVEMBER.last), NOVEMBER)
    site.now_us = clock.to_us(right)
    site.beacon(ref)
    drained(site)
    closing.close_month(NOVEMBER, now=right)
    assert numbers(Period(NOVEMBER.first, NOVEMBER.last), NOVEMBER) == before
    assert KeyDestruction.objects.get().destroyed_at == ahead
    assert monthly_actives(Month(2026, 12), Month(2026, 12))[Month(2026, 12)]["anonymous"].total == 1


@pytest.mark.usefixtures("keys")
def test_a_closed_years_readers_do_not_change_while_its_last_month_is_open(site: CountingSite, ref: ObjectRef) -> None:
    """What lay in the spool when the year's key went adds no reader to it; other content of that month counts."""
    at(site, "2027-09-30T23:50:00+07:00")
    site.beacon(LAW)
    drained(site)
    site.beacon(LAW, REMOTE_ADDR="203.0.113.6")
    site.beacon(ref, REMOTE_ADDR="203.0.113.6")
    before = unique_readers(2570)
    closing.destroy_year_key(2570, by="ผู้ตรวจสอบ", now=datetime(2027, 9, 30, 17, 1, tzinfo=UTC))
    drained(site)
    assert unique_readers(2570) == before
    account = site.account()
    assert (account.counted, account.excluded) == (2, {"closed_month": 1})


@pytest.mark.usefixtures("keys")
def test_a_sign_in_of_a_closed_month_leaves_no_key_behind(
    site: CountingSite, ref: ObjectRef, monkeypatch: pytest.MonkeyPatch
) -> None:
    from portal.tracking.facts import record_sign_in

    monkeypatch.setattr("portal.tracking.facts.site_intake", lambda: site.intake)
    site.beacon(ref, HTTP_COOKIE=site.cookie("learner", "learner:1"))
    record_sign_in("learner:1", "trainer", "user:7")
    closing.close_month(NOVEMBER, now=DUE)
    drained(site)
    assert not VisitorAlias.objects.exists()
    assert not MonthVisitor.objects.exists()
