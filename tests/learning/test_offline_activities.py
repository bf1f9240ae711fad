"""Activities of a kept lesson: the page holds every answer, and what was chosen is kept once when it comes."""

from __future__ import annotations

import re
import uuid
from html import unescape
from typing import Any

import pytest
from django.test import Client

from courses.models import LessonPage
from portal.learning.models import ActivityAnswer, Completion, Learner
from portal.learning.offline.activities import activities_in, version_of
from tests.factories import activities, blocks, content
from tests.factories.tree import Tree
from tests.learning.acting import activity_url
from tests.learning.test_late_answers import codes, post
from tests.learning.test_offline import PUBLIC, close, manifest_url, urls

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

ROWS = {
    "sort": blocks.sort(),
    "checklist": blocks.checklist(),
    "spot": activities.spot(),
    "password": activities.password(),
    "match": activities.match(),
    "settings": activities.settings(),
}
STORY, THOUGHT = activities.scenario(), activities.reflection()


@pytest.fixture
def lesson(site: Tree) -> LessonPage:
    """A lesson whose steps hold one activity of each kind."""
    steps = [blocks.step(kind, raw) for kind, raw in ROWS.items()]
    steps += [blocks.step("scenario", STORY), blocks.step("reflection", THOUGHT)]
    return content.lesson(site.course, *steps, title="กิจกรรมทุกแบบ", slug="every-activity")


def block_of(lesson: LessonPage, kind: str) -> Any:
    return next(block for block in activities_in(lesson) if block.block_type == kind)


def page_url(lesson: LessonPage, kind: str = "sort") -> str:
    return f"/th/offline/act/{lesson.translation_key}/{block_of(lesson, kind).id}/"


def told(client: Client, lesson: LessonPage, kind: str) -> dict[str, str]:
    """Each field with what its right answer sends, as the kept page tells its script."""
    html = client.get(page_url(lesson, kind)).content.decode()
    return {name: unescape(value) for name, value in re.findall(r'data-tell="([^"]+)" data-expected="([^"]*)"', html)}


def answer(of: LessonPage, kind: str, *fields: list[str], **changes: Any) -> dict[str, Any]:
    """What the page would have waiting."""
    block = block_of(of, kind)
    return {
        "submission": str(uuid.uuid4()),
        "lesson": str(of.translation_key),
        "kind": "activity",
        "activity": block.id,
        "version": version_of(block),
        "fields": list(fields),
        "learner": "",
        "answered_at": "2026-11-20T03:00:00.000Z",
        "refuse_counting": False,
        **changes,
    }


def right_fields(client: Client, lesson: LessonPage, kind: str) -> list[list[str]]:
    values = told(client, lesson, kind)
    if kind == "settings":
        *before, last = values.values()
        return [["way", "-".join(before)], ["choice", last]]
    return [[name, value] for name, value in values.items() if value]


def test_a_kept_lesson_brings_its_activities(lesson: LessonPage, visitor: Client) -> None:
    said = visitor.get(manifest_url(lesson)).json()
    for kind in (*ROWS, "scenario", "reflection"):
        assert page_url(lesson, kind) in urls(said["pages"])
        assert said["stands_in"][activity_url(lesson, kind)] == page_url(lesson, kind)


@pytest.mark.parametrize("kind", ROWS)
def test_what_the_page_calls_right_is_right_when_it_comes(lesson: LessonPage, visitor: Client, kind: str) -> None:
    response = post(visitor, answer(lesson, kind, *right_fields(visitor, lesson, kind)))
    assert codes(response) == [200]
    assert lesson.title in response.json()["answers"][0]["words"]
    kept = ActivityAnswer.objects.get()
    assert (kept.kind, kept.right, kept.subject_key) == (kind, kept.total, lesson.translation_key)
    assert kept.right > 0
    assert kept.learner == Learner.objects.get()
    assert set(response.cookies) == {"learner", "e_id"}
    assert not Completion.objects.exists()


@pytest.mark.parametrize("kind", ["sort", "settings", "match"])
def test_a_fault_stays_a_fault(lesson: LessonPage, visitor: Client, kind: str) -> None:
    values = list(told(visitor, lesson, kind).items())
    other = next(value for name, value in values if value != values[0][1])
    fields = [[name, other if place == 0 else value] for place, (name, value) in enumerate(values)]
    if kind == "settings":
        given = [value for _name, value in fields]
        fields = [["way", "-".join(given[:-1])], ["choice", given[-1]]]
    assert codes(post(visitor, answer(lesson, kind, *fields))) == [200]
    kept = ActivityAnswer.objects.get()
    assert kept.right == kept.total - 1


def test_a_story_is_kept_as_the_way_through_it(lesson: LessonPage, visitor: Client) -> None:
    html = visitor.get(page_url(lesson, "scenario")).content.decode()
    keys = set(re.findall(r'data-scene="([^"]+)"', html))
    assert keys == {scene["key"] for scene in block_of(lesson, "scenario").value["scenes"]}
    assert set(re.findall(r'data-to="([^"]+)"', html)) <= keys
    assert codes(post(visitor, answer(lesson, "scenario", ["way", "1-0-1"], ["choice", "1"]))) == [200]
    kept = ActivityAnswer.objects.get()
    assert (kept.right, kept.total, kept.answers[-1]["ending"]) == (1, 1, "good")


def test_thoughts_are_never_sent(lesson: LessonPage, visitor: Client) -> None:
    html = visitor.get(page_url(lesson, "reflection")).content.decode()
    assert 'data-own="learner:reflection:' in html
    assert "<form" not in html[html.index("data-fragment-root") :].split("</section>")[0]
    assert codes(post(visitor, answer(lesson, "reflection", ["i-1", "1"]))) == [410]
    assert not ActivityAnswer.objects.exists()


def test_sent_again_it_is_one_answer_of_one_learner(lesson: LessonPage) -> None:
    waiting = answer(lesson, "checklist", ["i-1", "1"])
    post(Client(), waiting)
    device = Client()
    assert codes(post(device, waiting, waiting)) == [200, 200]
    assert ActivityAnswer.objects.count() == Learner.objects.count() == 1
    assert set(device.cookies) == {"learner", "e_id"}


def test_another_learners_answer_stays(lesson: LessonPage, browser_of) -> None:
    waiting = answer(lesson, "checklist", ["i-1", "1"], learner="0" * 32)
    assert codes(post(browser_of(Learner.objects.create()), waiting)) == [409]
    assert not ActivityAnswer.objects.exists()


@pytest.mark.parametrize(
    ("kind", "fields", "changes", "code"),
    [
        ("sort", [["i-1", "a"]], {}, 422),
        ("sort", [], {}, 422),
        ("settings", [["way", "0"], ["choice", "9"]], {}, 422),
        ("scenario", [["way", "9-9"], ["choice", "0"]], {}, 422),
        ("sort", [["i-1", "a"]], {"version": "0" * 32}, 410),
        ("sort", [["i-1", "a"]], {"activity": str(uuid.UUID(int=1))}, 410),
        ("sort", [["i-1", "a"]], {"activity": ""}, 410),
        ("sort", [["i-1", "a"]], {"lesson": str(uuid.UUID(int=1))}, 410),
        ("sort", [["i-1", "a"]], {"activity": ["i"]}, 400),
        ("sort", [["i-1", "a" * 1001]], {}, 400),
    ],
)
def test_what_cannot_be_taken_is_told_and_makes_nobody(
    lesson: LessonPage, visitor: Client, kind: str, fields: Any, changes: dict[str, Any], code: int
) -> None:
    response = post(visitor, answer(lesson, kind, *fields, **changes))
    assert codes(response) == [code]
    assert response.json()["answers"][0]["words"]
    assert not Learner.objects.exists()


def test_an_edited_activity_is_a_new_edition(lesson: LessonPage, visitor: Client) -> None:
    waiting = answer(lesson, "checklist", ["i-1", "1"])
    before = visitor.get(manifest_url(lesson)).json()["version"]
    # The print view shows no explanation, and yet a kept page would be old.
    block_of(lesson, "sort").value["items"][0]["why"] = "เพราะเขียนใหม่"
    block_of(lesson, "checklist").value["prompt"] = "ทำแล้วหรือยัง"
    lesson.save_revision().publish()
    assert visitor.get(manifest_url(lesson)).json()["version"] != before
    assert codes(post(visitor, waiting)) == [410]


def test_it_is_the_same_for_everybody_and_sets_no_cookie(lesson: LessonPage, browser_of, member) -> None:
    for kind in (*ROWS, "scenario", "reflection"):
        answers = [browser_of(one).get(page_url(lesson, kind)) for one in (None, Learner.objects.create(), member)]
        assert {each.status_code for each in answers} == {200}
        assert {each["Cache-Control"] for each in answers} == {PUBLIC}
        assert all(each.cookies == {} for each in answers)
        assert len({each.content for each in answers}) == 1
        assert b"csrfmiddlewaretoken" not in answers[0].content
        assert not re.search(rb"<form[^>]+method", answers[0].content)


@pytest.mark.parametrize("how", ["unpublished", "restricted above", "deleted"])
def test_what_is_not_public_has_no_page(site: Tree, browser_of, author, trainer, how: str) -> None:
    url = page_url(site.lesson)
    assert browser_of(None).get(url).status_code == 200
    close(site, how)
    for person in (None, trainer, author):
        assert browser_of(person).get(url).status_code == 404


def test_an_unknown_activity_is_404(site: Tree, visitor: Client) -> None:
    key = site.lesson.translation_key
    for name in (uuid.UUID(int=1), "a"):
        assert visitor.get(f"/th/offline/act/{key}/{name}/").status_code == 404


def test_its_queries_are_pinned(lesson: LessonPage, visitor: Client, django_assert_num_queries) -> None:
    for kind in (*ROWS, "scenario", "reflection"):
        visitor.get(page_url(lesson, kind))
        with django_assert_num_queries(6):
            visitor.get(page_url(lesson, kind))
