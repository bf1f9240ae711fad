"""The annual summary in words: sentences that fill in their figures from the report's document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from portal.kpi.enums import MeasureName, State
from portal.kpi.measures.names import MEDIA, named
from portal.kpi.numbers import written
from portal.tracking.reports import VIEW_MEASURE, Period, views_by_medium


@dataclass(frozen=True)
class Summary:
    """The text of a fiscal year, paragraph by paragraph, under headings."""

    title: str
    fiscal_year: int
    parts: tuple[tuple[str, tuple[str, ...]], ...]


TOLD = {
    MeasureName.VIEWS: lambda: _("การเข้าชมสื่อ %(result)s เป้าหมาย %(target)s (%(state)s)"),
    MeasureName.UNIQUE_READERS: lambda: _("ผู้อ่านเนื้อหากฎหมาย %(result)s นับจากที่อยู่ IP ไม่ซ้ำ เป้าหมาย %(target)s (%(state)s)"),
    MeasureName.TRAINEES: lambda: _("ผู้เข้าอบรม %(result)s เป้าหมาย %(target)s (%(state)s)"),
    MeasureName.COMPLETIONS: lambda: _("การเรียนจบ %(result)s เป้าหมาย %(target)s (%(state)s)"),
    MeasureName.SATISFACTION: lambda: _("ความพึงพอใจ %(result)s เป้าหมาย %(target)s (%(state)s)"),
}


def annual_summary(data: Mapping[str, Any], *, closed_on: str = "") -> Summary:
    """The summary of a report's document; of a signed one it says when the year was closed, and nothing that was not signed."""
    year = data["fiscal_year"]
    parts = [(_("ภาพรวม"), tuple(_overview(data, closed_on)))]
    for project in data["projects"]:
        rows = [row for row in data["rows"] if row["project_slug"] == project["slug"]]
        parts.append((project["project_th"] or project["project"], tuple(_project(project, rows))))
    return Summary(_("สรุปผลการดำเนินงาน ปีงบประมาณ พ.ศ. %(year)s") % {"year": year}, year, tuple(parts))


def _overview(data: Mapping[str, Any], closed_on: str) -> list[str]:
    rows = data["rows"]
    met = sum(row["state"] == State.MET for row in rows)
    missed = [row for row in rows if row["state"] == State.MISSED]
    said = [
        _("ปีงบประมาณนี้มี %(projects)s โครงการ %(rows)s ตัวชี้วัด บรรลุเป้าหมาย %(met)s ตัวชี้วัด")
        % {"projects": len(data["projects"]), "rows": len(rows), "met": met}
    ]
    if missed:
        said.append(
            _("ไม่บรรลุเป้าหมาย %(n)s ตัวชี้วัด: %(names)s")
            % {"n": len(missed), "names": "; ".join(f"{row['indicator']} ({row['shown']['result']})" for row in missed)}
        )
    if not data["year_over"]:
        said.append(_("ปีงบประมาณยังไม่สิ้นสุด ตัวเลขนี้เป็นข้อมูลถึงวันที่ออกรายงาน"))
    if closed_on:
        return [*said, _("ปีงบประมาณนี้ปิดแล้วเมื่อ %(day)s ตัวเลขในสรุปนี้เป็นตัวเลขที่ลงนาม") % {"day": closed_on}]
    return [*said, *_counted(data)]


def _counted(data: Mapping[str, Any]) -> list[str]:
    """What the portal itself counted up to now."""
    counted = views_by_medium(Period.of_fiscal_year(data["fiscal_year"]))
    if not counted.total:
        return []
    media = ", ".join(
        f"{named(MEDIA, name)} {written(counted.media[name].total)}"
        for name in VIEW_MEASURE
        if counted.media[name].total
    )
    return [
        _("พอร์ทัลนับการเข้าชมได้ %(total)s ครั้ง แยกเป็น %(media)s ไม่รวมยอดบนแพลตฟอร์มอื่น")
        % {"total": written(counted.total), "media": media}
    ]


def _project(project: Mapping[str, Any], rows: list[Mapping[str, Any]]) -> list[str]:
    said = []
    if project["progress_percent"] is not None:
        said.append(
            _("แผน %(plan)s %% ความก้าวหน้า %(progress)s %%")
            % {"plan": written(project["plan_percent"] or 0), "progress": written(project["progress_percent"])}
        )
    told: set[tuple[str, str, str]] = set()
    for row in rows:
        words = TOLD.get(row["measured_by"])
        # The same promise stands in several tables of sources; two promises may well have the same result.
        line = (row["measured_by"], row["shown"]["result"], row["shown"]["target"])
        if words is None or line in told:
            continue
        told.add(line)
        how = f" ({row['shown']['how']})" if row["shown"]["how"] else ""
        values = {
            "result": f"{_with_unit(row)}{how}",
            "target": row["shown"]["target"],
            "state": row["state_text"],
        }
        said.append(words() % values)
    others = [row for row in rows if row["measured_by"] not in TOLD]
    if others:
        met = sum(row["state"] == State.MET for row in others)
        said.append(_("ตัวชี้วัดอื่น %(n)s ข้อ บรรลุเป้าหมาย %(met)s ข้อ") % {"n": len(others), "met": met})
    return [*said, *project["warnings"], *filter(None, [project["note"]])]


def _with_unit(row: Mapping[str, Any]) -> str:
    """A result with its unit on the side where the target has it: "ร้อยละ 86", "1,136 ชิ้น"."""
    result, unit = row["shown"]["result"], row["unit"]
    return f"{unit} {result}" if row["shown"]["target"].startswith(f"{unit} ") else f"{result} {unit}"
