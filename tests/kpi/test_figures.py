"""What was counted and what was declared, and what that makes."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from portal.kpi.enums import Direction, MeasureName, Shape, Source, State
from portal.kpi.figures import IndicatorFigure, indicator_figure, reach, year_figures
from portal.kpi.models import DeclaredResult, Indicator, ProjectYear, Target
from portal.kpi.models.rows import RowChanged
from tests.factories.content import project
from tests.kpi.ledger import MIDYEAR, YEAR, counted, declared, indicator, outside, session

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

AFTER = date(2026, 11, 22)


def figure(of: Indicator, today: date = AFTER) -> IndicatorFigure:
    return indicator_figure(Indicator.objects.with_rows().get(pk=of.pk), today=today)


def test_the_reach_of_a_running_year_ends_today_and_of_a_past_one_with_the_year() -> None:
    running = reach(2570, today=AFTER)
    assert (running.period.first, running.as_of, running.over) == (date(2026, 10, 1), AFTER, False)
    past = reach(2569, today=AFTER)
    assert (past.as_of, past.over) == (date(2026, 9, 30), True)
    # On the last day itself the year is not over: something may still happen.
    assert not reach(2569, today=date(2026, 9, 30)).over
    assert reach(2569, quarter=2, today=AFTER).as_of == MIDYEAR
    assert not reach(2569, quarter=2, today=AFTER).over
    assert reach(2569, quarter=4, today=AFTER).over


@pytest.mark.parametrize(("year", "quarter"), [(2026, None), (2569, 0), (2569, 5)])
def test_a_year_of_the_common_era_or_no_quarter_is_refused(year: int, quarter: int | None) -> None:
    with pytest.raises(ValueError, match=r"Buddhist era|quarter is 1"):
        reach(year, quarter, AFTER)


def test_counted_and_declared_are_added_and_told_apart() -> None:
    views = indicator(target="100,000")
    counted(date(2026, 1, 5), 28_900)
    outside(1_260, date(2026, 1, 31))
    found = figure(views)
    assert (found.counted_value, found.declared, found.result) == (28_900, 1_260, (30_160,))
    assert found.sum_shown == "ระบบนับ 28,900 + ประกาศ 1,260 = 30,160"
    assert found.result_text == "30160"
    assert found.standing.state == State.MISSED


def test_counted_only_leaves_what_was_declared_out() -> None:
    views = indicator(target="30,000", counted_only=True)
    counted(date(2026, 1, 5), 28_900)
    outside(1_260, date(2026, 1, 31))
    found = figure(views)
    assert found.result == (28_900,)
    assert found.declared == 1_260
    assert found.standing.state == State.MISSED


def test_outside_views_count_from_the_day_their_period_ends_and_for_their_own_project_and_production() -> None:
    views, commissioned = indicator(), indicator(production="commissioned")
    law = indicator(of="digital-law-center")
    outside(5, date(2026, 1, 31))
    outside(70, date(2026, 3, 31), production="commissioned")
    outside(900, date(2025, 9, 30))
    assert figure(views, date(2026, 1, 30)).result == ()
    assert figure(views, date(2026, 1, 31)).result == (5,)
    assert figure(views).result == (75,)
    assert figure(commissioned).result == (70,)
    assert figure(law).result == ()


def test_added_results_add_up_and_withdrawn_rows_do_not_count() -> None:
    people = indicator(MeasureName.TRAINEES, "10", unit="คน")
    session(date(2026, 1, 10), "สมศรี ใจงาม")
    declared(people, "4", date(2026, 2, 1), role=DeclaredResult.Role.ADDED)
    wrong = declared(people, "900", date(2026, 2, 2), role=DeclaredResult.Role.ADDED)
    declared(people, "5", date(2026, 2, 3), role=DeclaredResult.Role.ADDED)
    wrong.withdrawn, wrong.withdrawn_why = True, "พิมพ์ผิด"
    wrong.save()
    found = figure(people)
    assert (found.counted_value, found.declared, found.result) == (1, 9, (10,))
    assert found.standing.state == State.MET


def test_an_official_result_stands_for_itself_with_the_count_beside() -> None:
    views = indicator(target="100,000")
    counted(date(2026, 1, 5), 50)
    outside(432_168, date(2026, 9, 30), starts_on=date(2025, 10, 1))
    outside(1_728_914, date(2026, 9, 30), starts_on=date(2025, 10, 1), piece="สื่อที่ผลิตเอง")
    declared(views, "2161082", date(2026, 9, 30))
    found = figure(views)
    assert (found.result, found.result_text, found.result_shown) == ((2_161_082,), "2161082", "2,161,082")
    assert (found.counted_value, found.declared, found.sum_shown) == (50, None, "")
    assert found.warnings == []


def test_an_official_result_that_its_parts_do_not_make_is_a_warning() -> None:
    views = indicator(target="100,000")
    outside(432_168, date(2026, 9, 30), starts_on=date(2025, 10, 1))
    declared(views, "2161082", date(2026, 9, 30))
    assert len(figure(views).warnings) == 1
    assert "432,168" in figure(views).warnings[0]


def test_the_latest_day_counts_and_for_one_day_the_row_entered_last() -> None:
    months = indicator(MeasureName.MONTHS_USED, "12", direction=Direction.AT_MOST, accumulates=False, unit="เดือน")
    declared(months, "3", date(2025, 12, 31))
    declared(months, "7", date(2026, 3, 31))
    declared(months, "6", date(2026, 3, 31))
    assert figure(months).result == (6,)
    assert figure(months, date(2026, 1, 15)).result == (3,)
    assert figure(months, date(2025, 11, 1)).standing.state == State.NO_DATA


def test_a_new_target_is_a_revision_and_the_highest_one_judges() -> None:
    views = indicator(target="100")
    counted(date(2026, 1, 5), 150)
    assert figure(views).standing.state == State.MET
    Target.objects.create(indicator=views, revision=2, text="200", reason="ทบทวนหลังไตรมาสที่ 2")
    assert figure(views).standing.state == State.MISSED


def test_a_quarter_is_judged_by_its_plan_on_its_last_day() -> None:
    indicator(target="1,000", plan=(50, 200, 600))
    counted(date(2026, 3, 31), 199)
    counted(date(2026, 4, 1), 5_000, key=uuid.UUID(int=2))
    (found,) = year_figures(YEAR, quarter=2, today=AFTER).figures
    assert (found.result, found.standing.state, found.expected) == ((199,), State.AT_RISK, (200,))
    assert found.standing.planned
    assert year_figures(YEAR, today=AFTER).figures[0].standing.state == State.MET


def test_what_one_counts_is_expected_in_wholes() -> None:
    views = indicator(target="1,000")
    counted(date(2026, 1, 5), 1)
    found = figure(views, MIDYEAR)
    assert found.standing.expected[0] == Decimal(1000) * 182 / 365
    assert found.expected_shown == "499"


def test_a_year_that_has_not_begun_has_no_results() -> None:
    views = indicator(fiscal_year=2571)
    counted(AFTER, 5)
    assert figure(views).standing.state == State.NO_DATA


def test_a_projects_missed_rank_is_the_projects_state_whatever_its_progress_says() -> None:
    rank = indicator(MeasureName.MANUAL, "20", shape=Shape.RANK, direction=Direction.AT_MOST, unit="อันดับ")
    good = indicator(MeasureName.MANUAL, "1", unit="ฉบับ")
    declared(rank, "35", date(2026, 9, 30))
    declared(good, "1", date(2026, 9, 30))
    ProjectYear.objects.create(
        project=rank.project, fiscal_year=YEAR, plan_percent=100, progress_percent=100, declared_indicators=2
    )
    (part,) = year_figures(YEAR, today=AFTER).projects
    assert part.state == State.MISSED
    assert part.states == {State.MISSED: 1, State.MET: 1}
    assert part.warnings == []


def test_more_indicators_declared_than_listed_is_a_warning() -> None:
    ProjectYear.objects.create(project=indicator().project, fiscal_year=YEAR, declared_indicators=2)
    (part,) = year_figures(YEAR, today=AFTER).projects
    assert part.warnings == ["โครงการแจ้งไว้ 2 ตัวชี้วัด แต่ในตารางมี 1: ตรวจกับเอกสารต้นทาง"]


def test_a_source_shows_its_own_lines_of_a_project_that_is_judged_whole() -> None:
    met = indicator(MeasureName.MANUAL, "1", source=Source.OPDC)
    missed = indicator(MeasureName.MANUAL, "9")
    other = indicator(MeasureName.MANUAL, "9", of="digital-law-center")
    for made in (met, missed, other):
        declared(made, "1", date(2026, 9, 30))
    ProjectYear.objects.create(project=met.project, fiscal_year=YEAR, declared_indicators=2)
    found = year_figures(YEAR, source=Source.OPDC, today=AFTER)
    (part,) = found.projects
    assert [figure.indicator for figure in found.figures] == [met]
    assert part.state == State.MISSED
    assert part.states == {State.MISSED: 1, State.MET: 1}
    assert part.warnings == []
    assert (found.declared_indicators, found.listed_indicators) == (2, 2)


def test_the_project_row_is_that_of_the_latest_quarter_reached() -> None:
    of = indicator().project
    for quarter, progress in ((1, 20), (2, 55), (4, 100)):
        ProjectYear.objects.create(project=of, fiscal_year=YEAR, quarter=quarter, progress_percent=progress)
    found = year_figures(YEAR, quarter=3, today=AFTER).projects[0].year
    assert found is not None
    assert found.progress_percent == 55


def test_indicators_come_in_the_order_of_the_table() -> None:
    last = indicator(sort_order=9)
    first = indicator(sort_order=1, source=Source.OPDC)
    indicator(of="digital-law-center", sort_order=2)
    assert [part.project.slug for part in year_figures(YEAR).projects] == [
        "internet-for-better-life",
        "digital-law-center",
    ]
    assert [found.indicator for found in year_figures(YEAR, project=project().slug).figures] == [first, last]


def queries_of_a_year() -> int:
    with (
        CaptureQueriesContext(connections["default"]) as main,
        CaptureQueriesContext(connections["tracking"]) as tracking,
    ):
        year_figures(YEAR, today=AFTER)
    return len(main) + len(tracking)


def test_figures_cost_queries_by_measure_never_by_indicator_or_row() -> None:
    def add(number: int) -> None:
        for name in (MeasureName.VIEWS, MeasureName.TRAINEES, MeasureName.MANUAL):
            made = indicator(name)
            declared(made, "5", date(2026, 9, 30))
        counted(date(2026, 1, number), 5, key=uuid.UUID(int=number))
        outside(5, date(2026, 1, number))
        session(date(2026, 1, number), "สมศรี ใจงาม")

    add(1)
    before = queries_of_a_year()
    for number in range(2, 8):
        add(number)
    assert queries_of_a_year() == before
    # 3 of the ledger with its targets and results, 2 of projects and outside views, 2 of views, 3 of trainees.
    assert before == 10


def test_a_number_once_entered_is_never_changed() -> None:
    months = indicator(MeasureName.MONTHS_USED, "12")
    row = declared(months, "3", date(2025, 12, 31))
    row.text = "4"
    with pytest.raises(RowChanged, match="value"):
        row.save()
    views = outside(5, date(2026, 1, 31))
    views.count = 6
    with pytest.raises(RowChanged, match="count"):
        views.save()
    target = months.targets.get()
    target.text = "13"
    with pytest.raises(RowChanged, match="text"):
        target.save()
    row.refresh_from_db()
    row.evidence_note = "หนังสือที่ 1/2569"
    row.save()
    assert (row.text, row.evidence_note) == ("3", "หนังสือที่ 1/2569")
