"""Who may do what is asked in one place."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser, Group

from portal.accounts.models import User
from portal.accounts.roles import Role, has_role, may_see_answer_keys, may_see_figures

pytestmark = pytest.mark.django_db


def person(*roles: Role, **fields: bool) -> User:
    user = User.objects.create(username="-".join(roles) or "nobody", email=f"{len(roles)}{roles}@example.com", **fields)
    user.groups.set(Group.objects.filter(name__in=[role.value for role in roles]))
    return user


def test_every_role_has_its_group_from_the_first_migration() -> None:
    assert set(Group.objects.values_list("name", flat=True)) >= set(Role.values)


def test_a_visitor_and_a_learner_have_no_role() -> None:
    for user in (AnonymousUser(), person()):
        assert not has_role(user, *Role)
        assert not may_see_answer_keys(user)
        assert not may_see_figures(user)


def test_trainers_see_keys_and_no_figures_and_staff_the_other_way() -> None:
    trainer, staff = person(Role.TRAINER), person(Role.KPI_STAFF)
    assert may_see_answer_keys(trainer)
    assert not may_see_figures(trainer)
    assert may_see_figures(staff)
    assert not may_see_answer_keys(staff)


def test_an_inactive_person_has_no_role_and_an_administrator_every_one() -> None:
    assert not may_see_figures(person(Role.KPI_STAFF, is_active=False))
    assert may_see_answer_keys(person(is_superuser=True))


def test_trainers_never_enter_the_admin(client) -> None:
    client.force_login(person(Role.TRAINER))
    assert client.get("/admin/").status_code in (302, 403)
