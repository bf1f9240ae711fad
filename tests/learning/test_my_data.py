"""My data: all of it shown and taken along, then gone, with an account and without."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.test import Client
from django.utils import timezone

from portal.accounts.models import Consent, User
from portal.accounts.personal_data import Unlink, holdings, holdings_of
from portal.learning.models import Completion, Learner, QuizAttempt, Satisfaction
from portal.learning.who import COOKIE
from tests.factories.people import client_of, make_admin
from tests.learning.acting import OURS

pytestmark = pytest.mark.django_db
PAGE, FILE, ERASE = (f"/th/account/my-data/{end}" for end in ("", "download/", "erase/"))


def facts_of(learner: Learner) -> None:
    about = {
        "learner": learner,
        "subject_key": uuid.uuid4(),
        "language": "th",
        "title": "รู้ทันข่าวปลอม",
        "at": timezone.now(),
    }
    Completion.objects.create(subject_kind="lesson", rule="did-this", **about)
    QuizAttempt.objects.create(
        subject_kind="lesson",
        quiz_uuid=uuid.uuid4(),
        quiz_title="ลองดู",
        right=3,
        total=4,
        pass_percent=60,
        passed=True,
        **about,
    )
    Satisfaction.objects.create(
        learner=learner, subject="lesson", score=5, wording="ชอบไหม", day=timezone.localdate(), at=timezone.now()
    )


@pytest.fixture
def somebody(member: User) -> User:
    """An account with a learner, facts, a passkey and a consent."""
    facts_of(Learner.objects.create(user=member))
    Authenticator.objects.create(
        user=member, type="webauthn", data={"name": "โทรศัพท์", "credential": {"rawId": "SECRETKEY"}}
    )
    Consent.objects.create(user=member, kind="self", wording="ฉันอายุ 10 ปีขึ้นไป")
    return member


def erase(client: Client, word: str = "ลบ", **headers: str):
    return client.post(ERASE, {"word": word}, headers={**OURS, **headers})


def test_the_page_has_a_row_for_each_kind_of_thing_kept(somebody: User) -> None:
    html = client_of(somebody).get(PAGE).content.decode()
    for words in ("การเรียนจบ", "การทำแบบทดสอบ", "ความพึงพอใจ", "อีเมล", "พาสคีย์และการยืนยันตัวตนสองชั้น", "สิ่งที่ยืนยันไว้ตอนเปิดบัญชี"):
        assert f"<b>{words}</b>" in html
    assert "คำตอบกิจกรรม" not in html, "what there is none of has no row"
    assert "ถ้าลบ จะเหลือเป็นตัวเลขที่ไม่รู้ว่าของใคร" in html


def test_the_file_holds_every_holding_and_no_secret(somebody: User) -> None:
    answer = client_of(somebody).get(FILE)
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Disposition"].startswith('attachment; filename="rutan-')
    text = answer.content.decode()
    data = json.loads(text)["data"]
    assert set(data) == {f"{holding.model._meta.label}.{holding.person}" for holding in holdings()}
    assert data["learning.Completion.learner"]["rows"][0]["title"] == "รู้ทันข่าวปลอม"
    assert data["accounts.User.pk"]["rows"][0]["email"] == somebody.email
    assert "รู้ทันข่าวปลอม" in text, "Thai letters are readable"
    for secret in ("SECRETKEY", somebody.password):
        assert secret not in text


def test_every_holding_of_a_person_can_be_asked_and_erased(somebody: User) -> None:
    """Each registered function runs on an account and a learner; none is left out of the person's list."""
    learner = somebody.learner
    listed = [*holdings_of(learner), *holdings_of(somebody)]
    assert {(each.model, each.person) for each in listed} == {(each.model, each.person) for each in holdings()}
    for holding in listed:
        who = learner if holding.of is Learner else somebody
        assert isinstance(list(holding.export(who)), list)
        assert holding.words
    assert [each.model for each in holdings_of(somebody)][-1] is User
    facts = [each for each in holdings_of(learner) if each.model in (Completion, QuizAttempt, Satisfaction)]
    assert [each.erase(learner) for each in facts] == [1, 1, 1], "each by itself, not only with its learner"
    assert [len(list(each.export(learner))) for each in facts] == [0, 0, 0]


def test_erasure_leaves_facts_and_nobody_behind_them(somebody: User, django_capture_on_commit_callbacks) -> None:
    client, pk = client_of(somebody), somebody.pk
    client.cookies[COOKIE] = "anything"
    with django_capture_on_commit_callbacks(execute=True):
        answer = erase(client)
    html = answer.content.decode()
    assert "ลบข้อมูลของคุณแล้ว" in html
    assert "เหลือเป็นตัวเลข ไม่รู้ว่าของใคร" in html
    assert [
        Completion.objects.get().learner,
        QuizAttempt.objects.get().learner,
        Satisfaction.objects.get().learner,
    ] == [None] * 3
    assert not User.objects.filter(pk=pk).exists()
    assert not Learner.objects.exists()
    for model in (Consent, EmailAddress, Authenticator):
        assert not model.objects.exists()


def test_erasure_ends_the_cookies(somebody: User) -> None:
    client = client_of(somebody)
    answer = erase(client)
    for name, path in ((COOKIE, "/"), ("e_id", "/e/"), ("sessionid", "/")):
        assert (answer.cookies[name].value, answer.cookies[name]["path"]) == ("", path)
    assert answer["Cache-Control"] == "private, no-store"
    assert client.get(PAGE).content.decode().count("<li><b>") == 0


def test_another_sessions_cookie_knows_nobody_any_more(somebody: User) -> None:
    elsewhere = client_of(somebody)
    erase(client_of(somebody))
    assert elsewhere.get("/th/account/").status_code == 302


def test_a_learner_without_an_account_does_it_from_this_browser(
    learner: Learner, browser_of: Callable[..., Client]
) -> None:
    facts_of(learner)
    client = browser_of(learner)
    assert "การเรียนจบ" in client.get(PAGE).content.decode()
    assert set(json.loads(client.get(FILE).content)["data"]) == {
        f"{holding.model._meta.label}.{holding.person}" for holding in holdings_of(learner)
    }
    answer = erase(client)
    assert [answer.cookies[name].value for name in (COOKIE, "e_id")] == ["", ""]
    assert Completion.objects.get().learner is None
    assert not Learner.objects.exists()


def test_erasing_one_touches_no_other(somebody: User, author: User, learner: Learner) -> None:
    facts_of(learner)
    facts_of(Learner.objects.create(user=author))
    erase(client_of(somebody))
    assert set(User.objects.all()) == {author}
    assert Completion.objects.filter(learner=learner).count() == 1
    assert Completion.objects.filter(learner__user=author).count() == 1


def test_another_persons_cookie_names_nobody(somebody: User, member: User, author: User) -> None:
    """The learner of an account answers to that account alone, whatever cookie is shown."""
    from portal.learning.who import pass_of

    stranger = Client()
    stranger.cookies[COOKIE] = pass_of(somebody.learner)
    assert json.loads(stranger.get(FILE).content)["data"] == {}
    erase(stranger)
    assert Learner.objects.filter(user=somebody).exists()
    signed = client_of(author)
    signed.cookies[COOKIE] = pass_of(somebody.learner)
    assert "learning.Completion.learner" not in json.loads(signed.get(FILE).content)["data"]


@pytest.mark.parametrize("word", ["", "ลบเลย", "yes", "ล บ"])
def test_without_the_word_nothing_is_erased(somebody: User, word: str) -> None:
    answer = erase(client_of(somebody), word)
    assert answer.status_code == 422
    assert "ยังไม่ได้ลบ" in answer.content.decode()
    assert User.objects.filter(pk=somebody.pk).exists()


def test_asking_erases_nothing(somebody: User) -> None:
    assert client_of(somebody).get(ERASE, {"word": "ลบ"}).status_code == 200
    assert User.objects.filter(pk=somebody.pk).exists()


def test_a_foreign_page_erases_nobody(learner: Learner, browser_of: Callable[..., Client], somebody: User) -> None:
    answer = erase(browser_of(learner), **{"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403
    assert Learner.objects.filter(pk=learner.pk).exists()
    forged = Client(enforce_csrf_checks=True)
    forged.force_login(somebody, backend="django.contrib.auth.backends.ModelBackend")
    assert erase(forged).status_code == 403
    assert User.objects.filter(pk=somebody.pk).exists()


def test_the_last_administrator_stays(db: None) -> None:
    first = make_admin()
    answer = erase(client_of(first))
    assert "ผู้ดูแลระบบคนสุดท้าย" in answer.content.decode()
    assert User.objects.filter(pk=first.pk).exists()
    make_admin()
    erase(client_of(first))
    assert not User.objects.filter(pk=first.pk).exists()


def test_nobody_known_has_nothing_and_is_told_so(client: Client) -> None:
    assert "ไม่มีข้อมูลของคุณในเครื่องนี้" in client.get(PAGE).content.decode()
    assert json.loads(client.get(FILE).content)["data"] == {}
    assert "ไม่มีข้อมูลของคุณเหลืออยู่" in erase(client).content.decode()
    assert client.cookies == {} or all(not morsel.value for morsel in client.cookies.values())


def test_rows_that_stay_say_why(db: None) -> None:
    assert [
        each.words
        for each in holdings()
        if isinstance(each.erase, Unlink) and each.person == "learner" and not each.reason
    ] == []
    assert apps.get_model("training", "Attendance") in {each.model for each in holdings()}
