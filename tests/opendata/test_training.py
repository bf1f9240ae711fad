"""Trainees by province: who is counted where and when, and which numbers are not shown."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.opendata.dataset import Row
from portal.opendata.release import Release
from portal.opendata.training import TRAINEES, trainee_rows
from tests.kpi.ledger import session

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

BANGKOK, CHIANG_MAI, PHUKET, COUNTRY = "10", "50", "83", "TH"


def people(number: int, first: int = 1) -> list[str]:
    return [f"ผู้เข้าอบรม ลำดับ{count:04}" for count in range(first, first + number)]


def held(day: date, province: str, names: list[str], **fields: Any) -> None:
    session(day, *names, province=province, **fields)


def rows_of(out: Release) -> dict[tuple[int, int | None, str], Row]:
    rows = trainee_rows(out, TRAINEES.issues(out)[0])
    found = {(row["fiscal_year"], row["quarter"], row["province_code"]): row for row in rows}
    assert len(found) == len(rows)
    return found


def test_people_and_attendances_of_quarters_and_the_year(out: Release) -> None:
    held(date(2025, 10, 1), CHIANG_MAI, people(10))
    held(date(2026, 3, 31), CHIANG_MAI, people(12))
    held(date(2026, 9, 30), BANGKOK, people(20, first=5))
    found = rows_of(out)
    assert {key: (row["attendances"], row["people"]) for key, row in found.items()} == {
        (2569, 1, COUNTRY): (10, 10),
        (2569, 1, CHIANG_MAI): (10, 10),
        (2569, 2, COUNTRY): (12, 12),
        (2569, 2, CHIANG_MAI): (12, 12),
        (2569, 4, COUNTRY): (20, 20),
        (2569, 4, BANGKOK): (20, 20),
        (2569, None, COUNTRY): (42, 24),
        (2569, None, CHIANG_MAI): (22, 12),
        (2569, None, BANGKOK): (20, 20),
    }
    assert not any(row["suppressed"] for row in found.values())
    whole = found[2569, None, CHIANG_MAI]
    assert (whole["period_start"], whole["period_end"]) == (date(2025, 10, 1), date(2026, 9, 30))
    assert (whole["province_th"], whole["province_en"], whole["area"]) == ("เชียงใหม่", "Chiang Mai", "province")
    assert found[2569, 1, COUNTRY]["province_th"] == "ทั่วราชอาณาจักร"


def test_quarters_are_those_of_the_fiscal_year(out: Release) -> None:
    for day, year, quarter in (
        (date(2023, 12, 31), 2567, 1),
        (date(2024, 1, 1), 2567, 2),
        (date(2024, 4, 1), 2567, 3),
        (date(2024, 9, 30), 2567, 4),
        (date(2024, 10, 1), 2568, 1),
    ):
        held(day, BANGKOK, people(9))
        assert (year, quarter, BANGKOK) in rows_of(out)


def test_what_is_not_over_is_not_out(out: Release) -> None:
    held(date(2026, 10, 5), BANGKOK, people(30))
    assert rows_of(out) == {}
    assert TRAINEES.issues(out)[0].first is None
    running = Release(date(2027, 2, 1), date(2027, 1, 31), date(2026, 12, 31))
    assert set(rows_of(running)) == {(2570, 1, COUNTRY), (2570, 1, BANGKOK)}


def test_a_small_province_is_hidden_and_cannot_be_worked_out(out: Release) -> None:
    held(date(2026, 1, 5), PHUKET, people(3), headcount=3)
    held(date(2026, 1, 6), CHIANG_MAI, people(25, first=10), headcount=26)
    held(date(2026, 1, 7), BANGKOK, people(40, first=50), headcount=44)
    found = rows_of(out)
    assert {place for (_year, quarter, place), row in found.items() if quarter == 2 and row["suppressed"]} == {
        PHUKET, CHIANG_MAI,
    }  # fmt: skip
    for quarter in (2, None):
        for place in (PHUKET, CHIANG_MAI):
            row = found[2569, quarter, place]
            assert row["suppressed"] is True
            assert [row["attendances"], row["people"], row["headcount"]] == [None, None, None]
            assert row["sessions"] == 1
        assert found[2569, quarter, COUNTRY]["people"] == 68
        assert found[2569, quarter, BANGKOK]["people"] == 40


def test_a_small_headcount_is_hidden_like_a_small_list(out: Release) -> None:
    held(date(2026, 1, 5), PHUKET, [], headcount=2)
    assert rows_of(out)[2569, 2, PHUKET]["suppressed"]


def test_no_list_is_unknown_and_not_zero(out: Release) -> None:
    held(date(2026, 1, 5), BANGKOK, [], headcount=33)
    held(date(2026, 1, 6), BANGKOK, [])
    row = rows_of(out)[2569, 2, BANGKOK]
    assert (row["sessions"], row["sessions_with_names"], row["people"], row["attendances"]) == (2, 0, None, None)
    assert (row["sessions_with_headcount"], row["headcount"], row["suppressed"]) == (1, 33, False)


def test_trainers_of_a_session_are_none_of_its_trainees(out: Release) -> None:
    session(date(2026, 1, 5), *people(6), trainers=("วิทยากร หนึ่ง", "วิทยากร สอง"), province=BANGKOK)
    assert rows_of(out)[2569, 2, BANGKOK]["people"] == 6


def test_sessions_without_a_province_are_told_apart(out: Release) -> None:
    held(date(2026, 1, 5), "", people(8))
    row = rows_of(out)[2569, 2, ""]
    assert (row["people"], row["province_th"]) == (8, "ไม่ได้ระบุจังหวัด")


def test_sample_sessions_are_out_unless_the_portal_is_a_demo(out: Release, settings: Any) -> None:
    held(date(2026, 1, 5), BANGKOK, people(8), origin="demo")
    assert rows_of(out) == {}
    held(date(2026, 1, 6), BANGKOK, people(9))
    assert rows_of(out)[2569, 2, BANGKOK]["attendances"] == 9
    settings.DEMO = True
    row = rows_of(out)[2569, 2, BANGKOK]
    assert (row["attendances"], row["people"], row["contains_demo"]) == (17, 9, True)


def test_sessions_years_and_provinces_take_no_more_queries(out: Release) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            trainee_rows(out, TRAINEES.issues(out)[0])
        return len(queries)

    held(date(2026, 1, 5), BANGKOK, people(8))
    before = asked()
    for year in range(2018, 2026):
        for province in (BANGKOK, CHIANG_MAI, PHUKET):
            held(date(year, 5, 1), province, people(3))
    assert asked() == before == 6
