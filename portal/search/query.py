"""The chain of questions: all words; else without stopwords; else any word, said to be similar only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wagtail.models import Locale, Page, Site
from wagtail.search.backends import get_search_backend

from portal.search.kinds import content_types
from portal.search.text import QUESTION_WORDS, STOPWORDS, query_words, without
from portal.search.thai_words import Words


@dataclass(frozen=True)
class Found:
    """The pages of the first question of the chain that any page answers.

    `pages` can be counted and sliced; `words` are those asked for; `similar` is true when a page need not hold them all.
    """

    pages: Any
    words: list[str]
    similar: bool = False


def searched_pages(site: Site | None) -> Any:
    """What readers may find here: live, public pages of the kinds search knows, in the active language."""
    pages = Page.objects.live().public().filter(locale=Locale.get_active(), content_type__in=content_types())
    return pages.descendant_of(site.root_page.localized) if site else pages.none()


def find(query: str, pages: Any) -> Found:
    """Search pages for what a reader typed; whatever it is, it is an answer and never an error."""
    words = query_words(query)
    backend = get_search_backend()
    for asked, operator in _questions(words):
        results = backend.search(Words(asked, operator), pages)
        if results.count():
            return Found(results, asked, similar=operator == "or")
    return Found(pages.none(), words)


def suggest(query: str, pages: Any, limit: int) -> list[Page]:
    """Pages whose title holds what has been typed so far, those that begin with it first."""
    candidates = list(get_search_backend().autocomplete(query, pages)[: limit * 4])
    typed = "".join(query_words(query))
    candidates.sort(key=lambda page: (not "".join(query_words(page.title)).startswith(typed), len(page.title)))
    return candidates[:limit]


def _questions(words: list[str]) -> Iterator[tuple[list[str], str]]:
    if not words:
        return
    asked = without(words, QUESTION_WORDS)
    yield asked, "and"
    telling = without(asked, STOPWORDS)
    if telling != asked:
        yield telling, "and"
    if len(telling) > 1:
        yield telling, "or"
