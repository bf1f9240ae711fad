"""The official table: one description that screen, spreadsheet and paper are made of, with Thai or Arabic numerals."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from portal.kpi.enums import State
from portal.kpi.numbers import written
from portal.thai.dates import thai_date
from portal.thai.numerals import to_thai_digits

Digits = Callable[[object], str]


@dataclass(frozen=True)
class Line:
    """One indicator as it is printed."""

    source: str
    wording: str
    target: str
    result: str
    state: str
    state_code: str
    remark: str
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """A project with its lines."""

    title: str
    title_en: str
    figures: str
    """Plan, progress and number of indicators in a sentence."""
    approval: str
    warnings: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class OfficialTable:
    """The whole table, every text ready to print."""

    title: str
    span: str
    sections: tuple[Section, ...]
    notes: tuple[str, ...]
    headings: tuple[str, ...]


def official_table(data: Mapping[str, Any], *, thai_numerals: bool = False) -> OfficialTable:
    """The table of a report's document (`report.document`, or a closed year's snapshot)."""
    digits: Digits = to_thai_digits if thai_numerals else str
    by_project: dict[str, list[Mapping[str, Any]]] = {}
    for row in data["rows"]:
        by_project.setdefault(row["project_slug"], []).append(row)
    quarter = data["quarter"]
    title = _("ตารางแผนและผลการดำเนินงานตามตัวชี้วัด ปีงบประมาณ พ.ศ. %(year)s") % {"year": data["fiscal_year"]}
    if quarter:
        title += " " + _("สะสมถึงไตรมาสที่ %(quarter)s") % {"quarter": quarter}
    if data.get("source"):
        title += " " + _("เฉพาะตัวชี้วัดของ %(source)s") % {"source": data["source"]}
    span = _("ข้อมูลตั้งแต่ %(first)s ถึง %(last)s") % {
        "first": thai_date(date.fromisoformat(data["from"])),
        "last": thai_date(date.fromisoformat(data["as_of"])),
    }
    return OfficialTable(
        title=digits(title),
        span=digits(span),
        sections=tuple(_section(project, by_project.get(project["slug"], []), digits) for project in data["projects"]),
        notes=tuple(digits(note) for note in _notes(data)),
        headings=(_("ที่มา"), _("ตัวชี้วัด"), _("เป้าหมาย"), _("ผล"), _("สถานะ"), _("หมายเหตุ")),
    )


def _section(project: Mapping[str, Any], rows: list[Mapping[str, Any]], digits: Digits) -> Section:
    parts = []
    if project["plan_percent"] is not None:
        parts.append(_("แผน %(percent)s %%") % {"percent": written(project["plan_percent"])})
    if project["progress_percent"] is not None:
        parts.append(_("ความก้าวหน้า %(percent)s %%") % {"percent": written(project["progress_percent"])})
    if project["declared_indicators"] is not None:
        counts = {"declared": project["declared_indicators"], "listed": project["listed_indicators"]}
        parts.append(_("แจ้งไว้ %(declared)s ตัวชี้วัด ในตาราง %(listed)s") % counts)
    approval = []
    if project["as_of"]:
        approval.append(_("ข้อมูล ณ %(when)s") % {"when": project["as_of"]})
    if project["approving_body"]:
        approval.append(_("เห็นชอบโดย %(body)s") % {"body": project["approving_body"]})
    if project["approved_on"]:
        approval.append(_("เมื่อวันที่ %(day)s") % {"day": thai_date(date.fromisoformat(project["approved_on"]))})
    if project["note"]:
        approval.append(project["note"])
    return Section(
        digits(project["project_th"] or project["project"]),
        project["project"],
        digits(" · ".join(parts)),
        digits(" · ".join(approval)),
        tuple(digits(warning) for warning in project["warnings"]),
        tuple(_line(row, digits) for row in rows),
    )


def _line(row: Mapping[str, Any], digits: Digits) -> Line:
    shown = row["shown"]
    result = f"{shown['result']} ({shown['how']})" if shown["how"] else shown["result"]
    return Line(
        digits(f"{row['source']} {row['no']}"),
        digits(row["indicator"]),
        digits(f"{shown['direction']} {shown['target']}"),
        digits(result),
        digits(row["state_text"]),
        row["state"],
        digits(shown["remark"]),
        tuple(digits(warning) for warning in row["warnings"]),
    )


def _notes(data: Mapping[str, Any]) -> list[str]:
    notes = []
    if data["declared_indicators"] and data["declared_indicators"] != data["listed_indicators"]:
        notes.append(
            _("โครงการแจ้งไว้รวม %(declared)s ตัวชี้วัด ในตารางมี %(listed)s")
            % {"declared": data["declared_indicators"], "listed": data["listed_indicators"]}
        )
    states: dict[str, int] = {}
    for row in data["rows"]:
        states[row["state"]] = states.get(row["state"], 0) + 1
    summary = ", ".join(f"{State(state).label} {count}" for state, count in states.items())
    if summary:
        notes.append(_("สรุปตัวชี้วัด: %(summary)s") % {"summary": summary})
    notes.append(_("นับตามกติกาการนับรุ่นที่ %(version)s") % {"version": data["metric_version"]})
    return notes
