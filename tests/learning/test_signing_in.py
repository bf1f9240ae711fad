"""Signing in makes one person of a learner and an account."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from portal.learning.models import Learner
from portal.learning.who import COOKIE, cookie_of
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.django_db


def sign_in(client: Client, email: str, password: str = PASSWORD):
    return client.post("/th/account/login/", {"login": email, "password": password})


def test_the_browsers_learner_becomes_the_accounts(member, learner, browser_of) -> None:
    client = browser_of(learner)
    response = sign_in(client, member.email)
    learner.refresh_from_db()
    assert learner.user == member
    assert response.cookies["e_id"]["path"] == "/e/"


def test_a_learner_of_another_account_stays_with_it(member, author, learner, browser_of) -> None:
    learner.user = author
    learner.save()
    sign_in(browser_of(learner), member.email)
    learner.refresh_from_db()
    assert learner.user == author
    assert not Learner.objects.filter(user=member).exists()


def test_an_account_keeps_its_first_learner(member, learner) -> None:
    first = Learner.objects.create(user=member)
    client = Client()
    client.cookies[COOKIE] = cookie_of(learner)
    sign_in(client, member.email)
    assert Learner.objects.get(user=member) == first
    learner.refresh_from_db()
    assert learner.merged_into == first


def test_a_wrong_password_joins_nothing(member, learner, browser_of) -> None:
    response = sign_in(browser_of(learner), member.email, "wrong")
    learner.refresh_from_db()
    assert learner.user is None
    assert "e_id" not in response.cookies


def test_signing_out_ends_the_counting_as_this_person(member) -> None:
    client = Client()
    sign_in(client, member.email)
    response = client.post("/th/account/logout/")
    assert response.cookies["e_id"].value == ""


def test_known_and_unknown_addresses_read_the_same(member) -> None:
    known = sign_in(Client(), member.email, "wrong").content.decode()
    unknown = sign_in(Client(), "nobody@example.com", "wrong").content.decode()
    assert without_token(known, member.email) == without_token(unknown, "nobody@example.com")


def without_token(html: str, email: str) -> str:
    """The page but for the address typed and the form's token."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", html).replace(email, "")
