"""Thai search on PostgreSQL's full text. Import it only where the default database is PostgreSQL."""

from __future__ import annotations

from typing import Any

from modelsearch.backends.database.postgres import postgres as stock
from modelsearch.query import Fuzzy, MatchAll, Not

from portal.search.thai_words import ThaiAutocompleteCompiler, ThaiSearchCompiler, rebind_indexer

rebind_indexer(stock)


class MatchOnly:
    """Mixed into a query compiler: the searched vector is matched and ranked by, but not sent with each row.

    Stock search selects it too, so that PostgreSQL joins the two vectors anew for every match before it sorts them.
    """

    def search(
        self: Any, config: Any, start: int | None, stop: int | None, score_field: str | None = None, backend: Any = None
    ) -> Any:
        if isinstance(self.query, MatchAll | Not | Fuzzy):
            return super().search(config, start, stop, score_field, backend)  # type: ignore[misc]
        query = self.build_tsquery(self.query, config=config)
        vectors = self.get_search_vectors(query)
        searched = vectors[0][0]
        for vector, _boost in vectors[1:]:
            searched = searched._combine(vector, "||", False)
        matches = self.queryset.alias(_searched=searched).filter(_searched=query)
        rank = self._build_rank_expression(vectors, config)
        return self._apply_ordering_and_scoring(matches, rank, start, stop, score_field)


class SearchCompiler(ThaiSearchCompiler, MatchOnly, stock.PostgresSearchQueryCompiler):
    def get_fields_vectors(self, search_query: Any) -> list[Any]:
        """The index's titles, or its bodies: the fields' own text in the tables has no words to match."""
        title, body = self.get_index_vectors(search_query)
        return [title] * ("title" in self.fields) + [body] * bool(set(self.fields) - {"title"})


class AutocompleteCompiler(ThaiAutocompleteCompiler, MatchOnly, stock.PostgresAutocompleteQueryCompiler):
    def get_fields_vectors(self, search_query: Any) -> list[Any]:
        return self.get_index_vectors(search_query)


class ThaiPostgresSearchBackend(stock.PostgresSearchBackend):
    query_compiler_class = SearchCompiler
    autocomplete_query_compiler_class = AutocompleteCompiler

    def __init__(self, params: dict[str, Any]) -> None:
        # Words are words already: a dictionary would take English stopwords out on one database and not on the other.
        super().__init__({"SEARCH_CONFIG": "simple", **params})
