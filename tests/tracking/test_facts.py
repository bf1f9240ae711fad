"""What the server itself counts: downloads, quizzes; and how real pages are described."""

from __future__ import annotations

import copy
import uuid
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import DatabaseError, connections
from django.http import HttpResponse
from django.test import Client, RequestFactory

from portal.tracking import facts, objects, titles
from portal.tracking.downloads import record_document, record_download
from portal.tracking.facts import record, record_quiz, register_identify
from portal.tracking.models import KeptTitle, MonthVisitor, ObjectDay, RawEvent
from portal.tracking.objects import ref_for
from portal.tracking.reports import downloads
from tests.factories.tree import Tree
from tests.tracking.conftest import PHONE, CountingSite, make_ref

pytestmark = [pytest.mark.django_db(databases=["default", "tracking"]), pytest.mark.both_databases]
KIT = make_ref(9, "kit")


@pytest.fixture
def counted(site: CountingSite, monkeypatch: pytest.MonkeyPatch) -> CountingSite:
    """The site's own intake writes to the test's spool."""
    monkeypatch.setattr(facts, "site_intake", lambda: site.intake)
    monkeypatch.setattr(facts, "_identify", [])
    return site


def request(method: str = "GET", **meta: str) -> Any:
    return RequestFactory().generic(method, "/kit-files/", HTTP_USER_AGENT=PHONE, REMOTE_ADDR="203.0.113.5", **meta)


def answer(status: int, **headers: str) -> HttpResponse:
    return HttpResponse(status=status, headers={name.replace("_", "-"): value for name, value in headers.items()})


@pytest.mark.parametrize(
    ("method", "response", "count"),
    [
        ("GET", answer(200), 1),
        ("GET", answer(206, Content_Range="bytes 0-99/100"), 1),
        ("GET", answer(206, Content_Range="bytes 0-0/100"), 1),
        ("GET", answer(206, Content_Range="bytes 50-99/100"), 0),
        ("GET", answer(206, Content_Range="bytes 05-99/100"), 0),
        ("GET", answer(206), 0),
        ("GET", answer(304), 0),
        ("GET", answer(404), 0),
        ("GET", answer(416), 0),
        ("HEAD", answer(200), 0),
    ],
)
def test_what_is_a_download(counted: CountingSite, method: str, response: HttpResponse, count: int) -> None:
    record_download(request(method), response, KIT)
    counted.store()
    assert RawEvent.objects.filter(action="download", outcome="counted").count() == count


def test_a_resumed_download_is_one(counted: CountingSite) -> None:
    for response in (
        answer(200),
        answer(206, Content_Range="bytes 0-99/100"),
        answer(206, Content_Range="bytes 40-99/100"),
    ):
        record_download(request(), response, KIT)
    counted.store()
    assert {kind: figure.total for kind, figure in downloads(counted.today()).items()} == {"kit": 1}
    assert counted.account().duplicates == {"double-click": 1}


def test_a_download_by_a_bot_is_excluded(counted: CountingSite) -> None:
    bot = RequestFactory().get("/", HTTP_USER_AGENT="curl/8.0")
    record_download(bot, answer(200), KIT)
    counted.store()
    assert counted.account().excluded == {"bot": 1}


def test_what_is_not_counted_records_nothing(counted: CountingSite) -> None:
    record_download(request(), answer(200), None)
    assert counted.store() == 0


def test_a_document_counts_as_attachment_only(counted: CountingSite) -> None:
    document = SimpleNamespace(pk=5, title="คู่มือ", _meta=SimpleNamespace(label_lower="media.portaldocument"))
    record_document(request(), answer(200, Content_Disposition="inline"), document)
    record_document(request(), answer(200), document)
    assert counted.store() == 0
    record_document(request(), answer(200, Content_Disposition='attachment; filename="a.pdf"'), document)
    counted.store()
    assert ObjectDay.objects.get().kind == "document"


def test_no_database_is_touched(counted: CountingSite, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0), django_assert_num_queries(0, using="tracking"):
        record_download(request(), answer(200), KIT)


def test_a_full_spool_costs_the_count_not_the_download(counted: CountingSite, caplog: pytest.LogCaptureFixture) -> None:
    (counted.folder / "spool").write_text("no folder")
    record_download(request(), answer(200), KIT)
    assert "not counted" in caplog.text


class TestWho:
    def test_the_first_who_knows_says_who(self, counted: CountingSite) -> None:
        register_identify(lambda request: ("trainer", "user:1") if request.META.get("HTTP_X_USER") else None)
        register_identify(lambda request: ("learner", "learner:1"))
        for meta in ({"HTTP_X_USER": "1"}, {}):
            record(request(**meta), "download", KIT)
        counted.store()
        assert sorted(MonthVisitor.objects.values_list("kind", flat=True)) == ["l", "t"]

    def test_the_server_and_the_beacon_mean_the_same_person(self, counted: CountingSite) -> None:
        register_identify(lambda request: ("learner", "learner:1"))
        counted.beacon(make_ref(1), HTTP_COOKIE=counted.cookie("learner", "learner:1"))
        record(request(), "download", KIT)
        counted.store()
        assert MonthVisitor.objects.count() == 1

    def test_an_unknown_one_is_an_address(self, counted: CountingSite) -> None:
        counted.beacon(make_ref(1))
        record(request(), "download", KIT)
        counted.store()
        assert [row.kind for row in MonthVisitor.objects.all()] == ["a"]


class TestQuiz:
    learner = SimpleNamespace(uuid=uuid.UUID(int=77))

    @pytest.fixture(autouse=True)
    def registered(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(objects, "_registered", {})
        objects.register(SimpleNamespace, "lesson", lambda lesson: make_ref(3))

    def answered(self, learner: Any, *events: int) -> None:
        for event in events:
            record_quiz(SimpleNamespace(), learner=learner, request=request("POST"), event=uuid.UUID(int=event))

    def test_it_makes_its_learner_active_and_is_no_view(
        self, counted: CountingSite, django_capture_on_commit_callbacks: Any
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            self.answered(self.learner, 1)
        counted.store()
        assert MonthVisitor.objects.get(active=True).kind == "l"
        assert counted.views() == 0
        assert ObjectDay.objects.get().action == "quiz"

    def test_the_same_submission_again_is_a_duplicate(
        self, counted: CountingSite, django_capture_on_commit_callbacks: Any
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            self.answered(self.learner, 1)
        counted.later(3_600)
        with django_capture_on_commit_callbacks(execute=True):
            self.answered(self.learner, 1)
        counted.store()
        assert counted.account().duplicates == {"event-id": 1}

    def test_rolled_back_it_was_none(self, counted: CountingSite, django_capture_on_commit_callbacks: Any) -> None:
        with django_capture_on_commit_callbacks(execute=False):
            self.answered(self.learner, 1)
        assert counted.store() == 0

    def test_who_refused_counting_is_an_address(
        self, counted: CountingSite, django_capture_on_commit_callbacks: Any
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            self.answered(SimpleNamespace(uuid=uuid.UUID(int=77), counting_refused=True), 1)
        counted.store()
        assert MonthVisitor.objects.get().kind == "a"


class TestPages:
    """Real pages of the portal."""

    @pytest.fixture
    def pages(self, built_site: Tree, db: None) -> Tree:
        """The small real site (here `site` is the counting one); what a test changes of it is no other test's."""
        return copy.deepcopy(built_site)

    def test_every_counted_type_describes_itself(self, pages: Tree) -> None:
        described = {
            name: ref_for(getattr(pages, name))
            for name in ("lesson", "article", "video", "infographic", "album", "situation", "kit")
        }
        for name, ref in described.items():
            page = getattr(pages, name)
            assert ref is not None, name
            assert (ref.kind, ref.key, ref.language, ref.title) == (name, page.translation_key, "th", page.title)
            assert ref.site == page.get_site().pk
            assert ref.project == (page.project.slug if page.project else "")
            assert ref.production == page.production
            assert set(ref.audiences) == set(page.audiences.values_list("slug", flat=True))
        assert ref_for(pages.home) is None
        assert ref_for(pages.course) is None

    def test_publishing_keeps_the_title(self, pages: Tree, django_capture_on_commit_callbacks: Any) -> None:
        lesson = pages.lesson
        lesson.title = "ชื่อใหม่"
        with django_capture_on_commit_callbacks(execute=True):
            lesson.save_revision().publish()
        assert KeptTitle.objects.get(key=lesson.translation_key).title == "ชื่อใหม่"

    def test_publishing_goes_on_without_the_tracking_store(
        self, pages: Tree, django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def away(refs: Any) -> None:
            raise DatabaseError("away")

        lesson = pages.lesson
        monkeypatch.setattr(titles, "keep", away)
        with django_capture_on_commit_callbacks(execute=True):
            lesson.save_revision().publish()
        assert not KeptTitle.objects.filter(key=lesson.translation_key).exists()

    def test_missing_titles_are_looked_up_and_outlive_their_page(self, pages: Tree, site: CountingSite) -> None:
        lesson = pages.lesson
        ref = ref_for(lesson)
        assert ref
        KeptTitle.objects.all().delete()
        site.beacon(ref)
        site.beacon(make_ref(4_711))
        site.store()
        assert titles.keep_missing() == 1
        title = lesson.title
        lesson.delete()
        assert titles.keep_missing() == 0
        assert KeptTitle.objects.get().title == title

    def test_a_page_counts_what_it_prints(self, pages: Tree, counted: CountingSite) -> None:
        lesson = pages.lesson
        html = Client().get(lesson.url).content.decode()
        signed = html.partition('data-o="')[2].partition('"')[0]
        assert counted.beacon(signed).status == 204
        counted.store()
        row = ObjectDay.objects.get()
        assert (row.key, row.kind, row.language) == (lesson.translation_key, "lesson", "th")


def test_the_two_stores_are_apart() -> None:
    tracking = set(connections["tracking"].introspection.table_names())
    default = set(connections["default"].introspection.table_names())
    if connections["tracking"].settings_dict["NAME"] == connections["default"].settings_dict["NAME"]:
        pytest.fail("both stores are one database")
    assert {name for name in tracking if name != "django_migrations"} == {
        name for name in tracking if name.startswith("tracking_")
    }
    assert not {name for name in default if name.startswith("tracking_")}


def test_a_real_document_is_counted_at_its_address(settings: Any, tmp_path: Path) -> None:
    from django.core.files.base import ContentFile

    from media.models import PortalDocument
    from portal.tracking.drain import Drain

    settings.TRACKING_SPOOL_DIR, settings.COUNTING_KEYS = tmp_path / "spool", str(tmp_path / "keys.json")
    document = PortalDocument.objects.create(title="คู่มือ", file=ContentFile(b"%PDF-1.4 ...", name="guide.pdf"))
    for headers in ({}, {"range": "bytes=4-"}, {"range": "bytes=0-3"}):
        assert Client(headers={"user-agent": PHONE}).get(document.url, headers=headers).status_code in (200, 206)
    assert Client(headers={"user-agent": PHONE}).head(document.url).status_code == 200
    Drain(tmp_path / "spool").run()
    events = RawEvent.objects.order_by("at_us").values_list("action", "outcome")
    assert list(events) == [("download", "counted"), ("download", "duplicate")]
