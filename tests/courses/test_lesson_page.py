"""A lesson in its four shells: which ideas stand on which address, the way on and back, and what it costs."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from courses.blocks import StepBlock
from courses.models import LessonPage
from courses.recordings import is_sound, kind_of
from courses.wagtail_hooks import warn_of_nothing_to_watch
from portal.accounts.models import User
from portal.learning.models import Completion
from tests.factories import blocks, content, files
from tests.factories.tree import Tree
from tests.learning.acting import filled_quiz, quiz_url, send

pytestmark = pytest.mark.django_db

SHELLS = ("child", "youth", "adult", "elder")
MP3 = b"ID3\x04" + bytes(400)


def looks(shell: str) -> Client:
    client = Client()
    if shell:
        client.cookies["look"] = f"{shell}.."
    return client


def page(lesson: LessonPage, rest: str = "", shell: str = "") -> str:
    response = looks(shell).get(f"{lesson.url}{rest}")
    assert response.status_code == 200
    return str(response.content.decode())


def ideas(html: str) -> list[int]:
    return [int(number) for number in re.findall(r'<section class="idea" id="idea-(\d+)"', html)]


def link(html: str, rel: str) -> str:
    found = re.search(rf'<a [^>]*rel="{rel}" href="([^"]*)"', html)
    return found[1] if found else ""


def canonical(html: str) -> str:
    found = re.search(r'<link rel="canonical" href="([^"]*)">', html)
    assert found
    return found[1]


@pytest.mark.parametrize(
    ("shell", "address", "shown", "back", "on"),
    [
        ("child", "", [1], "", "2/"),
        ("child", "3/", [3], "2/", "4/"),
        ("elder", "4/", [4], "3/", ""),
        ("youth", "", [1, 2], "", "3/"),
        ("youth", "2/", [1, 2], "", "3/"),
        ("youth", "4/", [3, 4], "lesson", ""),
        ("adult", "", [1, 2, 3, 4], "", ""),
        ("adult", "3/", [1, 2, 3, 4], "", ""),
    ],
)
def test_each_shell_shows_the_screen_that_holds_the_idea(
    site: Tree, shell: str, address: str, shown: list[int], back: str, on: str
) -> None:
    html = page(site.lesson, address, shell)
    assert f'data-shell="{shell}"' in html
    assert ideas(html) == shown
    own = site.lesson.url
    assert link(html, "prev") == {"": "", "lesson": own}.get(back, f"{own}{back}")
    assert link(html, "next") == (f"{own}{on}" if on else "")
    # The last screen, and it alone, leads to the quiz and to teaching at home.
    assert (quiz_url(site.lesson) in html) is (not on)
    assert (f'href="{own}home/"' in html) is (not on)


def test_without_a_choice_the_lesson_has_its_audiences_shell(site: Tree) -> None:
    lesson = content.lesson(site.course, title="วัยรุ่น", audiences=[content.audience("youth")])
    html = page(lesson, "2/")
    assert 'data-shell="youth"' in html
    assert ideas(html) == [1, 2]
    lesson = content.lesson(
        site.course, title="หลายวัย", audiences=[content.audience("adult"), content.audience("elder")]
    )
    html = page(lesson)
    assert 'data-shell=""' in html
    assert ideas(html) == [1]


@pytest.mark.parametrize(
    ("shell", "address", "place", "minutes"),
    [
        ("elder", "2/", "ขั้นที่ 2 จาก 4", "เหลืออีกประมาณ 5 นาที"),
        ("youth", "3/", "ขั้นที่ 3–4 จาก 4", "เหลืออีกประมาณ 3 นาที"),
        ("adult", "", "ทั้งบทในหน้าเดียว 4 ขั้น", "เหลืออีกประมาณ 6 นาที"),
    ],
)
def test_the_place_and_the_minutes_left_follow_the_shell(
    site: Tree, shell: str, address: str, place: str, minutes: str
) -> None:
    html = page(site.lesson, address, shell)
    assert place in html
    assert minutes in html


@pytest.mark.parametrize(("shell", "words"), [("child", "ไปต่อเลย"), ("youth", "ไปต่อ"), ("elder", "หน้าถัดไป")])
def test_the_button_speaks_to_its_reader(site: Tree, shell: str, words: str) -> None:
    found = re.search(r'rel="next"[^>]*>([^<]*)<', page(site.lesson, "", shell))
    assert found
    assert found[1] == words


@pytest.mark.parametrize(("address", "inner"), [("", False), ("2/", True), ("all/", True), ("home/", True)])
@pytest.mark.parametrize("shell", SHELLS)
def test_only_the_lessons_own_address_counts_as_its_view(site: Tree, shell: str, address: str, inner: bool) -> None:
    assert (" data-n" in page(site.lesson, address, shell)) is inner


def test_search_engines_find_each_idea_once(site: Tree) -> None:
    """The canonical address is the screen a visitor without a cookie sees, whatever shell is looked at."""
    own = site.lesson.full_url
    assert [canonical(page(site.lesson, a, "adult")) for a in ("", "2/", "all/", "home/")] == [
        own,
        f"{own}2/",
        own,
        own,
    ]
    young = content.lesson(site.course, title="วัยรุ่น", audiences=[content.audience("youth")])
    assert [canonical(page(young, a)) for a in ("", "2/", "3/")] == [
        young.full_url,
        young.full_url,
        f"{young.full_url}3/",
    ]


def test_the_idea_asked_for_has_the_focus(site: Tree) -> None:
    def focused(html: str) -> list[str]:
        return re.findall(r'<h\d id="(idea-\d+)-title" tabindex="-1" autofocus>', html)

    assert focused(page(site.lesson, "", "youth")) == []
    assert focused(page(site.lesson, "3/", "elder")) == ["idea-3"]
    assert focused(page(site.lesson, "4/", "youth")) == ["idea-4"]
    assert focused(page(site.lesson, "3/", "adult")) == ["idea-3"]


@pytest.mark.parametrize("shell", ["", *SHELLS])
def test_it_is_the_same_for_everybody_and_sets_no_cookie(site: Tree, shell: str, member: User) -> None:
    for address in ("", "2/", "4/", "all/", "home/"):
        signed_in = looks(shell)
        signed_in.force_login(member)
        response = looks(shell).get(f"{site.lesson.url}{address}")
        assert signed_in.get(f"{site.lesson.url}{address}").content == response.content
        assert response.cookies == {}
        assert response["X-Portal-Cache"] == "keep"
        assert response.content.count(b"<h1") == 1


def queries(lesson: LessonPage, address: str, shell: str) -> int:
    page(lesson, address, shell)
    with CaptureQueriesContext(connection) as asked:
        page(lesson, address, shell)
    return len(asked)


@pytest.mark.parametrize("shell", ["", *SHELLS])
@pytest.mark.parametrize("address", ["", "4/", "all/", "home/"])
def test_a_shell_costs_no_query_more(site: Tree, shell: str, address: str) -> None:
    assert queries(site.lesson, address, shell) <= 12


def test_pictures_and_recordings_cost_the_same_however_many(site: Tree) -> None:
    def steps(number: int) -> list[blocks.Raw]:
        return [
            blocks.step(f"ขั้น {n}", blocks.shown(files.make_image()), recording=files.make_document(f"{n}.mp3", MP3))
            for n in range(number)
        ]

    few = content.lesson(site.course, *steps(1), title="น้อย")
    many = content.lesson(site.course, *steps(6), title="มาก")
    assert queries(few, "", "adult") == queries(many, "", "adult")
    assert queries(few, "all/", "") == queries(many, "all/", "")


def test_what_to_watch_is_one_tap_away(site: Tree) -> None:
    assert f'href="{site.lesson.url}4/#idea-4"' in page(site.lesson, "", "elder")
    assert 'href="#idea-4"' in page(site.lesson, "", "adult")
    assert "ดูคลิป" not in page(site.next_lesson)


@pytest.mark.parametrize("address", ["0/", "5/", "99/"])
@pytest.mark.parametrize("shell", ["", "adult"])
def test_an_idea_that_is_not_there_is_404(site: Tree, address: str, shell: str) -> None:
    assert looks(shell).get(f"{site.lesson.url}{address}").status_code == 404


# ---- taken away while someone reads it


def test_a_lesson_taken_away_ends_kindly_and_the_record_stays(site: Tree, visitor: Client) -> None:
    send(visitor, quiz_url(site.lesson), filled_quiz(visitor, site.lesson))
    assert Completion.objects.filter(subject_kind="lesson").count() == 1
    site.lesson.unpublish()
    for address, said in ((f"{site.lesson.url}2/", "บทเรียนนี้ไม่อยู่แล้ว"), (quiz_url(site.lesson), "บทเรียนนี้ปิดอยู่")):
        response = visitor.get(address)
        html = response.content.decode()
        assert response.status_code == 404
        assert said in html
        assert "ยังอยู่ครบ" in html
        assert 'href="/th/my/"' in html
        assert 'href="/th/courses/"' in html
    assert "บทเรียนนี้ไม่อยู่แล้ว" not in visitor.get("/th/law/nothing/").content.decode()
    assert site.lesson.title in visitor.get("/th/my/").content.decode()


# ---- half a page to teach at home


def test_the_half_page_holds_points_address_and_whom_to_call(site: Tree) -> None:
    lesson = content.lesson(site.course, title="สอนที่บ้าน", teach_home="ข้อหนึ่ง\n\n ข้อสอง \nข้อสาม")
    html = page(lesson, "home/")
    points = re.search(r'<ol class="half__points">(.*?)</ol>', html, re.DOTALL)
    assert points
    assert re.findall(r"<li>(.*?)</li>", points[1]) == ["ข้อหนึ่ง", "ข้อสอง", "ข้อสาม"]
    assert f"http://testserver{lesson.url}" in html
    assert '<svg role="img"' in html
    assert site.hotline.phone in html


def test_nothing_to_teach_at_home_is_no_page(site: Tree) -> None:
    lesson = content.lesson(site.course, title="ไม่มีอะไรสอน", teach_home=" \n ")
    assert Client().get(f"{lesson.url}home/").status_code == 404
    assert f"{lesson.url}home/" not in page(lesson, "3/", "elder")


@pytest.mark.parametrize("words", ["ข้อ\n" * 6, "ก" * 361])
def test_more_than_half_a_page_is_refused(site: Tree, words: str) -> None:
    site.lesson.teach_home = words
    assert any("ครึ่งหน้า" in problem for problem in site.lesson.publish_problems())


# ---- recordings


def with_recording(site: Tree, name: str, data: bytes, **fields: Any) -> LessonPage:
    step = blocks.step("ฟังได้", blocks.text(), recording=files.make_document(name, data))
    return content.lesson(site.course, step, title=f"เสียง {name}", **fields)


def test_a_recording_plays_without_scripts_and_says_its_size(site: Tree) -> None:
    lesson = with_recording(site, "read.mp3", MP3)
    html = page(lesson, "4/", "elder")
    assert re.search(r'<audio controls preload="none" src="/files/[^"]*read[^"]*\.mp3" data-recording', html)
    assert "0.1 MB" in html
    assert "<audio" not in page(lesson, "3/", "elder")
    assert lesson.publish_problems() == []


def test_a_file_that_only_says_it_is_sound_is_refused(site: Tree) -> None:
    lesson = with_recording(site, "read.mp3", b"<html>not sound")
    assert any("ฟังได้" in problem for problem in lesson.publish_problems())


def test_only_sound_may_be_chosen(site: Tree) -> None:
    block = StepBlock().child_blocks["recording"]
    sound, paper = files.make_document("a.ogg", b"OggS" + bytes(20)), files.make_document("a.pdf", b"%PDF-1.4")
    assert block.clean(sound) == sound
    assert block.clean(None) is None
    with pytest.raises(ValidationError):
        block.clean(paper)


@pytest.mark.parametrize(
    ("name", "data", "sound"),
    [
        ("a.mp3", b"\xff\xfb\x90", True),
        ("a.m4a", b"\x00\x00\x00\x20ftypM4A ", True),
        ("a.ogg", b"OggS\x00", True),
        ("a.ogg", b"ID3\x04", False),
        ("a.m4a", b"ftyp", False),
        ("a.wav", b"RIFF", False),
        ("a.mp3", b"", False),
    ],
)
def test_sound_is_known_by_how_it_begins(name: str, data: bytes, sound: bool) -> None:
    assert is_sound(files.make_document(name, data)) is sound


def test_a_name_without_an_ending_is_no_sound() -> None:
    assert kind_of("mp3") is None
    assert kind_of("recording") is None
    assert kind_of("read.MP3") == "mp3"


# ---- what editors are told


def test_a_course_with_nothing_to_watch_goes_out_with_a_reminder(site: Tree) -> None:
    assert site.course.has_video()
    bare = content.course(site.courses, title="ไม่มีคลิป")
    content.lesson(bare, title="อ่านอย่างเดียว")
    assert not bare.has_video()
    assert [words for words in told(warn_of_nothing_to_watch, bare) if "ไม่มีคลิป" in words]
    assert told(warn_of_nothing_to_watch, site.course) == []
    assert told(warn_of_nothing_to_watch, site.about) == []


def told(hook: Any, of: Any) -> list[str]:
    request = RequestFactory().get("/")
    request.session = {}  # type: ignore[assignment]
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]
    hook(request, of)
    return [str(message) for message in get_messages(request)]
