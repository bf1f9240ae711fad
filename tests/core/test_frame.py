"""The frame of every page: sections in the page's language, or in Thai where they are missing; the other language."""

from __future__ import annotations

import re

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override

from tests.factories import content
from tests.factories.tree import Tree

pytestmark = pytest.mark.django_db


def other(page) -> dict[str, str]:
    context = Context({"page": page, "request": RequestFactory().get("/")})
    Template("{% load frame %}{% other_language as other %}").render(context)
    return context["other"]


def sections() -> dict[str, str]:
    context = Context()
    Template("{% load frame %}{% section_urls as at %}").render(context)
    return context["at"]


def test_thai_sections_are_known_without_a_query(django_assert_num_queries):
    with django_assert_num_queries(0), override("th"):
        assert sections()["law"] == "/th/law/"


def test_a_section_missing_in_english_is_shown_in_thai(site: Tree):
    with override("en"):
        at = sections()
    assert at["about"] == "/en/about/"
    assert at["law"] == "/th/law/"


def test_a_section_counts_once_it_stands_in_english(site: Tree):
    content.translated(site.law, "Digital law")
    with override("en"):
        assert sections()["law"] == "/en/law/"


def test_the_other_language_is_the_translation_or_the_home_page(site: Tree, django_assert_num_queries):
    with override("th"):
        assert other(site.about) == {"code": "en", "name": "English", "url": "/en/about/"}
        assert other(site.law) == {"code": "en", "name": "English", "url": "/en/"}
        with django_assert_num_queries(0):
            assert other(None)["url"] == "/en/"
    with override("en"):
        assert other(site.about_en) == {"code": "th", "name": "ภาษาไทย", "url": "/th/about/"}


def test_a_page_of_no_ones_names_its_own_twin():
    context = Context({"twin": "/en/data/", "request": RequestFactory().get("/")})
    with override("th"):
        Template("{% load frame %}{% other_language as other %}").render(context)
    assert context["other"] == {"code": "en", "name": "English", "url": "/en/data/"}


@pytest.mark.parametrize(("language", "address"), [("th", "/data/"), ("en", "/en/data/")])
def test_open_data_is_found_in_both_languages(site: Tree, language: str, address: str):
    with override(language):
        assert sections()["data"] == address


def test_an_unpublished_translation_is_not_offered(site: Tree):
    site.about_en.unpublish()
    with override("th"):
        assert other(site.about)["url"] == "/en/"


def test_what_one_readers_link_carried_stands_in_nobodys_page(site: Tree, visitor):
    path = "/th/law/?topic=law-privacy"
    html = visitor.get(f"{path}&openExternalBrowser=1&utm_source=line&fbclid=1").content.decode()
    assert html == visitor.get(path).content.decode()
    assert "next=%2Fth%2Flaw%2F%3Ftopic%3Dlaw-privacy" in html


def test_every_page_links_to_help_and_marks_where_it_is(site: Tree, visitor):
    html = visitor.get("/th/law/").content.decode()
    assert f'href="tel:{site.hotline.dial}"' in html.split('<footer class="foot">')[1]
    assert re.findall(r'href="([^"]+)" aria-current="true"', html.split("</nav>")[0]) == ["/th/law/"]
