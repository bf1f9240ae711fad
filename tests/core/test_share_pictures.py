"""Sharing pictures: every Thai mark in its place and none cut, one picture a live page, gone with it."""

from __future__ import annotations

import io
import itertools
import re
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.test import Client
from django_tasks_db.models import DBTaskResult
from PIL import Image, ImageDraw, ImageFont
from wagtail.models import PageViewRestriction

from portal.core import checks, share_card, share_pictures
from portal.core.drawings import FOLDER
from portal.core.share_card import CannotShape, ShareCard, draw, ink_of, set_title, stand, width_of, write
from portal.core.tasks import draw_share_picture
from portal.thai.segment import segments
from tests.factories import content, files
from tests.factories.tree import Tree

MARKS = "กั๊ก ป้ำ ญี่ปุ่น ที่นี่"
ROOM = 592
LONG = "เมื่อมีคนอ้างว่าเป็นเจ้าหน้าที่โทรมาขอให้โอนเงินเพื่อตรวจสอบบัญชี ควรทำอย่างไรก่อนและหลังวางสาย " * 2


@pytest.fixture(autouse=True)
def own_storage(settings: Any, tmp_path: Path) -> None:
    """Pictures of one test are no other's."""
    settings.MEDIA_ROOT = tmp_path


def pixels(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


# ---- drawing


def test_thai_can_be_drawn_where_tests_run() -> None:
    assert share_card.can_shape()
    assert checks.thai_in_pictures(None) == []


def test_marks_are_placed_by_their_letters_and_not_one_on_the_other() -> None:
    """Without shaping, tone marks fall onto the vowels: the ink of a stacked mark then reaches no higher than the vowel's."""
    font = ImageFont.truetype(
        str(share_card.FONTS / "noto-sans-thai-looped-thai-700-normal.woff2"), 80, layout_engine=ImageFont.Layout.BASIC
    )
    for stacked, vowel in (("กั๊", "กั"), ("ที่", "ที"), ("ป้ำ", "ปำ")):
        over, _under = ink_of(stacked, 80)
        assert over > ink_of(vowel, 80)[0] + 10, stacked
        unplaced = Image.new("L", (300, 320))
        ImageDraw.Draw(unplaced).text((80, 160), stacked, font=font, fill="white", anchor="ls")
        assert over > 160 - unplaced.getbbox()[1], stacked


@pytest.mark.parametrize("line", [MARKS, "ฎู ฏู ฐู ญู", "ปั้ม ฟื้น ฬี้ ฝั๋ง", "ไม้ โต๊ะ ใช้", "(AMAU) – Wi-Fi ๆ ฯ"])
@pytest.mark.parametrize("size", [share_card.SMALLEST, 78, share_card.LARGEST])
def test_no_ink_of_a_line_touches_the_next(line: str, size: int) -> None:
    """Nothing of one line touches the other: between them a band without any ink."""
    lines = ["ฎุ ฐู ญู", line, MARKS]
    baselines, height = stand(lines, size)
    inks = [ink_of(each, size) for each in lines]
    assert baselines[0] == inks[0][0]
    assert height == baselines[-1] + inks[-1][1]
    for (above, (_over, under)), (below, (over, _under)) in itertools.pairwise(zip(baselines, inks, strict=True)):
        assert above + under < below - over


def amount(image: Image.Image) -> int:
    """How many of its pixels are ink."""
    return image.histogram()[255]


@pytest.mark.parametrize("title", [MARKS, "ฎุฐู ญุก็้ ปั๊ฝั๋ " * 3, LONG])
def test_the_picture_holds_the_whole_ink_of_a_title_full_of_marks(title: str) -> None:
    size, lines = set_title(title, share_card.WIDTH - 2 * share_card.SIDE)
    baselines, height = stand(lines, size)
    top = share_card.TITLE_TOP + (share_card.TITLE_HEIGHT - height) // 2
    dark = pixels(draw(ShareCard(title))).convert("L").point(lambda value: 255 if value < 128 else 0)
    assert dark.crop((0, 0, 1200, top - 1)).getbbox() is None
    found = 0
    for line, baseline in zip(lines, baselines, strict=True):
        over, under = ink_of(line, size)
        box = dark.crop((0, top + baseline - over, 1200, top + baseline + under))
        alone = Image.new("L", (2000, 5 * size))
        write(ImageDraw.Draw(alone), 2 * size, 3 * size, line, size, "white")
        # As much ink as when the line is written alone on a sheet with room all round.
        assert amount(box) == pytest.approx(amount(alone.point(lambda value: 255 if value > 128 else 0)), rel=0.03)
        found += amount(box)
    # And none between the lines' boxes.
    assert amount(dark.crop((0, top - 1, 1200, top + height + 1))) == found


def test_a_picture_is_what_networks_ask_for() -> None:
    data = draw(ShareCard(LONG, "บทความกฎหมาย", "law", drawing=FOLDER / "scales.svg"))
    assert Image.open(io.BytesIO(data)).format == "PNG"
    assert pixels(data).size == (1200, 630)
    assert len(data) < 80_000


def test_the_section_and_the_drawing_are_seen() -> None:
    plain = draw(ShareCard("ชื่อ", section="law"))
    assert draw(ShareCard("ชื่อ", section="help")) != plain
    with_drawing = pixels(draw(ShareCard("ชื่อ", section="law", drawing=FOLDER / "scales.svg")))
    place = (740, 180, 1120, 420)
    assert len(with_drawing.crop(place).getcolors(100_000)) > len(pixels(plain).crop(place).getcolors(100_000)) + 10


def test_a_drawing_without_a_ground_stands_on_paper() -> None:
    corner = (740, 100)
    assert pixels(draw(ShareCard("ชื่อ", drawing=FOLDER / "door-elder.svg"))).getpixel(corner) == (255, 253, 248)


# ---- setting the title


@pytest.mark.parametrize(
    "title", ["รู้ทัน", MARKS, LONG, "ก" * 200, "ที่นี่" * 60, "OTP", "แพลตฟอร์มนับผู้ใช้เฉลี่ยต่อเดือน (AMAU) อย่างไร", ""]
)
def test_every_title_fits_its_place(title: str) -> None:
    size, lines = set_title(title, ROOM)
    assert share_card.SMALLEST <= size <= share_card.LARGEST
    assert len(lines) <= share_card.LINES
    assert all(width_of(line, size) <= ROOM for line in lines)
    assert stand(lines, size)[1] <= share_card.TITLE_HEIGHT


def test_no_word_of_a_title_is_broken_or_lost() -> None:
    title = "เข้าเฟซบุ๊กหรือไลน์ของตัวเองไม่ได้"
    _size, lines = set_title(title, ROOM)
    assert len(lines) > 1
    assert "".join(lines) == title
    assert set(itertools.accumulate(lines)) <= set(itertools.accumulate(segments(title)))


def test_a_line_begins_with_no_mark_and_ends_with_no_word_that_opens_the_next() -> None:
    for title in ("เวทีเรียนรู้ในหมู่บ้านของเราทุกคน", "เด็ก ๆ เล่นเกมเก่ง ๆ ทุกวัน ๆ หลาย ๆ คน", "ข้อมูล (ส่วนบุคคล) ของผู้ใช้บริการ"):
        for room in range(300, 700, 40):
            lines = set_title(title, room)[1]
            assert not any(re.match("[ๆฯ)”\u0e30-\u0e3a\u0e45-\u0e4e]", line) for line in lines), lines
            assert not any(line.endswith((" ใน", "ผู้", "(", "ของ")) for line in lines[:-1]), lines


def test_a_title_too_long_is_cut_between_words_and_says_so() -> None:
    _size, lines = set_title(LONG, ROOM)
    shown = "".join(lines)
    assert shown.endswith("…")
    assert LONG.replace(" ", "").startswith(shown[:-1].replace(" ", ""))


# ---- the pictures of pages


def picture(page: Any, query: str = "") -> Any:
    return Client().get(f"/share/{page.translation_key}/{page.locale.language_code}.png{query}")


def kept() -> list[str]:
    return sorted(path.name for path in Path(default_storage.location).glob("share/*/*.png"))


@pytest.mark.django_db
@pytest.mark.both_databases
class TestPages:
    def test_the_page_names_its_picture_before_and_after_it_is_drawn(self, site: Tree, visitor: Client) -> None:
        html = visitor.get(site.lesson.url).content.decode()
        address = re.search(r'property="og:image" content="([^"]+)"', html)
        assert address
        assert address[1].startswith(f"http://testserver/share/{site.lesson.translation_key}/th.png?v=")
        assert f'property="og:image:alt" content="{site.lesson.title}"' in html
        waiting = visitor.get(address[1])
        assert (waiting.status_code, waiting["Cache-Control"]) == (200, "public, max-age=60")
        assert share_pictures.build(site.lesson)
        drawn = visitor.get(address[1])
        assert drawn["Cache-Control"] == "public, max-age=31536000"
        assert drawn["Content-Type"] == "image/png"
        assert drawn["ETag"].strip('"') == address[1][-16:]
        assert b"".join(drawn) != b"".join(waiting)
        assert visitor.get(address[1], headers={"if-none-match": drawn["ETag"]}).status_code == 304

    def test_a_new_title_draws_anew_and_leaves_nothing_old(self, site: Tree) -> None:
        assert share_pictures.build(site.lesson) is True
        assert share_pictures.build(site.lesson) is False
        before = kept()
        site.lesson.title = MARKS
        site.lesson.save_revision().publish()
        stale = picture(site.lesson, "?v=0123456789abcdef")
        assert (stale.status_code, stale["Cache-Control"]) == (200, "public, max-age=60")
        assert share_pictures.build(site.lesson) is True
        assert len(kept()) == 1
        assert kept() != before

    def test_publishing_asks_for_the_picture_and_the_worker_draws_it(
        self, site: Tree, django_capture_on_commit_callbacks: Any
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            site.article.save_revision().publish()
        task = DBTaskResult.objects.get()
        assert task.task_path == "portal.core.tasks.draw_share_picture"
        assert draw_share_picture.call(*task.args_kwargs["args"]) is True
        assert kept()
        DBTaskResult.objects.all().delete()
        with django_capture_on_commit_callbacks(execute=True):
            site.article.save_revision().publish()
        assert not DBTaskResult.objects.exists()

    def test_reading_a_page_or_its_picture_writes_nothing(self, site: Tree, visitor: Client) -> None:
        visitor.get(site.lesson.url)
        picture(site.lesson)
        assert kept() == []
        assert not DBTaskResult.objects.exists()

    def test_an_unpublished_page_has_no_picture_for_anybody(
        self, site: Tree, django_capture_on_commit_callbacks: Any
    ) -> None:
        share_pictures.build(site.lesson)
        with django_capture_on_commit_callbacks(execute=True):
            site.lesson.unpublish()
        assert kept() == []
        assert picture(site.lesson).status_code == 404
        assert share_pictures.build(site.lesson) is False

    def test_a_restricted_page_shows_its_title_to_nobody(self, site: Tree, admin: Any, browser_of: Any) -> None:
        share_pictures.build(site.lesson)
        restriction = PageViewRestriction.objects.create(page=site.course, restriction_type="groups")
        restriction.groups.add(Group.objects.create(name="few"))
        for who in (None, admin):
            answer = browser_of(who).get(f"/share/{site.lesson.translation_key}/th.png")
            assert answer.status_code == 404
        assert share_pictures.build(site.lesson) is False
        assert kept() == []

    def test_other_languages_and_unknown_pages_are_404(self, site: Tree) -> None:
        share_pictures.build(site.lesson)
        for path in (
            f"{site.lesson.translation_key}/en",
            f"{uuid.uuid4()}/th",
            f"{site.lesson.translation_key}/..%2Fth",
        ):
            assert Client().get(f"/share/{path}.png").status_code == 404

    def test_each_language_has_a_picture_of_its_own(self, site: Tree) -> None:
        for page in (site.about, site.about_en):
            share_pictures.build(page)
        assert [name[:2] for name in kept()] == ["en", "th"]
        assert b"".join(picture(site.about)) != b"".join(picture(site.about_en))

    def test_the_editors_own_picture_goes_first(self, site: Tree, visitor: Client) -> None:
        site.lesson.share_image = files.make_image(alt_text="ยายกับหลาน")
        site.lesson.save_revision().publish()
        html = visitor.get(site.lesson.url).content.decode()
        assert "/share/" not in html
        assert 'og:image:alt" content="ยายกับหลาน"' in html
        assert re.search(r'og:image" content="http://testserver/files/images/[^"]+jpe?g"', html)

    def test_the_command_draws_what_is_missing_once(self, site: Tree, capsys: pytest.CaptureFixture[str]) -> None:
        call_command("build_share_pictures")
        call_command("build_share_pictures")
        said = [int(number) for number in re.findall(r"(\d+) ภาพ", capsys.readouterr().out)]
        assert said == [len(kept()), 0]
        assert said[0] == len({page.pk for page in site.pages()})

    def test_without_fribidi_pages_are_shared_with_the_houses_picture(
        self, site: Tree, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(share_card, "can_shape", lambda: False)
        monkeypatch.setattr(checks, "can_shape", lambda: False)
        assert [said.id for said in checks.thai_in_pictures(None)] == ["portal.core.W001"]
        with pytest.raises(CannotShape):
            draw(ShareCard("ชื่อ"))
        assert share_pictures.build(site.lesson) is False
        assert b"".join(picture(site.lesson)) == share_pictures.OF_THE_HOUSE.read_bytes()

    def test_pages_of_the_same_words_have_pictures_of_their_own(self, site: Tree) -> None:
        twin = content.lesson(site.course, title=site.lesson.title)
        assert share_pictures.build(site.lesson) and share_pictures.build(twin)
        site.lesson.unpublish()
        share_pictures.forget(site.lesson)
        assert len(kept()) == 1


def test_what_is_shown_names_the_picture() -> None:
    cards = [
        ShareCard("ก"),
        ShareCard("ข"),
        ShareCard("ก", kind="บทเรียน"),
        ShareCard("ก", section="law"),
        ShareCard("ก", drawing=FOLDER / "scales.svg"),
    ]
    assert all(
        share_pictures.digest_of(one) != share_pictures.digest_of(other)
        for one, other in itertools.combinations(cards, 2)
    )
    assert share_pictures.digest_of(ShareCard("ก")) == share_pictures.digest_of(ShareCard("ก"))
