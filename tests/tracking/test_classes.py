"""A class behind one hotspot is many people: while its session is open the behaviour limits of rule 9 are asked of each
learner, not of the addresses it was joined from (counting rule 5)."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.test import RequestFactory

from portal.tracking import classes, clock, judge
from portal.tracking.models import ClassVisitor, RawEvent
from tests.tracking.conftest import PHONE, CountingSite, make_ref

pytestmark = [pytest.mark.django_db(databases=["default", "tracking"]), pytest.mark.both_databases]
SESSION = uuid.UUID(int=5)
HOTSPOT = "203.0.113.5"


def learner(number: int) -> str:
    return f"learner:{uuid.UUID(int=number)}"


@pytest.fixture
def joined(site: CountingSite, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody has joined from the hotspot ten minutes before the session opens for an hour."""
    monkeypatch.setattr(classes, "site_keys", lambda: site.intake.keys)
    monkeypatch.setattr(classes, "now_us", lambda: site.now_us)
    request = RequestFactory().post("/join/", REMOTE_ADDR=HOTSPOT, HTTP_USER_AGENT=PHONE)
    opens = clock.to_datetime(site.now_us) + timedelta(minutes=10)
    for _ in range(2):
        classes.joined_from(request, SESSION, opens, opens + timedelta(hours=1))


def burst(site: CountingSite, **environ: str) -> int:
    """80 objects within a minute; how many of them count."""
    before = RawEvent.objects.filter(outcome="counted").count()
    # At the beginning of a minute, so that all of them lie in one.
    site.later(60 - site.now_us / clock.SECOND % 60)
    for number in range(80):
        site.beacon(make_ref(100 + number), REMOTE_ADDR=HOTSPOT, **environ)
    site.store()
    return RawEvent.objects.filter(outcome="counted").count() - before


@pytest.mark.usefixtures("joined")
@pytest.mark.parametrize(
    ("minutes", "counted"),
    [(0, 60), (8.5, 60), (9, 80), (68.5, 80), (69, 60), (180, 60)],
    ids=["long before", "just before it opens", "at its opening", "just before it closes", "at its close", "after"],
)
def test_the_address_is_free_of_limits_while_the_session_is_open_and_only_then(
    site: CountingSite, minutes: float, counted: int
) -> None:
    # Bursts begin with the next whole minute.
    site.later(minutes * 60)
    assert burst(site) == counted


@pytest.mark.usefixtures("joined")
@pytest.mark.parametrize(
    "environ",
    [
        {"REMOTE_ADDR": "203.0.113.6"},
        {"HTTP_USER_AGENT": PHONE.replace("SM-A135F", "SM-A546E")},
        {"HTTP_COOKIE": "learner"},
    ],
    ids=["another address", "another phone at the address", "a learner of the class"],
)
def test_everybody_else_keeps_their_limit(site: CountingSite, environ: dict[str, str]) -> None:
    if "HTTP_COOKIE" in environ:
        environ = {"HTTP_COOKIE": site.cookie("learner", learner(3))}
    site.later(20 * 60)
    environ = {"REMOTE_ADDR": HOTSPOT, **environ}
    for number in range(80):
        site.beacon(make_ref(100 + number), **environ)
    site.store()
    assert site.views() == 60


@pytest.mark.usefixtures("joined")
def test_each_learner_of_the_class_has_a_limit_of_their_own(site: CountingSite) -> None:
    site.later(20 * 60)
    for number in range(3):
        cookie = site.cookie("learner", learner(number))
        for lesson in range(70 if number == 0 else 50):
            site.beacon(make_ref(100 + lesson), REMOTE_ADDR=HOTSPOT, HTTP_COOKIE=cookie)
    site.store()
    assert site.account().counted == 60 + 50 + 50
    assert site.account().excluded == {"behaviour": 10}


@pytest.mark.usefixtures("joined")
def test_the_days_limit_does_not_count_what_the_class_read(site: CountingSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judge, "VIEWS_A_DAY", 20)
    site.later(20 * 60)
    assert burst(site) == 80
    site.later(60 * 60)
    assert burst(site) == 20


@pytest.mark.usefixtures("joined")
def test_a_double_click_in_class_is_one_all_the_same(site: CountingSite) -> None:
    site.later(20 * 60)
    for _ in range(5):
        site.beacon(make_ref(1), REMOTE_ADDR=HOTSPOT)
    site.store()
    assert (site.account().counted, site.account().duplicate) == (1, 4)


@pytest.mark.usefixtures("joined")
def test_joining_keeps_a_hash_of_the_address_once(site: CountingSite) -> None:
    assert classes.class_rules([SESSION])[SESSION].addresses == 1
    assert HOTSPOT not in str(ClassVisitor.objects.values_list().get())
