"""Every number opens its rows: which tables stand behind an indicator, and behind the portal's own totals."""

from __future__ import annotations

from collections.abc import Callable

from portal.kpi.enums import MeasureName
from portal.kpi.figures import IndicatorFigure, Reach
from portal.kpi.narrowing import Narrowing
from portal.kpi.rows.counts import download_rows, reader_rows, view_rows
from portal.kpi.rows.declared import outside_view_rows, result_rows, withdrawn_views
from portal.kpi.rows.facts import attendance_rows, completion_rows, gain_rows, piece_rows, session_rows, vote_rows
from portal.kpi.rows.identity import accounts_of, identity_rows
from portal.kpi.rows.table import RowTable
from portal.tracking.reports import Period

FactTables = Callable[[Period, Narrowing], list[RowTable]]

FACTS: dict[str, FactTables] = {
    "views": lambda period, narrowed: [view_rows(period, narrowed)],
    "downloads": lambda period, narrowed: [download_rows(period, narrowed)],
    "completions": lambda period, narrowed: [completion_rows(period, narrowed)],
    "trainees": lambda period, narrowed: [session_rows(period, narrowed), attendance_rows(period, narrowed)],
    "satisfaction": lambda period, narrowed: [vote_rows(period, narrowed)],
    "gains": lambda period, narrowed: [gain_rows(period, narrowed)],
    "identity": lambda period, narrowed: [identity_rows(accounts_of(period))],
}
"""Tables behind the totals of the dashboard, by the name in their address."""


def tables_of(figure: IndicatorFigure, span: Reach) -> list[RowTable]:
    """The tables behind an indicator's result, what the result stands on first."""
    counted = _counted(figure, span)
    views = [*figure.declared_views, *withdrawn_views(figure.indicator)]
    declared = [outside_view_rows(views)] if views else []
    if figure.indicator.declared_results.all() or not counted:
        declared.append(result_rows(figure))
    return [*declared, *counted] if figure.whole else [*counted, *declared]


def _counted(figure: IndicatorFigure, span: Reach) -> list[RowTable]:
    indicator, period = figure.indicator, span.period
    narrowed = Narrowing(
        project=indicator.project.slug, production=indicator.production or None, subject=indicator.subject or None
    )
    match indicator.measure:
        case MeasureName.VIEWS:
            return [view_rows(period, narrowed)]
        case MeasureName.UNIQUE_READERS:
            return [reader_rows(indicator.fiscal_year)]
        case MeasureName.TRAINEES:
            return [session_rows(period, narrowed), attendance_rows(period, narrowed)]
        case MeasureName.COMPLETIONS:
            return [completion_rows(period, narrowed)]
        case MeasureName.SATISFACTION:
            return [vote_rows(period, narrowed)]
        case MeasureName.MEDIA_PUBLISHED:
            return [piece_rows(period, indicator.project.slug, indicator.production)]
    return []


__all__ = ["FACTS", "RowTable", "tables_of"]
