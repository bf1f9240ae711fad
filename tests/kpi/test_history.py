"""Fiscal year 2562 as declared history, and the sample indicators beside it."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from typing import Any

import pytest

from portal.core.models import Project
from portal.kpi import loading
from portal.kpi.enums import MeasureName, RecordOrigin, State
from portal.kpi.figures import YearFigures, year_figures
from portal.kpi.loading import Loaded, load_reference, remove_samples
from portal.kpi.models import DeclaredResult, DeclaredViews, Indicator, ProjectYear, Target
from portal.kpi.report import document
from portal.tracking.models import DayIdentity, MediumMonth, ObjectDay, RawEvent, YearCount, YearReader
from portal.training.models import Attendance

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

LOADED_ON = date(2026, 11, 22)


@pytest.fixture
def loaded(db: None) -> Loaded:
    return load_reference(LOADED_ON)


@pytest.fixture
def history(loaded: Loaded) -> YearFigures:
    return year_figures(2562, today=LOADED_ON)


def table() -> list[dict[str, str]]:
    with loading.HISTORY_TABLE.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def rows_by_name(history: YearFigures) -> dict[tuple[str, str, int], Any]:
    return {(row["project"], row["source"], row["no"]): row for row in document(history)["rows"]}


def test_all_36_rows_are_reported_as_in_the_table(history: YearFigures) -> None:
    expected = [{**row, "no": int(row["no"])} for row in table()]
    found = [{name: row[name] for name in expected[0]} for row in document(history)["rows"]]
    assert len(found) == 36
    assert found == expected


def test_the_rank_is_missed_and_everything_else_met(history: YearFigures) -> None:
    missed = [row["indicator"] for row in document(history)["rows"] if row["state"] == "missed"]
    assert missed == ["ผลการจัดอันดับ Global Cybersecurity Index โดย ITU อยู่ใน"]
    assert Counter(row["state"] for row in document(history)["rows"]) == {"met": 35, "missed": 1}
    cyber = history.projects[0]
    assert cyber.year is not None
    assert (cyber.year.progress_percent, cyber.state) == (100, State.MISSED)


def test_the_compound_indicator_keeps_its_text_and_is_met(history: YearFigures) -> None:
    row = rows_by_name(history)["e-Transaction Data Analytics", "ก.พ.ร.", 1]
    assert (row["target"], row["result"], row["state"]) == ("1/100,000", "1/132,664", "met")


def test_views_and_readers_are_declared_never_counted(history: YearFigures) -> None:
    rows = rows_by_name(history)
    for name in (("Internet for Better Life", "สงป.", 2), ("Internet for Better Life", "ก.พ.ร.", 1)):
        assert (rows[name]["declared"], rows[name]["counted"]) == ("2161082", "")
    assert rows["Digital Law Center", "ก.พ.ร.", 1]["declared"] == "152154"
    for model in (RawEvent, ObjectDay, MediumMonth, DayIdentity, YearReader, YearCount):
        assert not model._default_manager.exists(), model
    assert not Attendance.objects.exists()


def test_the_parts_of_the_views_make_their_sum(history: YearFigures) -> None:
    parts = DeclaredViews.objects.filter(origin=RecordOrigin.HISTORY)
    by_production = {
        name: sum(row.count for row in parts if row.production == name) for name in ("commissioned", "own")
    }
    assert by_production == {"commissioned": 432_168, "own": 1_728_914}
    assert {row.medium: row.count for row in parts} == {
        "album": 232_270,
        "video": 197_221,
        "article": 2_677,
        "mixed": 1_728_914,
    }
    assert [figure.warnings for figure in history.figures if figure.declared_views] == [[], []]


def test_37_are_declared_36_listed_and_the_project_that_differs_is_named(history: YearFigures) -> None:
    assert (history.declared_indicators, len(history.figures)) == (37, 36)
    assert [part.year.declared_indicators for part in history.projects if part.year] == [6, 5, 6, 7, 8, 5]
    assert [part.project.slug for part in history.projects if part.warnings] == ["e-trade-facilitation"]


def test_each_project_says_as_of_when_and_who_approved(history: YearFigures) -> None:
    for part in history.projects:
        assert part.year is not None
        assert (part.year.as_of_text, part.year.approved_on) == ("กันยายน 2562", date(2019, 10, 8))
        assert "7/2562" in part.year.approving_body
        assert part.year.note
    assert "0.796" in history.projects[0].year.note  # type: ignore[union-attr]


def test_what_stands_beside_the_table_names_lines_of_the_table() -> None:
    about = loading._read(loading.HISTORY)
    slugs = {entry["name"]: entry["slug"] for entry in about["projects"]}
    names = {f"{slugs[row['project']]}/{row['source']}/{row['no']}" for row in table()}
    for part in ("shapes", "subjects", "productions", "notes_th"):
        assert set(about[part]) <= names, part
    noted = {f"{slugs[row['project']]}/{row['source']}/{row['no']}" for row in table() if row["note"]}
    assert set(about["notes_th"]) == noted


def test_at_the_end_of_a_quarter_nothing_of_the_year_was_known_yet(loaded: Loaded) -> None:
    states = {figure.standing.state for figure in year_figures(2562, quarter=2, today=LOADED_ON).figures}
    assert states == {State.NO_DATA}


def test_loading_again_adds_nothing_on_another_day_either(loaded: Loaded) -> None:
    models = (Indicator, Target, DeclaredResult, DeclaredViews, ProjectYear, Project)
    before = [model._default_manager.count() for model in models]
    assert loaded == Loaded(36, 26)
    for day in (LOADED_ON, date(2027, 12, 1)):
        assert load_reference(day) == Loaded(0, 0)
    assert [model._default_manager.count() for model in models] == before


def test_projects_keep_the_tables_names_and_their_own_where_they_were_there() -> None:
    own = Project.objects.create(
        slug="digital-law-center", title_th="ศูนย์กฎหมายดิจิทัล", title_en="Digital Law Center", sort_order=2
    )
    load_reference(LOADED_ON)
    own.refresh_from_db()
    assert own.title_th == "ศูนย์กฎหมายดิจิทัล"
    assert set(Project.objects.values_list("title_en", flat=True)) == {row["project"] for row in table()}


def test_samples_are_for_the_running_year_and_the_last_and_computed_where_they_can_be(loaded: Loaded) -> None:
    for year in (2569, 2570):
        samples = Indicator.objects.of_year(year)
        assert set(samples.values_list("project__slug", flat=True)) == {
            "internet-for-better-life",
            "digital-law-center",
        }
        declared = samples.filter(declared_results__isnull=False).values_list("measure", flat=True)
        assert set(declared) == {MeasureName.MONTHS_USED, MeasureName.BUDGET_USED}
        assert set(samples.values_list("measure", flat=True)) >= MeasureName.counted()
        for part in year_figures(year, today=LOADED_ON).projects:
            assert part.warnings == []


def test_removing_the_samples_leaves_history_and_what_staff_entered(loaded: Loaded) -> None:
    sample = Indicator.objects.of_year(2570)[0]
    kept = Indicator.objects.create(
        project=sample.project, fiscal_year=2570, source=sample.source, number=90, wording="ของเจ้าหน้าที่", unit="ครั้ง"
    )
    assert remove_samples() > 26
    assert set(Indicator.objects.exclude(fiscal_year=2562)) == {kept}
    assert Indicator.objects.of_year(2562).count() == 36
    assert DeclaredViews.objects.count() == 4
    for model in (Indicator, Target, DeclaredResult, DeclaredViews, ProjectYear):
        assert not model._default_manager.filter(origin=RecordOrigin.DEMO).exists()
