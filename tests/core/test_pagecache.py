"""Kept pages: the same for everybody, out of date the moment anything is published."""

from __future__ import annotations

import gzip
from typing import Any

import pytest

from portal.core import pagecache
from portal.core.pagecache import MARK, PageCache, shortened_query


class Site:
    """A WSGI application that counts how often it is asked."""

    def __init__(self, headers: list[tuple[str, str]] | None = None, status: str = "200 OK") -> None:
        self.asked = 0
        self.headers = headers if headers is not None else [(MARK, "keep"), ("Content-Type", "text/html")]
        self.status = status

    def __call__(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        self.asked += 1
        start_response(self.status, list(self.headers))
        return [f"หน้า {self.asked}".encode()]


def get(app: PageCache, path: str = "/th/", **environ: str) -> tuple[str, dict[str, str], bytes]:
    answer: dict[str, Any] = {}

    def start_response(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
        answer.update(status=status, headers=dict(headers))

    base = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "HTTP_HOST": "example.go.th", "QUERY_STRING": ""}
    body = b"".join(app({**base, **environ}, start_response))
    return answer["status"], answer["headers"], body


@pytest.fixture(autouse=True)
def own_generation(settings: Any, tmp_path: Any) -> None:
    settings.VAR_DIR = tmp_path
    settings.REDIS_URL = ""


def test_a_marked_page_is_made_once() -> None:
    site = Site()
    app = PageCache(site)
    assert get(app)[2] == get(app)[2] == "หน้า 1".encode()
    assert site.asked == 1


def test_publishing_makes_every_kept_page_out_of_date_in_every_process() -> None:
    site = Site()
    one, other = PageCache(site), PageCache(site)
    get(one), get(other)
    pagecache.invalidate()
    assert get(one)[2] == "หน้า 3".encode()
    assert get(other)[2] == "หน้า 4".encode()


def test_what_shows_facts_is_made_anew_when_its_time_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [1000.0]
    monkeypatch.setattr(pagecache.time, "monotonic", lambda: clock[0])
    site = Site(headers=[(MARK, "600"), ("Content-Type", "text/csv")])
    app = PageCache(site)
    get(app)
    clock[0] += 599
    assert get(app)[2] == "หน้า 1".encode()
    clock[0] += 2
    assert get(app)[2] == "หน้า 2".encode()
    pagecache.invalidate()
    assert get(app)[2] == "หน้า 3".encode()


def test_a_kept_answer_with_an_etag_is_not_sent_twice() -> None:
    app = PageCache(Site(headers=[(MARK, "600"), ("ETag", 'W/"a1"'), ("Content-Type", "text/csv")]))
    get(app)
    status, headers, body = get(app, HTTP_IF_NONE_MATCH='W/"a1"')
    assert (status, body) == ("304 Not Modified", b"")
    assert (headers["ETag"], headers["Vary"]) == ('W/"a1"', "Accept-Encoding, Cookie")
    assert "Content-Length" not in headers
    assert get(app, HTTP_IF_NONE_MATCH='W/"b2"')[0] == "200 OK"
    page = PageCache(Site())
    get(page)
    assert get(page, HTTP_IF_NONE_MATCH='""')[0] == "200 OK"


def test_two_publications_in_the_same_instant_are_two_generations() -> None:
    generation = pagecache.Generation()
    seen = set()
    for _ in range(20):
        pagecache.invalidate()
        seen.add(generation.current())
    assert len(seen) == 20


def test_an_unmarked_page_is_never_kept_and_the_mark_stays_inside() -> None:
    site = Site(headers=[("Content-Type", "text/html")])
    app = PageCache(site)
    get(app), get(app)
    assert site.asked == 2
    assert MARK not in get(PageCache(Site()))[1]


def test_a_page_that_sets_a_cookie_is_never_kept() -> None:
    site = Site(headers=[(MARK, "keep"), ("Set-Cookie", "a=1")])
    app = PageCache(site)
    get(app), get(app)
    assert site.asked == 2


def test_a_fault_is_never_kept() -> None:
    site = Site(status="500 Internal Server Error")
    app = PageCache(site)
    get(app), get(app)
    assert site.asked == 2


def test_the_look_is_part_of_the_key_and_no_other_cookie_is() -> None:
    site = Site()
    app = PageCache(site)
    get(app, HTTP_COOKIE="sessionid=abc; learner=x")
    get(app, HTTP_COOKIE="sessionid=def")
    assert site.asked == 1
    get(app, HTTP_COOKIE="look=elder.dark.large")
    assert site.asked == 2
    # Unknown values read as the default: nobody can fill the cache with looks of their own.
    get(app, HTTP_COOKIE="look=x.y.z")
    assert site.asked == 2


def test_hosts_and_paths_do_not_share_pages() -> None:
    site = Site()
    app = PageCache(site)
    get(app), get(app, HTTP_HOST="other.example"), get(app, path="/en/")
    assert site.asked == 3


def test_parameters_of_other_sites_are_dropped_and_ours_kept_in_one_order() -> None:
    assert shortened_query("utm_source=line&fbclid=1&topic=law") == "topic=law"
    assert shortened_query("openExternalBrowser=1") == ""
    assert shortened_query("b=2&a=1") == shortened_query("a=1&b=2")
    assert shortened_query("page=2") != shortened_query("page=3")


def test_gzip_only_for_those_who_take_it_and_head_without_body() -> None:
    app = PageCache(Site())
    get(app)
    _status, headers, body = get(app, HTTP_ACCEPT_ENCODING="gzip, br")
    assert headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(body) == "หน้า 1".encode()
    _status, headers, body = get(app, REQUEST_METHOD="HEAD")
    assert body == b""
    assert int(headers["Content-Length"]) == len("หน้า 1".encode())


def test_a_post_passes_by() -> None:
    site = Site()
    app = PageCache(site)
    get(app, REQUEST_METHOD="POST"), get(app, REQUEST_METHOD="POST")
    assert site.asked == 2


def test_no_more_than_the_set_number_of_pages_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagecache, "MAX_PAGES", 5)
    app = PageCache(Site())
    for number in range(20):
        get(app, path=f"/th/{number}/")
    assert len(app.pages) == 5
