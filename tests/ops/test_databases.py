"""Test databases: what a test commits is gone before the next one, on SQLite and on PostgreSQL."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.db import connections
from wagtail.models import Page, Site

from portal.ops import databases
from portal.tracking.models import WorkerBeat

pytestmark = pytest.mark.both_databases


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_a_test_that_commits_finds_what_migrating_left(time: str) -> None:
    assert Page.objects.filter(depth=1).count() == 1
    assert Site.objects.count() == 1
    assert Group.objects.filter(name="trainer").exists()
    assert not WorkerBeat.objects.exists()
    Site.objects.all().delete()
    Group.objects.all().delete()
    Page.objects.all().delete()
    WorkerBeat.objects.create(worker=time, seen_at="2026-11-22T00:00:00Z")


@pytest.mark.django_db
def test_so_does_a_test_that_does_not() -> None:
    assert Page.objects.filter(depth=1).count() == 1
    assert Group.objects.filter(name="trainer").exists()
    assert not WorkerBeat.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("alias", ["default", "tracking"])
def test_a_migrated_database_is_not_behind(alias: str) -> None:
    assert not databases.behind(alias)


@pytest.mark.django_db
def test_the_tracking_store_holds_its_own_tables_alone() -> None:
    tables = set(connections["tracking"].introspection.table_names())
    assert {name for name in tables if not name.startswith(("tracking_", "django_migrations"))} == set()
