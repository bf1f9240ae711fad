"""Opening an account: an address, a code, one question of age, no name."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from portal.accounts.models import Consent, User
from portal.accounts.personal import remove_unopened
from tests.accounts.walking import (
    CONFIRM_ADDRESS,
    SIGN_UP,
    code_in,
    other_than,
    seen,
    sign_up,
    signed_in,
)

pytestmark = pytest.mark.django_db
NEW = "somsri.jaidee@example.com"


def test_a_code_from_the_mail_opens_the_account(client: Client, mailoutbox) -> None:
    page = sign_up(client, NEW)
    assert page.redirect_chain[-1][0] == CONFIRM_ADDRESS
    assert not signed_in(client)
    answer = client.post(CONFIRM_ADDRESS, {"code": code_in(mailoutbox[0])})
    assert (answer.status_code, answer["Location"]) == (302, "/th/my/")
    assert signed_in(client)
    assert EmailAddress.objects.get(email=NEW).verified


def test_nothing_is_kept_but_the_address_and_what_was_declared(client: Client) -> None:
    assert "ชื่อ" not in client.get(SIGN_UP).content.decode().split("<form")[1].split("</form>")[0]
    sign_up(client, NEW, first_name="สมศรี", last_name="ใจดี", username="somsri")
    user = User.objects.get(email=NEW)
    assert (user.first_name, user.last_name, user.has_usable_password()) == ("", "", False)
    assert "somsri" not in user.username
    consent = user.consents.get()
    assert (consent.kind, consent.relation) == (Consent.Kind.SELF, "")
    assert consent.wording == "เปิดให้ตัวฉันเอง ฉันอายุ 10 ปีขึ้นไป"


def test_a_taken_address_answers_exactly_like_a_free_one(member: User, mailoutbox) -> None:
    """From the form to the last try and the second sending: each answer is the same, byte for byte."""
    taken, free = Client(), Client()
    first, second = sign_up(taken, member.email), sign_up(free, NEW)
    assert first.redirect_chain[-1][0] == CONFIRM_ADDRESS
    assert seen(first, member.email) == seen(second, NEW)
    wrong = other_than(code_in(mailoutbox[1]))
    for _try in range(6):
        first = taken.post(CONFIRM_ADDRESS, {"code": wrong}, follow=True)
        second = free.post(CONFIRM_ADDRESS, {"code": wrong}, follow=True)
        assert seen(first, member.email) == seen(second, NEW)


def test_sending_again_tells_no_more(member: User) -> None:
    taken, free = Client(), Client()
    sign_up(taken, member.email)
    sign_up(free, NEW)
    again = [each.post(CONFIRM_ADDRESS, {"action": "resend"}, follow=True) for each in (taken, free)]
    assert seen(again[0], member.email) == seen(again[1], NEW)


def test_the_owner_of_a_taken_address_is_told_by_mail(member: User, client: Client, mailoutbox) -> None:
    sign_up(client, member.email)
    assert [mail.to for mail in mailoutbox] == [[member.email]]
    assert mailoutbox[0].subject == "คุณมีบัญชีรู้ทันอยู่แล้ว"
    assert "http://testserver/th/account/login/" in mailoutbox[0].body
    assert User.objects.filter(email=member.email).count() == 1


def test_capital_letters_make_no_second_account(member: User, client: Client, mailoutbox) -> None:
    sign_up(client, member.email.upper())
    assert mailoutbox[0].subject == "คุณมีบัญชีรู้ทันอยู่แล้ว"


def test_a_guardian_consents_for_a_child_under_ten(client: Client, mailoutbox) -> None:
    sign_up(client, NEW, whose="guardian", relation="grandparent")
    consent = Consent.objects.get(user__email=NEW)
    assert (consent.kind, consent.relation) == (Consent.Kind.GUARDIAN, "grandparent")
    assert "ฉันเป็นผู้ปกครองของเด็ก และยินยอม" in consent.wording
    assert timezone.now() - consent.at < timedelta(minutes=1)
    client.post(CONFIRM_ADDRESS, {"code": code_in(mailoutbox[0])})
    assert "เราไม่เก็บชื่อเด็ก" in client.get("/th/account/").content.decode()


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"whose": ""}, "เลือกหนึ่งข้อ ว่าเปิดบัญชีให้ใคร"),
        ({"whose": "guardian", "relation": ""}, "เลือกว่าคุณเป็นอะไรกับเด็ก"),
        ({"whose": "nobody"}, "นี่ไม่ใช่ตัวเลือก"),
    ],
)
def test_without_an_answer_there_is_no_account_and_nothing_typed_is_lost(
    client: Client, mailoutbox, answers: dict[str, str], said: str
) -> None:
    page = sign_up(client, NEW, **answers).content.decode()
    assert f'value="{NEW}"' in page
    assert said in page or answers["whose"] == "nobody"
    assert not User.objects.filter(email=NEW).exists()
    assert not mailoutbox


def test_a_childs_account_holds_no_name_whoever_writes_it(db) -> None:
    child = User.objects.create(username="u-child", for_child=True, first_name="ด.ช. กล้า", last_name="หาญ")
    child.refresh_from_db()
    assert child.get_full_name() == ""
    child.first_name = "กล้า"
    child.save(update_fields=["first_name"])
    child.refresh_from_db()
    assert str(child) == "u-child"


@pytest.mark.both_databases
def test_many_accounts_may_have_no_address_and_none_the_same(member: User) -> None:
    for number in range(3):
        assert User.objects.create(username=f"line{number}", email="").email is None
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(username="again", email=f" {member.email.upper()}")


@pytest.mark.both_databases
def test_a_guardians_row_without_a_relation_is_refused(member: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.create(user=member, kind=Consent.Kind.GUARDIAN, wording="x")


@pytest.mark.both_databases
def test_accounts_nobody_opened_go_after_a_week_and_no_others(member: User, author: User, client: Client) -> None:
    sign_up(client, NEW)
    User.objects.update(date_joined=timezone.now() - timedelta(days=8))
    fresh = "new@example.com"
    sign_up(Client(), fresh)
    assert remove_unopened() == 1
    assert set(User.objects.values_list("email", flat=True)) == {member.email, author.email, fresh}
    assert not Consent.objects.filter(user__email=NEW).exists()
