"""On SQLite, a full-text table that takes Thai vowel and tone signs for parts of words.

Wagtail creates the table with FTS5's default tokenizer, which separates words at every combining mark: ข่าวปลอม becomes
ข and าวปลอม, and สี equals สิ. The triggers that fill the table are Wagtail's and stand on the entries' table, so they
outlive the table's being made anew.
"""

from django.db import migrations

ENTRIES = "wagtailsearch_indexentry"
WORDS = "wagtailsearch_indexentry_fts"
# Letters, numbers, private use and all marks make words; no letter is taken for another.
THAI = "unicode61 remove_diacritics 0 categories 'L* N* Co M*'"
STOCK = "unicode61"


def _rebuild(tokenizer):
    def rebuild(apps, schema_editor):
        connection = schema_editor.connection
        if connection.vendor != "sqlite" or WORDS not in connection.introspection.table_names():
            return
        escaped = tokenizer.replace("'", "''")
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE {WORDS}")
            cursor.execute(f"CREATE VIRTUAL TABLE {WORDS} USING fts5(autocomplete, body, title, tokenize='{escaped}')")
            cursor.execute(
                f"INSERT INTO {WORDS} (rowid, autocomplete, body, title)"  # noqa: S608 - fixed names
                f" SELECT id, autocomplete, body, title FROM {ENTRIES}"
            )

    return rebuild


class Migration(migrations.Migration):
    dependencies = [("wagtailsearch", "0010_add_text_fields")]

    operations = [migrations.RunPython(_rebuild(THAI), _rebuild(STOCK))]
