"""The progress card: made by one browser, used by another."""

from __future__ import annotations

import re
import subprocess
import uuid
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from portal.core.codes import grouped, new_code
from portal.learning import card_pdf, cards, merging, who
from portal.learning.completing import complete_lesson
from portal.learning.models import Completion, Learner, ProgressCard
from portal.learning.who import COOKIE
from portal.thai.normalise import join_sara_am
from tests.factories import people
from tests.factories.tree import Tree
from tests.learning.acting import form_to, send
from tests.learning.test_merging import completion

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
CARD = "/th/my/card/"
WRONG = "รหัสนี้ใช้ไม่ได้"


@pytest.fixture(autouse=True)
def new_tries() -> None:
    cache.clear()


@pytest.fixture
def owner(site: Tree) -> Learner:
    """Somebody who has finished a lesson."""
    learner = people.make_learner()
    complete_lesson(learner, site.lesson, timezone.now())
    return learner


def use(client: Client, code: str, **more: str):
    return send(client, "/card/", {"code": code, **more})


def shows(client: Client, words: str) -> bool:
    return words in client.get("/th/my/").content.decode()


def test_opening_the_page_makes_no_card_and_a_tap_makes_one(owner: Learner, browser_of) -> None:
    browser = browser_of(owner)
    page = browser.get(CARD)
    assert not ProgressCard.objects.exists()
    assert page["Cache-Control"] == "private, no-store"
    made = send(browser, CARD, {"make": "1"}).content.decode()
    card = ProgressCard.objects.get()
    assert card.learner == owner
    assert f"{card.code[:4]}-{card.code[4:8]}-{card.code[8:]}" in made
    # A second tap, a second tab, another visit: the same card.
    send(browser, CARD, {"make": "1"})
    assert ProgressCard.objects.get() == card
    assert card.printed in browser.get(CARD).content.decode()


def test_nobody_has_no_card(visitor: Client) -> None:
    assert visitor.get(CARD).status_code == 200
    assert send(visitor, CARD, {"make": "1"}).status_code == 200
    assert visitor.get(f"{CARD}pdf/").status_code == 404
    assert not Learner.objects.exists()


def test_using_a_card_opens_its_progress_on_another_device(owner: Learner, site: Tree, visitor: Client) -> None:
    code = cards.make(owner).printed
    opened = visitor.get(f"/card/{code}")
    assert opened.status_code == 200
    assert opened.cookies == {}
    assert not shows(visitor, site.lesson.title)
    used = use(visitor, code)
    assert site.lesson.title in used.content.decode()
    assert used.cookies[COOKIE].value
    assert shows(visitor, site.lesson.title)
    assert Learner.objects.count() == 1


@pytest.mark.parametrize(
    "mistype",
    [
        str.lower,
        lambda code: code.replace("-", " "),
        lambda code: code.replace("-", ""),
        lambda code: code.replace("0", "O").replace("1", "I"),
        lambda code: code.replace("0", "๐").replace("1", "๑"),
        lambda code: f"  {code.replace('0', 'o')}\n",
    ],
)
def test_a_code_typed_as_people_type_works(owner: Learner, site: Tree, visitor: Client, mistype) -> None:
    card = cards.make(owner)
    while not {"0", "1"} <= set(card.code):
        card.code = new_code()
    card.save()
    assert site.lesson.title in use(visitor, mistype(card.printed)).content.decode()


def without_what_was_typed(response, typed: str) -> str:
    return response.content.decode().replace(typed, "")


def test_wrong_codes_read_alike_whether_they_exist_or_not(owner: Learner, visitor: Client) -> None:
    replaced = cards.make(owner)
    cards.replace(owner)
    spoilt = replaced.printed[:-1] + ("2" if replaced.code[-1] != "2" else "3")
    answers = [use(visitor, typed) for typed in (replaced.printed, grouped(new_code()), spoilt)]
    assert [answer.status_code for answer in answers] == [422] * 3
    assert WRONG in answers[0].content.decode()
    typed = (replaced.printed, answers[1].wsgi_request.POST["code"], spoilt)
    assert len({without_what_was_typed(*pair) for pair in zip(answers, typed, strict=True)}) == 1
    assert all(answer.cookies == {} for answer in answers)


@pytest.mark.parametrize("typed", ["", " ", "x" * 5_000, "' OR 1=1 --", "\x00", "<b>", "ก" * 12])
def test_nonsense_is_a_wrong_code(visitor: Client, typed: str) -> None:
    response = use(visitor, typed)
    assert response.status_code == 422
    assert WRONG in response.content.decode()
    assert "<b>" not in response.content.decode().split('id="code"')[1].split(">")[0]


@pytest.mark.parametrize("code", ["x", "ABCD", "%00", "%E0%B8%81"])
def test_any_address_of_a_card_is_answered(visitor: Client, code: str) -> None:
    assert visitor.get(f"/card/{code}").status_code == 200


def test_guessing_ends_after_ten_wrong_codes_but_a_class_may_come_in(owner: Learner, visitor: Client) -> None:
    code = cards.make(owner).printed
    for _ in range(12):
        assert use(Client(), code).status_code == 200
    assert [use(visitor, new_code()).status_code for _ in range(11)] == [422] * 10 + [429]
    refused = use(visitor, code)
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) <= 600
    assert "ประมาณ 10 นาที" in refused.content.decode()
    assert refused.cookies == {}
    elsewhere = Client(REMOTE_ADDR="192.0.2.77")
    assert use(elsewhere, code).status_code == 200


def test_progress_already_here_is_joined_only_when_said_to_be_mine(owner: Learner, learner, browser_of) -> None:
    completion(learner, uuid.uuid4(), title="ของเครื่องนี้")
    browser = browser_of(learner)
    code = cards.make(owner).printed
    asked = use(browser, code)
    assert "เครื่องนี้มีการเรียนอยู่ก่อนแล้ว" in asked.content.decode()
    assert asked.cookies == {}
    assert shows(browser, "ของเครื่องนี้")
    # The old one's card is offered before leaving.
    assert f'formaction="{CARD}"' in asked.content.decode()
    use(browser, code, mine="no")
    assert not shows(browser, "ของเครื่องนี้")
    learner.refresh_from_db()
    assert learner.merged_into is None
    assert shows(browser_of(learner), "ของเครื่องนี้"), "the old learner stays as it was"


def test_two_of_mine_become_one(owner: Learner, learner, browser_of, site: Tree) -> None:
    completion(learner, uuid.uuid4(), title="ของเครื่องนี้")
    browser = browser_of(learner)
    old_card = cards.make(learner).printed
    use(browser, cards.make(owner).printed, mine="yes")
    assert shows(browser, "ของเครื่องนี้")
    assert shows(browser, site.lesson.title)
    assert Completion.objects.filter(learner=owner).count() == 2
    # The old card leads to the same person.
    third = Client()
    use(third, old_card)
    assert shows(third, site.lesson.title)


def test_a_browser_without_anything_of_its_own_is_not_asked(owner: Learner, learner, browser_of, site: Tree) -> None:
    browser = browser_of(learner)
    use(browser, cards.make(owner).printed)
    assert shows(browser, site.lesson.title)


def test_the_same_card_again_changes_nothing(owner: Learner, browser_of, site: Tree) -> None:
    browser = browser_of(owner)
    assert site.lesson.title in use(browser, cards.make(owner).printed).content.decode()
    assert Learner.objects.count() == 1


def test_a_signed_in_person_is_asked_and_then_it_is_the_accounts(
    owner: Learner, member, browser_of, site: Tree
) -> None:
    browser, code = browser_of(member), cards.make(owner).printed
    assert "บัตรนี้เป็นของคุณไหม" in use(browser, code).content.decode()
    assert use(browser, code, mine="no").status_code == 302
    assert not shows(browser, site.lesson.title)
    owner.refresh_from_db()
    assert owner.user is None
    use(browser, code, mine="yes")
    assert shows(browser, site.lesson.title)
    owner.refresh_from_db()
    assert owner.final.user == member


def test_a_signed_in_person_with_progress_loses_none(owner: Learner, member, browser_of, site: Tree) -> None:
    own = Learner.objects.create(user=member)
    completion(own, uuid.uuid4(), title="ของบัญชี")
    browser = browser_of(member)
    use(browser, cards.make(owner).printed, mine="yes")
    assert shows(browser, site.lesson.title)
    assert shows(browser, "ของบัญชี")
    assert Learner.objects.get(user=member) == own


@pytest.mark.parametrize("mine", ["", "yes", "no"])
@pytest.mark.parametrize("alias", [False, True])
def test_a_card_does_not_go_round_signing_in(owner, site: Tree, member, author, browser_of, mine, alias) -> None:
    code = cards.make(owner).printed
    if alias:
        merging.merge(owner, Learner.objects.create(user=member))
    else:
        Learner.objects.filter(pk=owner.pk).update(user=member)
    for browser in (Client(), browser_of(people.make_learner()), browser_of(author)):
        response = use(browser, code, mine=mine)
        assert "การเรียนของบัตรนี้อยู่ในบัญชีแล้ว" in response.content.decode()
        assert site.lesson.title not in response.content.decode()
        assert response.cookies == {}
        assert not shows(browser, site.lesson.title)
    assert not Learner.objects.filter(user=author).exists()
    # Its own account comes in.
    assert site.lesson.title in use(browser_of(member), code).content.decode()


def test_a_new_card_turns_away_everybody_who_had_the_old_one(owner: Learner, browser_of, site: Tree) -> None:
    mine, finder, alias = browser_of(owner), Client(), people.make_learner()
    completion(alias, uuid.uuid4())
    merging.merge(alias, owner)
    old_name = browser_of(alias)
    code = cards.make(owner).printed
    use(finder, code)
    assert shows(finder, site.lesson.title)
    page = send(mine, CARD, {"replace": "1"}).content.decode()
    new = ProgressCard.objects.live().get()
    assert new.printed in page
    assert code not in page
    assert not shows(finder, site.lesson.title)
    assert not shows(old_name, site.lesson.title)
    assert shows(mine, site.lesson.title)
    assert use(Client(), code).status_code == 422
    assert site.lesson.title in use(Client(), new.printed).content.decode()


def test_with_an_account_no_card_is_needed(member, browser_of) -> None:
    learner = Learner.objects.create(user=member)
    browser = browser_of(member)
    assert browser.get(CARD).status_code == 302
    assert browser.post(CARD, {"make": "1"}).status_code == 302
    assert not ProgressCard.objects.filter(learner=learner).exists()


def test_another_site_can_neither_make_nor_use_a_card(owner: Learner, browser_of, visitor: Client) -> None:
    evil = {"sec-fetch-site": "cross-site"}
    code = cards.make(owner).printed
    assert visitor.post("/card/", {"code": code}, headers=evil).status_code == 403
    assert browser_of(owner).post(CARD, {"replace": "1"}, headers=evil).status_code == 403
    assert ProgressCard.objects.get().replaced_at is None


def test_no_robot_and_no_other_address_learns_a_code(owner: Learner, browser_of) -> None:
    code = cards.make(owner).printed
    browser = browser_of(owner)
    for response in (browser.get(f"/card/{code}"), browser.get(CARD), browser.get("/th/my/"), use(Client(), code)):
        assert response["Cache-Control"] == "private, no-store"
        assert "noindex" in response["X-Robots-Tag"]
        # "no-referrer" would make browsers send `Origin: null` with the form, which is refused.
        assert response["Referrer-Policy"] == "strict-origin"
    assert form_to(browser.get(f"/card/{code}").content.decode(), "/card/").method == "post"


def test_counting_refused_on_one_device_is_refused_on_the_next(owner: Learner, visitor: Client) -> None:
    Learner.objects.update(counting_refused=True)
    assert use(visitor, cards.make(owner).printed).cookies["e_id"].value == ""
    assert who.COOKIE in visitor.cookies


@pytest.mark.needs("pdftotext", "pdftoppm", "zbarimg")
def test_the_pdf_says_the_code_and_its_qr_opens_the_card(owner: Learner, browser_of, tmp_path: Path) -> None:
    card = cards.make(owner)
    response = browser_of(owner).get(f"{CARD}pdf/")
    assert response["Content-Type"] == "application/pdf"
    assert response["Cache-Control"] == "private, no-store"
    (tmp_path / "card.pdf").write_bytes(response.content)
    text = subprocess.run(["pdftotext", tmp_path / "card.pdf", "-"], capture_output=True, text=True, check=True).stdout
    assert card.printed in text
    assert "ความก้าวหน้า" in join_sara_am(text)
    info = subprocess.run(["pdfinfo", tmp_path / "card.pdf"], capture_output=True, text=True, check=True).stdout
    assert re.search(r"Pages:\s+1\n", info)
    subprocess.run(["pdftoppm", "-r", "150", "-png", tmp_path / "card.pdf", tmp_path / "card"], check=True)
    picture = next(tmp_path.glob("card*.png"))
    read = subprocess.run(["zbarimg", "-q", "--raw", picture], capture_output=True, text=True, check=True).stdout
    assert read.strip() == f"http://testserver/card/{card.printed}"


def test_without_pango_the_page_itself_is_offered(owner: Learner, browser_of, monkeypatch) -> None:
    from courses.kits.errors import KitError

    def missing() -> None:
        raise KitError("no Pango")

    monkeypatch.setattr(card_pdf, "weasyprint", missing)
    card = cards.make(owner)
    response = browser_of(owner).get(f"{CARD}pdf/")
    assert response.status_code == 503
    assert card.printed in response.content.decode()
