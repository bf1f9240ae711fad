"""Faces for a training session: from its first day until a week after its last, and for nobody before or after."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from portal.learning.models import Satisfaction
from portal.training.models import TrainingSession
from tests.factories import content
from tests.factories.tree import Tree
from tests.learning.acting import hidden, send

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def a_session(first: int, last: int) -> TrainingSession:
    """A session whose first and last day lie so many days from today."""
    today = timezone.localdate()
    return TrainingSession.objects.create(
        title="อบรมที่บ้านหนองบัว",
        project=content.project("digital-law-center"),
        starts_on=today + datetime.timedelta(days=first),
        ends_on=today + datetime.timedelta(days=last),
    )


def url(session: TrainingSession) -> str:
    return f"/th/learn/session/{session.uuid}/faces/"


@pytest.mark.parametrize(("first", "last"), [(0, 0), (-1, 1), (-9, -7)])
def test_votes_are_taken_from_the_first_day_to_a_week_after_the_last(
    site: Tree, visitor: Client, first: int, last: int
) -> None:
    session = a_session(first, last)
    send(visitor, url(session), {**hidden(visitor.get(url(session)).content.decode()), "score": "5"})
    kept = Satisfaction.objects.get()
    assert (kept.subject, kept.subject_key, kept.title, kept.project) == (
        "session",
        session.uuid,
        "อบรมที่บ้านหนองบัว",
        "digital-law-center",
    )


@pytest.mark.parametrize(("first", "last", "status"), [(1, 1, 404), (-8, -8, 410)])
def test_before_and_after_nobody_votes(
    site: Tree, visitor: Client, trainer: Any, admin: Any, browser_of: Any, first: int, last: int, status: int
) -> None:
    session = a_session(first, last)
    for client in (visitor, browser_of(trainer), browser_of(admin)):
        assert client.get(url(session)).status_code == status
    assert send(visitor, url(session), {"score": "5"}).status_code == status
    assert not Satisfaction.objects.exists()


def test_who_comes_too_late_is_told_kindly(site: Tree, visitor: Client) -> None:
    html = visitor.get(url(a_session(-8, -8))).content.decode()
    assert "ปิดรับคะแนนแล้ว" in html
    assert 'name="score"' not in html


def test_an_unknown_session_is_404(site: Tree, visitor: Client) -> None:
    assert visitor.get(f"/th/learn/session/{uuid.uuid4()}/faces/").status_code == 404


def test_staff_find_the_link_in_the_session(site: Tree, kpi_staff: Any, browser_of: Any) -> None:
    session = a_session(0, 0)
    html = browser_of(kpi_staff).get(f"/admin/snippets/training/trainingsession/edit/{session.pk}/").content.decode()
    assert f'href="{url(session)}"' in html
    assert f">http://testserver{url(session)}<" in html
