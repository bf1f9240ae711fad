"""Signing in with a code by e-mail: it works for whoever types it, tells nobody who has an account, and ends."""

from __future__ import annotations

import time

import pytest
from django.core.cache import cache
from django.test import Client

from portal.accounts.models import User
from tests.accounts.walking import CODE, CONFIRM, LOGIN, ask_for_code, code_in, other_than, seen, signed_in
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.django_db


def test_a_code_from_the_mail_signs_in(member: User, client: Client, mailoutbox) -> None:
    page = ask_for_code(client, member.email)
    assert page.redirect_chain[-1][0] == CONFIRM
    assert member.email in page.content.decode()
    assert mailoutbox[0].to == [member.email]
    answer = client.post(CONFIRM, {"code": code_in(mailoutbox[0])})
    assert (answer.status_code, answer["Location"]) == (302, "/th/my/")
    assert client.session["_auth_user_id"] == str(member.pk)


def test_the_mail_is_thai_first_plain_and_warns(member: User, client: Client, mailoutbox) -> None:
    ask_for_code(client, member.email)
    mail = mailoutbox[0]
    assert mail.subject == "รหัสเข้าสู่ระบบรู้ทัน"
    assert mail.body.startswith("สวัสดี")
    assert "ภายใน 10 นาที" in mail.body
    assert "อย่าบอกรหัสนี้กับใคร" in mail.body
    assert mail.alternatives == []
    assert code_in(mail) not in mail.subject


@pytest.mark.parametrize("typed", ["{0} ", "{1}-{2}", " {1} {2}", "{3}"])
def test_a_code_is_read_as_people_type_it(member: User, client: Client, mailoutbox, typed: str) -> None:
    ask_for_code(client, member.email)
    code = code_in(mailoutbox[0])
    thai = code.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    client.post(CONFIRM, {"code": typed.format(code, code[:3], code[3:], thai)})
    assert signed_in(client)


def test_known_and_unknown_addresses_cannot_be_told_apart(member: User, mailoutbox) -> None:
    """From the first page to the last try: each answer is the same, byte for byte."""
    known, unknown = Client(), Client()
    pages = [
        (ask_for_code(known, member.email), member.email),
        (ask_for_code(unknown, "nobody@example.com"), "nobody@example.com"),
    ]
    assert seen(pages[0][0], pages[0][1]) == seen(pages[1][0], pages[1][1])
    wrong = other_than(code_in(mailoutbox[0]))
    for _try in range(6):
        first = known.post(CONFIRM, {"code": wrong}, follow=True)
        second = unknown.post(CONFIRM, {"code": wrong}, follow=True)
        assert seen(first, member.email) == seen(second, "nobody@example.com")
    first = ask_for_code(known, member.email)
    second = ask_for_code(unknown, "nobody@example.com")
    assert seen(first, member.email) == seen(second, "nobody@example.com")
    resent = [each.post(CONFIRM, {"action": "resend"}, follow=True) for each in (known, unknown)]
    assert seen(resent[0], member.email) == seen(resent[1], "nobody@example.com")


def test_the_owner_of_an_unknown_address_is_told_how_to_sign_up(client: Client, mailoutbox) -> None:
    ask_for_code(client, "nobody@example.com")
    assert mailoutbox[0].subject == "อีเมลนี้ยังไม่มีบัญชีรู้ทัน"
    assert "http://testserver/th/account/signup/" in mailoutbox[0].body


def test_five_wrong_tries_end_a_code_and_say_so(member: User, client: Client, mailoutbox) -> None:
    ask_for_code(client, member.email)
    code = code_in(mailoutbox[0])
    for _try in range(4):
        page = client.post(CONFIRM, {"code": other_than(code)})
        assert "รหัสไม่ตรง" in page.content.decode()
    page = client.post(CONFIRM, {"code": other_than(code)}, follow=True)
    assert page.redirect_chain[-1][0] == CODE
    assert "ลองหลายครั้งเกินไปแล้ว" in page.content.decode()
    client.post(CONFIRM, {"code": code})
    assert not signed_in(client)


def test_a_code_ends_after_ten_minutes_and_the_page_says_why(
    member: User, client: Client, mailoutbox, monkeypatch
) -> None:
    ask_for_code(client, member.email)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 601)
    page = client.post(CONFIRM, {"code": code_in(mailoutbox[0])}, follow=True)
    assert "รหัสหมดเวลาหรือใช้ไม่ได้แล้ว" in page.content.decode()
    assert not signed_in(client)


def test_sending_again_makes_a_new_code_with_its_whole_time(
    member: User, client: Client, mailoutbox, monkeypatch
) -> None:
    ask_for_code(client, member.email)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 540)
    client.post(CONFIRM, {"action": "resend"})
    assert len(mailoutbox) == 2
    monkeypatch.setattr(time, "time", lambda: now + 1080)
    client.post(CONFIRM, {"code": code_in(mailoutbox[1])})
    assert signed_in(client)


def test_a_code_works_in_the_browser_that_asked_for_it_alone(member: User, client: Client, mailoutbox) -> None:
    ask_for_code(client, member.email)
    other = Client()
    ask_for_code(other, "nobody@example.com")
    other.post(CONFIRM, {"code": code_in(mailoutbox[0])})
    assert not signed_in(other)


def test_one_mailbox_gets_no_more_than_a_few_codes(member: User, mailoutbox) -> None:
    for _ask in range(8):
        page = ask_for_code(Client(), member.email)
    assert len(mailoutbox) == 6
    assert "ลองหลายครั้งเกินไปแล้ว" in page.content.decode()


def test_a_strangers_wrong_passwords_lock_nobody_else_out(member: User) -> None:
    stranger = Client(REMOTE_ADDR="203.0.113.9")
    for _try in range(6):
        page = stranger.post(LOGIN, {"login": member.email, "password": "wrong"})
    assert "ลองหลายครั้งเกินไปแล้ว" in page.content.decode()
    own = Client(REMOTE_ADDR="198.51.100.4")
    own.post(LOGIN, {"login": member.email, "password": PASSWORD})
    assert signed_in(own)


def test_tries_are_counted_by_the_address_behind_a_named_proxy(member: User, settings) -> None:
    settings.TRUSTED_PROXIES = ["10.0.0.1"]
    for number in range(6):
        # A forged first hop changes nothing: the last one is what the proxy saw.
        stranger = Client(REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": f"192.0.2.{number}, 203.0.113.9"})
        page = stranger.post(LOGIN, {"login": member.email, "password": "wrong"})
    assert "ลองหลายครั้งเกินไปแล้ว" in page.content.decode()
    cache.clear()
    for number in range(6):
        stranger = Client(REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": f"203.0.113.{number}"})
        page = stranger.post(LOGIN, {"login": member.email, "password": "wrong"})
    assert "ลองหลายครั้งเกินไปแล้ว" not in page.content.decode()


def test_a_mail_server_that_does_not_answer_is_named_on_the_page(member: User, client: Client, monkeypatch) -> None:
    def refuse(*args, **kwargs):
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    known, unknown = (ask_for_code(client, email) for email in (member.email, "nobody@example.com"))
    assert known.status_code == unknown.status_code == 503
    assert "ขณะนี้ส่งอีเมลไม่ได้" in known.content.decode()
    assert seen(known) == seen(unknown)


class TestWhereNoMailArrives:
    @pytest.fixture(autouse=True)
    def no_mail(self, settings) -> None:
        settings.MAIL_ARRIVES = False
        settings.ACCOUNT_LOGIN_BY_CODE_ENABLED = False
        settings.ACCOUNT_EMAIL_VERIFICATION = "none"
        settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = False

    def test_the_way_by_mail_is_hidden_and_passwords_sign_in(self, member: User, client: Client) -> None:
        page = client.get(LOGIN).content.decode()
        assert "ส่งรหัสทางอีเมล" not in page
        assert "<details" in page
        assert "ยังไม่มีบัญชี" not in page
        client.post(LOGIN, {"login": member.email, "password": PASSWORD})
        assert signed_in(client)

    def test_nobody_can_sign_up(self, client: Client) -> None:
        page = client.post("/th/account/signup/", {"email": "new@example.com", "whose": "self"})
        assert "ยังสมัครทางเว็บไม่ได้" in page.content.decode()
        assert not User.objects.filter(email="new@example.com").exists()


def test_a_demo_says_where_its_mail_lies(client: Client, settings) -> None:
    assert "โฟลเดอร์" not in client.get(LOGIN).content.decode()
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = settings.BASE_DIR / "var" / "mail"
    assert "จดหมายอยู่ในโฟลเดอร์ var/mail" in client.get(LOGIN).content.decode()
