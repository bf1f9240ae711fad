"""The chain of questions, and the thirty queries of real readers on the demo's texts."""

import pytest
from wagtail.models import Site

from media.models import MediaIndexPage, VideoPage
from portal.search.kinds import KINDS, page_types
from portal.search.query import find, searched_pages, suggest
from tests.search import demo_site

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def library(home):
    return home.add_child(instance=MediaIndexPage(title="สื่อ", slug="media"))


def pages():
    return searched_pages(Site.objects.get(is_default_site=True))


def answers(query: str) -> list[str]:
    return [page.slug for page in find(query, pages()).pages]


class TestTheChain:
    @pytest.fixture(autouse=True)
    def videos(self, library) -> None:
        for slug, title in {
            "a": "ข่าวปลอมในไลน์",
            "b": "ลงทุนปลอม",
            "c": "รหัสผ่าน",
        }.items():
            library.add_child(instance=VideoPage(title=title, slug=slug))

    def test_all_words_first(self) -> None:
        found = find("ข่าว ปลอม", pages())
        assert ([page.slug for page in found.pages], found.similar) == (["a"], False)

    def test_how_one_asks_is_not_looked_for(self) -> None:
        assert find("ข่าวปลอมคืออะไรคะ", pages()).words == ["ข่าว", "ปลอม"]
        assert find("คืออะไร", pages()).words == ["คือ", "อะไร"]

    def test_then_without_the_words_that_say_nothing(self) -> None:
        assert find("ข่าวปลอมในไลน์", pages()).words == ["ข่าว", "ปลอม", "ใน", "ไลน์"]
        found = find("ข่าวปลอมของผม", pages())
        assert ([page.slug for page in found.pages], found.similar) == (["a"], False)
        assert found.words == ["ข่าว", "ปลอม"]

    def test_then_any_word_and_says_so(self) -> None:
        found = find("ข่าวลงทุน", pages())
        assert {page.slug for page in found.pages} == {"a", "b"}
        assert found.similar

    def test_a_page_that_holds_all_words_keeps_the_others_out(self) -> None:
        assert answers("ลงทุนปลอม") == ["b"]

    def test_nothing_is_nothing(self) -> None:
        found = find("คอมพิวเตอร์", pages())
        assert (list(found.pages), found.similar) == ([], False)
        assert found.pages.count() == 0

    @pytest.mark.parametrize("query", ["", " ", '"', "\x00", "ๆ", "%"])
    def test_a_query_without_words_asks_nothing(self, query: str, django_assert_num_queries) -> None:
        everything = pages()
        with django_assert_num_queries(0):
            assert find(query, everything).words == []


class TestWhatIsSearched:
    def test_drafts_are_not(self, library) -> None:
        library.add_child(instance=VideoPage(title="ข่าวปลอม", slug="draft", live=False))
        assert answers("ข่าวปลอม") == []
        assert suggest("ข่าว", pages(), 8) == []

    def test_pages_for_some_are_not(self, library) -> None:
        video = library.add_child(instance=VideoPage(title="ข่าวปลอม", slug="private"))
        video.view_restrictions.create(restriction_type="login")
        assert answers("ข่าวปลอม") == []
        assert suggest("ข่าว", pages(), 8) == []

    def test_index_pages_are_not(self, library) -> None:
        assert answers("สื่อ") == []

    def test_pages_of_another_site_are_not(self, home) -> None:
        other = home.get_parent().add_child(instance=type(home)(title="อีกเว็บ", slug="other", hero_title="x"))
        elsewhere = other.add_child(instance=MediaIndexPage(title="สื่อ", slug="media"))
        elsewhere.add_child(instance=VideoPage(title="ข่าวปลอม", slug="elsewhere"))
        assert answers("ข่าวปลอม") == []

    def test_pages_in_another_language_are_not(self, library, home) -> None:
        from django.utils import translation
        from wagtail.models import Locale

        english, _created = Locale.objects.get_or_create(language_code="en")
        library.add_child(instance=VideoPage(title="Password รหัสผ่าน", slug="thai"))
        translated = home.copy_for_translation(english)
        translated.save_revision().publish()
        shelf = translated.add_child(instance=MediaIndexPage(title="Media", slug="media", locale=english))
        shelf.add_child(instance=VideoPage(title="Password", slug="english", locale=english))
        assert answers("password") == ["thai"]
        with translation.override("en"):
            assert answers("password") == ["english"]

    def test_every_kind_exists_and_says_what_it_is(self) -> None:
        assert len(page_types()) == len(KINDS)
        assert all(str(model.kind_label) for model in page_types())


def test_suggestions_begin_with_what_was_typed(library) -> None:
    for slug, title in {"long": "ก่อนแชร์ข่าวปลอม ดูหกข้อนี้", "first": "ข่าวปลอมหรือข่าวจริง", "no": "รหัสผ่าน"}.items():
        library.add_child(instance=VideoPage(title=title, slug=slug))
    assert [page.slug for page in suggest("ข่าวป", pages(), 8)] == ["first", "long"]
    assert [page.slug for page in suggest("ข่าวป", pages(), 1)] == ["first"]


# What a reader types → the page they look for. Inner words of unspaced phrases, spellings, numerals, questions.
QUERIES = {
    "ปลอม": "fake-news-ai-images",
    "มิจฉาชีพ": "money-transferred",
    "คอลเซ็นเตอร์": "scam-call-center",
    "แก๊งคอลเซ็นเตอร์": "scam-call-center",
    "บัญชีม้า": "love-invest-mule",
    "ลงทุนหลอก": "love-invest-mule",
    "เเอปธนาคาร": "safe-bank-app",
    "โอนเงินให้มิจฉาชีพ": "money-transferred",
    "ข่มขู่": "blackmail-images",
    "ภาพส่วนตัว": "blackmail-images",
    "ไม่ได้ของ": "order-not-received",
    "ของไม่ตรงปก": "order-not-received",
    "อ้างเป็นเจ้าหน้าที่": "fake-official-call",
    "กดลิ\u0e07ก\u0e4cแปลก": "clicked-link-or-app",
    "เข้าเฟซบุ๊กไม่ได้": "account-stolen",
    "พรบคอมพิวเตอร์": "computer-crime-sharing-fake-news",
    "พ.ร.บ. คอมพิวเตอร์": "computer-crime-sharing-fake-news",
    "แชร์ข่าวปลอมผิดไหม": "computer-crime-sharing-fake-news",
    "เบอร์โทรลูกค้า": "pdpa-shop-phone-numbers",
    "ข้อมูลรั่วทำยังไง": "personal-data-leaked",
    "มาตรา๘๒": "pdpa-shop-phone-numbers",
    "โทร ๑๓๘๗": "blackmail-images",
    "ปรับ 100,000 บาท": "computer-crime-sharing-fake-news",
    "ลายเซ็น": "electronic-signature-basics",
    "ยืนยันตัวตน": "digital-id-basics",
    "amau": "platform-amau",
    "ผู้ใช้เฉลี่ยต่อเดือน": "platform-amau",
    "รหัสผ\u0e48านแข็งแรง": "strong-password",
    "๖ ขั้น": "safe-shopping-steps",
    "รอยเท้าดิจิทัล": "digital-footprint",
    "ชุดสื่อวิทยากร": "ruthan-trainer-kit",
    "เพื่อนแปลกหน้า": "game-strangers",
    "หมู\u0e48บ\u0e49าน": "village-class",
    "ข่าวสุขภาพ": "line-family-health-news",
}


def test_thirty_queries_find_their_page_in_the_first_three(home) -> None:
    demo_site.load(home)
    everything = pages()
    first = {query: [page.slug for page in find(query, everything).pages[:3]] for query in QUERIES}
    missed = {query: first[query] for query, slug in QUERIES.items() if slug not in first[query]}
    assert len(QUERIES) >= 30
    assert missed == {}


def test_a_title_typed_half_way_is_suggested(home) -> None:
    demo_site.load(home)
    everything = pages()
    titles = list(everything.values_list("title", flat=True))
    assert len(titles) > 40
    # Half of the title, as it stands: mostly in the middle of a word.
    missed = [
        title
        for title in titles
        if title not in [page.title for page in suggest(title[: len(title) // 2], everything, 5)]
    ]
    assert missed == []
