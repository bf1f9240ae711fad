"""Views by month, medium and audience: what counts, what is left out, and what is never added up."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from portal.core.models import Audience
from portal.opendata.dataset import Row
from portal.opendata.release import Release
from portal.opendata.viewing import VIEWS, VIEWS_BY_AUDIENCE, audience_rows, views_rows
from tests.kpi.ledger import counted

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

SEPTEMBER = date(2026, 9, 30)


def views(out: Release) -> dict[tuple[str, str], int]:
    rows = views_rows(out, VIEWS.issues(out)[0])
    return {(row["month"], row["medium"]): row["views"] for row in rows if row["views"]}


def audiences(out: Release) -> list[Row]:
    return audience_rows(out, VIEWS_BY_AUDIENCE.issues(out)[0])


def test_views_of_all_media_and_real_origins_count(out: Release) -> None:
    counted(SEPTEMBER, 7)
    counted(SEPTEMBER, 2, origin="nojs")
    counted(SEPTEMBER, 1, origin="log")
    counted(SEPTEMBER, 5, kind="article", project="digital-law-center")
    assert views(out) == {("2026-09", "lesson"): 10, ("2026-09", "article"): 5}


def test_a_video_counts_its_plays_and_its_page_nothing(out: Release) -> None:
    counted(SEPTEMBER, 9, kind="video", action="view")
    counted(SEPTEMBER, 4, kind="video", action="play")
    counted(SEPTEMBER, 3, kind="video", action="complete")
    counted(SEPTEMBER, 6, kind="kit", action="download")
    assert views(out) == {("2026-09", "video"): 4}


def test_every_medium_has_a_row_in_a_counted_month_and_no_other_month_any(out: Release) -> None:
    counted(date(2026, 7, 1))
    counted(SEPTEMBER)
    rows = views_rows(out, VIEWS.issues(out)[0])
    assert {row["month"] for row in rows} == {"2026-07", "2026-09"}
    assert len(rows) == 2 * 7
    assert rows[0]["month_th"] == "กรกฎาคม 2569"
    assert rows[0]["fiscal_year"] == 2569


def test_the_running_month_is_not_out(out: Release) -> None:
    counted(date(2026, 10, 31), 3)
    counted(date(2026, 11, 1), 8)
    assert views(out) == {("2026-10", "lesson"): 3}
    issue = VIEWS.issues(out)[0]
    assert (issue.first, issue.last, issue.modified) == (date(2026, 10, 1), date(2026, 10, 31), date(2026, 11, 1))


def test_audiences_overlap_and_the_mediums_own_total_stands_beside(out: Release) -> None:
    counted(SEPTEMBER, 10, audiences="adult,elder")
    counted(SEPTEMBER, 4, audiences="elder")
    counted(SEPTEMBER, 2, audiences="")
    found = {row["audience"]: row for row in audiences(out) if row["medium"] == "lesson"}
    assert {name: row["views_for_audience"] for name, row in found.items() if row["views_for_audience"]} == {
        "adult": 10, "elder": 14, "none": 2,
    }  # fmt: skip
    assert {row["views_of_medium"] for row in found.values()} == {16}
    assert all(row["audiences_overlap"] is True for row in found.values())
    assert found["none"]["audience_th"] == "ไม่ได้ระบุกลุ่มวัย"


def test_audiences_have_their_thai_names_and_one_that_is_gone_its_code(out: Release) -> None:
    Audience.objects.get_or_create(slug="elder", defaults={"title_th": "ผู้สูงวัย", "title_en": "Elders"})
    Audience.objects.filter(slug="elder").update(title_th="ผู้สูงวัย")
    counted(SEPTEMBER, 3, audiences="elder,night-watch")
    names = {row["audience"]: row["audience_th"] for row in audiences(out)}
    assert names["elder"] == "ผู้สูงวัย"
    assert names["night-watch"] == "night-watch"


def test_sample_facts_are_out_unless_the_portal_is_a_demo(out: Release, settings: Any) -> None:
    counted(SEPTEMBER, 7)
    counted(SEPTEMBER, 100, origin="demo")
    assert views(out) == {("2026-09", "lesson"): 7}
    settings.DEMO = True
    assert views(out) == {("2026-09", "lesson"): 107}
    marked = {row["medium"] for row in views_rows(out, VIEWS.issues(out)[0]) if row["contains_demo"]}
    assert marked == {"lesson"}


def test_nothing_counted_is_an_empty_table(out: Release) -> None:
    issue = VIEWS.issues(out)[0]
    assert (issue.first, issue.last, views_rows(out, issue), audiences(out)) == (None, None, [], [])


def test_months_and_objects_take_no_more_queries(out: Release) -> None:
    def asked() -> int:
        with (
            CaptureQueriesContext(connections["tracking"]) as facts,
            CaptureQueriesContext(connections["default"]) as words,
        ):
            audience_rows(out, VIEWS_BY_AUDIENCE.issues(out)[0])
        return len(facts) + len(words)

    counted(SEPTEMBER)
    before = asked()
    for year in range(2020, 2026):
        for month in range(1, 13):
            counted(date(year, month, 1), kind="article", audiences=f"a{month}")
    assert asked() == before == 3
