"""The command `kpi_report`."""

from __future__ import annotations

import csv
import json
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from portal.kpi.loading import load_reference
from portal.kpi.report import COLUMNS, csv_text
from tests.kpi.ledger import counted, indicator, outside

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(db: None) -> None:
    load_reference(date(2026, 11, 22))


def report(*words: str) -> str:
    out = StringIO()
    call_command("kpi_report", *words, stdout=out)
    return out.getvalue()


def as_json(*words: str) -> Any:
    return json.loads(report(*words, "--format", "json"))


def as_csv(*words: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(report(*words, "--format", "csv"), newline="")))


def test_json_of_2562(loaded: None) -> None:
    document = as_json("--fiscal-year", "2562")
    assert (document["fiscal_year"], document["as_of"], document["year_over"]) == (2562, "2019-09-30", True)
    assert (document["declared_indicators"], document["listed_indicators"]) == (37, 36)
    assert len(document["rows"]) == 36
    gci = next(row for row in document["rows"] if "Cybersecurity Index" in row["indicator"])
    assert (gci["state"], gci["result"], gci["result_values"], gci["shape"]) == ("missed", "35", [35], "rank")
    compound = next(row for row in document["rows"] if row["shape"] == "compound")
    assert (compound["state"], compound["result"], compound["result_values"]) == ("met", "1/132,664", [1, 132664])
    views = [row for row in document["rows"] if row["result"] == "2161082"]
    assert [(row["declared_only"], row["counted"]) for row in views] == [(True, ""), (True, "")]
    trade = next(part for part in document["projects"] if part["slug"] == "e-trade-facilitation")
    assert (trade["declared_indicators"], trade["listed_indicators"], len(trade["warnings"])) == (8, 7, 1)
    assert trade["approved_on"] == "2019-10-08"


def test_csv_has_the_same_rows_as_json(loaded: None) -> None:
    rows = as_csv("--fiscal-year", "2562")
    assert tuple(rows[0]) == COLUMNS
    document = as_json("--fiscal-year", "2562")
    assert rows == [{name: str(row[name]) for name in COLUMNS} for row in document["rows"]]


def test_a_quarter_is_cumulative_to_its_end() -> None:
    indicator(target="100", fiscal_year=2562)
    counted(date(2018, 12, 31), 7)
    counted(date(2019, 1, 1), 60)
    assert [as_json("--fiscal-year", "2562", "--quarter", str(n))["rows"][0]["result"] for n in (1, 2, 4)] == [
        "7",
        "67",
        "67",
    ]
    first = as_json("--fiscal-year", "2562", "--quarter", "1")
    assert (first["quarter"], first["from"], first["as_of"], first["year_over"]) == (
        1,
        "2018-10-01",
        "2018-12-31",
        False,
    )


def test_one_project(loaded: None) -> None:
    rows = as_csv("--fiscal-year", "2562", "--project", "digital-law-center")
    assert {row["project"] for row in rows} == {"Digital Law Center"}
    assert len(rows) == 6


def test_counted_and_declared_stand_in_columns_of_their_own() -> None:
    indicator(target="100", fiscal_year=2562)
    counted(date(2018, 12, 31), 7)
    outside(60, date(2019, 1, 31))
    (row,) = as_csv("--fiscal-year", "2562")
    assert (row["counted"], row["declared"], row["result"], row["state"]) == ("7", "60", "67", "missed")


def test_the_report_can_be_written_to_a_file(loaded: None, tmp_path: Path) -> None:
    file = tmp_path / "kpi.csv"
    assert report("--fiscal-year", "2562", "--format", "csv", "-o", str(file)) == ""
    assert file.read_bytes().decode("utf-8") == report("--fiscal-year", "2562", "--format", "csv")
    with pytest.raises(CommandError, match="เขียนไฟล์"):
        report("--fiscal-year", "2562", "-o", str(tmp_path / "missing" / "kpi.json"))


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--fiscal-year", "2562", "--format", "pdf"], "ต้องเขียนลงไฟล์"),
        (["--fiscal-year", "2562", "--format", "xlsx"], "ต้องเขียนลงไฟล์"),
        (["--fiscal-year", "2562", "--format", "doc"], "ไม่รู้จักรูปแบบ"),
        (["--fiscal-year", "2019"], "พ.ศ."),
        (["--fiscal-year", "2562", "--quarter", "5"], "1, 2, 3 หรือ 4"),
        (["--fiscal-year", "2562", "--quarter", "0"], "1, 2, 3 หรือ 4"),
        (["--fiscal-year", "2562", "--project", "nothing"], "digital-law-center"),
        (["--fiscal-year", "2550"], "2562"),
    ],
)
def test_what_cannot_be_is_answered_with_what_to_write(loaded: None, words: list[str], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        report(*words)


def test_a_text_that_a_spreadsheet_would_run_is_disarmed() -> None:
    row = ["=1+1", "@x", "-5", "-2+3+cmd"]
    cells = list(csv.reader(StringIO(csv_text(["a", "b", "c", "d"], [row]))))[1]
    assert cells == ["'=1+1", "'@x", "-5", "'-2+3+cmd"]
