"""The small site of the tests is a real one: every page type stands in it, publishable and served."""

from __future__ import annotations

import pytest
from django.test import Client
from wagtail.models import get_page_models

from portal.core.models import BasePage
from tests.factories.tree import Tree

pytestmark = pytest.mark.django_db


def test_every_page_type_stands_in_the_site(site: Tree) -> None:
    ours = {model for model in get_page_models() if issubclass(model, BasePage)}
    assert {type(page) for page in site.pages()} == ours


def test_every_page_could_be_published_by_an_editor(site: Tree) -> None:
    problems = {page.slug: page.publish_problems() for page in site.pages()}
    assert {slug: found for slug, found in problems.items() if found} == {}


def test_every_page_is_served(site: Tree, visitor: Client) -> None:
    answers = {page.full_url: visitor.get(page.full_url).status_code for page in site.pages()}
    assert set(answers.values()) == {200}, answers
