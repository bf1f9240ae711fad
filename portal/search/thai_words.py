"""What both backends share: segmenting what is indexed and what is asked.

modelsearch has no hook between an object's fields and the index: `add_items` builds an `ObjectIndexer` it names itself.
`rebind_indexer` puts ours under that name, here and nowhere else; tests/search/test_backend.py fails when a release of
modelsearch no longer looks there.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType
from typing import Any

from modelsearch.index import AutocompleteField, RelatedFields
from modelsearch.query import MATCH_NONE, And, Boost, Fuzzy, MatchAll, Not, Or, Phrase, PlainText, SearchQuery

from portal.search.text import beginnings, index_runs, index_text, query_words


class ThaiFields:
    """Mixed into an ObjectIndexer: the text of each field as the index holds it."""

    def prepare_field(self, obj: Any, field: Any) -> Iterator[Any]:
        prepared = super().prepare_field(obj, field)  # type: ignore[misc]
        if isinstance(field, RelatedFields):
            # It asks this method again for each field of the related object.
            yield from prepared
            return
        for *found, text in prepared:
            yield (*found, index_runs(text) if isinstance(field, AutocompleteField) else index_text(text))


def rebind_indexer(module: ModuleType) -> None:
    """Make a backend module of modelsearch index Thai words; doing it again changes nothing."""
    if not issubclass(module.ObjectIndexer, ThaiFields):
        module.ObjectIndexer = type("ThaiObjectIndexer", (ThaiFields, module.ObjectIndexer), {})  # type: ignore[attr-defined]


class Words(PlainText):
    """A query whose words are already those of the index."""

    def __init__(self, words: list[str], operator: str = "and") -> None:
        super().__init__(" ".join(words), operator=operator)


def in_words(query: SearchQuery | str, operator: str) -> SearchQuery:
    """A query with every text of it as words of the index; what holds no word matches nothing."""
    if isinstance(query, str):
        query = PlainText(query, operator=operator)
    if isinstance(query, Words) and query.query_string:
        return query
    if isinstance(query, PlainText):
        words = query_words(query.query_string)
        return Words(words, query.operator) if words else MATCH_NONE
    if isinstance(query, Phrase):
        words = query_words(query.query_string)
        return Phrase(" ".join(words)) if words else MATCH_NONE
    if isinstance(query, Fuzzy):
        return Fuzzy(" ".join(query_words(query.query_string)), query.operator, query.unaccent)
    return _combined(query, operator)


def _combined(query: SearchQuery, operator: str) -> SearchQuery:
    if isinstance(query, Boost):
        return Boost(in_words(query.subquery, operator), query.boost)
    if isinstance(query, Not) and not isinstance(query.subquery, MatchAll):
        return Not(in_words(query.subquery, operator))
    if isinstance(query, And | Or):
        # A part without a word (a lone quotation mark) asks for nothing, so it does not decide either.
        parts = [part for part in (in_words(each, operator) for each in query.subqueries) if part is not MATCH_NONE]
        if len(parts) <= 1:
            return parts[0] if parts else MATCH_NONE
        return type(query)(parts)
    return query


def in_beginnings(query: SearchQuery | str) -> SearchQuery:
    """A query for autocomplete: runs of words, the last one as far as it has been typed."""
    text = query if isinstance(query, str) else getattr(query, "query_string", None)
    if text is None:
        return in_words(query, "and")
    parts = beginnings(text)
    return Words(parts) if parts else MATCH_NONE


class ThaiSearchCompiler:
    """Mixed into a query compiler for whole words."""

    DEFAULT_OPERATOR = "and"

    def __init__(self, queryset: Any, query: Any, *args: Any, operator: str | None = None, **kwargs: Any) -> None:
        asked = in_words(query, operator or self.DEFAULT_OPERATOR)
        super().__init__(queryset, asked, *args, operator=operator, **kwargs)  # type: ignore[call-arg]


class ThaiAutocompleteCompiler:
    """Mixed into a query compiler for what has been typed so far."""

    def __init__(self, queryset: Any, query: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(queryset, in_beginnings(query), *args, **kwargs)  # type: ignore[call-arg]
