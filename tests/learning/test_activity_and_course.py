"""Activities, "I did this", and the completion of a course."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from portal.learning.models import ActivityAnswer, Completion, Learner
from portal.learning.progress import next_unfinished
from tests.factories import content
from tests.factories.tree import Tree
from tests.learning.acting import activity_url, done_url, filled_quiz, hidden, quiz_url, send
from tests.learning.earning import again

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def sort_answers(site: Tree, right: bool = True) -> dict[str, str]:
    block = next(b for step in site.lesson.steps for b in step.value["body"] if b.block_type == "sort")
    other = {"a": "b", "b": "a"}
    baskets = [item["basket"] for item in block.value["items"]]
    return {f"i-{number}": basket if right else other[basket] for number, basket in enumerate(baskets, start=1)}


def test_sorting_tells_what_was_right_and_why_and_keeps_the_words(site: Tree, visitor: Client) -> None:
    url = activity_url(site.lesson, "sort")
    data = {**hidden(visitor.get(url).content.decode()), **sort_answers(site)}
    response = send(visitor, url, data)
    answer = ActivityAnswer.objects.get()
    assert answer.right == answer.total == len(answer.answers)
    assert all(row["text"] in response.content.decode() for row in answer.answers)
    send(visitor, url, data)
    assert ActivityAnswer.objects.count() == 1


def test_wrong_sorting_is_counted_as_wrong(site: Tree, visitor: Client) -> None:
    send(visitor, activity_url(site.lesson, "sort"), sort_answers(site, right=False))
    assert ActivityAnswer.objects.get().right == 0


def test_an_example_left_out_is_named(site: Tree, visitor: Client) -> None:
    answers = sort_answers(site)
    del answers["i-1"]
    response = send(visitor, activity_url(site.lesson, "sort"), answers)
    assert response.status_code == 422
    assert '-i-1"' in response.content.decode().split('role="alert"')[1]
    assert not Learner.objects.exists()


def test_a_checklist_keeps_what_was_done(site: Tree, visitor: Client) -> None:
    send(visitor, activity_url(site.lesson, "checklist"), {"i-1": "1"})
    assert ActivityAnswer.objects.get().right == 1


def test_an_activity_completes_nothing(site: Tree, visitor: Client) -> None:
    send(visitor, activity_url(site.lesson, "sort"), sort_answers(site))
    assert not Completion.objects.exists()


def test_an_activity_that_is_not_there_is_404(site: Tree, visitor: Client) -> None:
    assert visitor.get(f"/th/learn/{site.lesson.translation_key}/activity/nothing/").status_code == 404


def did_this_url(site: Tree) -> str:
    return f"/th/learn/{site.next_lesson.translation_key}/done/"


def test_a_lesson_without_a_quiz_is_done_by_saying_so(site: Tree, visitor: Client) -> None:
    assert visitor.get(did_this_url(site)).status_code == 200
    assert not Completion.objects.exists()
    send(visitor, did_this_url(site), {})
    assert Completion.objects.get().rule == "did-this"


def test_a_lesson_with_a_quiz_cannot_be_done_by_saying_so(site: Tree, visitor: Client) -> None:
    url = f"/th/learn/{site.lesson.translation_key}/done/"
    assert visitor.get(url).status_code == 404
    assert send(visitor, url, {}).status_code == 404


def finish_course(site: Tree, client: Client) -> None:
    send(client, quiz_url(site.lesson), filled_quiz(client, site.lesson))
    send(client, did_this_url(site), {})


def test_all_lessons_finish_the_course_once(site: Tree, visitor: Client) -> None:
    finish_course(site, visitor)
    finish_course(site, visitor)
    course = Completion.objects.get(subject_kind="course")
    assert (course.rule, course.subject_key, course.title) == (
        "all-lessons",
        site.course.translation_key,
        site.course.title,
    )
    assert Completion.objects.count() == 3


def test_a_lesson_added_later_demotes_no_one(site: Tree, visitor: Client) -> None:
    finish_course(site, visitor)
    added = content.lesson(site.course, title="บทใหม่")
    content.module(site.course, "เพิ่มเติม", added)
    assert Completion.objects.filter(subject_kind="course").count() == 1


def offered(response: Any) -> str:
    """The lesson offered after this act; empty for none."""
    html = response.content.decode()
    return html.split("บทถัดไป: ")[1].split("<")[0] if "บทถัดไป" in html else ""


def test_after_a_lesson_the_next_one_still_to_do_is_offered(site: Tree, visitor: Client) -> None:
    third = content.lesson(site.course, title="ขอเงินคืน")
    content.module(site.course, "เพิ่มเติม", third)
    assert offered(send(visitor, did_this_url(site), {})) == third.title
    # The second is finished already.
    assert offered(send(visitor, quiz_url(site.lesson), filled_quiz(visitor, site.lesson))) == third.title
    assert offered(send(visitor, done_url(third), {})) == ""


def test_in_a_finished_course_no_lesson_is_offered(site: Tree, visitor: Client) -> None:
    finish_course(site, visitor)
    assert offered(send(visitor, quiz_url(site.lesson), filled_quiz(visitor, site.lesson))) == ""


def test_in_a_course_begun_again_all_lessons_are_offered_again(site: Tree, visitor: Client) -> None:
    finish_course(site, visitor)
    again(site, visitor, 1)
    assert offered(send(visitor, quiz_url(site.lesson), filled_quiz(visitor, site.lesson))) == site.next_lesson.title


def test_what_comes_next_costs_four_queries(site: Tree, learner: Learner, django_assert_num_queries: Any) -> None:
    for number in range(3):
        content.module(site.course, "เพิ่มเติม", content.lesson(site.course, title=f"บท {number}"))
    lesson = type(site.lesson).objects.get(pk=site.lesson.pk)
    with django_assert_num_queries(4):
        assert next_unfinished(learner, lesson) == site.next_lesson


def test_my_learning_shows_what_is_mine_and_nothing_to_others(site: Tree, visitor: Client) -> None:
    finish_course(site, visitor)
    mine = visitor.get("/th/my/")
    assert site.course.title in mine.content.decode()
    assert "no-store" in mine["Cache-Control"]
    others = Client().get("/th/my/")
    assert site.course.title not in others.content.decode()
    assert others.cookies == {}


def test_a_forged_learner_cookie_is_nobody(site: Tree) -> None:
    client = Client()
    client.cookies["learner"] = "forged:value"
    assert client.get("/th/my/").status_code == 200
    assert not Learner.objects.exists()
