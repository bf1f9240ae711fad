"""KPI results: a signed year as signed, others provisional, small groups out, nothing of the demo's elsewhere."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.kpi.closing import approve_year, prepare_year
from portal.kpi.enums import MeasureName, RecordOrigin, Shape
from portal.kpi.loading import load_history
from portal.kpi.models import ClosedYear, DeclaredResult
from portal.opendata.dataset import Row
from portal.opendata.release import Release
from portal.opendata.results import KPI, kpi_rows
from tests.factories.people import make_user
from tests.kpi.ledger import at, counted, declared, indicator, outside, session, voted

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

DURING = Release(date(2026, 5, 20), date(2026, 4, 30), date(2026, 3, 31))
"""A day in the third quarter of fiscal year 2569."""


def rows_of(year: int, out: Release) -> list[Row]:
    issue = next(issue for issue in KPI.issues(out) if issue.year == year)
    return kpi_rows(out, issue)


def results(out: Release, year: int = 2569) -> dict[int | None, str | None]:
    """Result by quarter of a year with one indicator."""
    return {row["quarter"]: row["result"] for row in rows_of(year, out)}


def years(out: Release) -> list[int | None]:
    return [issue.year for issue in KPI.issues(out)]


@pytest.fixture
def close(kpi_staff: User) -> Callable[[int], ClosedYear]:
    second = make_user(Role.KPI_STAFF, username="second", first_name="วิชัย", last_name="อนุมัติ")

    def closed(year: int) -> ClosedYear:
        prepare_year(year, kpi_staff)
        return approve_year(year, second)

    return closed


def test_quarters_are_cumulative_and_a_running_year_ends_with_the_month(out: Release) -> None:
    indicator(target="1,000")
    counted(date(2025, 11, 3), 10)
    counted(date(2026, 2, 3), 20)
    counted(date(2026, 4, 30), 5)
    counted(date(2026, 5, 2), 7)
    assert results(DURING) == {1: "10", 2: "30", None: "35"}
    latest = rows_of(2569, DURING)[-1]
    assert (latest["as_of"], latest["status"], latest["target_value"]) == ("2026-04-30", "provisional", 1000)
    assert results(out) == {1: "10", 2: "30", 3: "42", 4: "42"}


def test_counted_and_declared_stand_apart_and_the_result_is_their_sum(out: Release) -> None:
    indicator(target="1,000")
    counted(date(2025, 11, 3), 10)
    outside(500, date(2025, 12, 31))
    row = rows_of(2569, out)[-1]
    assert (row["counted"], row["declared"], row["result"], row["result_value"]) == ("10", "500", "510", 510)


def test_an_official_result_is_as_the_document_has_it(out: Release) -> None:
    made = indicator(MeasureName.MANUAL, target="1/100,000", shape=Shape.COMPOUND)
    declared(made, "1/132,664", date(2026, 9, 30))
    row = rows_of(2569, out)[-1]
    assert (row["result"], row["result_value"], row["target"], row["target_value"]) == ("1/132,664", None, "1/100,000", None)  # fmt: skip


def test_quarters_nobody_knows_are_left_out_but_not_the_latest(out: Release) -> None:
    indicator(MeasureName.MANUAL)
    assert results(out) == {4: None}


def test_years_are_out_once_a_month_of_them_is(out: Release) -> None:
    for year in (2562, 2569, 2570, 2571):
        indicator(MeasureName.MANUAL, fiscal_year=year)
    assert years(out) == [2570, 2569, 2562]
    assert years(Release(date(2026, 10, 20), date(2026, 9, 30), date(2026, 9, 30))) == [2569, 2562]


def test_a_signed_year_is_what_was_signed(out: Release, close: Callable[[int], ClosedYear]) -> None:
    load_history()
    before = [row for row in rows_of(2562, out) if row["quarter"] == 4]
    closed = close(2562)
    late = DeclaredResult.objects.filter(indicator__project__slug="digital-law-center").first()
    assert late is not None
    declared(late.indicator, "999999", date(2019, 9, 30))
    after = rows_of(2562, out)
    assert {row["status"] for row in after} == {"signed"}
    assert {row["signed_sha256"] for row in after} == {closed.sha256}
    assert [row["result"] for row in after] == [row["result"] for row in before]
    assert len(after) == 36
    issue = KPI.issues(out)[0]
    assert issue.signed == closed.sha256


def test_who_signed_is_in_no_row(out: Release, close: Callable[[int], ClosedYear], kpi_staff: User) -> None:
    load_history()
    close(2562)
    written = json.dumps(rows_of(2562, out), ensure_ascii=False, default=str)
    for name in (str(kpi_staff), "วิชัย", "อนุมัติ", "กมล", "นับถ้วน"):
        assert name not in written


def test_a_document_that_is_not_what_was_signed_is_not_out(out: Release, close: Callable[[int], ClosedYear]) -> None:
    load_history()
    closed = close(2562)
    ClosedYear.objects.filter(pk=closed.pk).update(content=closed.content.replace("2161082", "9161082"))
    assert years(out) == []


def test_satisfaction_of_few_is_not_told(out: Release) -> None:
    indicator(MeasureName.SATISFACTION, "80", shape=Shape.RATE, subject="service", unit="ร้อยละ")
    for score in (5, 5, 4, 1):
        voted(at("2025-11-03 10:00"), score)
    (row,) = [row for row in rows_of(2569, out) if row["quarter"] == 4]
    hidden = ("result", "result_value", "counted", "votes", "state", "state_th")
    assert [row[name] for name in hidden] == [None] * len(hidden)
    assert row["suppressed"] is True
    voted(at("2025-11-04 10:00"), 5)
    (row,) = [row for row in rows_of(2569, out) if row["quarter"] == 4]
    assert (row["result"], row["votes"], row["suppressed"]) == ("80", 5, False)


def test_a_quarter_that_would_tell_a_single_vote_by_subtraction_gives_way(out: Release) -> None:
    indicator(MeasureName.SATISFACTION, "80", shape=Shape.RATE, subject="service", unit="ร้อยละ")
    for _vote in range(10):
        voted(at("2025-11-03 10:00"), 5)
    voted(at("2026-02-03 10:00"), 1)
    for _vote in range(6):
        voted(at("2026-05-03 10:00"), 4)
    found = {row["quarter"]: row["suppressed"] for row in rows_of(2569, out)}
    # 10, 11, 17 and 17 votes: the second quarter's one vote is hidden with the first quarter's result.
    assert found == {1: True, 2: False, 3: False, 4: False}


def test_few_trainees_are_not_told(out: Release) -> None:
    indicator(MeasureName.TRAINEES, "100", unit="คน")
    session(date(2025, 11, 3), "หนึ่ง ก", "สอง ข", "สาม ค")
    assert results(out) == dict.fromkeys((1, 2, 3, 4))
    session(date(2026, 5, 3), *(f"คนที่ {number}" for number in range(20)))
    assert results(out) == {1: None, 2: None, 3: "23", 4: "23"}


def test_what_staff_wrote_beside_the_table_stays_inside(out: Release) -> None:
    made = indicator(MeasureName.MANUAL, note="ถาม สมชาย ใจดี", note_th="โทร 0812345678", basis="ลับ")
    declared(made, "7", date(2026, 9, 1))
    written = json.dumps(rows_of(2569, out), ensure_ascii=False, default=str)
    for text in ("สมชาย", "0812345678", "ลับ", "รายงานทดสอบ"):
        assert text not in written


def test_indicators_of_the_demo_are_out_unless_the_portal_is_one(out: Release, settings: Any) -> None:
    indicator(MeasureName.MANUAL, origin=RecordOrigin.DEMO)
    assert years(out) == []
    indicator(MeasureName.MANUAL, wording="ของจริง")
    assert [row["indicator"] for row in rows_of(2569, out)] == ["ของจริง"]
    settings.DEMO = True
    found = {row["indicator"]: row["contains_demo"] for row in rows_of(2569, out)}
    assert found == {"ของจริง": False, "ตัวชี้วัดทดสอบ": True}


def test_indicators_and_facts_take_no_more_queries(out: Release) -> None:
    def asked() -> int:
        with (
            CaptureQueriesContext(connections["default"]) as main,
            CaptureQueriesContext(connections["tracking"]) as facts,
        ):
            rows_of(2569, out)
        return len(main) + len(facts)

    for _first in range(2):
        indicator()
    counted(date(2025, 11, 3))
    before = asked()
    for _more in range(30):
        indicator()
    for month in range(1, 9):
        counted(date(2026, month, 5), 4, kind="article")
    assert asked() == before
