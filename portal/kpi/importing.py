"""Indicators from a table: the columns of the official one, a row at a time, so that one bad row stops no other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.core.models import Project
from portal.kpi import history
from portal.kpi.enums import Direction, MeasureName, RecordOrigin, Shape, Source
from portal.kpi.models import DeclaredResult, Indicator, Target
from portal.kpi.numbers import parse_figures
from portal.kpi.tables import BadRow, Outcome, check_whole, read_table
from portal.thai.numerals import to_arabic_digits

NEEDED = ("project", "source", "no", "indicator", "target", "unit")
SOURCES = {source.label: source.value for source in Source} | {source.value: source.value for source in Source}
NEVER_ACCUMULATES = (Shape.RATE, Shape.RANK)


@dataclass(frozen=True)
class Row:
    """One line of a table, read and checked."""

    project: str
    source: str
    number: int
    wording: str
    target: str
    unit: str
    result: str
    direction: str
    measure: str
    note: str

    @property
    def name(self) -> str:
        """How a line is referred to beside the table."""
        return f"{self.project}/{Source(self.source).label}/{self.number}"


def read_row(cells: Mapping[str, str], projects: Mapping[str, str]) -> Row:
    """A row of the table; `projects` maps names as tables write them to slugs.

    Raises BadRow for a row too long, a project, source, number or figure that cannot be read.
    """
    check_whole(cells)
    project = projects.get(cells["project"].casefold())
    if project is None:
        raise BadRow(_("ไม่รู้จักโครงการ “%(name)s”: เพิ่มโครงการก่อน หรือแก้ชื่อให้ตรง") % {"name": cells["project"]})
    source = SOURCES.get(cells["source"])
    if source is None:
        raise BadRow(_("ไม่รู้จักที่มา “%(name)s”: ใช้ สงป. ดศ. ก.พ.ร. หรือ บูรณาการ") % {"name": cells["source"]})
    number = to_arabic_digits(cells["no"])
    if not (number.isascii() and number.isdigit()):
        raise BadRow(_("คอลัมน์ no ต้องเป็นตัวเลข ไม่ใช่ “%(text)s”") % {"text": cells["no"]})
    try:
        parse_figures(cells["target"])
        if cells.get("result"):
            parse_figures(cells["result"])
    except ValueError as error:
        raise BadRow(str(error)) from error
    return Row(
        project=project,
        source=source,
        number=int(number),
        wording=cells["indicator"],
        target=cells["target"],
        unit=cells["unit"],
        result=cells.get("result", ""),
        direction=_choice(Direction, cells.get("direction") or Direction.AT_LEAST, "direction"),
        measure=_choice(MeasureName, cells.get("measured_by") or MeasureName.MANUAL, "measured_by"),
        note=cells.get("note", ""),
    )


def _choice(choices: Any, value: str, column: str) -> str:
    if value not in choices.values:
        raise BadRow(
            _("คอลัมน์ %(column)s: “%(value)s” ใช้ไม่ได้ ใช้ %(choices)s")
            % {"column": column, "value": value, "choices": ", ".join(choices.values)}
        )
    return value


def project_names() -> dict[str, str]:
    """Names of projects as tables write them (slug, Thai, English; case does not matter) → slug."""
    names: dict[str, str] = {}
    for slug, thai, english in Project.objects.values_list("slug", "title_th", "title_en"):
        names |= {slug.casefold(): slug, thai.casefold(): slug, english.casefold(): slug}
    return names


@transaction.atomic
def keep_row(
    row: Row, fiscal_year: int, *, as_of: date, origin: RecordOrigin, source_note: str, target: Any = None, **more: Any
) -> tuple[Indicator, bool, bool]:
    """The row's indicator with its target and result; (indicator, whether it is new, whether anything was added).

    An indicator that is there keeps its words. A target that reads differently becomes a new revision, a result that
    reads differently a new declared row; the same ones again add nothing. `target` are further values of the target,
    `more` of the indicator. Raises ValidationError when they are no indicator.
    """
    shape = more.pop("shape", None) or guess_shape(row)
    accumulates = shape not in NEVER_ACCUMULATES and row.direction == Direction.AT_LEAST
    found = Indicator.objects.filter(
        project__slug=row.project, fiscal_year=fiscal_year, source=row.source, number=row.number
    ).first()
    indicator = found or Indicator(
        project=Project.objects.get(slug=row.project),
        fiscal_year=fiscal_year,
        source=row.source,
        number=row.number,
        wording=row.wording,
        unit=row.unit,
        direction=row.direction,
        shape=shape,
        accumulates=accumulates,
        measure=row.measure,
        note=row.note,
        origin=origin,
        **more,
    )
    if found is None:
        indicator.full_clean(exclude=["project"])
        indicator.save()
    added = _keep_target(indicator, row.target, origin, target or {})
    if row.result:
        added = _keep_result(indicator, row.result, as_of, origin, source_note) or added
    return indicator, found is None, added


@transaction.atomic
def _taken_in(row: Row, fiscal_year: int, as_of: date, source_note: str, file: str) -> bool:
    """Keeps a row and notes from which file; whether its indicator is new. Raises as `keep_row` does."""
    indicator, new, added = keep_row(row, fiscal_year, as_of=as_of, origin=RecordOrigin.STAFF, source_note=source_note)
    if added:
        history.note(indicator, history.IMPORTED, file=file)
    return new


def guess_shape(row: Row) -> Shape:
    """What the target and the unit say: two parts, a rate in percent, a rank, else a number."""
    if "/" in row.target:
        return Shape.COMPOUND
    if row.unit in ("ร้อยละ", "%"):
        return Shape.RATE
    return Shape.RANK if row.unit.startswith("อันดับ") else Shape.NUMBER


def _keep_target(indicator: Indicator, text: str, origin: RecordOrigin, more: Mapping[str, Any]) -> bool:
    """Whether it is a new revision."""
    current = indicator.current_target
    if current is not None and current.figures == parse_figures(text):
        return False
    revision = current.revision + 1 if current else 1
    Target.objects.create(indicator=indicator, revision=revision, text=text, origin=origin, **more)
    return True


def _keep_result(indicator: Indicator, text: str, as_of: date, origin: RecordOrigin, source_note: str) -> bool:
    """Whether it is a new result."""
    standing = indicator.declared_results.filter(as_of=as_of, withdrawn=False, role=DeclaredResult.Role.WHOLE).first()
    if standing is not None and standing.figures == parse_figures(text):
        return False
    row = DeclaredResult(indicator=indicator, text=text, as_of=as_of, source_note=source_note, origin=origin)
    row.full_clean(exclude=["indicator", "entered_by"])
    row.save()
    return True


def import_table(path: Path, fiscal_year: int, *, as_of: date, source_note: str = "") -> Outcome:
    """Takes a table in as staff entries; a bad row is named with its mend and the rest is taken.

    Raises BadTable when the file is no table of indicators.
    """
    outcome = Outcome()
    names = project_names()
    for line, cells in read_table(path.read_bytes(), path.name, NEEDED):
        try:
            row = read_row(cells, names)
            new = _taken_in(row, fiscal_year, as_of, source_note or path.name, path.name)
        except (BadRow, ValidationError) as error:
            reasons = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
            outcome.problems.append(_("บรรทัด %(line)s: %(reason)s") % {"line": line, "reason": reasons})
            continue
        outcome.added += new
        outcome.unchanged += not new
    return outcome
