"""Thai search on SQLite's FTS5. Import it only where the default database is SQLite."""

from __future__ import annotations

from typing import Any

from django.db.models import FloatField, Model
from django.db.models.expressions import RawSQL
from modelsearch.backends.database.sqlite import sqlite as stock
from modelsearch.backends.database.sqlite.query import MatchExpression, normalize
from modelsearch.query import MatchAll, Not
from modelsearch.utils import get_descendants_content_types_pks

from portal.search.thai_words import ThaiAutocompleteCompiler, ThaiSearchCompiler, rebind_indexer

rebind_indexer(stock)

ENTRIES = stock.IndexEntry._meta.db_table
WORDS = stock.SQLiteFTSIndexEntry._meta.db_table

# What a match in each column weighs, in the order of the FTS table's columns: autocomplete, body, title.
SEARCH_WEIGHTS = (0.0, 1.0, 6.0)
AUTOCOMPLETE_WEIGHTS = (1.0, 0.0, 0.0)


class OneJoin:
    """Mixed into a query compiler: matches, their order and the objects in one joined query.

    Stock search asks the full-text table again for every row it orders, so its time grows with the square of the matches
    (464 ms at 870); this one's grows with their number.
    """

    WEIGHTS = SEARCH_WEIGHTS

    def search(self: Any, config: Any, start: int | None, stop: int | None, score_field: str | None = None) -> Any:
        query = normalize(self.query)
        if isinstance(query, MatchAll | Not) or not _has_whole_number_key(self.queryset.model):
            return super().search(config, start, stop, score_field)  # type: ignore[misc]
        queryset = self._joined(query, config)
        if self.order_by_relevance:
            score_field = score_field or "_score"
        elif not queryset.query.order_by:
            queryset = queryset.order_by("-pk")
        if score_field is not None:
            weights = ", ".join(str(weight) for weight in self.WEIGHTS)
            # bm25 is the better the more negative it is.
            score = RawSQL(f'bm25("{WORDS}", {weights})', (), output_field=FloatField())  # noqa: S611
            queryset = queryset.annotate(**{score_field: score})
        if self.order_by_relevance:
            queryset = queryset.order_by(score_field, "-pk")
        return queryset[start:stop]

    def _columns(self: Any) -> list[str]:
        """The index has one column for titles and one for everything else, whatever fields a search is held to."""
        if self.fields is None or self.FTS_TABLE_FIELDS == ["autocomplete"]:
            return list(self.FTS_TABLE_FIELDS)
        return sorted({"title" if field == "title" else "body" for field in self.fields})

    def _joined(self: Any, query: Any, config: Any) -> Any:
        """The queryset joined with the index entries and full-text rows that match."""
        model = self.queryset.model
        types = get_descendants_content_types_pks(model)
        match = MatchExpression(self._columns(), self.build_search_query(query, config=config))
        compiler = self.queryset.query.get_compiler(self.queryset.db)
        matches, params = match.as_sql(compiler, compiler.connection)
        key = f'"{model._meta.db_table}"."{model._meta.pk.column}"'
        # The cast stands on the entry's side: on the other one SQLite could not look the object up by its key.
        return self.queryset.extra(  # noqa: S610 - no other way to join two tables without a foreign key
            tables=[ENTRIES, WORDS],
            where=[
                matches,
                f'"{WORDS}"."rowid" = "{ENTRIES}"."id"',
                f'{key} = CAST("{ENTRIES}"."object_id" AS INTEGER)',
                f'"{ENTRIES}"."content_type_id" IN ({", ".join(["%s"] * len(types))})',
            ],
            params=[*params, *types],
        )


def _has_whole_number_key(model: type[Model]) -> bool:
    field = model._meta.pk
    while getattr(field, "remote_field", None):
        field = field.target_field
    return field.get_internal_type().endswith(("AutoField", "IntegerField"))


class SearchCompiler(ThaiSearchCompiler, OneJoin, stock.SQLiteSearchQueryCompiler):
    pass


class AutocompleteCompiler(ThaiAutocompleteCompiler, OneJoin, stock.SQLiteAutocompleteQueryCompiler):
    WEIGHTS = AUTOCOMPLETE_WEIGHTS


class Index(stock.SQLiteIndex):
    def _refresh_title_norms(self, full: bool = False) -> None:
        """Nothing: the weights above do what title norms are for, and reckoning them reads every entry at each save."""


class ThaiSQLiteSearchBackend(stock.SQLiteSearchBackend):
    query_compiler_class = SearchCompiler
    autocomplete_query_compiler_class = AutocompleteCompiler
    index_class = Index
