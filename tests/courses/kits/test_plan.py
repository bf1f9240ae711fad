"""What is derived: minutes that add up, the packing list, photocopies."""

from __future__ import annotations

import pytest

from courses.kits import plan
from courses.kits.source import Activity, Handout, KitSource, Minutes, PlanItem


def activity(name: str, least: int, typical: int, most: int, priority: str = "core") -> Activity:
    return Activity(id=name, title=name, minutes=Minutes(least, typical, most), priority=priority)


def test_every_run_sheet_adds_up_without_a_gap(source: KitSource) -> None:
    for sheet in plan.run_sheets(source):
        assert sum(row.minutes for row in sheet.rows) == sheet.minutes
        assert [row.start for row in sheet.rows] == [0, *(row.end for row in sheet.rows[:-1])]
        assert sheet.rows[-1].end == sheet.minutes


def test_a_written_plan_is_kept_as_written(source: KitSource) -> None:
    sheet = plan.run_sheets(source)[1]
    assert [(row.title, row.minutes) for row in sheet.rows] == [("ต้อนรับ", 15), ("กุญแจบ้าน", 30), ("สัญญากับตัวเอง", 15)]


def test_an_activity_that_does_not_fit_is_left_out_and_named(source: KitSource) -> None:
    sheet = plan.run_sheets(source)[0]
    assert sheet.minutes == 45
    assert [row.title for row in sheet.rows] == ["ต้อนรับ", "กุญแจบ้าน", "สัญญากับตัวเอง"]
    longer = (activity("a", 30, 40, 40), activity("b", 20, 20, 20, "more"), activity("c", 5, 5, 5, "extra"))
    assert [item.activity for item in plan.fitted_plan(longer, 45)] == ["a", "c"]


def test_time_left_over_goes_to_usual_lengths_first_then_to_longest() -> None:
    activities = (activity("a", 5, 10, 20), activity("b", 5, 10, 20))
    assert plan.fitted_plan(activities, 13) == (PlanItem("a", 8), PlanItem("b", 5))
    assert plan.fitted_plan(activities, 25) == (PlanItem("a", 15), PlanItem("b", 10))
    assert plan.fitted_plan(activities, 60) == (PlanItem("a", 20), PlanItem("b", 20))


def test_what_nothing_fills_becomes_a_closing_line(source: KitSource) -> None:
    import dataclasses

    long = dataclasses.replace(source, formats=(dataclasses.replace(source.formats[0], minutes=180),))
    rows = plan.run_sheets(long)[0].rows
    assert (rows[-1].title, rows[-1].end) == (plan.CLOSING, 180)


def test_total_is_the_sum_of_usual_times(source: KitSource) -> None:
    assert plan.total_minutes(source) == 10 + 25 + 15


def test_a_thing_used_twice_is_packed_once_at_its_largest_need(source: KitSource) -> None:
    rows = {(row.item, row.per): row for row in plan.packing_list(source)}
    assert rows["ปากกา", "person"].each == 2
    assert rows["ปากกา", "person"].activities == ("ต้อนรับ", "กุญแจบ้าน")
    assert len(rows) == 2


@pytest.mark.parametrize(
    ("per", "people", "copies"), [("person", 21, 21), ("group", 21, 6), ("group", 20, 5), ("room", 21, 1)]
)
def test_copies(per: str, people: int, copies: int) -> None:
    assert plan.copies_for(Handout("x", "x", "x", per=per, group_size=4), people) == copies


def test_photocopies_name_tests_forms_and_sign_in_sheets(source: KitSource) -> None:
    rows = {row.title: row.copies for row in plan.photocopies(source, (20, 21))}
    assert rows["ใบฝึก"] == (20, 21)
    assert rows["การ์ดแยกกอง"] == (5, 6)
    assert rows["แบบทดสอบก่อนเรียน"] == (20, 21)
    assert rows["ใบลงชื่อ"] == (1, 2)
