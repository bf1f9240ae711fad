"""What the migrations leave in the database, and that they go back."""

from importlib import import_module

import pytest
from django.db import connection
from django.db.utils import ConnectionHandler

tokenizer = import_module("portal.search.migrations.0001_thai_tokenizer")

pytestmark = pytest.mark.django_db

COLUMNS = "id INTEGER PRIMARY KEY, title TEXT, body TEXT, autocomplete TEXT"


class Editor:
    """What a RunPython operation is given: the connection and nothing else of a schema editor."""

    def __init__(self, connection) -> None:
        self.connection = connection


@pytest.fixture
def sqlite_file(tmp_path):
    """A database as Wagtail's migrations leave it: entries, stock full-text table and a trigger, with two entries."""
    handler = ConnectionHandler(
        {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": tmp_path / "stock.sqlite3"}}
    )
    database = handler["default"]
    with database.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {tokenizer.ENTRIES} ({COLUMNS})")
        cursor.execute(f"CREATE VIRTUAL TABLE {tokenizer.WORDS} USING fts5(autocomplete, body, title)")
        cursor.execute(
            f"CREATE TRIGGER fill AFTER INSERT ON {tokenizer.ENTRIES} BEGIN INSERT INTO {tokenizer.WORDS}"
            " (title, body, autocomplete, rowid) VALUES (NEW.title, NEW.body, NEW.autocomplete, NEW.id); END"
        )
        cursor.execute(f"INSERT INTO {tokenizer.ENTRIES} VALUES (7, 'สี', 'ข่าว ปลอม', 'สี'), (8, 'สิ', '', 'สิ')")
    yield database
    database.close()


def matches(database, word: str) -> list[int]:
    with database.cursor() as cursor:
        cursor.execute(
            f"SELECT rowid FROM {tokenizer.WORDS} WHERE {tokenizer.WORDS} MATCH %s ORDER BY rowid", [f'"{word}"']
        )
        return [row[0] for row in cursor.fetchall()]


def test_the_tokenizer_keeps_signs_with_their_letters_and_goes_back(sqlite_file) -> None:
    migrate = tokenizer.Migration.operations[0]
    assert matches(sqlite_file, "สี") == [7, 8], "the stock tokenizer takes one for the other"
    migrate.code(None, Editor(sqlite_file))
    assert matches(sqlite_file, "สี") == [7]
    assert matches(sqlite_file, "ปลอม") == [7]
    with sqlite_file.cursor() as cursor:
        cursor.execute(f"INSERT INTO {tokenizer.ENTRIES} VALUES (9, 'มือถือ', '', '')")
    assert matches(sqlite_file, "มือถือ") == [9], "the trigger outlives the table"
    migrate.reverse_code(None, Editor(sqlite_file))
    assert matches(sqlite_file, "สี") == [7, 8]
    assert matches(sqlite_file, "มือถือ") == [9]


def test_the_tokenizer_leaves_a_database_without_search_alone(tmp_path) -> None:
    handler = ConnectionHandler(
        {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": tmp_path / "other.sqlite3"}}
    )
    tokenizer.Migration.operations[0].code(None, Editor(handler["default"]))
    assert handler["default"].introspection.table_names() == []
    handler["default"].close()


@pytest.mark.both_databases
def test_this_database_is_ready_for_thai() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [tokenizer.WORDS])
            assert "categories ''L* N* Co M*''" in cursor.fetchone()[0]
        else:
            cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'search_indexentry_title_body'")
            assert "title || body" in cursor.fetchone()[0]
            cursor.execute(
                "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attname IN ('title', 'body')"
                " AND attstorage = 'm' ORDER BY attname",
                [tokenizer.ENTRIES],
            )
            assert cursor.fetchall() == [("body",), ("title",)]
