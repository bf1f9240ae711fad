"""The official table as data: JSON and CSV carry what the screen shows, target and result as they were written."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from typing import Any

from django.utils.translation import gettext as _

from portal.kpi.enums import Source
from portal.kpi.figures import IndicatorFigure, ProjectFigures, YearFigures
from portal.kpi.numbers import Figures, plain
from portal.tracking import METRIC_VERSION

COLUMNS = (
    "project", "source", "no", "indicator", "target", "unit", "result", "direction", "measured_by", "note",
    "state", "state_text", "counted", "declared", "expected", "as_of",
)  # fmt: skip
BOM = "\ufeff"
"""Spreadsheets take a CSV for UTF-8 only when it begins so."""
_NEGATIVE = re.compile(r"-[\d,]+(\.\d+)?")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def report_row(figure: IndicatorFigure, as_of: str) -> dict[str, Any]:
    """One line of the table; the first ten columns are those of the official one."""
    indicator = figure.indicator
    return {
        "project": indicator.project.title_en,
        "source": Source(indicator.source).label,
        "no": indicator.number,
        "indicator": indicator.wording,
        "target": figure.target_text,
        "unit": indicator.unit,
        "result": figure.result_text,
        "direction": indicator.direction,
        "measured_by": indicator.measure,
        "note": indicator.note,
        "state": figure.standing.state.value,
        "state_text": figure.state_label,
        "counted": plain(figure.counted_value),
        "declared": _joined(figure.whole.figures) if figure.whole else plain(figure.declared),
        "expected": _joined(figure.expected),
        "as_of": as_of,
    }


def document(year: YearFigures) -> dict[str, Any]:
    """The report as data, the same for every format: what it covers, its projects, its rows; keys as in COLUMNS, numbers as
    numbers beside the texts, `shown` as people read it."""
    as_of = year.reach.as_of.isoformat()
    rows = [
        {
            **report_row(figure, as_of),
            "project_slug": figure.indicator.project.slug,
            "fiscal_year": figure.indicator.fiscal_year,
            "shape": figure.indicator.shape,
            "target_values": _numbers(figure.target.figures if figure.target else ()),
            "result_values": _numbers(figure.result),
            "would_meet": figure.standing.would_meet,
            "declared_only": figure.whole is not None,
            "n": figure.counted.n if figure.counted else None,
            "warnings": figure.warnings,
            "shown": _shown(figure),
        }
        for figure in year.figures
    ]
    return {
        "fiscal_year": year.reach.fiscal_year,
        "quarter": year.reach.quarter,
        "from": year.reach.period.first.isoformat(),
        "as_of": as_of,
        "year_over": year.reach.over,
        "metric_version": METRIC_VERSION,
        "declared_indicators": year.declared_indicators,
        "listed_indicators": year.listed_indicators,
        "projects": [_project(project) for project in year.projects],
        "rows": rows,
    }


def _shown(figure: IndicatorFigure) -> dict[str, str]:
    """A line as people read it, in the language of the moment."""
    return {
        "direction": str(figure.indicator.get_direction_display()),
        "target": f"{figure.unit_before} {figure.target_shown} {figure.unit_after}".strip(),
        "result": figure.result_shown,
        "how": _("ประกาศ") if figure.whole else figure.sum_shown,
        "remark": figure.indicator.remark,
    }


def as_json(data: Mapping[str, Any]) -> str:
    """A report's document as JSON."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def as_csv(data: Mapping[str, Any]) -> str:
    """A report's document as CSV with the columns of COLUMNS."""
    return csv_text(COLUMNS, ([row[name] for name in COLUMNS] for row in data["rows"]))


def csv_text(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A CSV document; a text that a spreadsheet would run as a formula is disarmed."""
    buffer = StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([safe_cell(value) for value in header])
    writer.writerows([safe_cell(value) for value in row] for row in rows)
    return buffer.getvalue()


def safe_cell(value: object) -> object:
    """The value, with an apostrophe in front where a spreadsheet would take the text for a formula."""
    if not isinstance(value, str) or not value.startswith(FORMULA_STARTS) or _NEGATIVE.fullmatch(value):
        return value
    return f"'{value}"


def _joined(figures: Figures) -> str:
    return "/".join(plain(part) for part in figures)


def _numbers(figures: Figures) -> list[int | float]:
    return [int(part) if part == part.to_integral_value() else float(part) for part in figures]


def _project(project: ProjectFigures) -> dict[str, Any]:
    year = project.year
    return {
        "slug": project.project.slug,
        "project": project.project.title_en,
        "project_th": project.project.title_th,
        "plan_percent": float(year.plan_percent) if year and year.plan_percent is not None else None,
        "progress_percent": float(year.progress_percent) if year and year.progress_percent is not None else None,
        "declared_indicators": year.declared_indicators if year else None,
        "listed_indicators": project.listed,
        "as_of": year.as_of_text if year else "",
        "approving_body": year.approving_body if year else "",
        "approved_on": year.approved_on.isoformat() if year and year.approved_on else None,
        "note": year.note if year else "",
        "state": project.state.value,
        "states": {state.value: count for state, count in project.states.items()},
        "warnings": project.warnings,
    }
