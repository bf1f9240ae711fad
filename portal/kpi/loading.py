"""Loads the reference data: fiscal year 2562 as declared history, and the sample indicators of this year and the last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from portal.core.models import Project
from portal.kpi.enums import Direction, RecordOrigin
from portal.kpi.importing import NEEDED, SOURCES, Row, keep_row, read_row
from portal.kpi.models import DeclaredResult, DeclaredViews, Indicator, ProjectYear, Target
from portal.kpi.states import share_gone
from portal.kpi.tables import read_table
from portal.thai.day import Month
from portal.thai.fiscal import fiscal_year, fiscal_year_days, fiscal_year_first_month, quarter

CONTENT = Path(settings.BASE_DIR) / "portal" / "demo" / "content" / "kpi"
HISTORY = CONTENT / "fy2562.yaml"
HISTORY_TABLE = CONTENT / "fy2562.csv"
RUNNING = CONTENT / "running.yaml"


@dataclass(frozen=True)
class Loaded:
    """How many indicators a load added; 0 when it found everything there."""

    history: int
    running: int


@transaction.atomic
def load_reference(today: date | None = None) -> Loaded:
    """Loads history and samples. Safe to run twice: a second load, on another day too, adds nothing.

    today: the Bangkok day the demo's facts end on; the running fiscal year is its. Where samples are there already, they
    stay those of the day they were loaded on.
    """
    history = load_history()
    if Indicator.objects.filter(origin=RecordOrigin.DEMO).exists():
        return Loaded(history, 0)
    return Loaded(history, load_samples(today or timezone.localdate()))


def load_history() -> int:
    """The 36 indicators of fiscal year 2562 with their declared results, views and project rows; how many were new."""
    about = _read(HISTORY)
    _ensure_projects(about["projects"])
    names = {entry["name"].casefold(): entry["slug"] for entry in about["projects"]}
    target = {"approving_body": about["approving_body"], "approved_on": about["approved_on"]}
    added = 0
    for order, (_line, cells) in enumerate(read_table(HISTORY_TABLE.read_bytes(), HISTORY_TABLE.name, NEEDED), start=1):
        row = read_row(cells, names)
        added += keep_row(
            row,
            about["fiscal_year"],
            as_of=about["as_of"],
            origin=RecordOrigin.HISTORY,
            source_note=about["source_note"],
            target=target,
            sort_order=order,
            shape=about["shapes"].get(row.name),
            subject=about["subjects"].get(row.name, ""),
            production=about["productions"].get(row.name, ""),
            note_th=about["notes_th"].get(row.name, ""),
        )[1]
    _history_projects(about)
    first, last = fiscal_year_days(about["fiscal_year"])
    for entry in about["views"]:
        _keep_views(entry, first, last, RecordOrigin.HISTORY, about["source_note"])
    return added


def _read(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def _ensure_projects(entries: list[dict[str, Any]]) -> None:
    """Projects the portal has no content of exist all the same; those it has keep their names."""
    for order, entry in enumerate(entries, start=1):
        names = {"title_th": entry["name"], "title_en": entry["name"], "sort_order": 100 + order}
        Project.objects.get_or_create(slug=entry["slug"], defaults=names)


def _history_projects(about: Mapping[str, Any]) -> None:
    for entry in about["projects"]:
        ProjectYear.objects.get_or_create(
            project=Project.objects.get(slug=entry["slug"]),
            fiscal_year=about["fiscal_year"],
            quarter=4,
            defaults={
                "plan_percent": Decimal(entry["plan"]),
                "progress_percent": Decimal(entry["progress"]),
                "declared_indicators": entry["declared"],
                "as_of_text": about["as_of_text"],
                "approving_body": about["approving_body"],
                "approved_on": about["approved_on"],
                "note": about["project_notes"].get(entry["slug"], about["default_project_note"]),
                "origin": RecordOrigin.HISTORY,
            },
        )


def _keep_views(entry: Mapping[str, Any], first: date, last: date, origin: RecordOrigin, source_note: str) -> None:
    DeclaredViews.objects.get_or_create(
        project=Project.objects.get(slug=entry["project"]),
        platform=entry["platform"],
        piece=entry["piece"],
        starts_on=first,
        ends_on=last,
        origin=origin,
        defaults={
            "count": entry["count"],
            "medium": entry["medium"],
            "production": entry["production"],
            "source_note": source_note,
        },
    )


def load_samples(today: date) -> int:
    """Sample indicators of the fiscal year of `today` and of the one before; how many were added."""
    about = _read(RUNNING)
    names = {"internet-for-better-life": "Internet for Better Life", "digital-law-center": "Digital Law Center"}
    _ensure_projects([{"slug": slug, "name": names[slug]} for slug in about["projects"]])
    running = fiscal_year(today)
    for year in (running - 1, running):
        as_of = min(today, fiscal_year_days(year)[1])
        for order, entry in enumerate(about["indicators"], start=1):
            _sample(entry, year, order, as_of, about, is_last=year < running)
        for slug, entry in about["projects"].items():
            _sample_project(slug, entry, year, as_of, is_last=year < running)
    for entry in about["views"]:
        year = running if entry["year"] == "running" else running - 1
        first, last = _months(year, *entry["months"])
        if last <= today:
            _keep_views(entry, first, last, RecordOrigin.DEMO, about["source_note"])
    return 2 * len(about["indicators"])


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    """The first and last day from one calendar month to another of a fiscal year."""
    october = fiscal_year_first_month(year)
    begin, end = (Month(october.year + (month < october.month), month) for month in (first, last))
    return begin.first, end.last


def _sample(
    entry: Mapping[str, Any], year: int, order: int, as_of: date, about: Mapping[str, Any], *, is_last: bool
) -> None:
    row = Row(
        project=entry["project"],
        source=SOURCES[entry["source"]],
        number=entry["number"],
        wording=entry["wording"],
        target=entry["target"],
        unit=entry["unit"],
        result=_sample_result(entry.get("declared"), year, as_of, is_last=is_last),
        direction=entry.get("direction", Direction.AT_LEAST),
        measure=entry["measure"],
        note="",
    )
    plan = dict(zip(("plan_q1", "plan_q2", "plan_q3"), map(Decimal, entry.get("plan", ())), strict=False))
    keep_row(
        row,
        year,
        as_of=as_of,
        origin=RecordOrigin.DEMO,
        source_note=about["source_note"],
        target={
            **plan,
            "approving_body": about["approving_body"],
            "approved_on": fiscal_year_days(year)[0] - timedelta(days=20),
        },
        sort_order=order,
        shape=entry.get("shape"),
        subject=entry.get("subject", ""),
    )


def _sample_result(declared: Mapping[str, str] | None, year: int, as_of: date, *, is_last: bool) -> str:
    """What the sample declares: the last year's figure, or how much of the running year has gone."""
    if declared is None:
        return ""
    if is_last:
        return declared["last"]
    if declared["running"] == "elapsed-months":
        return str(max(1, round(share_gone(year, as_of) * 12)))
    return str((share_gone(year, as_of) * 90).quantize(Decimal("0.1")))


def _sample_project(slug: str, entry: Mapping[str, Any], year: int, as_of: date, *, is_last: bool) -> None:
    gone = (share_gone(year, as_of) * 100).quantize(Decimal("0.1"))
    ProjectYear.objects.get_or_create(
        project=Project.objects.get(slug=slug),
        fiscal_year=year,
        quarter=4 if is_last else quarter(as_of),
        defaults={
            "plan_percent": Decimal(entry["last_plan"]) if is_last else gone,
            "progress_percent": Decimal(str(entry["last_progress"])) if is_last else gone,
            "declared_indicators": entry["declared"],
            "origin": RecordOrigin.DEMO,
        },
    )


def remove_samples() -> int:
    """Takes every demo row of the ledger out; history and staff entries stay. How many rows went."""
    removed = 0
    for model in (DeclaredResult, Target, Indicator, DeclaredViews, ProjectYear):
        removed += model._default_manager.filter(origin=RecordOrigin.DEMO).delete()[0]
    return removed
