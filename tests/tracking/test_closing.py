"""Months and years close: counts stay, visitors and keys go, and it is on record (counting rule 11)."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from portal.core import due
from portal.thai.day import Month
from portal.tracking import closing, partitions, store
from portal.tracking.models import (
    ImportedMonth,
    KeyDestruction,
    MonthCount,
    MonthVisitor,
    RawEvent,
    SearchMiss,
    YearReader,
    YearTally,
)
from portal.tracking.objects import ObjectRef, sign_search_miss
from portal.tracking.reports import missed_searches, monthly_actives, unique_readers
from tests.tracking.conftest import CountingSite, make_ref

pytestmark = [pytest.mark.django_db(databases=["default", "tracking"]), pytest.mark.both_databases]
NOVEMBER = Month(2026, 11)
IN_TIME = datetime(2026, 12, 7, 16, 0, tzinfo=UTC)
"""23:00 of 7 December in Bangkok: the seventh day is not over."""
DUE = datetime(2026, 12, 7, 17, 30, tzinfo=UTC)
"""00:30 of 8 December in Bangkok."""


@pytest.fixture(autouse=True)
def _keys_of_the_site(site: CountingSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(closing, "site_keys", lambda: site.intake.keys)


def visits(site: CountingSite) -> None:
    """Three anonymous visitors and a learner; three of them miss the same word, one another."""
    for number in range(3):
        site.beacon(make_ref(1), REMOTE_ADDR=f"198.51.100.{number}")
        site.beacon(sign_search_miss("พร้อมเพย์", "th", 1), REMOTE_ADDR=f"198.51.100.{number}")
    site.beacon(sign_search_miss("หายาก", "th", 1), REMOTE_ADDR="198.51.100.1")
    site.beacon(make_ref(2, "article", project="digital-law-center"), HTTP_COOKIE=site.cookie("learner", learner(1)))
    site.store()


def learner(number: int) -> str:
    return f"learner:{uuid.UUID(int=number)}"


def test_a_month_is_due_seven_days_after_its_end(site: CountingSite) -> None:
    visits(site)
    assert closing.months_due(IN_TIME) == []
    assert closing.months_due(DUE) == [NOVEMBER]


def test_a_closed_month_keeps_its_counts_and_nothing_of_its_visitors(site: CountingSite) -> None:
    visits(site)
    before = {kind: figure.total for kind, figure in monthly_actives(NOVEMBER, NOVEMBER)[NOVEMBER].items()}
    terms = missed_searches(NOVEMBER)
    assert (before["anonymous"], before["learner"], [term.searchers for term in terms]) == (3, 1, [3])
    closing.close_month(NOVEMBER, now=DUE)
    assert {kind: figure.total for kind, figure in monthly_actives(NOVEMBER, NOVEMBER)[NOVEMBER].items()} == before
    assert missed_searches(NOVEMBER) == terms
    assert site.views() == 4
    assert not MonthVisitor.objects.exists()
    assert not SearchMiss.objects.exists()
    assert set(RawEvent.objects.values_list("visitor", flat=True)) == {""}
    assert "2026-11" not in site.intake.keys.names()
    record = KeyDestruction.objects.get(name="2026-11")
    assert (record.destroyed_at, record.by, record.was_there) == (DUE, "retention", True)
    assert set(MonthCount.objects.values_list("key_destroyed_at", flat=True)) == {DUE}


def test_closing_again_changes_nothing(site: CountingSite) -> None:
    visits(site)
    closing.close_month(NOVEMBER, now=DUE)
    kept = list(MonthCount.objects.order_by("pk").values())
    closing.close_month(NOVEMBER, now=DUE + timedelta(days=9))
    assert list(MonthCount.objects.order_by("pk").values()) == kept
    assert KeyDestruction.objects.get().destroyed_at == DUE
    assert closing.months_due(DUE) == []


def test_a_running_month_does_not_close(site: CountingSite) -> None:
    visits(site)
    with pytest.raises(closing.NotOver):
        closing.close_month(NOVEMBER, now=datetime(2026, 11, 30, 16, 59, tzinfo=UTC))
    assert MonthVisitor.objects.exists()


def test_a_month_of_imported_lines_closes_with_its_last_import(site: CountingSite) -> None:
    MonthVisitor.objects.create(month=NOVEMBER.first, visitor="a" * 22, kind="a", origin="log", day=NOVEMBER.first)
    ImportedMonth.objects.create(month=NOVEMBER.first, last_import_at=datetime(2027, 2, 10, 5, tzinfo=UTC))
    assert closing.months_due(datetime(2027, 2, 17, 5, tzinfo=UTC)) == []
    assert closing.months_due(datetime(2027, 2, 18, 5, tzinfo=UTC)) == [NOVEMBER]
    # With one beacon in it the month's own end counts, whatever is imported later.
    MonthVisitor.objects.create(month=NOVEMBER.first, visitor="b" * 22, kind="a", origin="beacon", day=NOVEMBER.first)
    assert closing.months_due(DUE) == [NOVEMBER]


def test_a_clock_set_back_into_a_closed_month_changes_nothing_in_it(site: CountingSite, ref: ObjectRef) -> None:
    visits(site)
    closing.close_month(NOVEMBER, now=DUE)
    site.restart()
    assert site.beacon(ref, REMOTE_ADDR="203.0.113.77").status == 400
    site.store()
    assert site.views() == 4
    assert site.account().malformations == {"closed_month": 1}


def test_what_lay_in_a_spool_when_its_month_closed_is_excluded(site: CountingSite, ref: ObjectRef) -> None:
    visits(site)
    site.beacon(ref, REMOTE_ADDR="203.0.113.77")
    closing.close_month(NOVEMBER, now=DUE)
    site.store()
    assert site.views() == 4
    assert site.account().excluded["closed_month"] == 1
    assert not MonthVisitor.objects.exists()


def test_the_worker_closes_months_and_a_half_destroyed_key_is_finished(
    site: CountingSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    visits(site)
    monkeypatch.setattr(timezone, "now", lambda: DUE)
    monkeypatch.setattr(type(site.intake.keys), "destroy", lambda self, name: False)
    assert closing.close_due_months() == [NOVEMBER]
    assert "2026-11" in site.intake.keys.names()
    monkeypatch.undo()
    monkeypatch.setattr(closing, "site_keys", lambda: site.intake.keys)
    assert closing.close_due_months() == []
    assert "2026-11" not in site.intake.keys.names()
    assert "tracking.close_due_months" in {job.name for job in due.jobs()}


def test_a_years_key_goes_after_its_audit_and_its_numbers_stay(site: CountingSite) -> None:
    visits(site)
    readers = {basis: figure.total for basis, figure in unique_readers(2570).items()}
    assert readers == {"address": 1, "device": 1, "account": 1}
    with pytest.raises(closing.NotOver):
        closing.destroy_year_key(2570, by="ผู้ตรวจสอบ", now=DUE)
    over = datetime(2027, 10, 1, tzinfo=UTC)
    closing.destroy_year_key(2570, by="ผู้ตรวจสอบ", now=over)
    closing.destroy_year_key(2570, by="คนอื่น", now=over + timedelta(days=1))
    assert {basis: figure.total for basis, figure in unique_readers(2570).items()} == readers
    assert not YearReader.objects.exists()
    assert not YearTally.objects.exists()
    assert KeyDestruction.objects.get(name="fy2570").by == "ผู้ตรวจสอบ"
    assert site.intake.keys.is_destroyed("fy2570")


def test_the_command_refuses_a_running_year() -> None:
    with pytest.raises(CommandError, match="ยังไม่สิ้นสุด"):
        call_command("destroy_year_key", "2600", audited_by="x")


def test_the_command_wants_a_subject() -> None:
    with pytest.raises(CommandError, match="learner:<uuid>"):
        call_command("forget_me", "somchai@example.com")


def test_retention_is_a_command_too(capsys: pytest.CaptureFixture[str]) -> None:
    old = timezone.localdate() - timedelta(days=91)
    fields = {"kind": "lesson", "key": uuid.UUID(int=1), "language": "th", "action": "view", "origin": "beacon"}
    with store.connection().cursor() as cursor:
        for day in (old, timezone.localdate()):
            partitions.ensure(cursor, [day.isoformat()])
            RawEvent.objects.create(event_id=uuid.uuid4(), at_us=1, day=day, outcome="counted", **fields)
    call_command("apply_retention")
    assert [event.day for event in RawEvent.objects.all()] == [timezone.localdate()]
    assert "closed:" in capsys.readouterr().out
