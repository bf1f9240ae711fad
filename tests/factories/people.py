"""Accounts of every role, and a learner without one."""

from __future__ import annotations

from itertools import count
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.test import Client

from portal.accounts.groups import ensure_groups
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.learning.models import Learner
from portal.learning.who import COOKIE, cookie_of

PASSWORD = "รู้ทัน-ทดสอบ-2569"
_numbers = count(1)


def make_user(*roles: Role, **fields: Any) -> User:
    """An account that holds the roles; `is_superuser=True` makes an administrator."""
    name = fields.pop("username", f"person{next(_numbers)}")
    user = User(username=name, email=fields.pop("email", f"{name}@example.com"), **fields)
    user.set_password(PASSWORD)
    user.save()
    if user.email:
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    if roles:
        ensure_groups()
        user.groups.set(Group.objects.filter(name__in=[role.value for role in roles]))
    return user


def make_admin(**fields: Any) -> User:
    return make_user(**{"is_superuser": True, "is_staff": True, **fields})


def make_learner(**fields: Any) -> Learner:
    """A learner as an anonymous browser has it after its first act."""
    return Learner.objects.create(**fields)


def client_of(person: User | Learner | None) -> Client:
    """A browser: signed in, with the learner's cookie, or of a visitor nobody knows."""
    client = Client()
    if isinstance(person, User):
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    elif person is not None:
        client.cookies[COOKIE] = cookie_of(person)
    return client
