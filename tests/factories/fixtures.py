"""The fixed cast, their browsers, and the small real site, for every test."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import translation

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.learning.models import Learner
from tests.factories import people, tree
from tests.standing import Standing


@pytest.fixture(autouse=True)
def nothing_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """What a test left in the shared cache (site roots, settings), and the language it asked in, is no other test's."""
    yield
    translation.deactivate()
    if request.node.get_closest_marker("django_db") is not None:
        cache.clear()


@pytest.fixture
def trainer(db: None) -> User:
    return people.make_user(Role.TRAINER, username="trainer", first_name="สมชาย", last_name="สอนเก่ง", region="north")


@pytest.fixture
def trainer_elsewhere(db: None) -> User:
    """A trainer of another region, who must see nothing of the first one's."""
    return people.make_user(Role.TRAINER, username="elsewhere", first_name="สมหญิง", last_name="ใต้ดี", region="south")


@pytest.fixture
def regional_lead(db: None) -> User:
    return people.make_user(Role.REGIONAL_LEAD, username="lead", first_name="วิภา", last_name="นำภาค", region="north")


@pytest.fixture
def kpi_staff(db: None) -> User:
    return people.make_user(Role.KPI_STAFF, username="kpi", first_name="กมล", last_name="นับถ้วน")


@pytest.fixture
def author(db: None) -> User:
    return people.make_user(Role.AUTHOR, username="author", first_name="มาลี", last_name="ใจดี")


@pytest.fixture
def lawyer(db: None) -> User:
    """A legal reviewer."""
    return people.make_user(Role.LEGAL_REVIEWER, username="lawyer", first_name="ธรรม", last_name="ยุติ")


@pytest.fixture
def admin(db: None) -> User:
    return people.make_admin(username="admin", first_name="ผู้ดูแล", last_name="ระบบ")


@pytest.fixture
def member(db: None) -> User:
    """Somebody with an account and no role."""
    return people.make_user(username="member", first_name="ปกติ", last_name="คนหนึ่ง")


@pytest.fixture
def learner(db: None) -> Learner:
    """Somebody who learns without an account."""
    return people.make_learner()


@pytest.fixture
def visitor(db: None) -> Client:
    """The browser of somebody nobody knows."""
    return people.client_of(None)


@pytest.fixture
def browser_of(db: None) -> Callable[[User | Learner | None], Client]:
    """Makes a browser for one of the cast: `browser_of(trainer).get("/th/desk/")`."""
    return people.client_of


SITE = Standing("built_site", lambda stack: tree.build())


@pytest.fixture(scope="module")
def built_site(django_db_setup: None, django_db_blocker: Any) -> tree.Tree:
    """The small real site, built once for the files of tests that want it one after the other."""
    with django_db_blocker.unblock():
        return SITE.up()


@pytest.fixture
def site(built_site: tree.Tree, db: None) -> tree.Tree:
    """A small real site with a page of every type; what a test changes of it is no other test's."""
    return copy.deepcopy(built_site)
