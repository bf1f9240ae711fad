"""An administrator writes another address on an account: the new one signs in, the old one no more."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from tests.accounts.walking import CONFIRM, LOGIN, ask_for_code, code_in, signed_in
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.django_db
NEW = "somjai.new@example.com"


@pytest.fixture
def moved(admin: User, member: User, browser_of: Callable[..., Client]) -> User:
    """The member, whose address the administrator has changed in the form of Wagtail's settings."""
    browser = browser_of(admin)
    address = reverse("wagtailusers_users:edit", args=[member.pk])
    form = browser.get(address).context["form"]
    fields = {name: value for name, value in form.initial.items() if value not in (None, False)}
    answer = browser.post(address, {**fields, "email": NEW, "is_active": "on", "groups": []})
    assert answer.status_code == 302, answer.context["form"].errors
    member.refresh_from_db()
    assert member.email == NEW
    return member


def test_the_old_address_gets_no_code_and_opens_nothing(moved: User, client: Client, mailoutbox) -> None:
    ask_for_code(client, "member@example.com")
    assert mailoutbox[0].subject == "อีเมลนี้ยังไม่มีบัญชีรู้ทัน"
    client.post(LOGIN, {"login": "member@example.com", "password": PASSWORD})
    assert not signed_in(client)


def test_the_new_address_signs_in_and_is_confirmed_by_it(moved: User, client: Client, mailoutbox) -> None:
    ask_for_code(client, NEW)
    client.post(CONFIRM, {"code": code_in(mailoutbox[0])})
    assert client.session["_auth_user_id"] == str(moved.pk)
    assert list(EmailAddress.objects.filter(user=moved).values_list("email", "verified", "primary")) == [
        (NEW, True, True)
    ]


def test_an_account_made_by_an_administrator_signs_in_with_one_code(client: Client, mailoutbox) -> None:
    made = User.objects.create(username="made", email="Made@example.com")
    ask_for_code(client, "made@example.com")
    client.post(CONFIRM, {"code": code_in(mailoutbox[0])})
    assert (client.session["_auth_user_id"], len(mailoutbox)) == (str(made.pk), 1)


def test_a_password_alone_confirms_no_address(client: Client, mailoutbox) -> None:
    made = User(username="made", email="made@example.com")
    made.set_password(PASSWORD)
    made.save()
    client.post(LOGIN, {"login": made.email, "password": PASSWORD})
    assert not signed_in(client)
    assert not EmailAddress.objects.filter(user=made, verified=True).exists()


def test_another_name_or_another_case_leaves_the_address_alone(member: User) -> None:
    before = list(EmailAddress.objects.filter(user=member).values())
    member.first_name, member.email = "ใหม่", member.email.upper()
    member.save()
    assert list(EmailAddress.objects.filter(user=member).values()) == before


def test_a_first_address_still_to_be_confirmed_stays(db: None) -> None:
    """Of somebody who came by LINE and has none yet; signing in and a new name save the account meanwhile."""
    from_line = User.objects.create(username="from-line", email=None)
    EmailAddress.objects.create(user=from_line, email=NEW, verified=False, primary=False)
    from_line.first_name = "ใหม่"
    from_line.save()
    assert EmailAddress.objects.filter(user=from_line, email=NEW).exists()


def test_an_address_still_to_be_confirmed_goes_as_well(member: User) -> None:
    EmailAddress.objects.create(user=member, email="waiting@example.com", verified=False, primary=False)
    member.email = NEW
    member.save()
    assert not EmailAddress.objects.filter(user=member).exists()
