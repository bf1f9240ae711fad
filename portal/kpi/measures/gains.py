"""What courses changed: the test before against the test after, of learners who took both."""

from __future__ import annotations

from portal.learning.quizzing import PairedTests, paired_tests
from portal.thai.day import day_bounds_utc
from portal.tracking.reports import Period


def gains_of(period: Period, project: str | None = None) -> list[PairedTests]:
    """Learners whose later test lies in the period's Bangkok days, one row each."""
    rows = paired_tests(day_bounds_utc(period.first)[0], day_bounds_utc(period.last)[1])
    return [row for row in rows if project is None or row.project == project]
