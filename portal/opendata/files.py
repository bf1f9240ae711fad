"""A table as CSV and as JSON: the same rows, the same names, the same for everybody."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from portal.kpi.report import BOM, csv_text
from portal.opendata.catalogue import LICENCE, LICENCE_URL, Publisher
from portal.opendata.dataset import CONTAINS_DEMO, Column, DataSet, Issue, Row, said
from portal.tracking import METRIC_VERSION


def as_csv(dataset: DataSet, rows: list[Row]) -> bytes:
    """UTF-8 with BOM, CRLF, a line of column names; an empty cell is "not known", "not told" or "none"."""
    names = [column.name for column in dataset.columns]
    text = csv_text(names, ([_cell(row[name]) for name in names] for row in rows))
    return (BOM + text).encode()


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else value


def as_json(dataset: DataSet, issue: Issue, rows: list[Row], publisher: Publisher, address: str) -> bytes:
    """What the table is, in both languages, and its rows with the columns' names; what is not known is null."""
    document = {
        "name": issue.path,
        "title": said(dataset.title),
        "description": said(dataset.about),
        "source": address,
        "publisher": publisher.names,
        "licence": {"name": LICENCE, "url": LICENCE_URL},
        "period": {"from": _iso(issue.first), "to": _iso(issue.last)},
        "released": issue.modified.isoformat(),
        "signed_sha256": issue.signed or None,
        "metric_version": METRIC_VERSION,
        CONTAINS_DEMO: any(row[CONTAINS_DEMO] for row in rows),
        "how_counted": [said(sentence) for sentence in dataset.how],
        "not_shown": said(dataset.hidden),
        "columns": [_column(column) for column in dataset.columns],
        "rows": rows,
    }
    return (json.dumps(document, ensure_ascii=False, indent=1, default=_iso) + "\n").encode()


def _column(column: Column) -> dict[str, Any]:
    made: dict[str, Any] = {"name": column.name, "type": column.kind, "about": said(column.about)}
    if column.codes:
        made["codes"] = {code: said(words) for code, words in column.codes.items()}
    return made


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
