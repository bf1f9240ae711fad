"""Files of var/: downloads resume, ETags answer 304, nothing runs in the browser, nothing outside is sent."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.http import Http404
from django.test import RequestFactory

from portal.core.files import parse_range, send_file, uploaded_file

BYTES = bytes(range(256)) * 400


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "ชุดสื่อ.zip"
    file.write_bytes(BYTES)
    return file


def ask(path: Path, method: str = "get", **headers: str) -> Any:
    request = getattr(RequestFactory(), method)("/", headers=headers)
    return send_file(request, path)


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_the_whole_file(path: Path) -> None:
    response = ask(path)
    assert response.status_code == 200
    assert body(response) == BYTES
    assert response["Content-Length"] == str(len(BYTES))
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("bytes=0-9", BYTES[:10]),
        ("bytes=100-", BYTES[100:]),
        ("bytes=-7", BYTES[-7:]),
        ("bytes=5-999999999", BYTES[5:]),
    ],
)
def test_one_range_resumes(path: Path, header: str, expected: bytes) -> None:
    response = ask(path, range=header)
    assert response.status_code == 206
    assert body(response) == expected
    assert response["Content-Range"].endswith(f"/{len(BYTES)}")


@pytest.mark.parametrize("header", ["bytes=0-1,5-6", "bytes=-", "lines=1-2", "bytes=a-b"])
def test_what_is_not_one_range_gets_the_whole_file(path: Path, header: str) -> None:
    assert ask(path, range=header).status_code == 200


def test_a_range_outside_is_416(path: Path) -> None:
    response = ask(path, range=f"bytes={len(BYTES)}-")
    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{len(BYTES)}"


def test_a_known_etag_is_304_and_a_changed_file_is_sent_whole(path: Path) -> None:
    tag = ask(path)["ETag"]
    assert ask(path, if_none_match=tag).status_code == 304
    assert ask(path, range="bytes=10-", if_range=tag).status_code == 206
    assert ask(path, range="bytes=10-", if_range='"older"').status_code == 200


def test_head_tells_and_sends_nothing(path: Path) -> None:
    response = ask(path, method="head")
    assert response["Content-Length"] == str(len(BYTES))
    assert response.content == b""


def test_what_a_browser_might_run_is_an_attachment(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<script>alert(1)</script>")
    assert ask(page)["Content-Disposition"].startswith("attachment")


def test_a_missing_file_is_404(tmp_path: Path) -> None:
    with pytest.raises(Http404):
        ask(tmp_path / "none.zip")


@pytest.mark.parametrize("asked", ["../portal.sqlite3", "a/../../portal.sqlite3", "/etc/passwd", "..", "."])
def test_nothing_outside_the_uploads_is_sent(settings: Any, tmp_path: Path, asked: str) -> None:
    settings.MEDIA_ROOT = tmp_path / "uploads"
    settings.MEDIA_ROOT.mkdir()
    (tmp_path / "portal.sqlite3").write_bytes(b"secret")
    with pytest.raises(Http404):
        uploaded_file(RequestFactory().get("/"), asked)


def test_ranges_are_bytes_first_to_last() -> None:
    span = parse_range("bytes=2-5", 10)
    assert span is not None
    assert (span.first, span.last, span.length) == (2, 5, 4)
