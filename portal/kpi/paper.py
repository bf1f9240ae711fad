"""The official table on paper: PDF/UA, A4 landscape, Sarabun."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string

from courses.kits.pdf import Press, created
from courses.kits.places import Places
from portal.core.models import SiteSettings
from portal.kpi.official import OfficialTable
from portal.thai.dates import thai_date

ASSETS = Path(__file__).resolve().parent / "assets"


def table_pdf(
    table: OfficialTable, day: date, *, closing: Mapping[str, Any] | None = None, closed_on: str = ""
) -> bytes:
    """The table as PDF; under it the words of a closed year (`closing`), or, of a part of such a year, when it was closed.

    Raises courses.kits.errors.KitError, which says what to install, where Pango is missing.
    """
    return _printed("kpi/paper/table.html", day, table=table, closing=closing, closed_on=closed_on)


def summary_pdf(summary: Any, day: date) -> bytes:
    """The annual summary as PDF. Raises as `table_pdf`."""
    return _printed("kpi/paper/summary.html", day, summary=summary)


def _printed(template: str, day: date, **context: Any) -> bytes:
    press = Press(replace(Places(), assets=ASSETS))
    site = SiteSettings.objects.first()
    organisation = site.organisation_th if site else ""
    html = render_to_string(
        template, {**context, "organisation": organisation, "created": created(day), "printed_on": thai_date(day)}
    )
    return press.pdf(html)
