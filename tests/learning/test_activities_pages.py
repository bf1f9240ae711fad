"""What holds for activities of every kind: who may, what is never sent, and lessons that go away meanwhile."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from courses.activities import ACTIVITIES
from courses.blocks import StepBodyBlock
from courses.models import LessonPage
from portal.learning.activities import activity_of
from portal.learning.models import ActivityAnswer, Completion
from tests.factories import activities, blocks, content
from tests.factories.tree import Tree
from tests.learning.acting import activity_url, filled_quiz, quiz_url, send

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def lesson(site: Tree) -> LessonPage:
    """A lesson with one activity of every kind."""
    makers = (activities.scenario, activities.spot, activities.password, activities.match, activities.settings)
    steps = [blocks.step(make.__name__, make()) for make in (*makers, activities.reflection)]
    return content.lesson(site.course, *steps, title="ครบทุกแบบ", slug="all-kinds")


def test_every_kind_has_a_block_and_a_way_to_answer(lesson: LessonPage) -> None:
    there = {block.block_type: block for step in lesson.steps for block in step.value["body"]}
    for kind in ACTIVITIES:
        assert kind in StepBodyBlock().child_blocks
        assert activity_of(there[kind]).kind == kind


def main(html: str) -> str:
    return html.split("<main")[1].split("</main>")[0]


def test_the_lesson_leads_to_each_without_a_form_of_its_own(lesson: LessonPage, visitor: Client) -> None:
    printed = visitor.get(f"{lesson.url}all/").content.decode()
    for number, step in enumerate(lesson.steps, start=1):
        shown = visitor.get(lesson.url if number == 1 else f"{lesson.url}{number}/").content.decode()
        assert '<form method="post"' not in shown
        for block in step.value["body"]:
            if block.block_type in ACTIVITIES:
                assert f'href="{activity_url(lesson, block.block_type)}" data-fragment' in shown
                assert block.value["prompt"] in main(printed)
    assert "/activity/" not in printed


def test_a_story_is_printed_as_a_booklet_and_reflection_with_lines(lesson: LessonPage, visitor: Client) -> None:
    printed = visitor.get(f"{lesson.url}all/").content.decode()
    assert "ถามแม่ก่อน <b>(ไปฉากที่ 2)</b>" in printed
    assert "ของในเกมหายหมด" in printed
    assert printed.count('class="lines"') == 2


def test_another_sites_form_is_refused(lesson: LessonPage, visitor: Client) -> None:
    for kind in ACTIVITIES:
        url = activity_url(lesson, kind)
        assert visitor.post(url, {"i-1": "1"}, headers={"sec-fetch-site": "cross-site"}).status_code == 403, kind
    assert not ActivityAnswer.objects.exists()


def test_reflection_has_no_form_and_takes_nothing(lesson: LessonPage, visitor: Client) -> None:
    url = activity_url(lesson, "reflection")
    html = visitor.get(url).content.decode()
    assert "<form" not in main(html) and " name=" not in main(html)
    assert main(html).count('data-own="learner:reflection:') == 2
    assert main(html).count('class="lines"') == 2
    response = send(visitor, url, {"learner:reflection": "ความลับ"})
    assert response.status_code == 405
    assert not ActivityAnswer.objects.exists()


@pytest.mark.parametrize("kind", ["sort", "scenario"])
@pytest.mark.parametrize("sending", [False, True])
def test_a_lesson_unpublished_meanwhile_ends_kindly(
    lesson: LessonPage, visitor: Client, kind: str, sending: bool
) -> None:
    url = activity_url(lesson, kind)
    send(visitor, activity_url(lesson, "checklist"), {"i-1": "1"})
    lesson.unpublish()
    response = send(visitor, url, {"i-1": "a", "choice": "0"}) if sending else visitor.get(url)
    html = response.content.decode()
    assert response.status_code == 404
    assert "no-store" in response["Cache-Control"]
    assert "บทเรียนนี้ปิดอยู่ในตอนนี้" in html and "ยังอยู่ครบ" in html
    assert ("ยังไม่ได้บันทึก" in html) is sending
    assert 'href="/th/courses/"' in html and 'href="/th/my/"' in html
    assert ActivityAnswer.objects.count() == 1


def test_an_unpublished_lesson_tells_nothing_of_itself(lesson: LessonPage, visitor: Client) -> None:
    lesson.unpublish()
    html = visitor.get(activity_url(lesson, "match")).content.decode()
    assert lesson.title not in html
    nowhere = visitor.get("/th/learn/00000000-0000-4000-8000-000000000000/activity/x/")
    assert main(nowhere.content.decode()) == main(html)


def test_an_activity_taken_out_meanwhile_leads_back_to_the_lesson(lesson: LessonPage, visitor: Client) -> None:
    url = activity_url(lesson, "match")
    del lesson.steps[next(place for place, step in enumerate(lesson.steps) if step.value["title"] == "match")]
    lesson.save_revision().publish()
    response = send(visitor, url, {"i-1": "วางสาย"})
    assert response.status_code == 404
    assert f'href="{lesson.url}"' in response.content.decode()
    assert not ActivityAnswer.objects.exists()


def test_i_did_this_for_a_lesson_unpublished_meanwhile_ends_kindly(site: Tree, visitor: Client) -> None:
    send(visitor, quiz_url(site.lesson), filled_quiz(visitor, site.lesson))
    before = Completion.objects.count()
    site.next_lesson.unpublish()
    response = send(visitor, f"/th/learn/{site.next_lesson.translation_key}/done/", {})
    assert response.status_code == 404
    assert "บทเรียนนี้ปิดอยู่ในตอนนี้" in response.content.decode()
    assert Completion.objects.count() == before


def test_a_form_takes_the_same_few_queries_for_every_kind(
    lesson: LessonPage, visitor: Client, django_assert_num_queries: Any
) -> None:
    visitor.get(activity_url(lesson, "sort"))
    for kind in ACTIVITIES:
        with django_assert_num_queries(6):
            visitor.get(activity_url(lesson, kind))
