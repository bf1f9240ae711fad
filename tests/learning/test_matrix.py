"""Other people's progress, attempts, cards, certificates and exports are not there, for any role.

Two tables. Whoever gives a learner something new adds a row: to `NAMED` when its address names it (certificates, exports),
to `UNNAMED` when the address is the same for everybody and shows one's own.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.snippets.models import get_snippet_models

from portal.learning import cards
from portal.learning.certificates.issuing import Written, claim
from portal.learning.completing import complete_lesson
from portal.learning.models import Completion, Learner, ProgressCard, QuizAttempt
from tests.factories import people
from tests.factories.tree import Tree
from tests.learning.acting import filled_quiz, quiz_url, send

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

# Fixtures of the fixed cast, and how each comes: None is a visitor nobody knows.
ROLES = [
    "visitor",
    "learner",
    "member",
    "trainer",
    "trainer_elsewhere",
    "regional_lead",
    "author",
    "lawyer",
    "kpi_staff",
    "admin",
]


class Owner:
    """Somebody who has one of everything. With an account, or without."""

    def __init__(self, site: Tree, account: bool) -> None:
        self.site = site
        user = people.make_user(username="owner") if account else None
        self.learner = Learner.objects.create(user=user)
        self.browser = people.client_of(user or self.learner)
        send(self.browser, quiz_url(site.lesson), filled_quiz(self.browser, site.lesson))
        complete_lesson(self.learner, site.next_lesson, timezone.now())
        self.card = cards.make(self.learner)
        self.attempt = QuizAttempt.objects.get(learner=self.learner)
        finished = Completion.objects.of_courses().get(learner=self.learner)
        self.certificate = claim(finished, Written(name="เจ้าของ ตัวจริง"))


Address = Callable[[Owner], str]

# What an address names: 404 for everybody but the owner.
NAMED: dict[str, Address] = {
    "attempt": lambda owner: f"/th/my/attempts/{owner.attempt.submission}/",
    "certificate": lambda owner: f"/th/my/certificates/{owner.certificate.uuid}/",
    "certificate as PDF": lambda owner: f"/th/my/certificates/{owner.certificate.uuid}/certificate.pdf",
    "name on the certificate": lambda owner: f"/th/my/certificates/{owner.certificate.uuid}/name/",
}
# The same address for everybody: it, and words of the owner's that must not be there.
UNNAMED: dict[str, tuple[Address, Callable[[Owner], str]]] = {
    "my learning": (lambda owner: "/th/my/", lambda owner: owner.site.lesson.title),
    "my card": (lambda owner: "/th/my/card/", lambda owner: owner.card.printed),
    "card as PDF": (lambda owner: "/th/my/card/pdf/", lambda owner: owner.card.printed),
    "my data": (lambda owner: "/th/account/my-data/download/", lambda owner: str(owner.attempt.quiz_title)),
    "leaving": (lambda owner: "/th/my/someone-else/", lambda owner: owner.card.printed),
    "progress on a course": (
        lambda owner: f"/th/my/progress/{owner.site.course.translation_key}/",
        lambda owner: str(owner.site.lesson.translation_key),
    ),
    "quiz": (lambda owner: quiz_url(owner.site.lesson), lambda owner: "checked"),
}
# Nothing of these is to be browsed by staff either: "never others' answers".
ADMIN_NEVER = (
    "learner",
    "completion",
    "quizattempt",
    "activityanswer",
    "attemptanswer",
    "progresscard",
    "guardianconsent",
    "courserun",
    "satisfaction",
)


@pytest.fixture(params=ROLES)
def other(request: pytest.FixtureRequest) -> Client:
    """The browser of somebody else."""
    person = request.getfixturevalue(request.param)
    return person if isinstance(person, Client) else people.client_of(person)


@pytest.fixture(params=[False, True], ids=["without account", "with account"])
def owner(request: pytest.FixtureRequest, site: Tree) -> Owner:
    return Owner(site, account=request.param)


def test_what_an_address_names_is_not_there_for_others(owner: Owner, other: Client) -> None:
    for name, address_of in NAMED.items():
        address = address_of(owner)
        assert other.get(address).status_code == 404, name
        assert send(other, address, {}).status_code in (404, 405), name
        assert owner.browser.get(address).status_code == 200, name


def test_an_address_for_everybody_shows_only_ones_own(owner: Owner, other: Client) -> None:
    for name, (address_of, words_of) in UNNAMED.items():
        answer = other.get(address_of(owner))
        assert answer.status_code in (200, 204, 302, 404), name
        assert words_of(owner) not in answer.content.decode(errors="replace"), name
        assert answer.cookies.get("learner") is None, name


def test_the_owner_sees_it(site: Tree) -> None:
    """Else the test above would pass with nothing there."""
    owner = Owner(site, account=False)
    for name in ("my learning", "my card", "leaving", "progress on a course"):
        address, words = UNNAMED[name]
        assert words(owner) in owner.browser.get(address(owner)).content.decode(), name
    assert owner.browser.get("/th/my/card/pdf/").content.startswith(b"%PDF")


def test_acts_on_a_card_reach_ones_own_alone(owner: Owner, other: Client) -> None:
    for act in ("make", "replace"):
        send(other, "/th/my/card/", {act: "1"})
    owner.card.refresh_from_db()
    assert owner.card.replaced_at is None
    assert ProgressCard.objects.live().filter(learner=owner.learner).get() == owner.card


def test_a_made_up_name_is_not_there(owner: Owner) -> None:
    assert owner.browser.get(f"/th/my/attempts/{uuid.uuid4()}/").status_code == 404


@pytest.mark.parametrize("model", ADMIN_NEVER)
def test_the_admin_holds_no_list_of_answers(admin, browser_of, model: str) -> None:
    registered: list[Any] = get_snippet_models()
    assert model not in [found._meta.model_name for found in registered if found._meta.app_label == "learning"]
    assert browser_of(admin).get(f"/admin/snippets/learning/{model}/", follow=True).status_code == 404
