"""The second factor: asked of everybody whose work shows other people's data, before the desk and the admin."""

from __future__ import annotations

import hashlib
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import Client, RequestFactory

from portal.accounts import second_factor, secrets
from portal.accounts.models import User
from portal.accounts.roles import Role
from tests.accounts.walking import LOGIN, ask_for_code, code_in, signed_in
from tests.factories.people import PASSWORD, client_of, make_admin, make_user

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
AUTHENTICATE = "/th/account/2fa/authenticate/"
ENTERS_ADMIN = (Role.AUTHOR, Role.LEGAL_REVIEWER, Role.KPI_STAFF)


@pytest.fixture
def required(settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True


def app_code(secret: str = SECRET) -> str:
    """What an authenticator app shows now."""
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))


def with_app(user: User) -> User:
    totp.TOTP.activate(user, SECRET)
    return user


def by_password(client: Client, user: User, to: str = "/th/account/") -> HttpResponse:
    return client.post(f"{LOGIN}?next={to}", {"login": user.email, "password": PASSWORD}, follow=True)


@pytest.mark.parametrize("role", [*Role, None])
def test_everybody_with_a_role_and_staff_need_one(role: Role | None) -> None:
    assert second_factor.needed_by(make_user(role) if role else make_admin())


def test_learners_and_visitors_need_none(member: User) -> None:
    assert not second_factor.needed_by(member)
    assert not second_factor.needed_by(AnonymousUser())


@pytest.mark.parametrize("role", [*ENTERS_ADMIN, None])
@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/", "/admin/kpi/", "/admin/kpi/report.csv", "/admin/users/"])
def test_the_admin_asks_for_it_first(required: None, role: Role | None, path: str) -> None:
    answer = client_of(make_user(role) if role else make_admin()).get(path)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/th/account/2fa/?next=%2Fadmin%2F")


@pytest.mark.parametrize("role", [Role.TRAINER, Role.REGIONAL_LEAD])
def test_the_desk_asks_trainers_and_leads_for_it(required: None, role: Role) -> None:
    desk = second_factor.second_factor_required(lambda request: HttpResponse("desk"))
    client = client_of(make_user(role))
    request = RequestFactory().get("/th/desk/")
    request.user, request.session = make_user(role), client.session
    answer = desk(request)
    assert answer["Location"] == "/th/account/2fa/?next=%2Fth%2Fdesk%2F"
    request.user = make_user()
    assert desk(request).content == b"desk"


def test_a_demo_offers_it_and_forces_nobody(kpi_staff: User) -> None:
    assert client_of(kpi_staff).get("/admin/").status_code == 200


def test_the_page_says_why_and_how(required: None, kpi_staff: User) -> None:
    page = client_of(kpi_staff).get("/admin/", follow=True).content.decode()
    assert "หน้าที่คุณจะเปิดมีข้อมูลของคนอื่น" in page
    assert "/th/account/passkeys/add/" in page
    assert "/th/account/2fa/app/" in page


@pytest.mark.django_db(transaction=True)
def test_setting_up_an_app_opens_the_admin_at_once(required: None, client: Client) -> None:
    kpi_staff = make_user(Role.KPI_STAFF)
    by_password(client, kpi_staff)
    client.get("/th/account/2fa/app/")
    answer = client.post("/th/account/2fa/app/", {"code": app_code(client.session["mfa.totp.secret"])})
    assert answer["Location"] == "/th/account/2fa/codes/"
    assert client.get("/admin/").status_code == 200


def test_signing_in_asks_for_the_app(required: None, kpi_staff: User, client: Client) -> None:
    page = by_password(client, with_app(kpi_staff), "/admin/")
    assert page.redirect_chain[-1][0] == AUTHENTICATE
    assert not signed_in(client)
    client.post(AUTHENTICATE, {"code": "000000"})
    assert not signed_in(client)
    client.post(AUTHENTICATE, {"code": app_code()})
    assert client.get("/admin/").status_code == 200


def test_a_code_by_mail_is_no_way_round(kpi_staff: User, client: Client, mailoutbox) -> None:
    with_app(kpi_staff)
    ask_for_code(client, kpi_staff.email)
    answer = client.post("/th/account/login/code/confirm/", {"code": code_in(mailoutbox[0])})
    assert answer["Location"] == AUTHENTICATE
    assert not signed_in(client)


def test_a_recovery_code_stands_in_once(kpi_staff: User, client: Client) -> None:
    with_app(kpi_staff)
    code = RecoveryCodes.activate(kpi_staff).get_unused_codes()[0]
    by_password(client, kpi_staff)
    client.post(AUTHENTICATE, {"code": code})
    assert signed_in(client)
    other = Client()
    by_password(other, kpi_staff)
    other.post(AUTHENTICATE, {"code": code})
    assert not signed_in(other)


def test_guessing_the_app_ends(kpi_staff: User, client: Client) -> None:
    by_password(client, with_app(kpi_staff))
    for _try in range(6):
        page = client.post(AUTHENTICATE, {"code": "000000"})
    assert "ลองหลายครั้งเกินไปแล้ว" in page.content.decode()
    client.post(AUTHENTICATE, {"code": app_code()})
    assert not signed_in(client)


def test_recovery_codes_alone_are_no_second_factor(kpi_staff: User) -> None:
    RecoveryCodes.activate(kpi_staff)
    assert not second_factor.has_one(kpi_staff)


def test_a_session_older_than_the_factor_shows_it_first(required: None, kpi_staff: User) -> None:
    client = client_of(kpi_staff)
    with_app(kpi_staff)
    answer = client.get("/admin/")
    assert answer["Location"] == "/th/account/2fa/reauthenticate/?next=%2Fadmin%2F"
    client.post(answer["Location"], {"code": app_code()})
    assert client.get("/admin/").status_code == 200


def test_the_admins_own_sign_in_page_is_ours(kpi_staff: User, client: Client) -> None:
    there = "/admin/login/?next=/admin/kpi/"
    for answer in (client.get(there), client.post(there, {"username": "kpi", "password": PASSWORD})):
        assert answer["Location"] == "/th/account/login/?next=/admin/kpi/"
    assert not signed_in(client)


@pytest.mark.parametrize("path", ["/admin/password_reset/", "/admin/password_reset/confirm/MQ/abc-def/"])
def test_the_admin_resets_no_password(client: Client, path: str) -> None:
    assert client.get(path, follow=True).status_code == 404


def test_visitors_are_sent_to_the_one_door(client: Client) -> None:
    assert client.get("/admin/pages/")["Location"] == "/th/account/login/?next=/admin/pages/"


def test_who_may_not_enter_is_told_so_and_sent_in_no_circle(member: User, trainer: User) -> None:
    for user in (member, trainer):
        answer = client_of(user).get("/admin/", follow=True)
        assert (answer.status_code, answer.redirect_chain) == (403, [])
        assert "บัญชีของคุณเปิดหน้านี้ไม่ได้" in answer.content.decode()


def test_a_learners_passkey_locks_no_other_telephone_out(member: User, client: Client, mailoutbox) -> None:
    Authenticator.objects.create(user=member, type=Authenticator.Type.WEBAUTHN, data={"name": "เครื่องแรก"})
    ask_for_code(client, member.email)
    client.post("/th/account/login/code/confirm/", {"code": code_in(mailoutbox[0])})
    assert signed_in(client)


def test_a_learner_who_chose_an_app_is_asked_for_it(member: User, client: Client) -> None:
    assert by_password(client, with_app(member)).redirect_chain[-1][0] == AUTHENTICATE
    assert not signed_in(client)


def test_the_apps_secret_is_unreadable_in_the_database(member: User, settings) -> None:
    with_app(member)
    kept = Authenticator.objects.get(user=member, type=Authenticator.Type.TOTP).data["secret"]
    assert SECRET not in kept
    assert secrets.decrypt(kept) == SECRET
    old = settings.SECRET_KEY
    settings.SECRET_KEY = hashlib.sha256(b"new").hexdigest()
    assert secrets.decrypt(kept) == ""
    settings.SECRET_KEY_FALLBACKS = [old]
    assert secrets.decrypt(kept) == SECRET


def test_staff_are_signed_out_after_a_working_day_and_learners_are_not(kpi_staff: User, member: User) -> None:
    for user, seconds in ((kpi_staff, 12 * 3600), (member, 60 * 24 * 3600)):
        client = Client()
        by_password(client, user)
        assert client.session.get_expiry_age() == seconds
