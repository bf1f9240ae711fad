""" "Forget me" takes a person's current keys out of the counts and leaves the counts as they are (counting rule 11)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from portal.tracking import partitions, store
from portal.tracking.clock import bangkok_day, now_us
from portal.tracking.facts import forget_me, record_sign_in
from portal.tracking.intake import site_intake
from portal.tracking.models import LastSeen, MonthVisitor, RawEvent, SearchMiss, VisitorAlias, YearReader
from portal.tracking.visitors import account_reader, identity_key

pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.both_databases]


def keys_of(kind: str, subject: str) -> tuple[str, str]:
    """The person's key of this month, and as a reader of law in this fiscal year."""
    intake, day = site_intake(), bangkok_day(now_us())
    identity = intake.identity(kind, subject)
    return identity_key(intake.keys, identity, day), account_reader(intake.keys.year_key(day.fiscal_year), identity)


def counted(visitor: str, reader: str) -> None:
    """What the store holds of somebody who was here today."""
    import uuid

    day = bangkok_day(now_us())
    where = {"kind": "lesson", "language": "th", "site": 1, "origin": "beacon"}
    MonthVisitor.objects.create(month=day.month_first, visitor=visitor, kind="l", active=True, day=day.iso, day_views=3)
    LastSeen.objects.create(visitor=visitor, what="view:x", at_us=now_us())
    SearchMiss.objects.create(month=day.month_first, language="th", term="ก", visitor=visitor)
    YearReader.objects.create(fiscal_year=day.fiscal_year, basis="account", reader=reader)
    with store.connection().cursor() as cursor:
        partitions.ensure(cursor, [day.iso])
    RawEvent.objects.create(
        event_id=uuid.uuid4(), at_us=now_us(), day=day.iso, visitor=visitor, visitor_kind="l", outcome="counted",
        key=uuid.uuid4(), action="view", **where,
    )  # fmt: skip


@pytest.fixture(autouse=True)
def own_spool(tmp_path: Path, settings: Any) -> None:
    """What other tests of this process wrote is not drained here."""
    settings.TRACKING_SPOOL_DIR = tmp_path / "spool"


def drain() -> None:
    from portal.tracking.drain import Drain

    Drain().run(wait=True)


def holding(key: str, reader: str) -> list[int]:
    return [
        MonthVisitor.objects.filter(visitor=key).count(),
        LastSeen.objects.filter(visitor=key).count(),
        SearchMiss.objects.filter(visitor=key).count(),
        RawEvent.objects.filter(visitor=key).count(),
        YearReader.objects.filter(reader=reader).count(),
    ]


def test_keys_go_and_numbers_stay() -> None:
    person, other = keys_of("learner", "learner:one"), keys_of("learner", "learner:two")
    counted(*person)
    counted(*other)
    forget_me("learner:one")
    assert holding(*person) == [1, 1, 1, 1, 1], "the drain does it, in its order"
    drain()
    assert holding(*person) == [0, 0, 0, 0, 0]
    assert holding(*other) == [1, 1, 1, 1, 1]
    assert [MonthVisitor.objects.count(), RawEvent.objects.count(), YearReader.objects.count()] == [2, 2, 2]
    assert MonthVisitor.objects.filter(active=True, day_views=3).count() == 2


def test_what_signing_in_had_joined_is_forgotten_on_both_sides() -> None:
    person = keys_of("learner", "user:7")
    record_sign_in("learner:three", "learner", "user:7")
    drain()
    assert VisitorAlias.objects.filter(person=person[0]).count() == 1
    counted(*person)
    forget_me("user:7", "learner:three")
    drain()
    assert not VisitorAlias.objects.filter(person=person[0]).exists()
    assert holding(*person) == [0, 0, 0, 0, 0]


def test_staff_and_trainers_are_forgotten_as_what_they_were_counted() -> None:
    for kind in ("trainer", "staff"):
        person = keys_of(kind, "user:8")
        counted(*person)
        forget_me("user:8")
        drain()
        assert holding(*person) == [0, 0, 0, 0, 0], kind


def test_forgetting_makes_no_key_of_a_month_that_has_none() -> None:
    before = site_intake().keys.names()
    forget_me("learner:nobody")
    drain()
    assert site_intake().keys.names() == before
