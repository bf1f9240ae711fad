"""Entering targets, results and outside views in the admin; what was entered stays."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.accounts import personal_data
from portal.accounts.models import User
from portal.kpi.enums import MeasureName
from portal.kpi.history import note
from portal.kpi.models import DeclaredResult, DeclaredViews, Indicator, ProjectYear, Target
from portal.kpi.report import BOM
from tests.factories.content import project
from tests.kpi.ledger import YEAR, declared, indicator, outside

pytestmark = pytest.mark.django_db

Browsers = Callable[[Any], Client]


def result_data(of: Indicator, **fields: Any) -> dict[str, Any]:
    return {
        "indicator": of.pk,
        "role": "whole",
        "text": "1,136",
        "as_of": "30/9/2569",
        "source_note": "รายงานไตรมาส 4",
        "evidence_note": "",
        **fields,
    }


def views_data(**fields: Any) -> dict[str, Any]:
    return {
        "project": project().pk,
        "platform": "facebook",
        "piece": "อัลบั้มวันครอบครัว",
        "url": "",
        "starts_on": "1 ต.ค. 2568",
        "ends_on": "2025-12-31",
        "count": "232270",
        "medium": "album",
        "production": "commissioned",
        "source_note": "หน้าสถิติ",
        "evidence_note": "",
        **fields,
    }


def test_a_result_is_entered_with_its_thai_date_evidence_and_who_entered_it(staff: Client, kpi_staff: User) -> None:
    people = indicator(MeasureName.TRAINEES, unit="คน")
    proof = SimpleUploadedFile("../ใบสรุป.pdf", b"%PDF-1.7 proof", "application/pdf")
    answer = staff.post(reverse("kpi_results:add"), result_data(people, evidence=proof))
    assert answer.status_code == 302
    row = DeclaredResult.objects.get()
    assert (row.text, row.value, row.as_of, row.entered_by, row.origin) == (
        "1,136",
        1136,
        date(2026, 9, 30),
        kpi_staff,
        "staff",
    )
    opened = staff.get(reverse("kpi:evidence", args=["declaredresult", row.pk]))
    assert b"".join(opened.streaming_content) == b"%PDF-1.7 proof"  # type: ignore[attr-defined]
    assert opened.headers["Content-Disposition"].startswith("attachment")
    assert "no-store" in opened.headers["Cache-Control"]
    assert opened.headers["X-Content-Type-Options"] == "nosniff"


def test_evidence_is_for_those_who_may_see_figures_and_lies_in_no_public_folder(
    staff: Client, author: User, member: User, browser_of: Browsers, settings: Any
) -> None:
    row = declared(indicator(), "5", date(2026, 9, 30), evidence=SimpleUploadedFile("a.pdf", b"proof"))
    url = reverse("kpi:evidence", args=["declaredresult", row.pk])
    assert staff.get(url).status_code == 200
    for person in (author, member, None):
        assert browser_of(person).get(url).status_code in (302, 403)
    with pytest.raises(ValueError, match="no address"):
        _ = row.evidence.url
    assert not Path(settings.VAR_DIR / "evidence").is_relative_to(settings.MEDIA_ROOT)
    assert browser_of(None).get(f"/files/{row.evidence.name}").status_code == 404


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": "มาก"}, "อ่าน “มาก” เป็นตัวเลขไม่ได้"),
        ({"text": "5/7"}, "จำนวนเดียว"),
        ({"text": "12345678901234567"}, "16 หลัก"),
        ({"as_of": "30/9/69"}, "ปีมีสองหลัก"),
        ({"as_of": "31/9/2569"}, "อ่านวันที่ไม่ได้"),
        ({"as_of": "1/10/2569"}, "นอกปีงบประมาณ"),
        ({"source_note": ""}, "kpi_results"),
        ({"evidence": SimpleUploadedFile("run.html", b"<script>")}, "kpi_results"),
    ],
)
def test_a_result_that_cannot_be_is_refused_with_what_to_mend(
    staff: Client, fields: dict[str, Any], sentence: str
) -> None:
    answer = staff.post(
        reverse("kpi_results:add"), result_data(indicator(), **fields), headers={"accept-language": "th"}
    )
    assert answer.status_code == 200
    assert sentence in answer.content.decode() or sentence == "kpi_results"
    assert not DeclaredResult.objects.exists()


def test_an_addition_to_a_rate_is_refused(staff: Client) -> None:
    rate = indicator(MeasureName.SATISFACTION, "80", subject="service", shape="rate")
    answer = staff.post(reverse("kpi_results:add"), result_data(rate, role="added"), headers={"accept-language": "th"})
    assert "ไม่สะสม จึงบวกเพิ่มไม่ได้" in answer.content.decode()


def test_a_row_can_be_withdrawn_with_a_reason_and_nothing_else_of_it_changed(staff: Client) -> None:
    row = declared(indicator(), "5", date(2026, 9, 30))
    url = reverse("kpi_results:edit", args=[row.pk])
    form = staff.get(url).content.decode()
    for fixed in ("text", "as_of", "indicator", "role", "source_note"):
        assert f'name="{fixed}"' not in form
    staff.post(url, {"withdrawn": "on", "withdrawn_why": "", "evidence_note": ""})
    row.refresh_from_db()
    assert not row.withdrawn
    staff.post(
        url, {"withdrawn": "on", "withdrawn_why": "นับซ้ำ", "evidence_note": "", "text": "900", "as_of": "2026-01-01"}
    )
    row.refresh_from_db()
    assert (row.withdrawn, row.withdrawn_why, row.text, row.as_of) == (True, "นับซ้ำ", "5", date(2026, 9, 30))


def test_outside_views_are_entered_with_platform_piece_period_and_count(staff: Client, kpi_staff: User) -> None:
    answer = staff.post(reverse("kpi_outside_views:add"), views_data())
    assert answer.status_code == 302
    row = DeclaredViews.objects.get()
    assert (row.starts_on, row.ends_on, row.count, row.entered_by) == (
        date(2025, 10, 1),
        date(2025, 12, 31),
        232_270,
        kpi_staff,
    )


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"ends_on": "30/9/2568"}, "วันสุดท้ายอยู่ก่อนวันแรก"),
        ({"starts_on": "1/9/2568"}, "คร่อมสองปีงบประมาณ: แยกเป็นสองแถว แถวแรกถึง 30 กันยายน 2568"),
        ({"count": "-5"}, "count"),
        ({"evidence": SimpleUploadedFile("big.pdf", b"x")}, ""),
    ],
)
def test_outside_views_of_no_period_are_refused(
    staff: Client, fields: dict[str, Any], sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.kpi.models.rows.LARGEST_EVIDENCE", 0)
    answer = staff.post(reverse("kpi_outside_views:add"), views_data(**fields), headers={"accept-language": "th"})
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert not DeclaredViews.objects.exists()


def test_a_new_target_is_the_next_revision(staff: Client) -> None:
    views = indicator(target="100,000")
    data = {"indicator": views.pk, "text": "120,000", "plan_q1": "", "plan_q2": "50000", "plan_q3": "",
            "approved_by": "", "approving_body": "คณะกรรมการ", "approved_on": "15/4/2569", "reason": "ทบทวน"}  # fmt: skip
    assert staff.post(reverse("kpi_targets:add"), data).status_code == 302
    assert list(
        Target.objects.order_by("revision").values_list("revision", "text", "value", "plan_q2", "approved_on")
    ) == [
        (1, "100,000", 100_000, None, None),
        (2, "120,000", 120_000, 50_000, date(2026, 4, 15)),
    ]


def test_an_indicator_is_made_and_its_place_in_the_table_stays(staff: Client) -> None:
    data = {"project": project().pk, "fiscal_year": "2570", "source": "mdes", "number": "1", "wording": "ตัวชี้วัดใหม่",
            "unit": "คน", "direction": "at_least", "shape": "number", "accumulates": "on", "measure": "trainees",
            "subject": "", "production": "", "basis": "", "note": "", "note_th": "", "sort_order": "0"}  # fmt: skip
    assert staff.post(reverse("kpi_indicators:add"), data).status_code == 302
    made = Indicator.objects.get()
    form = staff.get(reverse("kpi_indicators:edit", args=[made.pk])).content.decode()
    assert 'name="wording"' in form
    assert 'name="fiscal_year"' not in form
    staff.post(reverse("kpi_indicators:add"), {**data, "number": "2", "fiscal_year": "2027"})
    staff.post(reverse("kpi_indicators:add"), {**data, "number": "3", "measure": "satisfaction"})
    staff.post(reverse("kpi_indicators:add"), {**data, "number": "4", "shape": "rank"})
    staff.post(reverse("kpi_indicators:add"), data)
    assert Indicator.objects.count() == 1


def test_nothing_of_the_ledger_is_deleted_through_the_admin(staff: Client, admin: User, browser_of: Browsers) -> None:
    row = declared(indicator(), "5", date(2026, 9, 30))
    for client in (staff, browser_of(admin)):
        for name, pk in (("kpi_results", row.pk), ("kpi_indicators", row.indicator.pk)):
            assert client.post(reverse(f"{name}:delete", args=[pk])).status_code == 302
    assert DeclaredResult.objects.filter(pk=row.pk).exists()


def test_others_change_nothing(author: User, member: User, browser_of: Browsers) -> None:
    views = indicator()
    row = declared(views, "5", date(2026, 9, 30))
    for person in (author, member, None):
        client = browser_of(person)
        client.post(reverse("kpi_results:add"), result_data(views))
        client.post(reverse("kpi_results:edit", args=[row.pk]), {"withdrawn": "on", "withdrawn_why": "x"})
    row.refresh_from_db()
    assert DeclaredResult.objects.count() == 1
    assert not row.withdrawn


def test_what_the_ledger_keeps_of_a_person_is_registered_and_forgotten_with_the_row_kept(kpi_staff: User) -> None:
    views = indicator()
    declared(views, "5", date(2026, 9, 30), entered_by=kpi_staff)
    outside(5, date(2026, 1, 31), entered_by=kpi_staff)
    views.targets.update(approved_by=kpi_staff)
    kept = (DeclaredResult, DeclaredViews, Target)
    held = [holding for holding in personal_data.holdings() if holding.model in kept]
    assert {(holding.model, holding.person) for holding in held} == {
        (DeclaredResult, "entered_by"),
        (DeclaredViews, "entered_by"),
        (Target, "approved_by"),
    }
    for holding in held:
        assert len(list(holding.export(kpi_staff))) == 1
        assert holding.erase(kpi_staff) == 1
        assert holding.model._default_manager.get().pk
        assert getattr(holding.model._default_manager.get(), holding.person) is None
    assert Indicator.objects.get().fiscal_year == YEAR


def history_of(client: Client) -> list[list[str]]:
    """The ledger's history as its file has it: when, who, what, which row, what changed."""
    text = client.get(f"{reverse('kpi:history')}?format=csv", headers={"accept-language": "th"}).content.decode()
    return list(csv.reader(StringIO(text.removeprefix(BOM))))[1:]


def test_who_changed_what_is_kept_with_the_value_before_and_after(staff: Client, kpi_staff: User) -> None:
    made = indicator()
    row = declared(made, "10", date(2026, 9, 30), entered_by=kpi_staff)
    data = {"evidence_note": "บันทึกข้อความ", "withdrawn": "on", "withdrawn_why": "กรอกผิดปี"}
    assert staff.post(reverse("kpi_results:edit", args=[row.pk]), data).status_code == 302
    ((_when, who, what, which, changed),) = history_of(staff)
    assert (who, what) == (str(kpi_staff), "แก้ไข")
    assert which.startswith("ผลที่ประกาศ: ")
    assert "“ไม่ใช่” เป็น “ใช่”" in changed
    assert "“” เป็น “กรอกผิดปี”" in changed
    rows = staff.get(f"{reverse('kpi:rows', args=[made.pk])}?table=history", headers={"accept-language": "th"})
    assert "กรอกผิดปี" in rows.content.decode()
    other = staff.get(f"{reverse('kpi:rows', args=[indicator().pk])}?table=history", headers={"accept-language": "th"})
    assert "กรอกผิดปี" not in other.content.decode()


def test_withdrawing_an_outside_view_is_in_its_indicators_history(staff: Client, kpi_staff: User) -> None:
    made = indicator()
    row = outside(1_260, date(2026, 1, 31), entered_by=kpi_staff)
    data = {"evidence_note": "บันทึกข้อความ", "withdrawn": "on", "withdrawn_why": "นับซ้ำสองแหล่ง"}
    assert staff.post(reverse("kpi_outside_views:edit", args=[row.pk]), data).status_code == 302
    rows = staff.get(f"{reverse('kpi:rows', args=[made.pk])}?table=history", headers={"accept-language": "th"})
    assert "นับซ้ำสองแหล่ง" in rows.content.decode()


@pytest.mark.parametrize(
    ("text", "plan", "said"),
    [
        ("1/100", (), "จำนวนเดียว"),
        ("1000", (-5,), "ไม่ติดลบ"),
        ("1000", (500, 100), "ไม่น้อยกว่าไตรมาสก่อน (500)"),
    ],
)
def test_a_target_of_a_wrong_shape_is_refused(db: None, text: str, plan: tuple[int, ...], said: str) -> None:
    planned = dict(zip(("plan_q1", "plan_q2", "plan_q3"), plan, strict=False))
    with pytest.raises(ValidationError) as refused:
        Target(indicator=indicator(), revision=2, text=text, **planned).full_clean()
    assert said in str(refused.value)


@pytest.mark.parametrize("percent", [-40, 900])
def test_a_projects_progress_is_a_part_of_a_hundred(db: None, percent: int) -> None:
    with pytest.raises(ValidationError, match="ระหว่าง 0 ถึง 100"):
        ProjectYear(project=indicator().project, fiscal_year=YEAR, progress_percent=percent).full_clean()


def test_saving_without_a_change_leaves_no_entry(staff: Client, kpi_staff: User) -> None:
    row = declared(indicator(), "10", date(2026, 9, 30), entered_by=kpi_staff)
    data = {"evidence_note": row.evidence_note, "withdrawn_why": ""}
    assert staff.post(reverse("kpi_results:edit", args=[row.pk]), data).status_code == 302
    assert history_of(staff) == []


def test_entering_is_in_the_history(staff: Client, kpi_staff: User) -> None:
    staff.post(reverse("kpi_results:add"), result_data(indicator(accumulates=True)))
    ((_when, who, what, _which, changed),) = history_of(staff)
    assert (who, what, changed) == (str(kpi_staff), "กรอก", "")


def test_the_history_costs_the_same_however_long_it_is(staff: Client, kpi_staff: User) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connections["default"]) as queries:
            assert staff.get(reverse("kpi:history")).status_code == 200
        return len(queries)

    cost()
    note(indicator(), "kpi.import", kpi_staff, file="a.csv")
    before = cost()
    for _number in range(9):
        note(indicator(), "kpi.import", file="a.csv")
    assert cost() == before == 13
