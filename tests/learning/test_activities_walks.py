"""Activities that go from screen to screen with scripts off: the branching story and the walk through settings."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from courses.models import LessonPage
from portal.learning.models import ActivityAnswer, Learner
from tests.factories import activities, blocks, content
from tests.factories.tree import Tree
from tests.learning.acting import activity_url, hidden, send

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def lesson(site: Tree) -> LessonPage:
    steps = [blocks.step("เรื่อง", activities.scenario()), blocks.step("ตั้งค่า", activities.settings())]
    return content.lesson(site.course, *steps, title="เดินทีละฉาก", slug="walks")


def walk(client: Client, url: str, *choices: int, **first: str) -> Any:
    """The answer after these choices, each sent with the form the last one brought; `first` goes with the first form."""
    response = client.get(url)
    for number, choice in enumerate(choices):
        extra = first if number == 0 else {}
        response = send(client, url, {**hidden(response.content.decode()), **extra, "choice": str(choice)})
    return response


def test_each_choice_leads_to_its_scene_and_keeps_nothing_before_the_end(lesson: LessonPage, visitor: Client) -> None:
    url = activity_url(lesson, "scenario")
    response = walk(visitor, url, 1)
    html = response.content.decode()
    assert response.status_code == 200
    assert "แม่ถามว่าเขาเป็นใคร" in html and "ดีมาก" in html
    assert hidden(html)["way"] == "1"
    assert response.cookies == {}
    assert not Learner.objects.exists()


def test_an_ending_keeps_the_way_as_one_answer(lesson: LessonPage, visitor: Client) -> None:
    response = walk(visitor, activity_url(lesson, "scenario"), 1, 0, 1, 1)
    html = response.content.decode()
    answer = ActivityAnswer.objects.get()
    assert [row.get("chosen") for row in answer.answers] == ["ถามแม่ก่อน", "เพื่อนจริง", "ถามแม่ก่อน", "ไม่รู้จัก", None]
    assert answer.answers[0]["shown"] == ["บอกไป", "ถามแม่ก่อน"]
    assert answer.answers[-1]["ending"] == "good" and answer.answers[-1]["text"] in html
    assert (answer.right, answer.total) == (1, 1)


def test_a_bad_ending_is_told_kindly_and_counted(lesson: LessonPage, visitor: Client) -> None:
    response = walk(visitor, activity_url(lesson, "scenario"), 0)
    assert "คราวหน้าเลือกใหม่ได้" in response.content.decode()
    assert ActivityAnswer.objects.get().right == 0


def test_an_ending_sent_twice_is_one_row(lesson: LessonPage, visitor: Client) -> None:
    url = activity_url(lesson, "scenario")
    data = {**hidden(walk(visitor, url, 1).content.decode()), "choice": "1"}
    send(visitor, url, data)
    send(visitor, url, data)
    assert ActivityAnswer.objects.count() == 1


def test_going_back_from_the_end_tells_the_story_another_way(lesson: LessonPage, visitor: Client) -> None:
    url = activity_url(lesson, "scenario")
    ended = hidden(walk(visitor, url, 1, 1).content.decode())
    back = send(visitor, url, {**ended, "back": "1"})
    assert "แม่ถามว่าเขาเป็นใคร" in back.content.decode()
    send(visitor, url, {**hidden(back.content.decode()), "choice": "2"})
    endings = [answer.answers[-1]["ending"] for answer in ActivityAnswer.objects.order_by("pk")]
    assert endings == ["good", "soso"]
    assert Learner.objects.count() == 1


def test_back_on_the_first_scene_stays_there(lesson: LessonPage, visitor: Client) -> None:
    response = send(visitor, activity_url(lesson, "scenario"), {"way": "", "back": "1"})
    assert response.status_code == 200
    assert "มีคนทักมาขอรหัส" in response.content.decode()


@pytest.mark.parametrize("kind", ["scenario", "settings"])
@pytest.mark.parametrize("choice", ["", "7", "-1", "๑", "x"])
def test_no_choice_names_the_field_and_stays(lesson: LessonPage, visitor: Client, kind: str, choice: str) -> None:
    response = send(visitor, activity_url(lesson, kind), {"way": "1", "choice": choice})
    html = response.content.decode()
    anchor = html.split('role="alert"')[1].split('href="#')[1].split('"')[0]
    assert response.status_code == 422
    assert f'id="{anchor}"' in html
    assert hidden(html)["way"] == "1"
    assert not ActivityAnswer.objects.exists()


@pytest.mark.parametrize("way", ["9", "0-0", "1-9", "x", "1--1", "0-" * 200 + "0"])
def test_a_way_that_is_not_there_begins_anew_and_says_so(lesson: LessonPage, visitor: Client, way: str) -> None:
    response = send(visitor, activity_url(lesson, "scenario"), {"way": way, "choice": "1"})
    html = response.content.decode()
    assert response.status_code == 422
    assert "เริ่มใหม่จากต้น" in html and "มีคนทักมาขอรหัส" in html
    assert hidden(html)["way"] == ""


def test_a_refusal_on_the_first_screen_holds_at_the_end(lesson: LessonPage, visitor: Client) -> None:
    response = walk(visitor, activity_url(lesson, "scenario"), 1, 1, **{"refuse-counting": "1"})
    assert Learner.objects.get().counting_refused
    assert response.cookies["learner"].value
    assert not response.cookies["e_id"].value if "e_id" in response.cookies else True


def test_each_setting_is_set_in_turn_and_explained(lesson: LessonPage, visitor: Client) -> None:
    url = activity_url(lesson, "settings")
    first = walk(visitor, url).content.decode()
    assert "ตอนนี้ตั้งไว้ว่า “ทุกคน”" in first
    second = walk(visitor, url, 1).content.decode()
    assert "เพราะใครเห็นโพสต์" in second and "tell--off" not in second
    assert 'aria-current="step"><span>สองชั้น' in second
    assert not ActivityAnswer.objects.exists()


def test_settings_are_kept_with_what_they_were_and_became(lesson: LessonPage, visitor: Client) -> None:
    response = walk(visitor, activity_url(lesson, "settings"), 1, 1)
    answer = ActivityAnswer.objects.get()
    assert (answer.kind, answer.right, answer.total) == ("settings", 1, 2)
    assert answer.answers[0] == {
        "prompt": "ตั้งให้ปลอดภัย",
        "text": "ใครเห็นโพสต์",
        "values": ["ทุกคน", "เพื่อน"],
        "current": "ทุกคน",
        "chosen": "เพื่อน",
    }
    assert response.content.decode().count("tell--off") == 1


def test_one_may_go_back_to_a_setting(lesson: LessonPage, visitor: Client) -> None:
    url = activity_url(lesson, "settings")
    back = send(visitor, url, {**hidden(walk(visitor, url, 0).content.decode()), "back": "1"})
    assert hidden(back.content.decode())["way"] == ""
    walk(visitor, url, 1, 0)
    assert ActivityAnswer.objects.get().right == 2
