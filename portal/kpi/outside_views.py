"""Outside views from a table (counting rule 13): a row at a time, so that one bad row stops no other."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.core.models import Production, Project
from portal.kpi.enums import Medium, Platform
from portal.kpi.importing import project_names
from portal.kpi.models import DeclaredViews
from portal.kpi.tables import BadRow, Outcome, check_whole, read_table
from portal.thai.dates import parse_thai_date
from portal.thai.numerals import to_arabic_digits

NEEDED: Final = ("project", "platform", "piece", "starts_on", "ends_on", "count", "medium")


def names_of(choices: Any) -> dict[str, str]:
    """Values and Thai names of choices, as a table may write them → value."""
    return {name.casefold(): value for value, label in choices.choices for name in (value, str(label))}


def import_file(path: Path, *, user: Any = None) -> Outcome:
    """Takes a CSV in. Raises BadTable when the file is no table of outside views."""
    return import_bytes(path.read_bytes(), path.name, user=user)


def import_bytes(data: bytes, name: str, *, user: Any = None) -> Outcome:
    """Takes a CSV in as `user`'s entries; a bad row is named with its mend and the rest is taken.

    A row that stands already (project, platform, piece, period and count) is left as it is. Raises BadTable when the
    file is no table of outside views.
    """
    outcome = Outcome()
    projects, platforms, media = project_names(), names_of(Platform), names_of(Medium)
    productions = {**names_of(Production), "": ""}
    slugs = {project.slug: project for project in Project.objects.all()}
    for line, cells in read_table(data, name, NEEDED):
        try:
            check_whole(cells)
            fields = {
                "project": slugs[_meant(projects, cells, "project")],
                "platform": _meant(platforms, cells, "platform"),
                "piece": _there(cells, "piece"),
                "starts_on": _day(cells, "starts_on"),
                "ends_on": _day(cells, "ends_on"),
                "count": _number(cells),
            }
            if DeclaredViews.objects.standing().filter(**fields).exists():
                outcome.unchanged += 1
                continue
            row = DeclaredViews(
                **fields,
                medium=_meant(media, cells, "medium"),
                production=_meant(productions, cells, "production"),
                url=cells.get("url", ""),
                source_note=cells.get("source_note") or name,
                evidence_note=cells.get("evidence", ""),
                entered_by=user,
            )
            row.full_clean(exclude=["project", "entered_by"])
            row.save()
        except (BadRow, ValidationError) as error:
            outcome.problems.append(_("บรรทัด %(line)s: %(reason)s") % {"line": line, "reason": _said(error)})
        else:
            outcome.added += 1
    return outcome


def _said(error: BadRow | ValidationError) -> str:
    if isinstance(error, BadRow):
        return str(error)
    fields = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    return " ".join(f"{field}: {' '.join(messages)}".lstrip(": ") for field, messages in fields.items())


def _there(cells: Mapping[str, str], column: str) -> str:
    if not cells.get(column):
        raise BadRow(_("คอลัมน์ %(column)s ว่างอยู่: กรอกให้ครบ") % {"column": column})
    return cells[column]


def _meant(names: Mapping[str, str], cells: Mapping[str, str], column: str) -> str:
    value = names.get(cells.get(column, "").casefold())
    if value is None:
        raise BadRow(
            _("คอลัมน์ %(column)s: “%(value)s” ใช้ไม่ได้ ใช้ %(choices)s")
            % {"column": column, "value": cells.get(column, ""), "choices": ", ".join(name for name in names if name)}
        )
    return value


def _day(cells: Mapping[str, str], column: str) -> date:
    text = _there(cells, column)
    try:
        return parse_thai_date(text)
    except ValueError as error:
        raise BadRow(
            _("คอลัมน์ %(column)s: อ่านวันที่ “%(text)s” ไม่ได้ เขียนเช่น 30/9/2570") % {"column": column, "text": text}
        ) from error


def _number(cells: Mapping[str, str]) -> int:
    text = to_arabic_digits(_there(cells, "count")).replace(",", "")
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        raise BadRow(_("คอลัมน์ count ต้องเป็นจำนวนเต็ม เช่น 232,270 ไม่ใช่ “%(text)s”") % {"text": cells["count"]})
    return int(text)
