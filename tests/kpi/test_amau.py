"""AMAU: whole months only, kinds never mixed, compared unrounded."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from portal.accounts.models import User
from portal.kpi.amau import NOT_OVER, NOT_YET, THRESHOLD, KindAverage, amau
from portal.thai.day import Month
from portal.tracking.models import KeyDestruction, MonthCount, MonthVisitor, ObjectDay

pytestmark = [pytest.mark.django_db(databases=["default", "tracking"]), pytest.mark.both_databases]
JANUARY, OCTOBER = Month(2026, 1), Month(2026, 10)
TODAY = date(2026, 11, 17)


def kept(month: Month, **kinds: int) -> None:
    for kind, number in kinds.items():
        MonthCount.objects.create(month=month.first, kind=kind, origin="beacon", visitors=number)


def test_ten_months_are_divided_by_ten_and_kinds_are_never_added(db: None) -> None:
    for number in range(10):
        kept(JANUARY.plus(number), anonymous=5_000 + 50 * number, learner=40, staff=900)
    kept(Month(2026, 11), anonymous=99_999)
    answer = amau(JANUARY, Month(2026, 11), today=TODAY)
    assert (answer.kinds["anonymous"].divisor, answer.kinds["anonymous"].shown) == (10, "5,225.00")
    assert (answer.kinds["learner"].shown, answer.kinds["trainer"].shown) == ("40.00", "0.00")
    assert answer.left_out == {Month(2026, 11): NOT_OVER}
    assert set(answer.kinds) == {"anonymous", "learner", "trainer"}


def test_an_open_month_counts_its_visitors_and_a_month_without_full_service_is_left_out(db: None) -> None:
    ObjectDay.objects.create(
        day=date(2026, 8, 12), kind="lesson", key="0" * 32, language="th", action="view", origin="beacon", count=1
    )
    for number in range(3):
        MonthVisitor.objects.create(
            month=date(2026, 10, 1), visitor=str(number), kind="a", active=number > 0, day=date(2026, 10, 3)
        )
    answer = amau(Month(2026, 7), OCTOBER, today=TODAY)
    assert answer.left_out == {Month(2026, 7): NOT_YET, Month(2026, 8): NOT_YET}
    assert (answer.kinds["anonymous"].total, answer.kinds["anonymous"].divisor) == (2, 2)


@pytest.mark.parametrize(("today", "divisor"), [(date(2026, 10, 31), 9), (date(2026, 11, 1), 10)])
def test_a_month_under_way_is_left_out_its_last_day_included(db: None, today: date, divisor: int) -> None:
    for number in range(10):
        kept(JANUARY.plus(number), learner=40)
    assert amau(JANUARY, OCTOBER, today=today).kinds["learner"].divisor == divisor


def test_the_threshold_is_judged_unrounded() -> None:
    at, above = KindAverage("anonymous", THRESHOLD * 3, 3), KindAverage("anonymous", THRESHOLD * 3 + 1, 3)
    assert (at.above, above.above) == (False, True)
    assert KindAverage("anonymous", 10, 3).shown == "3.33"
    assert KindAverage("anonymous", 15_000 * 1_000 + 4, 3_000).shown == "5,000.00"
    assert KindAverage("anonymous", 15_000 * 1_000 + 4, 3_000).above
    assert KindAverage("anonymous", 0, 0).shown == "–"


def test_nothing_counted_is_no_month(db: None) -> None:
    answer = amau(JANUARY, OCTOBER, today=TODAY)
    assert answer.months == ()
    assert answer.kinds["anonymous"].average is None


def test_the_command_speaks_and_writes_json(db: None) -> None:
    kept(JANUARY, anonymous=3, learner=1)
    kept(JANUARY.plus(1), anonymous=4)
    said, written = StringIO(), StringIO()
    call_command("amau", "--from", "2026-01", "--to", "2026-02", stdout=said)
    assert "AMAU 3.50 (รวม 7 ÷ 2 เดือน)" in said.getvalue()
    call_command("amau", "--from", "2026-01", "--to", "2026-02", "--json", stdout=written)
    answer = json.loads(written.getvalue())
    assert answer["kinds"]["anonymous"]["monthly"] == {"2026-01": 3, "2026-02": 4}
    assert (answer["kinds"]["learner"]["amau"], answer["kinds"]["learner"]["divisor"]) == ("0.50", 2)


@pytest.mark.parametrize(("first", "last"), [("2026-13", "2026-10"), ("2026-10", "2026-01"), ("1900-01", "2026-01")])
def test_no_period_is_said_to_be_none(db: None, first: str, last: str) -> None:
    with pytest.raises(CommandError, match="เขียนเดือนเช่น"):
        call_command("amau", "--from", first, "--to", last)


def test_the_screen_shows_the_months_it_is_made_of(client: Client, kpi_staff: User) -> None:
    kept(JANUARY, anonymous=3)
    KeyDestruction.objects.create(name="2026-01", destroyed_at="2026-02-08T00:00Z", by="retention", was_there=True)
    client.force_login(kpi_staff)
    page = client.get("/admin/kpi/amau/", {"from": "2026-01", "to": "2026-01"}).content.decode()
    assert "3.00" in page
    assert "กุญแจถูกทำลาย" in page
    assert "ไม่ทราบประเทศ" in page
    rows = client.get("/admin/kpi/amau/", {"from": "2026-01", "to": "2026-01", "format": "csv"}).content.decode()
    assert rows.splitlines()[1].startswith("ม.ค. 2569,3,0,0,")
    assert client.get("/admin/kpi/amau/", {"from": "x"}).status_code == 400


def test_others_do_not_see_it(client: Client, author: User, trainer: User, member: User) -> None:
    for user in (author, trainer, member):
        client.force_login(user)
        assert client.get("/admin/kpi/amau/").status_code in (302, 403, 404)
    client.logout()
    assert client.get("/admin/kpi/amau/").status_code == 302
