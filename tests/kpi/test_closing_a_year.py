"""Closing a fiscal year by two people: nothing changes it, late facts stand beside it."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.kpi.closing import (
    CannotClose,
    approve_year,
    closing_words,
    log_late_facts,
    prepare_year,
    report_document,
)
from portal.kpi.loading import load_reference
from portal.kpi.models import ClosedYear, DeclaredResult, Indicator, LateRevision, PreparedYear
from portal.kpi.models.rows import RowChanged
from tests.factories.people import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def second(db: None) -> User:
    return make_user(Role.KPI_STAFF, username="second", first_name="วิชัย", last_name="อนุมัติ")


@pytest.fixture(autouse=True)
def _loaded(db: None) -> None:
    load_reference(date(2026, 11, 22))


def close(kpi_staff: User, second: User) -> ClosedYear:
    prepare_year(2562, kpi_staff)
    return approve_year(2562, second)


def late_result() -> None:
    indicator = Indicator.objects.get(fiscal_year=2562, project__slug="digital-law-center", source="opdc", number=1)
    DeclaredResult.objects.create(indicator=indicator, text="160000", as_of=date(2019, 9, 30), source_note="มาช้า")


def test_the_snapshot_is_signed_by_two_and_verifies(kpi_staff: User, second: User) -> None:
    closed = close(kpi_staff, second)
    assert closed.verifies
    words = closing_words(closed)
    assert (words["prepared_by"], words["approved_by"]) == (str(kpi_staff), str(second))
    signed = json.loads(closed.content)
    assert signed["metric_version"] >= 1
    assert signed["bot_lists"]
    assert signed["report"]["as_of"] == "2019-09-30"
    assert len(signed["report"]["rows"]) == 36
    assert not PreparedYear.objects.exists()
    ClosedYear.objects.filter(pk=closed.pk).update(content=closed.content.replace("2161082", "9161082"))
    assert not ClosedYear.objects.get().verifies


def test_one_person_is_not_two(kpi_staff: User) -> None:
    prepare_year(2562, kpi_staff)
    with pytest.raises(CannotClose, match="คนละคน"):
        approve_year(2562, kpi_staff)
    assert not ClosedYear.objects.exists()


def test_nothing_prepared_is_nothing_to_approve(second: User) -> None:
    with pytest.raises(CannotClose, match="ยังไม่มีผู้จัดทำ"):
        approve_year(2562, second)


def test_what_changed_after_preparing_must_be_prepared_again(kpi_staff: User, second: User) -> None:
    prepare_year(2562, kpi_staff)
    late_result()
    with pytest.raises(CannotClose, match="ตัวเลขเปลี่ยนไป"):
        approve_year(2562, second)
    close(kpi_staff, second)


def test_a_running_year_and_a_closed_one_cannot_be_closed(kpi_staff: User, second: User) -> None:
    with pytest.raises(CannotClose, match="ยังไม่สิ้นสุด"):
        prepare_year(2600, kpi_staff)
    close(kpi_staff, second)
    with pytest.raises(CannotClose, match="ปิดแล้ว"):
        prepare_year(2562, kpi_staff)
    with pytest.raises(CannotClose, match="ไม่มีตัวชี้วัด"):
        prepare_year(2561, kpi_staff)


def test_only_figures_staff_close_a_year(author: User, kpi_staff: User) -> None:
    with pytest.raises(CannotClose, match="ไม่มีสิทธิ์"):
        prepare_year(2562, author)
    prepare_year(2562, kpi_staff)
    with pytest.raises(CannotClose, match="ไม่มีสิทธิ์"):
        approve_year(2562, author)


def test_late_facts_stand_beside_the_year_and_change_nothing(kpi_staff: User, second: User) -> None:
    closed = close(kpi_staff, second)
    before = report_document(2562)
    assert log_late_facts() == 0
    late_result()
    assert log_late_facts() == 1
    assert log_late_facts() == 0
    assert report_document(2562) == before
    (revision,) = LateRevision.objects.all()
    assert {
        "line": "digital-law-center/ก.พ.ร./1",
        "what": "result",
        "signed": "152154",
        "now": "160000",
    } in revision.changes
    assert ClosedYear.objects.get() == closed
    assert ClosedYear.objects.get().verifies


def test_a_closed_year_is_not_saved_again(kpi_staff: User, second: User) -> None:
    closed = close(kpi_staff, second)
    closed.content = "{}"
    with pytest.raises(RowChanged):
        closed.save()


def test_reports_of_a_closed_year_are_the_signed_ones(kpi_staff: User, second: User) -> None:
    close(kpi_staff, second)
    late_result()
    out = StringIO()
    call_command("kpi_report", "--fiscal-year", "2562", "--format", "csv", stdout=out)
    assert "152154" in out.getvalue()
    assert "160000" not in out.getvalue()
    one = report_document(2562, project="e-trade-facilitation")
    assert (one["declared_indicators"], one["listed_indicators"], len(one["rows"])) == (8, 7, 7)


def test_the_command_closes_with_two_people(kpi_staff: User, second: User) -> None:
    with pytest.raises(CommandError, match="ไม่พบผู้ใช้"):
        call_command("close_year", "2562", prepared_by="nobody", approved_by=second.email)
    with pytest.raises(CommandError, match="คนละคน"):
        call_command("close_year", "2562", prepared_by=kpi_staff.email, approved_by=kpi_staff.username)
    assert not PreparedYear.objects.exists()
    out = StringIO()
    call_command("close_year", "2562", prepared_by=kpi_staff.email, approved_by=second.username, stdout=out)
    assert ClosedYear.objects.get().sha256 in out.getvalue()


def test_the_screen_leads_two_people_through_it(client: Client, kpi_staff: User, second: User) -> None:
    address = "/admin/kpi/closing/?fiscal_year=2562"
    client.force_login(kpi_staff)
    client.post(address, {"prepare": "1"})
    page = client.get(address).content.decode()
    assert "อนุมัติและปิดปี" not in page
    client.post(address, {"approve": "1"})
    assert not ClosedYear.objects.exists()
    client.force_login(second)
    assert "อนุมัติและปิดปี" in client.get(address).content.decode()
    client.post(address, {"approve": "1"})
    closed = ClosedYear.objects.get()
    late_result()
    log_late_facts()
    page = client.get(address).content.decode()
    assert closed.sha256 in page
    assert "160000" in page
