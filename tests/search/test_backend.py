"""The backend: Thai words in the index and in every kind of query, on either database."""

from unittest import mock

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from modelsearch.query import MATCH_NONE, And, Boost, Fuzzy, Not, Or, Phrase, PlainText
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from articles.models import ArticleSource, LawArticlePage, LawIndexPage
from media.models import MediaIndexPage, VideoPage
from portal.search.backend import SearchBackend
from portal.search.thai_words import ThaiFields, Words, in_words, rebind_indexer

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

TEXTS = {
    "news": ("รู้ทันข่าวปลอมก่อนแชร์", "<p>ตรวจแหล่งที่มา แล้วโทร ๑๔๔๑ เมื่อเสียเงินให้มิจฉาชีพ</p>"),
    "colour": ("สีของป้ายเตือน", "<p>ป้ายสีแดงหมายถึงห้าม</p>"),
    "right": ("สิทธิของเจ้าของข้อมูล", "<p>ขอดู ขอแก้ ขอลบ ตาม พ.ร.บ.คุ้มครองข้อมูลส่วนบุคคล</p>"),
    "wifi": ("ใช้ Wi-Fi สาธารณะ", "<p>ถ้าไม่ใช้ให้ปิด don't worry มีข่าวเตือนอยู่เสมอ</p>"),
}


@pytest.fixture
def videos(home):
    library = home.add_child(instance=MediaIndexPage(title="สื่อ", slug="media"))
    for slug, (title, transcript) in TEXTS.items():
        library.add_child(instance=VideoPage(title=title, slug=slug, transcript=transcript))
    return library


def slugs(results) -> list[str]:
    return [page.slug for page in results]


def search(query, model=VideoPage, **kwargs) -> list[str]:
    return slugs(get_search_backend().search(query, model, **kwargs))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ปลอม", ["news"]),
        ("ข่าวปลอม", ["news"]),
        ("มิจฉาชีพ", ["news"]),
        ("1441", ["news"]),
        ("ข้อมูลส่วนบุคคล", ["right"]),
        ("พรบ", ["right"]),
        ("wifi", ["wifi"]),
        ("สี", ["colour"]),
        ("สิทธิ", ["right"]),
        ("สิ", []),
        ("don't", ["wifi"]),
        ("คอมพิวเตอร์", []),
    ],
)
def test_inner_words_and_spellings(videos, query: str, found: list[str]) -> None:
    assert search(query) == found


def test_a_title_weighs_more_than_a_text(videos) -> None:
    assert search("ข่าว") == ["news", "wifi"]


def test_matches_of_another_type_are_not_mixed_in(videos, home) -> None:
    home.add_child(instance=MediaIndexPage(title="ข่าวปลอมอีกหน้า", slug="media-2", live=False))
    assert search("ข่าวปลอม") == ["news"]
    assert set(search("ข่าวปลอม", Page)) == {"news", "media-2"}


def test_a_filtered_and_an_ordered_queryset_are_respected(videos) -> None:
    backend = get_search_backend()
    assert slugs(backend.search("ข่าว", VideoPage.objects.exclude(title=TEXTS["news"][0]))) == ["wifi"]
    ordered = VideoPage.objects.order_by("-title")
    assert slugs(backend.search("ข่าว", ordered, order_by_relevance=False)) == ["wifi", "news"]
    assert slugs(backend.search("ข่าว", VideoPage.objects.all())[1:2]) == ["wifi"]
    assert backend.search("ข่าว", VideoPage.objects.all()).count() == 2


def test_scores_and_facets_work(videos) -> None:
    scored = list(get_search_backend().search("ข่าว", VideoPage.objects.all()).annotate_score("score"))
    assert len(scored) == 2
    assert scored[0].score != scored[1].score
    assert get_search_backend().search("ข่าว", VideoPage.objects.all()).facet("live") == {True: 2}


def test_a_search_held_to_fields(videos) -> None:
    assert search("ข่าว", fields=["title"]) == ["news"]
    assert set(search("ข่าว", fields=["title", "transcript"])) == {"news", "wifi"}
    assert search("ข่าว", fields=["transcript"]) == ["wifi"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (Phrase("ข่าวปลอม"), {"news"}),
        (Phrase("ปลอมข่าว"), set()),
        (And([PlainText("ข่าว"), PlainText("มิจฉาชีพ")]), {"news"}),
        (And([PlainText("ข่าว"), Not(PlainText("มิจฉาชีพ"))]), {"wifi"}),
        (Or([PlainText("มิจฉาชีพ"), PlainText("ป้ายเตือน")]), {"news", "colour"}),
        (And([PlainText("ข่าว"), PlainText('"')]), {"news", "wifi"}),
        (And([PlainText('"'), PlainText("'")]), set()),
        (Not(PlainText("ข่าว")), {"colour", "right"}),
        (MATCH_NONE, set()),
        (PlainText("มิจฉาชีพ ป้าย", operator="or"), {"news", "colour"}),
    ],
)
def test_every_kind_of_query_is_segmented(videos, query, found: set[str]) -> None:
    assert set(search(query)) == found


def test_words_of_the_index_are_not_segmented_again() -> None:
    words = Words(["ข่าว", "ปลอม"], "or")
    assert in_words(words, "and") is words
    assert in_words(Boost(PlainText("ข่าวปลอม"), 2), "and").subquery.query_string == "ข่าว ปลอม"
    assert in_words(Fuzzy("ข่าวปลอม"), "and").query_string == "ข่าว ปลอม"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ข่", {"news"}),
        ("ข่าวปล", {"news"}),
        ("รู้ทันข่าวปลอมก่อ", {"news"}),
        ("ปลอมก่อนแ", {"news"}),
        ("ข่าวปลอม แช", {"news"}),
        ("สิทธิของเจ้าของข้อ", {"right"}),
        ("wi", {"wifi"}),
        ("Wi-Fi สา", {"wifi"}),
        ("wifiสาธา", {"wifi"}),
        ("มิจ", set()),
        ('"', set()),
    ],
)
def test_autocomplete_fits_any_beginning_in_a_title(videos, typed: str, found: set[str]) -> None:
    assert set(slugs(get_search_backend().autocomplete(typed, VideoPage))) == found


def test_the_admins_searches_find_thai(videos) -> None:
    # Wagtail's page explorer and chooser ask in these two ways.
    assert slugs(Page.objects.all().search("ปลอม", order_by_relevance=False)) == ["news"]
    assert slugs(Page.objects.all().autocomplete("ข่าวปล", fields=["title"])) == ["news"]


HOSTILE = [
    '"', '""', "'", "''", '"ข่าว', "ข่าว'", "\x00", "ข่าว\x00ปลอม", "\\", "\\'", "%", "%s", "%(x)s", "{", "}", "{title} : x",
    "title:x", "NEAR(a b, 2)", "AND", "OR", "NOT", "a AND", "NOT a", "(", ")", "a | b & !c", "a:*", "<->", "*", "^", "-", "+",
    "; DROP TABLE wagtailcore_page; --", "\ud7ff\ue000\uffff", "😀", "ๆ", "ฯ", "\u0e34", "a" * 10_000, "ข่าว " * 400,
    " ".join(f"w{number}" for number in range(400)), "'" * 400, '" "' * 100, "1" * 400, "9" * 30, "1e999", "-1", "NaN",
]  # fmt: skip


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("operator", ["and", "or"])
def test_no_query_is_an_error(videos, query: str, operator: str) -> None:
    backend = get_search_backend()
    assert isinstance(search(query, operator=operator), list)
    assert isinstance(slugs(backend.autocomplete(query, VideoPage)), list)
    assert isinstance(search(Phrase(query)), list)


def test_changes_and_deletions_reach_the_index(videos) -> None:
    page = VideoPage.objects.get(slug="news")
    page.title = "เตือนภัยคอลเซ็นเตอร์"
    page.save()
    assert search("เซ็นเตอร์") == ["news"]
    assert search("แชร์") == []
    page.delete()
    assert search("เซ็นเตอร์") == []


class TestTheIndexer:
    """modelsearch names its indexer itself; when a release no longer looks where ours is put, these fail."""

    @staticmethod
    def module():
        if connection.vendor == "sqlite":
            from modelsearch.backends.database.sqlite import sqlite as module
        else:
            from modelsearch.backends.database.postgres import postgres as module
        return module

    def test_ours_stands_where_modelsearch_looks(self) -> None:
        get_search_backend()
        assert issubclass(self.module().ObjectIndexer, ThaiFields)

    def test_modelsearch_still_looks_there(self, videos) -> None:
        page = VideoPage.objects.get(slug="news")
        with mock.patch.object(self.module(), "ObjectIndexer", side_effect=RuntimeError("asked for")):
            with pytest.raises(RuntimeError, match="asked for"):
                get_search_backend().add(page)

    def test_rebinding_twice_changes_nothing(self) -> None:
        module = self.module()
        bound = module.ObjectIndexer
        rebind_indexer(module)
        assert module.ObjectIndexer is bound

    def test_what_hangs_on_a_page_is_found_once_it_is_published(self, home) -> None:
        law = home.add_child(instance=LawIndexPage(title="กฎหมาย", slug="law"))
        article = law.add_child(instance=LawArticlePage(title="แชร์", slug="share", live=False))
        article.sources = [ArticleSource(instrument="ประมวลกฎหมายแพ่งและพาณิชย์", section="มาตรา ๔๒๐")]
        article.save_revision().publish()
        assert search("พาณิชย์", LawArticlePage) == ["share"]
        assert search("มาตรา 420", LawArticlePage) == ["share"]


def test_another_database_is_refused_with_a_sentence() -> None:
    with mock.patch("portal.search.backend.connection") as other:
        other.vendor = "mysql"
        with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
            SearchBackend({})
