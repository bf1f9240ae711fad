"""The measures: what each indicator's result is computed from. One function per measure, one sentence per rule."""

from __future__ import annotations

from portal.kpi.enums import MeasureName
from portal.kpi.measures.learning import completions, satisfaction
from portal.kpi.measures.media import media_published
from portal.kpi.measures.readers import unique_readers
from portal.kpi.measures.result import Measure, MeasureResult, Part
from portal.kpi.measures.trainees import trainees
from portal.kpi.measures.views import views
from portal.kpi.models import Indicator
from portal.tracking.reports import Period

MEASURES: dict[str, Measure] = {
    MeasureName.VIEWS: views,
    MeasureName.UNIQUE_READERS: unique_readers,
    MeasureName.TRAINEES: trainees,
    MeasureName.COMPLETIONS: completions,
    MeasureName.SATISFACTION: satisfaction,
    MeasureName.MEDIA_PUBLISHED: media_published,
}
"""Measures computed from facts. Months used, budget used, data sets and the like are declared, never computed."""


def measured(indicator: Indicator, period: Period) -> MeasureResult | None:
    """What the portal's own facts say of an indicator; None for one whose result is entered by hand."""
    measure = MEASURES.get(indicator.measure)
    return measure(indicator, period) if measure else None


__all__ = ["MEASURES", "Measure", "MeasureResult", "Part", "measured"]
