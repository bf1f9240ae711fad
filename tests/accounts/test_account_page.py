"""The account page and what is changed from it; every page is ours, and nobody reaches another's."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings as django_settings
from django.test import Client
from django.urls import get_resolver

from portal.accounts import urls
from portal.accounts.models import User
from tests.accounts.walking import CONFIRM_ADDRESS, LOGIN, code_in, signed_in
from tests.factories.people import PASSWORD, client_of

pytestmark = pytest.mark.django_db
HOME = "/th/account/"
# Left out of these walks: a file; and signing out sends visitors on to the home page, which a test has not got.
FILES = {"mfa_download_recovery_codes", "account_logout"}


ALLAUTHS_OWN = ("Sign In", "Security Key", "Third-Party", "Authenticator App", "Recovery Codes", "Passwordless")


def passkey_of(user: User, name: str = "โทรศัพท์") -> Authenticator:
    return Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data={"name": name})


def plain_paths() -> list[str]:
    """Every address under /account/ that takes no argument."""
    return [
        f"/th/account/{pattern.pattern}"
        for pattern in urls.urlpatterns
        if "<" not in str(pattern.pattern) and "(?P" not in str(pattern.pattern) and pattern.name not in FILES
    ]


@pytest.mark.parametrize("path", plain_paths())
@pytest.mark.parametrize("who", ["visitor", "member"])
def test_every_page_is_in_our_looks_and_kept_by_no_cache(path: str, who: str, member: User) -> None:
    client = client_of(member if who == "member" else None)
    answer = client.get(path, follow=True)
    assert answer.status_code in (200, 401, 404), path
    html = answer.content.decode()
    assert 'lang="th"' in html
    assert "portal/css/site.css" in html
    main = html.split("<main")[-1].split("</main>")[0]
    assert [word for word in ALLAUTHS_OWN if word in main] == []
    if answer.status_code == 200 and "/account/" in answer.request["PATH_INFO"]:
        cached = answer.headers.get("Cache-Control", "")
        assert "no-store" in cached or "csrfmiddlewaretoken" not in html, path


def test_addresses_left_out_are_not_there() -> None:
    names = {str(name) for name in get_resolver("portal.accounts.urls").reverse_dict if isinstance(name, str)}
    assert not names & {
        "account_signup_by_passkey",
        "account_confirm_email",
        "account_change_phone",
        "usersessions_list",
    }


def test_the_page_shows_what_is_set_up(member: User) -> None:
    passkey_of(member, "โทรศัพท์คุณยาย")
    html = client_of(member).get(HOME).content.decode()
    assert member.email in html
    assert "โทรศัพท์คุณยาย" in html
    assert "เปลี่ยนรหัสผ่าน" in html
    assert "ไม่จำเป็นสำหรับผู้เรียน" in html


def test_it_takes_few_queries_whatever_the_number_of_keys(member: User, django_assert_max_num_queries) -> None:
    client = client_of(member)
    for number in range(10):
        passkey_of(member, f"เครื่องที่ {number}")
    client.get(HOME)
    with django_assert_max_num_queries(9):
        client.get(HOME)


def test_visitors_are_asked_to_sign_in_and_come_back(client: Client) -> None:
    assert client.get(HOME)["Location"] == f"{LOGIN}?next={HOME}"


def test_the_address_changes_once_the_new_one_is_confirmed(member: User, mailoutbox) -> None:
    client, old = client_of(member), member.email
    client.post("/th/account/email/", {"action_add": "1", "email": "new@example.com"})
    member.refresh_from_db()
    assert member.email == old
    answer = client.post(CONFIRM_ADDRESS, {"code": code_in(mailoutbox[0])})
    assert answer["Location"] == HOME
    member.refresh_from_db()
    assert member.email == "new@example.com"
    assert list(EmailAddress.objects.filter(user=member).values_list("email", "verified")) == [
        ("new@example.com", True)
    ]
    assert [mail.to for mail in mailoutbox][-1] == [old], "the old address is told"


def test_a_taken_address_is_not_given_away_and_not_taken(member: User, author: User, mailoutbox) -> None:
    client = client_of(member)
    page = client.post("/th/account/email/", {"action_add": "1", "email": author.email}, follow=True)
    assert page.redirect_chain[-1][0] == CONFIRM_ADDRESS
    client.post(CONFIRM_ADDRESS, {"code": code_in(mailoutbox[0])})
    member.refresh_from_db()
    assert member.email != author.email


@pytest.mark.parametrize("act", ["rename", "remove"])
def test_other_peoples_passkeys_answer_404(member: User, author: User, admin: User, act: str) -> None:
    key = passkey_of(author)
    for user in (member, admin):
        client = client_of(user)
        assert client.get(f"/th/account/passkeys/{key.pk}/{act}/").status_code == 404
        assert client.post(f"/th/account/passkeys/{key.pk}/{act}/", {"name": "ของฉัน"}).status_code == 404
    key.refresh_from_db()
    assert key.data["name"] == "โทรศัพท์"


def test_own_passkeys_are_renamed_and_removed(member: User) -> None:
    key, client = passkey_of(member), client_of(member)
    client.post(f"/th/account/passkeys/{key.pk}/rename/", {"name": "เครื่องที่บ้าน"})
    key.refresh_from_db()
    assert key.data["name"] == "เครื่องที่บ้าน"
    client.post(f"/th/account/passkeys/{key.pk}/remove/")
    assert not Authenticator.objects.filter(user=member).exists()


SENSITIVE = ["2fa/app/", "passkeys/{key}/remove/", "my-data/erase/"]


def later(monkeypatch: pytest.MonkeyPatch, minutes: int) -> None:
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + minutes * 60)


@pytest.mark.parametrize("path", SENSITIVE)
def test_sensitive_acts_ask_again_after_a_quarter_of_an_hour(member: User, path: str, monkeypatch) -> None:
    client = client_of(member)
    path = HOME + path.format(key=passkey_of(member).pk)
    assert client.get(path).status_code == 200
    later(monkeypatch, 16)
    answer = client.get(path)
    assert answer["Location"] == f"/th/account/reauthenticate/?next={path.replace('/', '%2F')}"
    client.post(answer["Location"], {"password": "wrong"})
    assert client.get(path).status_code == 302
    back = client.post(answer["Location"], {"password": PASSWORD})
    assert back["Location"] == path
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", ["passkeys/add/", "my-data/erase/"])
def test_who_has_no_password_signs_in_anew_and_comes_back(member: User, path: str, monkeypatch) -> None:
    member.set_unusable_password()
    member.save()
    client = client_of(member)
    later(monkeypatch, 16)
    answer = client.get(HOME + path, follow=True)
    assert answer.redirect_chain[-1][0].startswith("/th/account/sign-in-again/?next=")
    assert signed_in(client)
    out = client.post("/th/account/sign-in-again/", {"next": HOME + path})
    assert not signed_in(client)
    assert out["Location"] == f"{LOGIN}?next={(HOME + path).replace('/', '%2F')}"


def test_nobody_is_sent_to_a_foreign_site(member: User) -> None:
    client = client_of(member)
    assert (
        "evil.example" not in client.post("/th/account/sign-in-again/", {"next": "https://evil.example/"})["Location"]
    )
    fresh = Client()
    data = {"login": member.email, "password": PASSWORD, "next": "//evil.example/"}
    assert fresh.post(LOGIN, data)["Location"] == "/th/my/"


def test_the_app_is_set_up_with_a_readable_qr(member: User) -> None:
    html = client_of(member).get("/th/account/2fa/app/").content.decode()
    assert "data:image/svg+xml;base64," in html
    TOTP.activate(member, "JBSWY3DPEHPK3PXP")
    assert "ยกเลิกแอป" in client_of(member).get("/th/account/2fa/app/", follow=True).content.decode()


def test_every_mail_is_thai_first_and_holds_no_address_of_a_computer() -> None:
    folder = Path(django_settings.BASE_DIR) / "templates"
    mails = [path for room in ("account", "mfa", "socialaccount") for path in (folder / room / "email").glob("*.txt")]
    assert len(mails) > 30
    for path in mails:
        text = path.read_text(encoding="utf-8")
        if path.stem.endswith("_message"):
            assert text.startswith("{% autoescape off %}สวัสดี"), path
            assert "English: " in text, path
            assert "{{ ip }}" not in text, path
