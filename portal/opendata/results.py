"""KPI results: a closed year as it was signed, any other as it stands, with small groups left out."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.http import Http404
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from portal.kpi.enums import Direction, MeasureName, RecordOrigin, Source, State
from portal.kpi.figures import year_figures
from portal.kpi.models import ClosedYear, Indicator
from portal.kpi.report import document
from portal.opendata.dataset import CONTAINS_DEMO, Column, DataSet, Issue, Row
from portal.opendata.disclosure import is_small
from portal.opendata.release import Release, sample_facts_shown
from portal.opendata.viewing import DEMO_COLUMN
from portal.thai.fiscal import QUARTERS, fiscal_year_days, quarter_days

logger = logging.getLogger(__name__)

SIGNED, PROVISIONAL = "signed", "provisional"
COUNTS_PEOPLE: Final = frozenset({MeasureName.TRAINEES, MeasureName.COMPLETIONS, MeasureName.UNIQUE_READERS})
"""Measures whose result is a number of people, or of what few people did."""
HIDDEN_WITH_IT: Final = ("result", "result_value", "counted", "votes", "state", "state_th")
COUNTED_ONLY: Final = ("counted", "votes")
"""What is hidden where the result is an official one and the count only stands beside it."""
Report = Mapping[str, Any]
Line = tuple[str, str, int]
"""An indicator within its year: project, source, number."""


def _issues(release: Release) -> list[Issue]:
    """Fiscal years that have begun and have indicators, or were signed; newest first. Two queries."""
    signed = {closed.fiscal_year: closed for closed in ClosedYear.objects.all()}
    rows = Indicator.objects.all() if sample_facts_shown() else Indicator.objects.exclude(origin=RecordOrigin.DEMO)
    years = {*rows.years(), *signed}
    issues = [_issue(year, signed.get(year), release) for year in sorted(years, reverse=True)]
    return [issue for issue in issues if issue is not None]


def _issue(year: int, closed: ClosedYear | None, release: Release) -> Issue | None:
    first, last = fiscal_year_days(year)
    if closed is not None:
        if not closed.verifies:
            logger.error("fiscal year %s is not what was signed, and is not published", year)
            return None
        on = timezone.localtime(closed.closed_at).date()
        return Issue(f"kpi/{year}", first, last, on, year, closed.sha256)
    if first > release.through:
        return None
    return Issue(f"kpi/{year}", first, min(last, release.through), release.released, year)


def kpi_rows(release: Release, issue: Issue) -> list[Row]:
    """The rows of a fiscal year, quarter by quarter while it is not signed.

    The number of queries grows with the number of different measures, never with indicators or facts. Raises Http404
    for a year that is gone.
    """
    if issue.year is None:
        raise Http404
    reports = _reports(issue, release)
    samples = _sample_lines(issue.year)
    rows: list[Row] = []
    for found in _without_small_groups(reports):
        line = (found["project_slug"], found["source"], found["number"])
        if line in samples and not sample_facts_shown():
            continue
        found[CONTAINS_DEMO] = line in samples or (sample_facts_shown() and found["counted"] is not None)
        rows.append(found)
    return rows


def _reports(issue: Issue, release: Release) -> list[tuple[Row, Report]]:
    """What each row of a report is said with, and the report; the latest last."""
    year = issue.year or 0
    if issue.signed:
        closed = ClosedYear.objects.get(fiscal_year=year)
        said = {"status": SIGNED, "quarter": QUARTERS[-1], "signed_sha256": closed.sha256}
        return [(said, json.loads(closed.content)["report"])]
    _first, last = fiscal_year_days(year)
    over = last <= release.through
    # A year that is over is judged as over; a running one as on the last day that is out.
    today = release.today if over else release.through
    with translation.override("th"):
        return [
            (
                {"status": PROVISIONAL, "quarter": quarter, "signed_sha256": ""},
                document(year_figures(year, quarter=quarter if quarter != QUARTERS[-1] else None, today=today)),
            )
            for quarter in _quarters(year, release, over=over)
        ]


def _quarters(year: int, release: Release, *, over: bool) -> list[int | None]:
    """The quarters a year is told to the end of; None for its months so far, when the last of them ends none."""
    ends = {quarter: quarter_days(year, quarter)[1] for quarter in QUARTERS}
    # Of years long gone the whole is enough: what was declared for history knows no quarters.
    wanted = QUARTERS if year >= release.running_year - 1 else QUARTERS[-1:]
    told: list[int | None] = [quarter for quarter in wanted if ends[quarter] <= release.through]
    return told if over or release.through in ends.values() else [*told, None]


def _sample_lines(year: int) -> set[Line]:
    """Indicators of a year that came with the demo."""
    rows = Indicator.objects.of_year(year).filter(origin=RecordOrigin.DEMO)
    return {
        (slug, str(Source(source).label), number)
        for slug, source, number in rows.values_list("project__slug", "source", "number")
    }


def _without_small_groups(reports: list[tuple[Row, Report]]) -> list[Row]:
    """The rows of all reports, those hidden behind which too few people stand, or fewer than behind the next one.

    A result is cumulative, so the difference of two quarters is a group of its own: the earlier one gives way.
    """
    rows: list[Row] = []
    shown_later: dict[Line, int] = {}
    for said, report in reversed(reports):
        titles = {project["slug"]: project["project_th"] for project in report["projects"]}
        made = []
        for kept in report["rows"]:
            row = {**_row(kept, report, titles.get(kept["project_slug"], "")), **said}
            people = _people_behind(kept)
            line = (row["project_slug"], row["source"], row["number"])
            later = shown_later.get(line)
            row["suppressed"] = is_small(people) or (
                people is not None and later is not None and is_small(abs(later - people))
            )
            if row["suppressed"]:
                row |= dict.fromkeys(COUNTED_ONLY if kept["declared_only"] else HIDDEN_WITH_IT)
            elif people is not None:
                shown_later[line] = people
            made.append(_in_order(row))
        rows = made + rows
    return [row for row in rows if row["result"] is not None or row["suppressed"] or _latest(row, reports)]


def _latest(row: Row, reports: list[tuple[Row, Report]]) -> bool:
    """Rows without a result stand in the latest report alone: an earlier quarter that nobody knows is no news."""
    return bool(row["as_of"] == reports[-1][1]["as_of"])


def _people_behind(kept: Mapping[str, Any]) -> int | None:
    """How many people, or votes, the counted number of a line stands on; None where it is not about people."""
    if kept["measured_by"] == MeasureName.SATISFACTION:
        votes: int | None = kept["n"]
        return votes
    if kept["measured_by"] in COUNTS_PEOPLE and kept["counted"]:
        return int(float(kept["counted"]))
    return None


def _row(kept: Mapping[str, Any], report: Report, project_th: str) -> Row:
    return {
        "fiscal_year": kept["fiscal_year"],
        "period_start": date.fromisoformat(report["from"]),
        "as_of": kept["as_of"],
        "project_slug": kept["project_slug"],
        "project_th": project_th or kept["project"],
        "project_en": kept["project"],
        "source": kept["source"],
        "number": kept["no"],
        "indicator": kept["indicator"],
        "unit": kept["unit"],
        "direction": kept["direction"],
        "measured_by": kept["measured_by"],
        "target": kept["target"],
        "target_value": _value(kept["target_values"]),
        "result": kept["result"] or None,
        "result_value": _value(kept["result_values"]),
        "counted": kept["counted"] or None,
        "declared": kept["declared"] or None,
        "votes": kept["n"] or None,
        "state": kept["state"],
        "state_th": kept["state_text"],
        "metric_version": report["metric_version"],
    }


def _value(parts: list[int | float]) -> int | float | None:
    """A figure of one part as a number; two parts ("1/100,000") are no number to reckon with."""
    return parts[0] if len(parts) == 1 else None


def _in_order(row: Row) -> Row:
    """The row in the order of the columns; what is not known yet is filled in later."""
    return {column.name: row.get(column.name) for column in KPI.columns}


KPI = DataSet(
    name="kpi",
    title=_("ผลตามตัวชี้วัด รายปีงบประมาณ"),
    about=_("เป้าหมายและผลของแต่ละตัวชี้วัด ตามตารางที่รายงานต่อสำนักงบประมาณ กระทรวง และหน่วยงานอื่น หนึ่งไฟล์ต่อหนึ่งปีงบประมาณ"),
    how=(
        _("ปีที่ลงนามปิดแล้ว (signed) มาจากเอกสารที่ลงนาม ไม่เปลี่ยนอีก มีรหัส SHA-256 ของเอกสารนั้นกำกับทุกแถว"),
        _("ปีที่ยังไม่ลงนาม (provisional) เป็นตัวเลขเบื้องต้น เปลี่ยนได้ ผลของไตรมาสเป็นยอดสะสมตั้งแต่ 1 ตุลาคม"),
        _("counted คือที่ระบบนับเอง declared คือที่เจ้าหน้าที่ประกาศพร้อมหลักฐาน เช่น ยอดบนเว็บไซต์อื่น result คือผลที่ใช้เทียบเป้าหมาย"),
        _("ความพึงพอใจเป็นค่าเฉลี่ยของคะแนน 1 ถึง 5 คูณ 20 votes คือจำนวนคะแนน"),
    ),
    hidden=_(
        "ผลที่มาจาก 1 ถึง 4 คน หรือ 1 ถึง 4 คะแนน ไม่แสดง และไตรมาสที่เมื่อลบกับไตรมาสถัดไปแล้วเหลือ 1 ถึง 4 ก็ไม่แสดง แถวเหล่านี้มี suppressed เป็น true ไม่มีหมายเหตุของเจ้าหน้าที่และชื่อผู้ลงนาม"
    ),
    keywords=(_("ตัวชี้วัด"), _("ผลการดำเนินงาน"), _("ปีงบประมาณ"), _("ความพึงพอใจ")),
    columns=(
        Column("fiscal_year", "integer", _("ปีงบประมาณ พ.ศ. เริ่ม 1 ตุลาคม")),
        Column("quarter", "integer", _("สะสมถึงสิ้นไตรมาสนี้ 4 = ทั้งปี ว่าง = ถึงเดือนล่าสุด ยังไม่สิ้นไตรมาส")),
        Column("period_start", "date", _("วันแรกของปีงบประมาณ ปี ค.ศ.")),
        Column("as_of", "date", _("ข้อมูลถึงวันนี้ ปี ค.ศ.")),
        Column("status", "string", _("signed = ลงนามปิดปีแล้ว, provisional = ตัวเลขเบื้องต้น")),
        Column("project_slug", "string", _("รหัสโครงการ")),
        Column("project_th", "string", _("ชื่อโครงการ ภาษาไทย")),
        Column("project_en", "string", _("ชื่อโครงการ ภาษาอังกฤษ")),
        Column("source", "string", _("ผู้ขอตัวชี้วัด เช่น สงป. = สำนักงบประมาณ")),
        Column("number", "integer", _("ข้อที่ในตารางของผู้ขอ")),
        Column("indicator", "string", _("ข้อความของตัวชี้วัด")),
        Column("unit", "string", _("หน่วย")),
        Column(
            "direction", "string", _("ต้องได้อย่างน้อย หรือไม่เกินเป้าหมาย"), {each.value: each.label for each in Direction}
        ),
        Column("measured_by", "string", _("วัดจากอะไร"), {each.value: each.label for each in MeasureName}),
        Column("target", "string", _("เป้าหมาย เขียนตามเอกสาร อาจมีสองส่วน เช่น 1/100,000")),
        Column("target_value", "number", _("เป้าหมาย เป็นตัวเลข ว่างเมื่อมีสองส่วน")),
        Column("result", "string", _("ผล เขียนตามเอกสาร ว่าง = ยังไม่มี หรือถูกปิด")),
        Column("result_value", "number", _("ผล เป็นตัวเลข ว่างเมื่อมีสองส่วน")),
        Column("counted", "string", _("ส่วนที่ระบบนับ")),
        Column("declared", "string", _("ส่วนที่เจ้าหน้าที่ประกาศ")),
        Column("votes", "integer", _("จำนวนคะแนน เฉพาะความพึงพอใจ")),
        Column("state", "string", _("เทียบกับเป้าหมายแล้วเป็นอย่างไร"), {each.value: each.label for each in State}),
        Column("state_th", "string", _("สถานะ เป็นภาษาไทย")),
        Column("suppressed", "boolean", _("true = ปิดผลไว้เพื่อความเป็นส่วนตัว")),
        Column("metric_version", "integer", _("รุ่นของกติกาการนับ")),
        Column("signed_sha256", "string", _("รหัสของเอกสารที่ลงนาม เฉพาะปีที่ปิดแล้ว")),
        DEMO_COLUMN,
    ),
    issues=_issues,
    rows=kpi_rows,
)
