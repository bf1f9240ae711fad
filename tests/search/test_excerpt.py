"""What a result shows of a page: original text, escaped, with the words asked for marked."""

import json

import pytest

from courses.models import LessonPage
from media.models import VideoPage
from portal.search.excerpt import excerpt, marked, page_text, shortened


def test_words_are_marked_in_the_text_as_it_was_written() -> None:
    assert marked("รู้ทันข่าวปลอม", {"ข่าว"}) == "รู้ทัน<mark>ข่าว</mark>ปลอม"


def test_neighbours_share_a_mark() -> None:
    assert marked("รู้ทันข่าวปลอม", {"ข่าว", "ปลอม"}) == "รู้ทัน<mark>ข่าวปลอม</mark>"


@pytest.mark.parametrize(
    ("text", "word", "shown"),
    [
        ("โทร ๑๔๔๑ ฟรี", "1441", "โทร <mark>๑๔๔๑</mark> ฟรี"),
        ("ใช้ WiFi เอง", "wifi", "ใช้ <mark>WiFi</mark> เอง"),
        ("เเม่บ้าน", "แม่", "<mark>แม่</mark>บ้าน"),
        ("ไม่มีเลย", "ข่าว", "ไม่มีเลย"),
    ],
)
def test_marks_follow_the_meaning_not_the_spelling(text: str, word: str, shown: str) -> None:
    assert marked(text, {word}) == shown


def test_markup_in_a_text_is_shown_not_run() -> None:
    assert marked("<b>ข่าว</b> & 'x'", {"ข่าว"}) == "&lt;b&gt;<mark>ข่าว</mark>&lt;/b&gt; &amp; &#x27;x&#x27;"
    assert "<script" not in excerpt("<script>alert(1)</script> ข่าว", {"ข่าว"}).html


def test_an_excerpt_stands_around_the_first_word() -> None:
    text = "ก่อนหน้านี้มีเรื่องยาว " * 20 + "แล้วข่าวปลอมก็มา " + "ต่อไปอีกยาว " * 30
    shown = excerpt(text, {"ปลอม"}).html
    assert "ข่าว<mark>ปลอม</mark>" in shown
    assert shown.startswith("…\u00a0")
    assert shown.endswith("\u00a0…")
    assert len(shown) < 240


def test_an_excerpt_from_the_beginning_has_no_dots_before_it() -> None:
    assert excerpt("ข่าวปลอมมาแล้ว", {"ปลอม"}).html == "ข่าว<mark>ปลอม</mark>มาแล้ว"


def test_an_excerpt_stands_where_most_of_the_words_are() -> None:
    text = "มีข่าวหนึ่ง " + "เรื่องอื่นยาวมาก " * 40 + "แล้วข่าวปลอมก็มา"
    found = excerpt(text, {"ข่าว", "ปลอม"})
    assert "<mark>ข่าวปลอม</mark>" in found.html
    assert found.held == 2
    assert excerpt(text, {"ข่าว"}).html.startswith("มี<mark>ข่าว</mark>")


def test_no_excerpt_without_the_word() -> None:
    assert excerpt("ข่าวปลอม", {"มิจฉาชีพ"}) == ("", 0)


def test_a_summary_is_cut_between_words() -> None:
    assert shortened("สั้น") == "สั้น"
    text = "ข่าวปลอม" * 60
    shown = shortened(text, 50)
    assert len(shown) <= 52
    assert shown.endswith("\u00a0…")
    assert text.startswith(shown.removesuffix("\u00a0…"))
    assert shown.removesuffix("\u00a0…").endswith(("ข่าว", "ปลอม"))


def test_the_text_of_a_page_is_read_without_the_database() -> None:
    body = [
        {"type": "text", "value": "<p>ข้อแรก</p><p>ข้อ&amp;สอง</p>"},
        {"type": "bubble", "value": {"sender": "ธนาคาร", "channel": "sms", "text": "กดลิงก์นี้"}},
        {"type": "video", "value": 7},
        {"type": "checklist", "value": {"prompt": "ทำแล้ว", "items": [{"type": "item", "value": "ตั้งรหัส"}]}},
        {"type": "gone", "value": "ไม่มีบล็อกนี้แล้ว"},
    ]
    page = LessonPage(title="ชื่อ", summary="สรุป", teach_home="สอนที่บ้าน")
    page.steps = json.dumps([{"type": "step", "value": {"title": "ขั้นแรก", "body": body}}])
    # No database mark: reading a chooser's object would fail this test.
    text = page_text(page)
    for part in ("ขั้นแรก", "ข้อแรก ข้อ&สอง", "ธนาคาร", "กดลิงก์นี้", "ทำแล้ว", "ตั้งรหัส", "สอนที่บ้าน"):
        assert part in text
    for part in ("ชื่อ", "สรุป", "ไม่มีบล็อกนี้แล้ว", "sms", "<p>"):
        assert part not in text


def test_a_page_without_text_has_none() -> None:
    assert page_text(VideoPage(title="ชื่อ")) == ""
