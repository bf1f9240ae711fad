"""What may be kept on a device: live public pages, the same for everybody, with every file they name."""

from __future__ import annotations

import json
import re
import uuid
from typing import Any

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from portal.learning.models import Learner, QuizSnapshot
from portal.learning.offline.activities import activities_in
from portal.learning.offline.quizzes import offline_quiz, version_of
from tests.factories import content
from tests.factories.tree import Tree

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

PUBLIC = "public, max-age=0, must-revalidate"


def manifest_url(page: Any, kind: str = "lesson") -> str:
    return f"/th/offline/{kind}/{page.translation_key}.json"


def keep_url(page: Any, kind: str = "lesson") -> str:
    return f"/th/offline/{kind}/{page.translation_key}/"


def act_url(lesson: Any) -> str:
    return f"/th/offline/act/{lesson.translation_key}/"


def urls(items: list[dict[str, Any]]) -> list[str]:
    return [item["url"] for item in items]


def test_a_lesson_is_kept_whole(site: Tree, visitor: Client) -> None:
    said = visitor.get(manifest_url(site.lesson)).json()
    assert urls(said["pages"]) == [
        site.lesson.url,
        *(f"{site.lesson.url}{number}/" for number in (2, 3, 4)),
        f"{site.lesson.url}all/",
        act_url(site.lesson),
        *(f"{act_url(site.lesson)}{block.id}/" for block in activities_in(site.lesson)),
        f"{site.lesson.url}home/",
    ]
    files = urls(said["files"])
    for part in (
        "/static/portal/css/site",
        "/static/portal/css/tokens",
        "-thai-700-normal",
        "js/speak",
        "draw/phone-call",
    ):
        assert any(part in url for url in files), part
    # The picture of the fourth step, in the size the page shows.
    assert any(re.match(r"/files/images/.*width-800", url) for url in files)
    assert not any("beacon" in url or "/e/" in url for url in files)
    assert all(item["size"] > 0 and len(item["hash"]) == 16 for item in said["pages"] + said["files"])
    assert said["size"] == sum(item["size"] for item in said["pages"] + said["files"])


def test_what_is_listed_can_be_fetched_and_is_as_large_as_it_says(site: Tree, visitor: Client) -> None:
    said = visitor.get(manifest_url(site.lesson)).json()
    for page in said["pages"]:
        assert visitor.get(page["url"]).status_code == 200, page["url"]
    pictures = [item for item in said["files"] if item["url"].startswith("/files/")]
    assert pictures
    for item in pictures:
        assert len(b"".join(visitor.get(item["url"]))) == item["size"]


def test_a_film_is_apart_from_the_rest(site: Tree, visitor: Client) -> None:
    said = visitor.get(manifest_url(site.lesson)).json()
    (film,) = said["films"]
    assert film["page"] == site.video.url
    assert [url.rsplit(".", 1)[1] for url in film["files"]] == ["mp4", "vtt"]
    assert said["film_size"] == film["size"] > 0
    assert not set(film["files"]) & set(urls(said["files"]))


def test_a_film_that_is_not_public_is_not_listed(site: Tree, visitor: Client) -> None:
    site.video.unpublish()
    assert visitor.get(manifest_url(site.lesson)).json()["films"] == []


def test_a_course_names_its_lessons_in_order(site: Tree, visitor: Client) -> None:
    said = visitor.get(manifest_url(site.course, "course")).json()
    assert urls(said["pages"]) == [site.course.url]
    assert [lesson["manifest"] for lesson in said["lessons"]] == [
        manifest_url(site.lesson),
        manifest_url(site.next_lesson),
    ]


@pytest.mark.parametrize("address", [manifest_url, keep_url, act_url])
def test_it_is_the_same_for_everybody_and_sets_no_cookie(site: Tree, browser_of, member, address) -> None:
    answers = []
    for person in (None, Learner.objects.create(), member):
        response = browser_of(person).get(address(site.lesson))
        assert response.status_code == 200
        assert response.cookies == {}
        assert response["Cache-Control"] == PUBLIC
        answers.append(response.content)
    assert len(set(answers)) == 1
    assert b"csrfmiddlewaretoken" not in answers[0]
    assert not re.search(rb"<form[^>]+method", answers[0])


def test_a_look_changes_no_version(site: Tree, visitor: Client) -> None:
    """Else whoever changes the size of letters would be told of a new edition."""
    plain = visitor.get(manifest_url(site.lesson)).json()
    visitor.cookies["look"] = "elder.dark.largest"
    assert visitor.get(manifest_url(site.lesson)).json() == plain


def test_a_publication_or_a_changed_question_is_a_new_version(site: Tree, visitor: Client) -> None:
    seen = [visitor.get(manifest_url(site.lesson)).json()["version"]]
    site.lesson.title = "ข้อความนี้เชื่อได้ไหม"
    site.lesson.save_revision().publish()
    seen.append(visitor.get(manifest_url(site.lesson)).json()["version"])
    site.quiz.questions.update(text="ถามใหม่")
    seen.append(visitor.get(manifest_url(site.lesson)).json()["version"])
    assert len(set(seen)) == 3
    assert visitor.get(manifest_url(site.lesson)).json()["version"] == seen[-1]


def close(site: Tree, how: str) -> None:
    if how == "unpublished":
        site.lesson.unpublish()
    elif how == "restricted above":
        PageViewRestriction.objects.create(page=site.course, restriction_type="login")
    else:
        site.lesson.delete()


@pytest.mark.parametrize("how", ["unpublished", "restricted above", "deleted"])
@pytest.mark.parametrize("address", [manifest_url, keep_url, act_url])
def test_what_is_not_public_is_not_kept(site: Tree, browser_of, author, trainer, how: str, address) -> None:
    url = address(site.lesson)
    close(site, how)
    for person in (None, trainer, author):
        assert browser_of(person).get(url).status_code == 404


@pytest.mark.parametrize(
    "url",
    [
        f"/th/offline/lesson/{uuid.UUID(int=1)}.json",
        f"/th/offline/kit/{uuid.UUID(int=1)}.json",
        "/th/offline/lesson/1.json",
        f"/th/offline/act/{uuid.UUID(int=1)}/",
    ],
)
def test_unknown_things_are_404(site: Tree, visitor: Client, url: str) -> None:
    assert visitor.get(url).status_code == 404


def test_kept_questions_tell_no_answer_and_hold_no_token(site: Tree, visitor: Client) -> None:
    html = visitor.get(act_url(site.lesson)).content.decode()
    for question in site.quiz.questions.all():
        assert question.text in html
        assert question.explanation not in html
    assert 'name="shown"' not in html
    assert 'name="submission"' not in html
    assert f'data-version="{version_of(site.lesson.translation_key, offline_quiz(site.lesson))}"' in html
    # The counting cookie is named beside the button, and may be refused there.
    assert 'name="refuse-counting"' in html


def test_a_lesson_without_a_quiz_asks_whether_it_was_done(site: Tree, visitor: Client) -> None:
    html = visitor.get(act_url(site.next_lesson)).content.decode()
    assert 'data-late="did-this"' in html
    said = visitor.get(manifest_url(site.next_lesson)).json()
    key = site.next_lesson.translation_key
    assert said["stands_in"][f"/th/learn/{key}/done/"] == act_url(site.next_lesson)


def test_pages_say_what_to_do_where_nothing_can_be_kept(site: Tree, visitor: Client) -> None:
    html = visitor.get(keep_url(site.lesson)).content.decode()
    assert f'href="{site.lesson.url}all/"' in html
    assert "ชุด ZIP" in html
    for page in (site.lesson, site.course):
        kind = "lesson" if page is site.lesson else "course"
        assert f'href="{keep_url(page, kind)}"' in visitor.get(page.url).content.decode()


def test_the_list_is_the_devices_own_and_stays_out_of_caches(site: Tree, browser_of, member) -> None:
    answers = [browser_of(person).get("/th/my/downloads/") for person in (None, Learner.objects.create(), member)]
    assert {answer["Cache-Control"] for answer in answers} == {"private, no-store"}
    assert len({answer.content for answer in answers}) == 1
    assert all(answer.cookies == {} for answer in answers)


def worker(client: Client) -> tuple[dict[str, Any], str]:
    response = client.get("/sw.js")
    assert response["Content-Type"].startswith("text/javascript")
    assert response["Service-Worker-Allowed"] == "/"
    assert response["Cache-Control"] == PUBLIC
    first, source = response.content.decode().split("\n", 1)
    return json.loads(first.removeprefix("const SHELL = ").removesuffix(";")), source


def test_the_worker_brings_its_pages_with_their_files(site: Tree, visitor: Client) -> None:
    shell, source = worker(visitor)
    assert shell["pages"] == {"th": "/th/offline/", "en": "/en/offline/"}
    assert "/th/my/downloads/" in shell["files"]
    for url in shell["files"]:
        if url.endswith("/"):
            assert visitor.get(url).status_code == 200
    assert any("downloads" in url and url.endswith(".js") for url in shell["files"])
    assert "self.addEventListener" in source


def test_another_hotline_is_another_worker(site: Tree, visitor: Client) -> None:
    """The page shown without a network tells whom to call."""
    before, _source = worker(visitor)
    assert worker(visitor)[0] == before
    site.hotline.phone = "1599"
    site.hotline.save()
    from portal.core.models.help import forget_settings

    forget_settings()
    assert worker(visitor)[0]["version"] != before["version"]


def test_saving_a_quiz_keeps_what_it_asked_before(site: Tree, django_capture_on_commit_callbacks) -> None:
    before = version_of(site.lesson.translation_key, offline_quiz(site.lesson))
    site.quiz.title = "ถามใหม่"
    with django_capture_on_commit_callbacks(execute=True):
        site.quiz.save()
    site.lesson.refresh_from_db()
    after = version_of(site.lesson.translation_key, offline_quiz(site.lesson))
    kept = QuizSnapshot.objects.filter(lesson_key=site.lesson.translation_key).values_list("version", flat=True)
    assert before != after
    assert set(kept) >= {before, after}


def test_reading_writes_nothing(site: Tree, visitor: Client) -> None:
    before = QuizSnapshot.objects.count()
    for url in (manifest_url(site.lesson), act_url(site.lesson), keep_url(site.lesson), "/sw.js"):
        visitor.get(url)
    assert QuizSnapshot.objects.count() == before
    assert not Learner.objects.exists()


def test_queries_do_not_grow_with_steps_or_lessons(site: Tree, visitor: Client, django_assert_num_queries) -> None:
    lesson, course = manifest_url(site.lesson), manifest_url(site.course, "course")
    pinned = {lesson: 15, course: 10, act_url(site.lesson): 6, "/sw.js": 6}
    for url in pinned:
        visitor.get(url)
    for url, number in pinned.items():
        with django_assert_num_queries(number):
            visitor.get(url)
    more = [content.lesson(site.course, title=f"บทที่ {number}") for number in range(3)]
    content.module(site.course, "เพิ่มเติม", *more)
    for _number in range(5):
        site.lesson.steps.append(("step", site.lesson.steps[1].value))
    site.lesson.save_revision().publish()
    for url in (lesson, course):
        assert visitor.get(url).status_code == 200
        with django_assert_num_queries(pinned[url]):
            visitor.get(url)
