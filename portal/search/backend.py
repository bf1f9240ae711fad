"""The portal's search backend: the database's own full text, with Thai words on both sides.

`WAGTAILSEARCH_BACKENDS` names this module, so Wagtail's admin searches with it too. Stock search does not work in Thai:
SQLite takes vowel and tone signs for separators, PostgreSQL keeps an unspaced phrase as one word.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import connection


# modelsearch looks for this name in a backend module.
def SearchBackend(params: dict[str, Any]) -> Any:
    """The backend for the default database; raises ImproperlyConfigured for one without Thai full text."""
    # Each module imports models that only exist on its own database.
    if connection.vendor == "sqlite":
        from portal.search.sqlite import ThaiSQLiteSearchBackend

        return ThaiSQLiteSearchBackend(params)
    if connection.vendor == "postgresql":
        from portal.search.postgres import ThaiPostgresSearchBackend

        return ThaiPostgresSearchBackend(params)
    raise ImproperlyConfigured(f"DATABASE_URL: search works on SQLite and PostgreSQL, not on {connection.vendor}")
