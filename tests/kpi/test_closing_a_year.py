"""Closing a fiscal year by two people: nothing changes it, late facts stand beside it."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.kpi.closing import (
    CannotClose,
    approve_year,
    closing_words,
    log_late_facts,
    paper_foot,
    prepare_year,
    report_document,
)
from portal.kpi.loading import load_reference
from portal.kpi.models import ClosedYear, DeclaredResult, Indicator, LateRevision, PreparedYear
from portal.kpi.models.rows import RowChanged
from portal.kpi.official import official_table
from tests.factories.people import make_user
from tests.kpi.ledger import counted

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


def page_of(client: Client, name: str, *args: object, **query: object) -> str:
    answer = client.get(reverse(f"kpi:{name}", args=args), query, headers={"accept-language": "th"})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("quarter", ["", "4"])
def test_the_dashboard_of_a_closed_year_shows_what_was_signed(
    client: Client, kpi_staff: User, second: User, quarter: str
) -> None:
    close(kpi_staff, second)
    late_result()
    client.force_login(kpi_staff)
    page = page_of(client, "dashboard", fiscal_year=2562, quarter=quarter)
    assert "152,154" in page
    assert "160,000" not in page
    assert page.count('<td role="cell" class="kpi-table__wording">') == 36
    assert "ปีงบประมาณ 2562 ปิดแล้วเมื่อ" in page
    assert "ตารางตัวชี้วัดในหน้านี้เป็นตัวเลขที่ลงนาม" in page
    late = Indicator.objects.get(fiscal_year=2562, project__slug="digital-law-center", source="opdc", number=1)
    assert reverse("kpi:rows", args=[late.pk]) in page
    one = page_of(client, "dashboard", fiscal_year=2562, quarter=quarter, project="e-trade-facilitation")
    assert one.count('<td role="cell" class="kpi-table__wording">') == 7


def test_pages_that_compute_a_closed_year_again_say_so(client: Client, kpi_staff: User, second: User) -> None:
    late = Indicator.objects.get(fiscal_year=2562, project__slug="digital-law-center", source="opdc", number=1)
    client.force_login(kpi_staff)
    asked = [("dashboard", [], {"fiscal_year": 2562, "quarter": 2}), ("rows", [late.pk], {})]
    for name, args, query in asked:
        assert "ปิดแล้วเมื่อ" not in page_of(client, name, *args, **query)
    close(kpi_staff, second)
    for name, args, query in asked:
        page = page_of(client, name, *args, **query)
        assert "ปีงบประมาณ 2562 ปิดแล้วเมื่อ" in page
        assert "ตัวเลขในหน้านี้คำนวณจากข้อมูลของวันนี้" in page
        assert f"{reverse('kpi:closing')}?fiscal_year=2562" in page


def test_the_last_quarter_of_a_closed_year_is_the_signed_year_in_every_file(
    client: Client, kpi_staff: User, second: User
) -> None:
    closed = close(kpi_staff, second)
    late_result()
    client.force_login(kpi_staff)
    answer = client.get(reverse("kpi:report_csv"), {"fiscal_year": 2562, "quarter": 4})
    assert answer.headers["Content-Disposition"] == 'attachment; filename="kpi-2562.csv"'
    assert "152154" in answer.content.decode()
    assert "160000" not in answer.content.decode()
    whole = report_document(2562, quarter=4)
    assert whole == report_document(2562)
    assert closed.sha256 in paper(whole)
    assert "ยังไม่ปิด" not in paper(whole)
    part = paper(report_document(2562, quarter=2))
    assert "ปีงบประมาณนี้ปิดแล้วเมื่อ" in part
    assert "ตารางที่ลงนามคือตารางทั้งปี" in part
    assert "ยังไม่ปิด" not in part


def test_a_source_of_a_closed_year_is_taken_from_what_was_signed(client: Client, kpi_staff: User, second: User) -> None:
    now = report_document(2562, source="opdc")
    close(kpi_staff, second)
    late_result()
    signed = report_document(2562, source="opdc")
    assert signed["rows"] == now["rows"]
    assert 0 < len(signed["rows"]) < 36
    for name in ("projects", "declared_indicators", "listed_indicators", "source"):
        assert signed[name] == now[name]
    client.force_login(kpi_staff)
    page = page_of(client, "dashboard", fiscal_year=2562, source="opdc")
    assert page.count('<td role="cell" class="kpi-table__wording">') == len(signed["rows"])
    assert "160,000" not in page


def paper(data: dict[str, Any]) -> str:
    """What the printed table says."""
    return render_to_string("kpi/paper/table.html", {"table": official_table(data), **paper_foot(data)})


def test_the_summary_of_a_closed_year_says_nothing_that_was_not_signed(
    client: Client, kpi_staff: User, second: User
) -> None:
    client.force_login(kpi_staff)
    counted(date(2019, 1, 5), 77)
    assert "พอร์ทัลนับการเข้าชมได้ 77 ครั้ง" in page_of(client, "summary", fiscal_year=2562)
    close(kpi_staff, second)
    page = page_of(client, "summary", fiscal_year=2562)
    assert "พอร์ทัลนับการเข้าชมได้" not in page
    assert "ปีงบประมาณนี้ปิดแล้วเมื่อ" in page
    assert f"{reverse('kpi:closing')}?fiscal_year=2562" in page
