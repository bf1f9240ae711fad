"""A browser without cookies learns all the same: what must be remembered travels in the forms it is given (decision 13).

The test follows forms of the pages it gets and keeps no cookie; it invents no field.
"""

from __future__ import annotations

import pytest
from django.test import Client

from portal.learning.models import ActivityAnswer, Completion, Learner, ProgressCard, QuizAttempt
from tests.factories.tree import Tree
from tests.learning.acting import OURS, activity_url, done_url, form_to, quiz_url
from tests.learning.test_activity_and_course import sort_answers

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


class Cookieless:
    """A browser that shows one page at a time and forgets every cookie."""

    def __init__(self) -> None:
        self.html = ""

    def open(self, url: str) -> None:
        self.html = Client().get(url).content.decode()

    def send(self, action: str, button: str = "", **answers: object) -> None:
        """Sends the page's form to this address, with one of its buttons."""
        form = form_to(self.html, action)
        pressed = {name: value for name, value in form.buttons if name == button}
        assert not button or pressed, f"no button {button} in the form"
        self.html = Client().post(action, {**form.fields, **pressed, **answers}, headers=OURS).content.decode()


def right_answers(site: Tree) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    for question in site.quiz.questions.all():
        name, choices = f"q-{question.uuid}", list(question.choices.all())
        if question.kind == "order":
            fields |= {f"{name}-{choice.uuid}": [str(place)] for place, choice in enumerate(choices, start=1)}
        else:
            fields[name] = [str(choice.uuid) for choice in choices if choice.is_correct]
    return fields


def test_from_lesson_to_card_without_a_cookie(site: Tree) -> None:
    browser = Cookieless()
    activity = activity_url(site.lesson, "sort")
    browser.open(site.lesson.url)
    browser.open(activity)
    browser.send(activity, **sort_answers(site))
    # The first time nobody can know yet whether cookies are kept.
    assert "แต่ถ้าปิดคุกกี้ไว้ จะจำไม่ได้" in browser.html
    # The way to the quiz where the activity is the lesson's last step; else the quiz is begun from the card.
    browser.send("/th/my/card/", button="open")
    browser.send("/th/my/card/", button="make")
    card = ProgressCard.objects.get()
    assert card.printed in browser.html

    browser.open(quiz_url(site.lesson))
    browser.send(quiz_url(site.lesson), **right_answers(site))
    browser.send("/th/my/")
    assert site.lesson.title in browser.html
    assert Learner.objects.count() == 2

    browser.open("/card/")
    browser.send("/card/", code=card.printed)
    browser.send("/th/my/")
    assert card.printed in browser.html


def test_the_end_of_a_lesson_is_reached_as_one_learner(site: Tree) -> None:
    """An activity on the last step, the quiz, its second try, then the card: forms carry one learner through."""
    from tests.factories import blocks, content

    lesson = content.lesson(site.course, blocks.step("ลองทำ", blocks.sort()), title="บทท้าย", quiz=site.quiz)
    last = [block.id for block in lesson.steps[len(lesson.steps) - 1].value["body"] if block.block_type == "sort"]
    activity, quiz = f"/th/learn/{lesson.translation_key}/activity/{last[0]}/", quiz_url(lesson)
    browser = Cookieless()
    browser.open(activity)
    browser.send(activity, **sort_answers_of(lesson, last[0]))
    browser.send(quiz, button="again")
    wrong = {
        name: [other_choice(site, name)] if name.count("-") == 5 else values
        for name, values in right_answers(site).items()
    }
    browser.send(quiz, **wrong)
    assert "เครื่องนี้ไม่ได้เก็บคุกกี้" in browser.html
    browser.send(quiz, button="again")
    browser.send(quiz, **right_answers(site))
    browser.send("/th/my/card/", button="open")
    browser.send("/th/my/card/", button="make")
    learner = Learner.objects.get()
    assert (ActivityAnswer.objects.count(), QuizAttempt.objects.count(), Completion.objects.count()) == (1, 2, 1)
    assert ProgressCard.objects.get().learner == learner


def test_a_lesson_without_a_quiz_and_its_card(site: Tree) -> None:
    browser = Cookieless()
    browser.open(done_url(site.next_lesson))
    browser.send(done_url(site.next_lesson))
    browser.send("/th/my/card/", button="open")
    browser.send("/th/my/card/", button="make")
    assert ProgressCard.objects.get().learner == Completion.objects.get().learner
    pdf = form_to(browser.html, "/th/my/card/pdf/")
    assert Client().post("/th/my/card/pdf/", pdf.fields, headers=OURS)["Content-Type"] == "application/pdf"


def test_what_was_done_without_a_cookie_is_added_to_the_card(site: Tree) -> None:
    first = Cookieless()
    first.open(done_url(site.next_lesson))
    first.send(done_url(site.next_lesson))
    first.send("/th/my/card/", button="open")
    first.send("/th/my/card/", button="make")
    card = ProgressCard.objects.get()

    second = Cookieless()
    second.open(quiz_url(site.lesson))
    second.send(quiz_url(site.lesson), **right_answers(site))
    second.send("/th/my/")
    second.send("/card/", button="open")
    second.send("/card/", code=card.printed)
    second.send("/card/", button="mine", mine="yes")
    assert Completion.objects.filter(learner=card.learner).of_courses().count() == 1
    assert Completion.objects.filter(learner=card.learner).count() == 3


def other_choice(site: Tree, field: str) -> str:
    question = site.quiz.questions.get(uuid=field.removeprefix("q-"))
    return str(next(choice.uuid for choice in question.choices.all() if not choice.is_correct))


def sort_answers_of(lesson, block_id: str) -> dict[str, str]:
    block = lesson.activity(block_id)
    return {f"i-{number}": item["basket"] for number, item in enumerate(block.value["items"], start=1)}
