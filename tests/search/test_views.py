"""GET /th/search/ and /th/search/suggest/."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from media.models import MediaIndexPage, VideoPage
from portal.core.models import Hotline, SiteSettings
from portal.core.models.help import forget_settings
from portal.home.models import SituationIndexPage, SituationPage
from portal.tracking.objects import unsign
from tests.search.many import add_videos
from tests.search.test_backend import HOSTILE

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

SEARCH = "/th/search/"
SUGGEST = "/th/search/suggest/"


@pytest.fixture
def library(home):
    return home.add_child(instance=MediaIndexPage(title="สื่อ", slug="media"))


@pytest.fixture
def video(library):
    return library.add_child(
        instance=VideoPage(
            title="รู้ทันข่าวปลอม", slug="news", summary="ดูให้ดีก่อนแชร์", transcript="<p>โทร ๑๔๔๑ เมื่อเสียเงินให้มิจฉาชีพ</p>"
        )
    )


def ask(query: str, path: str = SEARCH, **more: Any) -> Any:
    return Client().get(path, {"q": query, **more})


def html(query: str, **more: Any) -> str:
    return ask(query, **more).content.decode()


class TestResults:
    def test_a_result_has_its_kind_title_and_address(self, video) -> None:
        page = html("ปลอม")
        assert "คลิปวิดีโอ" in page
        assert "รู้ทันข่าว<mark>ปลอม</mark>" in page
        assert 'href="/th/media/news/"' in page
        assert "พบ 1 เรื่อง สำหรับ “ปลอม”" in page

    def test_a_match_in_the_text_is_shown_in_its_sentence(self, video) -> None:
        assert "โทร <mark>๑๔๔๑</mark> เมื่อเสียเงิน" in html("1441")

    def test_of_summary_and_text_the_one_that_says_more_is_shown(self, video) -> None:
        assert "<mark>เสียเงิน</mark>" in html("แชร์ เสียเงิน มิจฉาชีพ")

    def test_a_match_in_the_title_alone_shows_the_summary(self, video) -> None:
        assert "ดูให้ดีก่อนแชร์" in html("ปลอม")

    def test_words_that_hold_a_sentence_together_are_not_marked(self, video) -> None:
        assert "โทร <mark>๑๔๔๑</mark> เมื่อ<mark>เสียเงิน</mark>ให้" in html("๑๔๔๑ เมื่อเสียเงินให้")

    def test_similar_results_are_called_so(self, video) -> None:
        assert "ใกล้เคียง" in html("ข่าวหุ้น")
        assert "ใกล้เคียง" not in html("ข่าวปลอม")

    def test_what_was_asked_stands_in_the_field_escaped(self, video) -> None:
        page = html('ข่าว"><script>alert(1)</script>')
        assert "<script>alert" not in page
        assert 'value="ข่าว&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"' in page

    def test_what_was_typed_is_tidied_and_cut(self, video) -> None:
        assert ask("  ข่าว \n\u200b ปลอม ").context["query"] == "ข่าว ปลอม"
        assert len(ask("ก" * 5000).context["query"]) == 200


class TestPagesOfResults:
    @pytest.fixture(autouse=True)
    def many(self, library) -> None:
        add_videos(library, [(f"ข่าวปลอมเรื่องที่ {number}", "") for number in range(23)])

    def test_ten_a_page_each_once(self) -> None:
        seen = [hit.url for number in (1, 2, 3) for hit in ask("ข่าวปลอม", page=number).context["hits"]]
        assert len(seen) == len(set(seen)) == 23
        assert len(ask("ข่าวปลอม").context["hits"]) == 10

    def test_links_keep_the_query(self) -> None:
        links = re.findall(r'href="(\?q=[^"]+)"', html("ข่าว ปลอม&x=1", page=2))
        assert len(links) == 2
        for link in links:
            assert Client().get(SEARCH + link.replace("&amp;", "&")).context["query"] == "ข่าว ปลอม&x=1"

    @pytest.mark.parametrize("number", ["0", "-1", "99", "abc", "1" * 50, "๒", "2.5", ""])
    def test_a_page_that_is_none_is_the_nearest(self, number: str) -> None:
        answer = ask("ข่าวปลอม", page=number)
        assert answer.status_code == 200
        assert answer.context["hits"]

    def test_numbering_goes_on(self) -> None:
        assert '<ol class="rows results" start="11">' in html("ข่าวปลอม", page=2)


class TestNothingFound:
    @pytest.fixture(autouse=True)
    def help(self, home, django_capture_on_commit_callbacks):
        shelf = home.add_child(instance=SituationIndexPage(title="ช่วยด้วย", slug="help"))
        shelf.add_child(instance=SituationPage(title="โอนเงินไปแล้ว", slug="sent", steps="[]"))
        shelf.add_child(instance=SituationPage(title="ยังไม่เผยแพร่", slug="draft", steps="[]", live=False))
        hotline = Hotline.objects.create(slug="aoc-1441", name="ศูนย์ช่วยเหลือ", phone="1441")
        settings = SiteSettings.for_site(Site.objects.get())
        settings.hotline = hotline
        # Settings are kept in the cache until a change of theirs is committed.
        with django_capture_on_commit_callbacks(execute=True):
            settings.save()
        yield
        forget_settings()

    def test_ways_on_are_offered(self) -> None:
        page = html("คอมพิวเตอร์ควอนตัม")
        assert "ยังไม่มีเรื่อง “คอมพิวเตอร์ควอนตัม”" in page
        assert 'href="/th/help/sent/"' in page
        assert 'href="tel:1441"' in page
        assert "ยังไม่เผยแพร่" not in page

    def test_the_term_travels_signed_to_the_beacon(self) -> None:
        match = re.search(r'data-o="([^"]+)"', html("พาสเวิร์ด"))
        assert match is not None
        found = unsign(match[1])
        assert (found.kind, found.title, found.language) == ("search-miss", "พาสเวิร์ด", "th")
        assert found.site == Site.objects.get().pk

    @pytest.mark.parametrize("query", ["0812345678", "somchai@example.com", "1101700230708"])
    def test_a_person_s_number_or_address_does_not(self, query: str) -> None:
        page = html(query)
        assert "data-o=" not in page
        assert "ยังไม่มีเรื่อง" in page

    def test_a_search_that_found_something_is_no_miss(self, video) -> None:
        assert "data-o=" not in html("ปลอม")

    def test_an_empty_question_is_no_miss_and_offers_ways_too(self) -> None:
        answer = Client().get(SEARCH)
        page = answer.content.decode()
        assert answer.status_code == 200
        assert "ยังไม่มีเรื่อง" not in page
        assert "data-o=" not in page
        assert 'href="/th/help/sent/"' in page

    def test_an_english_reader_is_shown_the_way_to_thai(self) -> None:
        answer = Client().get("/en/search/", {"q": "ข่าวปลอม"})
        assert 'href="/th/search/?q=%E0%B8%82' in answer.content.decode()
        assert 'lang="en"' in answer.content.decode()


class TestPublicHtml:
    """Decision 13: the same for everybody, without cookie, token or inline script."""

    @pytest.mark.parametrize("query", ["ปลอม", "ไม่พบสิ่งนี้", ""])
    def test_no_cookie_no_token_no_script_of_its_own(self, video, query: str) -> None:
        answer = ask(query)
        page = answer.content.decode()
        assert not answer.cookies
        assert "csrf" not in page.lower()
        assert 'method="post"' not in page.lower()
        assert re.findall(r"<script(?![^>]*\bsrc=)", page) == []
        assert " style=" not in page

    def test_it_is_not_put_into_the_page_cache_nor_into_search_engines(self, video) -> None:
        answer = ask("ปลอม")
        assert "X-Portal-Cache" not in answer
        assert answer["Cache-Control"] == "private, no-cache"
        assert answer["X-Robots-Tag"] == "noindex"

    @pytest.mark.parametrize("path", [SEARCH, SUGGEST])
    def test_only_reading_is_allowed(self, home, path: str) -> None:
        assert Client().post(path, {"q": "ข่าว"}).status_code == 405
        assert Client().head(path, {"q": "ข่าว"}).status_code == 200


@pytest.mark.parametrize("path", [SEARCH, SUGGEST])
def test_whatever_is_asked_is_answered(video, path: str) -> None:
    for query in HOSTILE:
        assert ask(query, path).status_code == 200, query
    for raw in ("%FF%FE", "%00", "%ED%A0%80", "%E0%B8", "q=1&q=2", "%22" * 300):
        assert Client().get(f"{path}?q={raw}").status_code == 200, raw


class TestSuggestions:
    def test_titles_with_kind_and_address(self, video) -> None:
        answer = ask("ข่าวป", SUGGEST)
        assert answer["Content-Type"] == "application/json"
        assert answer.json() == {
            "query": "ข่าวป",
            "suggestions": [{"title": "รู้ทันข่าวปลอม", "url": "/th/media/news/", "kind": "คลิปวิดีโอ"}],
        }
        assert not answer.cookies

    def test_eight_at_most(self, library) -> None:
        add_videos(library, [(f"ข่าวปลอมเรื่องที่ {number}", "") for number in range(20)])
        assert len(ask("ข่าว", SUGGEST).json()["suggestions"]) == 8

    def test_none_for_nothing(self, video) -> None:
        assert ask("", SUGGEST).json() == {"query": "", "suggestions": []}


@pytest.mark.parametrize("path", [SEARCH, SUGGEST])
def test_a_thousand_pages_take_the_queries_of_ten(library, path: str) -> None:
    def texts(start: int, stop: int) -> list[tuple[str, str]]:
        return [(f"ข่าวปลอมเรื่องที่ {number}", "<p>มิจฉาชีพ</p>") for number in range(start, stop)]

    def queries(query: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert ask(query, path).status_code == 200
        return len(captured)

    add_videos(library, texts(0, 10))
    ask("ข่าวปลอม", path)  # content types, site and locale are remembered from here on
    few = queries("ข่าวปลอม")
    add_videos(library, texts(10, 1000))
    assert queries("ข่าวปลอม") == few
    assert few <= 15
