"""The signed table of a closed year on screen: its figures as they were signed, each leading to its rows of today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from portal.kpi.enums import Source, State
from portal.kpi.figures import YearFigures
from portal.kpi.official import Line, Section, official_table


@dataclass(frozen=True)
class SignedProject:
    """A project as it was signed. lines: each with the key of its indicator, None where that is gone."""

    slug: str
    state: State
    section: Section
    lines: tuple[tuple[Line, int | None], ...]


def signed_projects(data: Mapping[str, Any], now: YearFigures) -> list[SignedProject]:
    """The projects of a signed report; what stands in the ledger now gives nothing but the way to the rows."""
    keys = {
        (
            figure.indicator.project.slug,
            str(Source(figure.indicator.source).label),
            figure.indicator.number,
        ): figure.indicator.pk
        for figure in now.figures
    }
    found = []
    for project, section in zip(data["projects"], official_table(data).sections, strict=True):
        slug = project["slug"]
        rows = [row for row in data["rows"] if row["project_slug"] == slug]
        lines = tuple(
            (line, keys.get((slug, row["source"], row["no"]))) for line, row in zip(section.lines, rows, strict=True)
        )
        found.append(SignedProject(slug, State(project["state"]), section, lines))
    return found
