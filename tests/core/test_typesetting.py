"""The sign ๆ never begins a line: the space before it does not break, in every text readers get."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from portal.core.typesetting import TypesettingMiddleware, keep_repeat_signs
from tests.factories.tree import Tree

KEPT = "ค่อย\u00a0ๆ"


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<p>ค่อย ๆ ดูไป</p>", f"<p>{KEPT} ดูไป</p>"),
        ("ค่อย ๆ <b>ช้า ๆ</b>", f"{KEPT} <b>ช้า\u00a0ๆ</b>"),
        ('<input value="ค่อย ๆ"><p>ค่อย ๆ</p>', f'<input value="ค่อย ๆ"><p>{KEPT}</p>'),
        ("<textarea>ค่อย ๆ</textarea> ค่อย ๆ", f"<textarea>ค่อย ๆ</textarea> {KEPT}"),
        ("<p>ค่อยๆ</p>", "<p>ค่อยๆ</p>"),
        ("<p>ไม่มี</p>", "<p>ไม่มี</p>"),
    ],
)
def test_in_texts_and_nowhere_else(html: str, kept: str) -> None:
    assert keep_repeat_signs(html.encode()).decode() == kept


def answer(path: str, content_type: str) -> str:
    page = HttpResponse("<p>ค่อย ๆ</p>", content_type=content_type)
    return TypesettingMiddleware(lambda request: page)(RequestFactory().get(path)).content.decode()


def test_the_admin_and_other_kinds_of_answers_stay_as_written() -> None:
    assert KEPT in answer("/th/", "text/html; charset=utf-8")
    assert KEPT not in answer("/admin/pages/2/edit/", "text/html; charset=utf-8")
    assert KEPT not in answer("/th/search/suggest/", "application/json")


@pytest.mark.django_db
def test_editors_words_go_out_with_it(site: Tree) -> None:
    site.lesson.title = "ค่อย ๆ ดู"
    site.lesson.save_revision().publish()
    response = Client().get(site.lesson.url)
    assert f"{KEPT} ดู</h1>" in response.content.decode()
    assert int(response["Content-Length"]) == len(response.content)
    site.lesson.refresh_from_db()
    assert site.lesson.title == "ค่อย ๆ ดู"
