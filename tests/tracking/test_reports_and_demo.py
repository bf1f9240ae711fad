"""The reading side, and the demo's counts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from portal.thai.day import Month
from portal.tracking import reports
from portal.tracking.demo import DemoCount, DemoFacts, DemoRefused, remove_demo, write_demo
from portal.tracking.models import DayIdentity, KeptTitle, MediumMonth, MonthCount, MonthVisitor, ObjectDay, YearCount
from portal.tracking.reports import Period, Scope
from tests.tracking.conftest import CountingSite, make_ref

pytestmark = [pytest.mark.django_db(databases=["default", "tracking"]), pytest.mark.both_databases]
OCTOBER, NOVEMBER, DECEMBER = date(2026, 10, 1), date(2026, 11, 5), date(2026, 12, 31)
YEAR = Period.of_fiscal_year(2570)
LESSON = make_ref(1, title="รู้ทันมิจฉาชีพ")
ALBUM = make_ref(2, "album", production="commissioned", audiences=("child", "elder"), title="อัลบั้ม")
LAW = make_ref(3, "article", project="digital-law-center", audiences=(), title="กฎหมาย")
VIDEO = make_ref(4, "video", title="คลิป")


def facts() -> DemoFacts:
    return DemoFacts(
        counts=[
            DemoCount(LESSON, OCTOBER, "view", 100),
            DemoCount(LESSON, NOVEMBER, "view", 10),
            DemoCount(LESSON, NOVEMBER, "view", 5),
            DemoCount(ALBUM, NOVEMBER, "view", 40),
            DemoCount(LAW, DECEMBER, "view", 7),
            DemoCount(VIDEO, DECEMBER, "view", 30),
            DemoCount(VIDEO, DECEMBER, "play", 20),
            DemoCount(VIDEO, DECEMBER, "complete", 9),
            DemoCount(make_ref(5, "kit"), DECEMBER, "download", 3),
        ],
        excluded={(NOVEMBER, "bot"): 12},
        duplicates={NOVEMBER: 4},
        actives={
            (Month(2026, 10), "anonymous"): 60,
            (Month(2026, 11), "anonymous"): 30,
            (Month(2026, 11), "trainer"): 2,
        },
        readers={(2570, "address"): 5, (2570, "device"): 6},
    )


@pytest.fixture
def demo() -> None:
    write_demo(facts())


def test_views_by_medium(demo: None) -> None:
    views = reports.views_by_medium(YEAR)
    assert {name: figure.total for name, figure in views.media.items() if figure.total} == {
        "lesson": 115, "album": 40, "article": 7, "video": 20,
    }  # fmt: skip
    assert views.total == 182
    assert {name: figure.total for name, figure in views.apart.items()} == {"video-page": 30, "video-complete": 9}
    assert views.media["lesson"].by_origin == {"demo": 115}


@pytest.mark.parametrize(
    ("scope", "total"),
    [
        (Scope(), 182),
        (Scope(project="digital-law-center"), 7),
        (Scope(production="commissioned"), 40),
        (Scope(language="en"), 0),
        (Scope(audience="elder"), 175),
        (Scope(audience="child"), 40),
        (Scope(audience="eld"), 0),
        (Scope(origin="beacon"), 0),
        (Scope(site=1), 182),
        (Scope(site=2), 0),
        (Scope(project="internet-for-better-life", production="own", audience="elder"), 135),
    ],
)
def test_a_scope_narrows_whole_months_and_days_alike(demo: None, scope: Scope, total: int) -> None:
    assert reports.total_views(YEAR, scope).total == total
    assert reports.total_views(Period(date(2026, 10, 1), date(2027, 9, 29)), scope).total == total


def test_a_period_takes_in_its_days_only(demo: None) -> None:
    assert reports.total_views(Period(date(2026, 10, 2), date(2026, 12, 30))).total == 55
    assert reports.total_views(Period(date(2026, 11, 1), date(2026, 11, 30))).total == 55
    with pytest.raises(ValueError, match="ends after"):
        Period(date(2026, 11, 2), date(2026, 11, 1))


def test_each_object_has_its_views(demo: None) -> None:
    counts = reports.object_counts(YEAR)
    titles = reports.titles_of(counts)
    best = sorted(counts, key=counts.__getitem__, reverse=True)[:2]
    assert [(titles[name], counts[name]) for name in best] == [("รู้ทันมิจฉาชีพ", 115), ("อัลบั้ม", 40)]


def test_downloads_are_no_views(demo: None) -> None:
    assert {kind: figure.total for kind, figure in reports.downloads(YEAR).items()} == {"kit": 3}


def test_every_day_of_the_demo_balances(demo: None) -> None:
    accounts = reports.daily_identity(YEAR)
    assert all(account.balanced for account in accounts)
    november = next(account for account in accounts if account.day == NOVEMBER)
    assert (november.received, november.counted, november.duplicate, november.excluded) == (71, 55, 4, {"bot": 12})
    assert reports.exclusions(YEAR) == {"bot": 12}


def test_an_account_that_does_not_balance_says_so(demo: None) -> None:
    row = DayIdentity.objects.get(day=NOVEMBER, outcome="counted")
    DayIdentity.objects.filter(pk=row.pk).update(count=row.count - 1)
    assert [account.day for account in reports.daily_identity(YEAR) if not account.balanced] == [NOVEMBER]


def test_readers_of_the_demo_and_real_ones_stand_together_told_apart(demo: None, site: CountingSite) -> None:
    site.beacon(LAW)
    site.store()
    address = reports.unique_readers(2570)["address"]
    assert (address.total, address.by_origin) == (6, {"demo": 5, "beacon": 1})


def test_active_users_of_the_demo_and_real_ones_stand_together_told_apart(demo: None, site: CountingSite) -> None:
    site.beacon(LESSON)
    site.store()
    months = reports.monthly_actives(Month(2026, 10), Month(2026, 11))
    assert months[Month(2026, 11)]["anonymous"].by_origin == {"demo": 30, "beacon": 1}


def stored() -> list[Any]:
    models = (ObjectDay, MediumMonth, DayIdentity, MonthCount, YearCount)
    return [sorted(map(str, model.objects.order_by().values_list(*[f.name for f in model._meta.fields if f.name not in ("id", "closed_at")])))  # type: ignore[attr-defined]
            for model in models]  # fmt: skip


def test_writing_the_demo_again_changes_nothing(demo: None) -> None:
    before = stored()
    write_demo(facts())
    assert stored() == before


def test_removing_the_demo_leaves_what_was_counted(site: CountingSite) -> None:
    site.beacon(LESSON)
    site.store()
    KeptTitle.objects.create(kind="lesson", key=LESSON.key, language="th", title="รู้ทันมิจฉาชีพ")
    before = stored()
    write_demo(facts())
    assert stored() != before
    remove_demo()
    assert stored() == before
    assert KeptTitle.objects.get().key == LESSON.key
    assert site.views() == 1
    assert MonthVisitor.objects.count() == 1


def test_production_refuses_the_demo_unless_asked(settings: Any) -> None:
    settings.DEMO_ALLOWED = False
    with pytest.raises(DemoRefused, match="DEMO=1"):
        write_demo(facts())
    assert not ObjectDay.objects.exists()
    settings.DEMO_ALLOWED = True
    write_demo(facts())
    assert ObjectDay.objects.exists()


def test_a_years_views_take_one_query_whatever_the_objects(demo: None, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1, using="tracking"):
        reports.views_by_medium(YEAR, Scope(project="internet-for-better-life", audience="elder"))
    with django_assert_num_queries(1, using="tracking"):
        reports.object_counts(YEAR)
    with django_assert_num_queries(2, using="tracking"):
        reports.monthly_actives(Month(2026, 10), Month(2027, 9))


def test_a_years_views_come_from_the_month_rollup_not_the_events(demo: None) -> None:
    ObjectDay.objects.all().delete()
    assert reports.views_by_medium(YEAR).total == 182
