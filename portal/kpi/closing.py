"""Closing a fiscal year by two people: prepared by one, approved by another, frozen with a hash (counting rule 12)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.roles import may_see_figures
from portal.kpi import history
from portal.kpi.enums import Source
from portal.kpi.figures import year_figures
from portal.kpi.models import ClosedYear, LateRevision, PreparedYear
from portal.kpi.report import document
from portal.thai.dates import thai_date
from portal.thai.fiscal import QUARTERS, fiscal_year_days
from portal.tracking import METRIC_VERSION
from portal.tracking.bots import lists_version
from portal.tracking.reports import Period, versions


class CannotClose(ValueError):
    """The year cannot be prepared or closed; the message is a Thai sentence that says why."""


def closed_year(year: int) -> ClosedYear | None:
    """What was signed of a year; None while it is open."""
    return ClosedYear.objects.filter(fiscal_year=year).first()


def report_document(
    year: int, *, quarter: int | None = None, project: str | None = None, source: str = ""
) -> dict[str, Any]:
    """The report of a year as data: the signed one where the whole year is closed, else as it stands now.

    To the end of the last quarter is the whole year. Raises ValueError as `year_figures` does.
    """
    if quarter in (None, QUARTERS[-1]) and (closed := closed_year(year)) is not None:
        return signed_report(closed, project=project, source=source)
    return _said(document(year_figures(year, quarter=quarter, project=project, source=source)), source)


def signed_report(closed: ClosedYear, *, project: str | None = None, source: str = "") -> dict[str, Any]:
    """The document of a closed year as it was signed, whole or the lines of one project or source."""
    data = _of_project(json.loads(closed.content)["report"], project)
    return _said(_of_source(data, str(Source(source).label)), source) if source else data


def _said(data: dict[str, Any], source: str) -> dict[str, Any]:
    """A document of one source says which."""
    return {**data, "source": str(Source(source).label)} if source else data


def _of_source(data: dict[str, Any], label: str) -> dict[str, Any]:
    rows = [row for row in data["rows"] if row["source"] == label]
    asked = {row["project_slug"] for row in rows}
    return _with_projects({**data, "rows": rows}, [each for each in data["projects"] if each["slug"] in asked])


def _of_project(data: dict[str, Any], project: str | None) -> dict[str, Any]:
    if project is None:
        return data
    rows = [row for row in data["rows"] if row["project_slug"] == project]
    return _with_projects({**data, "rows": rows}, [each for each in data["projects"] if each["slug"] == project])


def _with_projects(data: dict[str, Any], projects: list[dict[str, Any]]) -> dict[str, Any]:
    """The document with these projects, and their indicators counted."""
    counts = {name: sum(each[name] or 0 for each in projects) for name in ("declared_indicators", "listed_indicators")}
    return {**data, "projects": projects, **counts}


def snapshot(year: int) -> str:
    """What would be signed now: canonical JSON, without names and without the moment.

    The report is in Thai whatever language the page is in, and the same facts give the same text.
    """
    period = Period.of_fiscal_year(year)
    with translation.override("th"):
        report = document(year_figures(year))
    counted = {
        "metric_version": METRIC_VERSION,
        "bot_lists": lists_version(),
        "counted_under": [list(pair) for pair in versions(period)],
    }
    return json.dumps({"report": report, **counted}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _hash(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()


def prepare_year(year: int, user: User) -> PreparedYear:
    """The first of the two: says that the year's figures are complete. Preparing again replaces what waited.

    Raises CannotClose.
    """
    _check(year, user)
    row, _made = PreparedYear.objects.update_or_create(
        fiscal_year=year,
        defaults={"prepared_by": user, "prepared_at": timezone.now(), "sha256": _hash(snapshot(year))},
    )
    history.note(row, history.PREPARED, user)
    return row


@transaction.atomic
def approve_year(year: int, user: User) -> ClosedYear:
    """The second of the two: closes exactly what was prepared.

    Raises CannotClose for the same person, for nothing prepared, and when a figure has changed since.
    """
    _check(year, user)
    prepared = PreparedYear.objects.select_for_update().filter(fiscal_year=year).first()
    if prepared is None or prepared.prepared_by is None:
        raise CannotClose(_("ปีงบประมาณ %(year)s ยังไม่มีผู้จัดทำ: ให้ผู้จัดทำยืนยันตัวเลขก่อน") % {"year": year})
    if prepared.prepared_by_id == user.pk:
        raise CannotClose(_("ผู้อนุมัติต้องเป็นคนละคนกับผู้จัดทำ"))
    figures = snapshot(year)
    if _hash(figures) != prepared.sha256:
        raise CannotClose(_("ตัวเลขเปลี่ยนไปหลังจากผู้จัดทำยืนยัน: ให้ผู้จัดทำตรวจและยืนยันอีกครั้ง"))
    today = timezone.localdate()
    signed = {
        **json.loads(figures),
        "figures_sha256": prepared.sha256,
        "closing": {
            "prepared_by": str(prepared.prepared_by),
            "prepared_on": timezone.localtime(prepared.prepared_at).date().isoformat(),
            "approved_by": str(user),
            "approved_on": today.isoformat(),
        },
    }
    content = json.dumps(signed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    try:
        with transaction.atomic():
            closed = ClosedYear.objects.create(
                fiscal_year=year, content=content, sha256=_hash(content), prepared_by=prepared.prepared_by,
                approved_by=user, closed_at=timezone.now(),
            )  # fmt: skip
    except IntegrityError as error:
        raise CannotClose(_("ปีงบประมาณ %(year)s ปิดแล้ว") % {"year": year}) from error
    history.note(closed, history.CLOSED, user)
    prepared.delete()
    return closed


def _check(year: int, user: User) -> None:
    if not may_see_figures(user):
        raise CannotClose(_("%(user)s ไม่มีสิทธิ์ปิดปี: ต้องเป็นเจ้าหน้าที่ตัวชี้วัด") % {"user": user})
    try:
        last = fiscal_year_days(year)[1]
    except ValueError as error:
        raise CannotClose(_("เขียนปีงบประมาณเป็น พ.ศ. เช่น 2562 ไม่ใช่ %(year)s") % {"year": year}) from error
    if timezone.localdate() <= last:
        raise CannotClose(_("ปีงบประมาณ %(year)s ยังไม่สิ้นสุด ปิดได้หลังวันที่ %(day)s") % {"year": year, "day": thai_date(last)})
    if ClosedYear.objects.filter(fiscal_year=year).exists():
        raise CannotClose(_("ปีงบประมาณ %(year)s ปิดแล้ว") % {"year": year})
    if not year_figures(year).figures:
        raise CannotClose(_("ปีงบประมาณ %(year)s ไม่มีตัวชี้วัด จึงไม่มีอะไรให้ปิด") % {"year": year})


def closing_words(closed: ClosedYear) -> dict[str, str]:
    """What stands under the printed table of a closed year."""
    signed = json.loads(closed.content)
    words = signed["closing"]
    return {
        "prepared_by": words["prepared_by"],
        "prepared_on": thai_date(date.fromisoformat(words["prepared_on"])),
        "approved_by": words["approved_by"],
        "approved_on": thai_date(date.fromisoformat(words["approved_on"])),
        "metric_version": str(signed["metric_version"]),
        "bot_lists": signed["bot_lists"],
        "sha256": closed.sha256,
    }


def closed_on(year: int) -> str:
    """The day on which a year was closed, as people read it; "" while it is open."""
    closed = closed_year(year)
    return closing_words(closed)["approved_on"] if closed else ""


def paper_foot(data: Mapping[str, Any]) -> dict[str, Any]:
    """What `table_pdf` prints under a report's document: who signed it, or on which day its year was signed."""
    closed = closed_year(data["fiscal_year"])
    if closed is None:
        return {}
    words = closing_words(closed)
    return {"closing": words} if data["quarter"] is None else {"closed_on": words["approved_on"]}


def log_late_facts() -> int:
    """Logs, beside each closed year, what its figures would be with the facts that came since; a due job.

    Returns the number of new revisions. A year whose figures are as logged last gets none.
    """
    found = 0
    for closed in ClosedYear.objects.all():
        signed = json.loads(closed.content)["report"]
        with translation.override("th"):
            now = document(year_figures(closed.fiscal_year))
        changes = differences(signed, now)
        mark = _hash(json.dumps(changes, sort_keys=True, ensure_ascii=False))
        last = closed.revisions.first()
        if (last is None and not changes) or (last is not None and last.sha256 == mark):
            continue
        LateRevision.objects.create(closed=closed, found_at=timezone.now(), changes=changes, sha256=mark)
        found += 1
    return found


def differences(signed: Mapping[str, Any], now: Mapping[str, Any]) -> list[dict[str, str]]:
    """Lines whose target, result or state is another now, with both values; lines that came or went."""

    def lines(data: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
        return {f"{row['project_slug']}/{row['source']}/{row['no']}": row for row in data["rows"]}

    before, after = lines(signed), lines(now)
    changes = []
    for name in sorted(before.keys() | after.keys()):
        for column in ("target", "result", "state"):
            old = str(before[name][column]) if name in before else "–"
            new = str(after[name][column]) if name in after else "–"
            if old != new:
                changes.append({"line": name, "what": column, "signed": old, "now": new})
    return changes
