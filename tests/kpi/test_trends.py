"""Month by month, in Bangkok's months."""

from __future__ import annotations

import uuid
from datetime import date

import pytest

from portal.kpi.figures import reach
from portal.kpi.trends import Trend, trend_of
from portal.thai.day import Month
from tests.kpi.ledger import YEAR, at, completed, counted, session

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

OCTOBER, NOVEMBER = Month(2025, 10), Month(2025, 11)


def trend(project: str | None = None) -> Trend:
    return trend_of(reach(YEAR, today=date(2025, 11, 22)), project)


def test_a_year_has_twelve_months_from_october_and_the_running_one_is_marked() -> None:
    points = trend().points({})
    assert [month for month, _value, _running in points][::11] == [OCTOBER, Month(2026, 9)]
    assert [month for month, _value, running in points if running] == [NOVEMBER]


def test_a_completion_after_midnight_in_bangkok_is_the_new_months() -> None:
    for moment in ("2025-10-31 23:59", "2025-11-01 00:00", "2025-11-01 06:59"):
        completed(at(moment))
    assert dict(trend().completions) == {OCTOBER: 1, NOVEMBER: 2}


def test_views_downloads_and_attendances_fall_into_their_months_and_projects() -> None:
    counted(date(2025, 10, 31), 3)
    counted(date(2025, 11, 1), 40, kind="video", action="play")
    counted(date(2025, 11, 1), 900, kind="video", action="view")
    counted(date(2025, 11, 1), 500, project="digital-law-center", key=uuid.UUID(int=2))
    counted(date(2025, 11, 1), 7, kind="kit", action="download")
    counted(date(2025, 9, 30), 9_000)
    session(date(2025, 10, 31), "สมศรี ใจงาม", "บุญมา ศรีสุข", trainers=("ครูดี สอนเก่ง",))
    found = trend()
    assert dict(found.views) == {OCTOBER: 3, NOVEMBER: 540}
    assert dict(found.downloads) == {NOVEMBER: 7}
    assert dict(found.attendances) == {OCTOBER: 2}
    assert dict(found.views_of_projects(["internet-for-better-life"])) == {OCTOBER: 3, NOVEMBER: 40}
    assert dict(trend("digital-law-center").views) == {NOVEMBER: 500}
