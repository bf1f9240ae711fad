"""On PostgreSQL, an index over what every search asks: title and body together.

modelsearch matches `title || body`; Wagtail's migrations index each alone, so that every entry was read at each search.
"""

from django.db import migrations

NAME = "search_indexentry_title_body"
CREATE = f"CREATE INDEX {NAME} ON wagtailsearch_indexentry USING gin ((title || body))"
DROP = f"DROP INDEX IF EXISTS {NAME}"


def _on_postgresql(statement):
    def run(apps, schema_editor):
        connection = schema_editor.connection
        if connection.vendor == "postgresql" and "wagtailsearch_indexentry" in connection.introspection.table_names():
            schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [("search", "0001_thai_tokenizer")]

    operations = [migrations.RunPython(_on_postgresql(CREATE), _on_postgresql(DROP))]
