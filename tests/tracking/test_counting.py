"""The rules of counting, from the beacon to the day's account, on whichever store the run uses."""

from __future__ import annotations

import uuid
from collections import Counter
from datetime import date

import pytest

from portal.thai.day import Month
from portal.tracking import clock
from portal.tracking.drain import Drain
from portal.tracking.facts import record_sign_in
from portal.tracking.models import MediumMonth, MonthVisitor, ObjectDay, RawEvent, YearReader, YearTally
from portal.tracking.objects import ObjectRef, sign
from portal.tracking.reports import Period, monthly_actives, unique_readers, views_by_medium
from tests.tracking.conftest import NOON, PHONE, CountingSite, make_ref

pytestmark = [pytest.mark.django_db(databases=["default", "tracking"]), pytest.mark.both_databases]
NOVEMBER = Month(2026, 11)


def actives(site: CountingSite, kind: str) -> int:
    return monthly_actives(NOVEMBER, NOVEMBER)[NOVEMBER][kind].total


def test_500_visitors_of_one_page_are_500_views(site: CountingSite, ref: ObjectRef) -> None:
    for number in range(500):
        answer = site.beacon(ref, REMOTE_ADDR=f"198.51.{number // 250}.{number % 250}")
        assert answer.status == 204
    site.store()
    assert site.views() == 500
    assert actives(site, "anonymous") == 500
    account = site.account()
    assert (account.received, account.counted) == (500, 500)


def test_500_from_one_visitor_within_30_seconds_are_one_view(site: CountingSite, ref: ObjectRef) -> None:
    for _ in range(500):
        site.beacon(ref)
        site.later(0.05)
    site.store()
    account = site.account()
    assert site.views() == 1
    assert account.received == 500
    assert account.duplicate + account.excluded_total == 499


def test_40_learners_behind_one_address_are_40_people(site: CountingSite) -> None:
    for number in range(40):
        cookie = site.cookie("learner", f"learner:{uuid.UUID(int=number)}")
        for lesson in (1, 2):
            assert site.beacon(make_ref(lesson), HTTP_COOKIE=cookie).status == 204
        site.later(1)
    site.store()
    assert site.views() == 80
    assert actives(site, "learner") == 40
    assert actives(site, "anonymous") == 0


def test_double_click_slides(site: CountingSite, ref: ObjectRef) -> None:
    for seconds in (0, 20, 20, 31):
        site.later(seconds)
        site.beacon(ref)
    site.store()
    assert site.verdicts() == [
        ("counted", ""),
        ("duplicate", "double-click"),
        ("duplicate", "double-click"),
        ("counted", ""),
    ]


def test_double_click_is_per_object_and_language(site: CountingSite) -> None:
    for ref in (make_ref(1), make_ref(2), make_ref(1, language="en")):
        site.beacon(ref)
    site.store()
    assert site.views() == 3


def test_inner_beacon_is_a_view_only_after_30_quiet_minutes(site: CountingSite, ref: ObjectRef) -> None:
    site.beacon(ref)
    site.later(29 * 60)
    site.beacon(ref, more="&n=1")
    site.later(31 * 60)
    site.beacon(ref, more="&n=1")
    site.later(31)
    site.beacon(ref)
    site.store()
    assert site.verdicts() == [("counted", ""), ("duplicate", "visit"), ("counted", ""), ("counted", "")]


def test_first_beacon_may_be_inner(site: CountingSite, ref: ObjectRef) -> None:
    site.beacon(ref, more="&n=1")
    site.store()
    assert site.views() == 1


def test_open_windows_survive_a_restart(site: CountingSite, ref: ObjectRef) -> None:
    site.beacon(ref)
    site.store()
    site.restart()
    site.later(20)
    site.beacon(ref)
    site.later(10 * 60)
    site.beacon(ref, more="&n=1")
    site.store()
    assert site.verdicts() == [("counted", ""), ("duplicate", "double-click"), ("duplicate", "visit")]


def test_repeated_event_id_is_a_duplicate_in_one_batch_and_across_restarts(site: CountingSite, ref: ObjectRef) -> None:
    event = str(uuid.uuid4())
    site.beacon(ref, event=event)
    site.beacon(ref, event=event.upper())
    site.store()
    site.restart()
    site.later(3_600)
    site.beacon(ref, event=event)
    site.store()
    account = site.account()
    assert (account.counted, account.duplicates) == (1, {"event-id": 2})


@pytest.mark.parametrize(
    ("bangkok", "fiscal_year", "day"),
    [
        ("2026-09-30T23:59:59+07:00", 2569, date(2026, 9, 30)),
        ("2026-10-01T00:00:00+07:00", 2570, date(2026, 10, 1)),
        ("2026-10-01T06:59:00+07:00", 2570, date(2026, 10, 1)),
    ],
)
def test_fiscal_borders_are_bangkoks(site: CountingSite, bangkok: str, fiscal_year: int, day: date) -> None:
    from datetime import datetime

    site.now_us = clock.to_us(datetime.fromisoformat(bangkok))
    site.beacon(make_ref(kind="article", project="digital-law-center"))
    site.store()
    assert ObjectDay.objects.get().day == day
    assert views_by_medium(Period.of_fiscal_year(fiscal_year)).total == 1
    other = 2569 if fiscal_year == 2570 else 2570
    assert views_by_medium(Period.of_fiscal_year(other)).total == 0
    assert unique_readers(fiscal_year)["address"].total == 1
    assert unique_readers(other)["address"].total == 0


def test_double_click_does_not_cross_a_month(site: CountingSite, ref: ObjectRef) -> None:
    from datetime import datetime

    site.now_us = clock.to_us(datetime.fromisoformat("2026-11-30T23:59:55+07:00"))
    site.beacon(ref)
    site.later(10)
    site.beacon(ref)
    site.store()
    assert RawEvent.objects.filter(outcome="counted").count() == 2
    assert set(MediumMonth.objects.values_list("month", "count")) == {(date(2026, 11, 1), 1), (date(2026, 12, 1), 1)}


def test_behaviour_limit_of_60_objects_a_minute(site: CountingSite) -> None:
    for number in range(1, 71):
        site.beacon(make_ref(number))
    site.beacon(make_ref(1))
    site.store()
    account = site.account()
    assert account.counted == 60
    assert account.excluded == {"behaviour": 11}
    site.restart()
    site.beacon(make_ref(80))
    site.store()
    assert site.account().excluded == {"behaviour": 12}
    site.later(60)
    site.beacon(make_ref(81))
    site.store()
    assert site.account().counted == 61


def test_behaviour_limit_spares_a_neighbour_on_the_same_address(site: CountingSite) -> None:
    for number in range(1, 71):
        site.beacon(make_ref(number))
    site.beacon(make_ref(1), HTTP_USER_AGENT=PHONE.replace("SM-A135F", "SM-A546E"))
    site.beacon(make_ref(1), HTTP_COOKIE=site.cookie("learner", "learner:1"))
    site.store()
    assert site.account().counted == 62


def test_behaviour_limit_of_1000_views_a_day(site: CountingSite) -> None:
    site.now_us = NOON - 11 * 3_600 * clock.SECOND
    for number in range(1, 1_006):
        site.beacon(make_ref(number))
        site.later(2)
    site.store()
    assert site.account().counted == 1_000
    site.restart()
    site.later(3_600)
    site.beacon(make_ref(2_000))
    site.store()
    account = site.account()
    assert (account.counted, account.excluded) == (1_000, {"behaviour": 6})
    site.later(24 * 3_600)
    site.beacon(make_ref(2_001))
    site.store()
    assert site.account().counted == 1


@pytest.mark.parametrize(
    ("environ", "more", "reason"),
    [
        ({"HTTP_SEC_PURPOSE": "prefetch;prerender"}, "", "prefetch"),
        ({"HTTP_PURPOSE": "prefetch"}, "", "prefetch"),
        ({"HTTP_X_PURPOSE": "preview"}, "", "prefetch"),
        ({"HTTP_X_MOZ": "prefetch"}, "", "prefetch"),
        ({"HTTP_USER_AGENT": ""}, "", "no-user-agent"),
        ({"HTTP_USER_AGENT": None}, "", "no-user-agent"),
        ({}, "&w=1", "webdriver"),
        ({"HTTP_USER_AGENT": "facebookexternalhit/1.1;line-poker/1.0"}, "", "bot"),
        ({"HTTP_USER_AGENT": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"}, "", "bot"),
        (
            {
                "HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/126.0 Safari/537.36"
            },
            "",
            "bot",
        ),
    ],
)
def test_what_is_no_person_is_excluded_with_its_reason(
    site: CountingSite, ref: ObjectRef, environ: dict[str, str], more: str, reason: str
) -> None:
    assert site.beacon(ref, more=more, **environ).status == 204
    site.store()
    assert site.views() == 0
    assert site.account().excluded == {reason: 1}
    assert not MonthVisitor.objects.exists()


def test_excluded_visits_do_not_make_a_later_one_a_double_click(site: CountingSite, ref: ObjectRef) -> None:
    site.beacon(ref, HTTP_SEC_PURPOSE="prefetch")
    site.beacon(ref)
    site.store()
    assert site.verdicts() == [("excluded", "prefetch"), ("counted", "")]


def test_a_person_in_lines_browser_counts(site: CountingSite, ref: ObjectRef) -> None:
    line = "Mozilla/5.0 (iPhone; CPU iPhone OS 16_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Safari Line/13.10.0"
    site.beacon(ref, HTTP_USER_AGENT=line)
    site.store()
    assert site.views() == 1


def test_picture_counts_as_nojs(site: CountingSite, ref: ObjectRef) -> None:
    answer = site.picture(ref)
    assert (answer.status, answer.headers["Cache-Control"], answer.headers["Content-Type"]) == (
        200,
        "no-store",
        "image/gif",
    )
    assert answer.body[:6] == b"GIF89a"
    site.store()
    assert views_by_medium(site.today()).media["lesson"].by_origin == {"nojs": 1}


def test_video_counts_its_plays_and_shows_page_views_apart(site: CountingSite) -> None:
    video = make_ref(kind="video")
    for action in "vpc":
        assert site.beacon(video, action).status == 204
    site.store()
    views = views_by_medium(site.today())
    assert views.total == 1
    assert views.media["video"].total == 1
    assert {name: figure.total for name, figure in views.apart.items()} == {"video-page": 1, "video-complete": 1}


def test_staff_views_count_but_staff_are_no_active_users(site: CountingSite, ref: ObjectRef) -> None:
    site.beacon(ref, HTTP_COOKIE=site.cookie("staff", "user:1"))
    site.beacon(ref, HTTP_COOKIE=site.cookie("trainer", "user:2"))
    site.store()
    assert site.views() == 2
    assert {kind: actives(site, kind) for kind in ("anonymous", "learner", "trainer")} == {
        "anonymous": 0,
        "learner": 0,
        "trainer": 1,
    }


@pytest.mark.parametrize(
    "spoil", [lambda cookie: cookie[:-3] + "xyz", lambda cookie: cookie.replace("e_id=l:", "e_id=s:")]
)
def test_a_forged_identity_counts_as_its_address(site: CountingSite, ref: ObjectRef, spoil: object) -> None:
    cookie = site.cookie("learner", "learner:1")
    site.beacon(ref, HTTP_COOKIE=spoil(cookie))  # type: ignore[operator]
    site.beacon(make_ref(2), HTTP_COOKIE="")
    site.store()
    assert MonthVisitor.objects.get().kind == "a"


def test_an_expired_identity_counts_as_its_address(site: CountingSite, ref: ObjectRef) -> None:
    site.beacon(ref, HTTP_COOKIE=site.cookie("learner", "learner:1", days=-1))
    site.store()
    assert actives(site, "anonymous") == 1


def test_readers_of_law_are_addresses_devices_and_accounts(site: CountingSite) -> None:
    law = make_ref(kind="article", project="digital-law-center")
    other_phone = PHONE.replace("SM-A135F", "SM-A546E")
    for environ in (
        {"REMOTE_ADDR": "203.0.113.1"},
        {"REMOTE_ADDR": "203.0.113.1", "HTTP_USER_AGENT": other_phone},
        {"REMOTE_ADDR": "203.0.113.1", "HTTP_COOKIE": site.cookie("learner", "learner:1")},
        {"REMOTE_ADDR": "2001:db8:1:2::1"},
        {"REMOTE_ADDR": "2001:db8:1:2:ffff::9"},
        {"REMOTE_ADDR": "::ffff:203.0.113.1"},
    ):
        site.beacon(law, **environ)
    site.beacon(make_ref(2), REMOTE_ADDR="192.0.2.1")
    site.store()
    readers = unique_readers(2570)
    assert {basis: figure.total for basis, figure in readers.items()} == {"address": 2, "device": 4, "account": 1}


def test_a_years_readers_are_counted_as_they_come_and_never_again(site: CountingSite) -> None:
    law = make_ref(kind="article", project="digital-law-center")
    for _ in range(2):
        for number in range(30):
            site.beacon(law, REMOTE_ADDR=f"203.0.113.{number}")
            site.picture(law, REMOTE_ADDR=f"203.0.113.{number + 20}")
            site.later(31)
        site.restart()
        Drain(site.folder / "spool", lines=7).run(wait=True)
    rows = Counter(YearReader.objects.values_list("fiscal_year", "basis", "origin"))
    assert {(row.fiscal_year, row.basis, row.origin): row.readers for row in YearTally.objects.all()} == rows
    assert unique_readers(2570)["address"].total == 50


def test_sign_in_makes_the_months_learner_one_person(site: CountingSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.tracking.facts.site_intake", lambda: site.intake)
    learner, user = site.cookie("learner", "learner:1"), site.cookie("trainer", "user:7")
    site.beacon(make_ref(1), HTTP_COOKIE=learner)
    site.store()
    record_sign_in("learner:1", "trainer", "user:7")
    site.beacon(make_ref(1), HTTP_COOKIE=user)
    site.beacon(make_ref(2), HTTP_COOKIE=learner)
    site.store()
    assert (actives(site, "learner"), actives(site, "trainer")) == (0, 1)
    # The 30 seconds of the learner are the person's too.
    assert [outcome for outcome, _ in site.verdicts()] == ["counted", "duplicate", "counted"]


def test_neither_address_nor_agent_nor_id_reach_spool_or_store(site: CountingSite, ref: ObjectRef) -> None:
    site.beacon(
        make_ref(kind="article"), REMOTE_ADDR="203.0.113.77", HTTP_COOKIE=site.cookie("learner", "learner:secret")
    )
    spooled = b"".join(path.read_bytes() for path in (site.folder / "spool").glob("*.spool"))
    site.store()
    stored = repr(list(RawEvent.objects.values())) + repr(list(MonthVisitor.objects.values()))
    for secret in ("203.0.113.77", "Android", "secret"):
        assert secret.encode() not in spooled
        assert secret not in stored


def test_past_counts_keep_what_they_were_counted_under(site: CountingSite) -> None:
    site.beacon(make_ref(1, project="internet-for-better-life"), REMOTE_ADDR="203.0.113.1")
    site.beacon(make_ref(1, project="digital-law-center"), REMOTE_ADDR="203.0.113.2")
    site.store()
    assert set(ObjectDay.objects.values_list("project", "count")) == {
        ("internet-for-better-life", 1),
        ("digital-law-center", 1),
    }


def test_a_cached_page_of_another_site_keeps_its_site(site: CountingSite) -> None:
    site.beacon(make_ref(1, site=7), HTTP_HOST="www.example.com")
    site.store()
    assert ObjectDay.objects.get().site == 7


def test_ids_signed_with_a_former_secret_still_count(site: CountingSite, ref: ObjectRef, settings: object) -> None:
    from portal.tracking.intake import Intake

    old = sign(ref)
    site.intake = Intake(spool_dir=str(site.folder / "spool"), key_file=str(site.folder / "keys.json"),
                         secrets=("new-secret", settings.SECRET_KEY))  # type: ignore[attr-defined]  # fmt: skip
    site.__post_init__()
    assert site.beacon(old).status == 204
