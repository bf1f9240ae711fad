"""Words somebody searched for and did not find: shown from three visitors on, and one person is one."""

from __future__ import annotations

import pytest

from portal.thai.day import Month
from portal.tracking.facts import record_sign_in
from portal.tracking.objects import sign_search_miss
from portal.tracking.reports import missed_searches
from tests.tracking.conftest import CountingSite

pytestmark = [pytest.mark.django_db(databases=["default", "tracking"]), pytest.mark.both_databases]
NOVEMBER = Month(2026, 11)


def test_search_terms_are_shown_from_three_visitors_on(site: CountingSite) -> None:
    for number, term in enumerate(["แชร์ลูกโซ่", "แชร์ลูกโซ่", "แชร์ลูกโซ่ 0812345678", "ลับ", "ลับ"]):
        site.beacon(sign_search_miss(term, "th", 1), REMOTE_ADDR=f"203.0.113.{number}")
    site.store()
    assert [(row.term, row.searchers) for row in missed_searches(NOVEMBER)] == [("แชร์ลูกโซ่", 3)]
    assert site.views() == 0


def test_who_signs_in_between_two_searches_is_one_visitor(site: CountingSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.tracking.facts.site_intake", lambda: site.intake)
    term = sign_search_miss("แชร์ลูกโซ่", "th", 1)
    site.beacon(term, HTTP_COOKIE=site.cookie("learner", "learner:1"))
    site.beacon(term, HTTP_COOKIE=site.cookie("trainer", "user:7"))
    site.beacon(term, REMOTE_ADDR="203.0.113.80")
    site.store()
    record_sign_in("learner:1", "trainer", "user:7")
    site.store()
    assert missed_searches(NOVEMBER) == []
