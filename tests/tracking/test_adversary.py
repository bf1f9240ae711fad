"""What crowds, caches, chat apps, players and liars do to counts: each reader once, nobody for somebody else."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.wsgi import get_wsgi_application
from django.test import Client, RequestFactory

from media.models import PortalDocument
from portal.core.pagecache import PageCache
from portal.thai.day import Month
from portal.tracking import facts
from portal.tracking.objects import ObjectRef, sign
from portal.tracking.reports import downloads, monthly_actives, unique_readers
from tests.factories.tree import Tree
from tests.tracking.conftest import PHONE, CountingSite, make_ref

pytestmark = [pytest.mark.django_db(databases=["default", "tracking"]), pytest.mark.both_databases]
NOVEMBER = Month(2026, 11)
LAW = make_ref(3, "article", project="digital-law-center")
CARRIER = "203.0.113.9"
IN_LINE = "Mozilla/5.0 (iPhone; CPU iPhone OS 16_{} like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Safari Line/13.{}.0"
LINK_PREVIEW = "facebookexternalhit/1.1;line-poker/1.0"


def phone(number: int) -> str:
    return PHONE.replace("SM-A135F", f"SM-{number:04}")


def anonymous() -> int:
    return monthly_actives(NOVEMBER, NOVEMBER)[NOVEMBER]["anonymous"].total


class TestCrowds:
    def test_hundreds_behind_one_carriers_address_are_as_many_devices_and_one_address(self, site: CountingSite) -> None:
        for number in range(300):
            site.beacon(LAW, REMOTE_ADDR=CARRIER, HTTP_USER_AGENT=phone(number))
            site.later(0.1)
        site.store()
        assert (site.views(), anonymous()) == (300, 300)
        # Why the report says that an address is not a person.
        assert {basis: figure.total for basis, figure in unique_readers(2570).items()} == {
            "address": 1,
            "device": 300,
            "account": 0,
        }

    def test_a_classroom_of_learners_with_the_same_phones_counts_each(self, site: CountingSite, ref: ObjectRef) -> None:
        for number in range(40):
            site.beacon(ref, HTTP_COOKIE=site.cookie("learner", f"learner:{number}"), REMOTE_ADDR=CARRIER)
            site.beacon(ref, HTTP_COOKIE=site.cookie("learner", f"learner:{number}"), REMOTE_ADDR=CARRIER)
        site.store()
        assert (site.account().counted, site.account().duplicate) == (40, 40)
        assert monthly_actives(NOVEMBER, NOVEMBER)[NOVEMBER]["learner"].total == 40

    def test_a_link_shared_in_line_counts_its_readers_and_not_its_preview(
        self, site: CountingSite, ref: ObjectRef
    ) -> None:
        for number in range(30):
            site.beacon(ref, HTTP_USER_AGENT=LINK_PREVIEW, REMOTE_ADDR=f"147.92.1.{number}")
            site.picture(ref, HTTP_USER_AGENT=LINK_PREVIEW, REMOTE_ADDR=f"147.92.1.{number}")
            site.beacon(ref, HTTP_USER_AGENT=IN_LINE.format(number, number), REMOTE_ADDR=CARRIER)
        site.store()
        assert (site.views(), anonymous()) == (30, 30)
        assert site.account().excluded == {"bot": 60}


class TestFloods:
    def test_10000_beacons_a_minute_for_one_object_add_one_view(self, site: CountingSite, ref: ObjectRef) -> None:
        signed = sign(ref)
        for number in range(10_000):
            site.beacon(signed, REMOTE_ADDR=CARRIER)
            if number % 200 == 0:
                site.beacon(signed, REMOTE_ADDR=CARRIER, HTTP_USER_AGENT=phone(number))
            site.later(0.006)
        site.store()
        account = site.account()
        assert (account.received, account.counted) == (10_050, 51), "one of the flood, and every neighbour"
        assert account.duplicate == 9_999
        assert anonymous() == 51

    def test_a_flood_over_many_objects_adds_what_the_limit_lets_through(self, site: CountingSite) -> None:
        signed = [sign(make_ref(number)) for number in range(1, 201)]
        for number in range(2_000):
            site.beacon(signed[number % 200], REMOTE_ADDR=CARRIER)
            if number % 200 == 0:
                site.beacon(signed[0], REMOTE_ADDR=CARRIER, HTTP_USER_AGENT=phone(number))
        site.store()
        assert site.account().counted == 60 + 10
        assert site.account().excluded == {"behaviour": 1_940}

    def test_forgeries_neither_count_nor_stop_others(self, site: CountingSite, ref: ObjectRef) -> None:
        forged = sign(ref).replace(":lesson:", ":article:")
        for number in range(500):
            assert site.beacon(forged, REMOTE_ADDR=CARRIER).status == 400
            assert site.picture(ref, more="&o=x", REMOTE_ADDR=CARRIER).status == 400
            if number % 100 == 0:
                assert site.beacon(ref, REMOTE_ADDR=CARRIER, HTTP_USER_AGENT=phone(number)).status == 204
        assert site.beacon(ref, REMOTE_ADDR=CARRIER).status == 204
        site.store()
        assert (site.account().counted, site.account().malformations) == (6, {"signature": 1_000})

    def test_an_event_id_taken_from_somebody_else_takes_no_view_away(self, site: CountingSite, ref: ObjectRef) -> None:
        """Who sends another's id again is the duplicate; ids are random, so none can be taken beforehand."""
        event = str(uuid.uuid4())
        site.beacon(ref, event=event)
        for number in range(50):
            site.beacon(ref, event=event, REMOTE_ADDR=CARRIER, HTTP_USER_AGENT=phone(number))
        site.store()
        assert (site.views(), site.account().duplicates) == (1, {"event-id": 50})
        assert anonymous() == 1


def test_a_kept_page_counts_each_of_its_readers_once(built_site: Tree, site: CountingSite) -> None:
    """The page is made once, for nobody in particular: everybody gets the same object id, and counts as themselves."""
    django, made = get_wsgi_application(), []

    def counting(environ: dict[str, Any], start_response: Any) -> Any:
        made.append(environ["PATH_INFO"])
        return django(environ, start_response)

    kept, object_ids = PageCache(counting), []
    for _ in range(3):
        request = RequestFactory().get(built_site.lesson.get_url_parts()[2], HTTP_USER_AGENT=PHONE)
        html = b"".join(kept(request.environ, lambda status, headers, exc_info=None: None)).decode()
        object_ids.append(html.partition('data-o="')[2].partition('"')[0])
    assert len(made) == 1
    assert len(set(object_ids)) == 1
    for object_id in object_ids:
        site.beacon(object_id, REMOTE_ADDR="203.0.113.1")
        site.beacon(object_id, REMOTE_ADDR="203.0.113.2")
        site.later(5)
    site.store()
    assert (site.views(), site.account().duplicate) == (2, 4)
    # The browser's own copy of the page, opened again after a while, is a view again: rule 2 alone decides.
    site.later(31)
    site.beacon(object_ids[0], REMOTE_ADDR="203.0.113.1")
    site.store()
    assert site.views() == 3


class TestFiles:
    @pytest.fixture(autouse=True)
    def spooled_here(self, site: CountingSite, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(facts, "site_intake", lambda: site.intake)

    @pytest.fixture
    def film(self, db: None) -> PortalDocument:
        """A video of 1,000 bytes, shown at its file's address and taken at its own."""
        return PortalDocument.objects.create(title="คลิป", file=ContentFile(bytes(1_000), name="film.mp4"))

    def get(self, address: str, ask: str = "", method: str = "GET", agent: str = PHONE) -> int:
        headers = {"user-agent": agent, **({"range": ask} if ask else {})}
        response = Client(headers=headers).generic(method, address)
        b"".join(response.streaming_content) if response.streaming else None
        return int(response.status_code)

    def test_playing_and_seeking_a_video_in_a_page_is_no_download(
        self, site: CountingSite, film: PortalDocument
    ) -> None:
        shown = film.file.url
        asked = ["", "bytes=0-", "bytes=0-1", "bytes=500-", "bytes=900-999", "bytes=-100", "bytes=0-499"]
        assert [self.get(shown, ask) for ask in asked] == [200, *[206] * 6]
        assert self.get(shown, method="HEAD") == 200
        assert site.store() == 0

    def test_a_download_in_pieces_and_tried_again_is_one(self, site: CountingSite, film: PortalDocument) -> None:
        """As phones fetch: a look at the first bytes, all of it, broken off, and on from there."""
        for ask in ("bytes=0-1", "bytes=0-", "bytes=300-", "bytes=301-999", ""):
            assert self.get(film.url, ask) in (200, 206)
            site.later(4)
        assert self.get(film.url, method="HEAD") == 200
        assert self.get(film.url, "bytes=2000-") == 416
        site.store()
        assert {kind: figure.total for kind, figure in downloads(site.today()).items()} == {"document": 1}
        assert site.account().duplicates == {"double-click": 2}

    def test_one_who_comes_back_for_it_later_and_another_person_count(
        self, site: CountingSite, film: PortalDocument
    ) -> None:
        self.get(film.url)
        self.get(film.url, agent=phone(2))
        site.later(31)
        self.get(film.url)
        # On from where it broke off, ever so late: the rest of a download.
        self.get(film.url, "bytes=400-")
        site.store()
        assert downloads(site.today())["document"].total == 3

    def test_a_robot_takes_no_download(self, site: CountingSite, film: PortalDocument) -> None:
        self.get(film.url, agent="Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)")
        site.store()
        assert site.account().excluded == {"bot": 1}


def test_a_film_watched_back_and_forth_is_one_play(site: CountingSite) -> None:
    """Seeking, pausing and starting again send the same play; watched anew half a minute on, it is one more."""
    video = make_ref(4, "video")
    for seconds in (0, 5, 10, 25):
        site.later(seconds)
        site.beacon(video, "p")
    site.beacon(video, "c")
    site.later(31)
    site.beacon(video, "p")
    site.store()
    assert site.views() == 2
    assert site.account().duplicates == {"double-click": 3}
