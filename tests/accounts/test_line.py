"""Signing in with LINE, against a stand-in of its OAuth endpoints."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import jwt
import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from portal.accounts.models import Consent, User
from tests.accounts import line_stand_in
from tests.accounts.line_stand_in import CHANNEL, SECRET, Line
from tests.accounts.walking import LOGIN, signed_in

pytestmark = pytest.mark.django_db
SIGN_UP = "/th/account/line/signup/"


@pytest.fixture
def line(settings) -> Iterator[Line]:
    with line_stand_in.running() as stand_in:
        settings.LINE_SIGN_IN = True
        settings.LINE_AUTHORIZE_URL = f"{stand_in.url}/oauth2/v2.1/authorize"
        settings.LINE_TOKEN_URL = f"{stand_in.url}/oauth2/v2.1/token"
        settings.LINE_HOST = stand_in.url
        settings.SOCIALACCOUNT_PROVIDERS = {
            "line": {**settings.SOCIALACCOUNT_PROVIDERS["line"], "APPS": [{"client_id": CHANNEL, "secret": SECRET}]}
        }
        yield stand_in


def at_line(address: str) -> str:
    """What LINE answers the browser with: the address to come back to."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=10)
    connection.request("GET", f"{parts.path}?{parts.query}")
    back = connection.getresponse().headers["Location"]
    connection.close()
    return back.removeprefix("http://testserver")


def by_line(client: Client, query: str = "", **data: str) -> Any:
    """The whole way: our button, LINE, and back."""
    gone = client.post(f"/th/account/line/login/{query}", data)
    assert gone.status_code == 302
    return client.get(at_line(gone["Location"]), follow=True)


def test_a_new_person_answers_one_question_and_has_an_account_without_an_address(line: Line, client: Client) -> None:
    page = by_line(client)
    assert page.redirect_chain[-1][0] == SIGN_UP
    assert not signed_in(client)
    assert not User.objects.exists()
    form = page.content.decode().split("<main")[1]
    assert 'name="email"' not in form
    answer = client.post(SIGN_UP, {"whose": "self"})
    assert answer["Location"] == "/th/my/"
    account = SocialAccount.objects.get(provider="line", uid=line.person)
    assert (account.user.email, account.user.get_full_name(), account.extra_data) == (None, "", {})
    assert account.user.consents.get().kind == Consent.Kind.SELF
    assert not EmailAddress.objects.exists()


def test_line_is_asked_for_an_identifier_and_nothing_else(line: Line, client: Client) -> None:
    by_line(client, "?scope=profile,email&auth_params=bot_prompt%3Daggressive")
    asked = line.asked[0]
    assert asked["scope"] == "openid"
    assert "bot_prompt" not in asked
    assert asked["redirect_uri"] == "http://testserver/th/account/line/login/callback/"
    assert {asked["code_challenge_method"], asked["response_type"]} == {"S256", "code"}
    assert asked["nonce"] and asked["state"]


def test_the_same_person_comes_back_to_the_same_account(line: Line, client: Client) -> None:
    by_line(client)
    client.post(SIGN_UP, {"whose": "guardian", "relation": "parent"})
    again = Client()
    page = by_line(again, next="/th/account/")
    assert page.redirect_chain[-1][0] == "/th/account/"
    assert User.objects.count() == 1
    assert User.objects.get().for_child


def test_refused_consent_is_no_error_and_leaves_nothing(line: Line, client: Client) -> None:
    line.consents = False
    page = by_line(client)
    assert page.redirect_chain[-1][0] == "/th/account/line/cancelled/"
    assert "คุณไม่ได้อนุญาตใน LINE" in page.content.decode()
    assert not User.objects.exists()


def test_a_state_of_another_browser_is_refused(line: Line, client: Client) -> None:
    gone = client.post("/th/account/line/login/")
    back = at_line(gone["Location"])
    victim = Client()
    page = victim.get(back)
    assert page.status_code == 401
    assert "เข้าสู่ระบบด้วย LINE ไม่สำเร็จ" in page.content.decode()
    assert not signed_in(victim)
    made_up = client.get(back.split("&state=")[0] + "&state=madeup")
    assert made_up.status_code == 401
    assert not SocialAccount.objects.exists()


def test_an_answer_works_once(line: Line, client: Client) -> None:
    gone = client.post("/th/account/line/login/")
    back = at_line(gone["Location"])
    assert client.get(back).status_code == 302
    assert client.get(back).status_code == 401


@pytest.mark.parametrize(
    ("name", "forge"),
    [
        ("another key", {"sign": lambda claims: jwt.encode(claims, "f" * 32, "HS256")}),
        ("no signature", {"sign": lambda claims: jwt.encode(claims, None, "none")}),
        ("no token at all", {"sign": lambda claims: "not.a.token"}),
        ("another channel", {"claims": {"aud": "1111111111"}}),
        ("another issuer", {"claims": {"iss": "https://line.example.com"}}),
        ("too old", {"claims": {"exp": 1_600_000_000}}),
        ("of another sign-in", {"claims": {"nonce": "stolen"}}),
        ("nobody", {"claims": {"sub": None}}),
    ],
)
def test_a_forged_identity_token_signs_nobody_in(line: Line, client: Client, name: str, forge: dict[str, Any]) -> None:
    for what, value in forge.items():
        setattr(line, what, value)
    page = by_line(client)
    assert page.status_code == 401, name
    assert client.get(SIGN_UP)["Location"] == LOGIN
    assert not SocialAccount.objects.exists()


def test_line_out_of_order_is_said_so(line: Line, client: Client, settings) -> None:
    line.fails = True
    assert by_line(client).status_code == 401
    settings.LINE_TOKEN_URL = "http://127.0.0.1:9/token"
    line.fails = False
    assert by_line(client).status_code == 401


def test_an_address_in_the_token_links_to_nobodys_account(line: Line, client: Client, member: User) -> None:
    line.claims = {"email": member.email, "email_verified": True, "name": "มิจฉาชีพ"}
    by_line(client)
    client.post(SIGN_UP, {"whose": "self", "email": member.email})
    account = SocialAccount.objects.get()
    assert account.user != member
    assert (account.user.email, account.user.get_full_name()) == (None, "")
    assert EmailAddress.objects.filter(email=member.email).count() == 1


def test_who_is_signed_in_connects_line_and_may_leave_it(line: Line, client: Client, member: User) -> None:
    client.force_login(member, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = by_line(client, "?process=connect")
    assert page.redirect_chain[-1][0] == "/th/account/"
    account = SocialAccount.objects.get(user=member)
    client.post("/th/account/line/", {"account": account.pk})
    assert not SocialAccount.objects.exists()


def test_a_line_of_another_account_is_not_taken_over(line: Line, client: Client, member: User, author: User) -> None:
    SocialAccount.objects.create(user=author, provider="line", uid=line.person)
    client.force_login(member, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = by_line(client, "?process=connect")
    assert "LINE นี้เชื่อมกับบัญชีอื่นอยู่แล้ว" in page.content.decode()
    assert SocialAccount.objects.get().user == author


def test_the_only_way_in_is_not_taken_away(line: Line, client: Client) -> None:
    by_line(client)
    client.post(SIGN_UP, {"whose": "self"})
    account = SocialAccount.objects.get()
    page = client.post("/th/account/line/", {"account": account.pk})
    assert "LINE เป็นทางเดียวที่คุณเข้าบัญชีนี้ได้" in page.content.decode()
    Authenticator.objects.create(user=account.user, type=Authenticator.Type.WEBAUTHN, data={"name": "โทรศัพท์"})
    client.post("/th/account/line/", {"account": account.pk})
    assert not SocialAccount.objects.exists()


def test_nobody_unconnects_anothers_line(line: Line, client: Client, member: User, author: User) -> None:
    account = SocialAccount.objects.create(user=author, provider="line", uid="U1")
    client.force_login(member, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.post("/th/account/line/", {"account": account.pk})
    assert SocialAccount.objects.filter(pk=account.pk).exists()


@pytest.mark.parametrize("path", [LOGIN, "/th/account/signup/", "/th/account/login/code/"])
def test_pages_with_the_button_may_send_on_to_line_and_no_others(line: Line, client: Client, path: str) -> None:
    assert f"form-action 'self' {line.url};" in client.get(path)["Content-Security-Policy"] + ";"
    assert line.url not in client.get("/th/account/password/reset/")["Content-Security-Policy"]
    assert line.url not in client.get("/th/my/")["Content-Security-Policy"]


def test_without_keys_there_is_no_button_and_no_way(client: Client) -> None:
    assert "line/login" not in client.get(LOGIN).content.decode()
    assert "access.line.me" not in client.get(LOGIN)["Content-Security-Policy"]
    assert client.post("/th/account/line/login/").status_code == 404


def test_the_button_is_a_form_that_needs_no_script(line: Line, client: Client) -> None:
    html = client.get(f"{LOGIN}?next=/th/account/").content.decode()
    form = html.split('action="/th/account/line/login/"')[1].split("</form>")[0]
    assert 'name="next" value="/th/account/"' in form
