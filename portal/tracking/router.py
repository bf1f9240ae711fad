"""Sends the app ``tracking`` to the database ``tracking``, and nothing else there."""

from __future__ import annotations

from typing import Any

APP = "tracking"
DATABASE = "tracking"


class TrackingRouter:
    """Database router; the two stores share no transaction and no join."""

    def db_for_read(self, model: type, **hints: Any) -> str | None:
        return DATABASE if model._meta.app_label == APP else None  # type: ignore[attr-defined]

    def db_for_write(self, model: type, **hints: Any) -> str | None:
        return DATABASE if model._meta.app_label == APP else None  # type: ignore[attr-defined]

    def allow_relation(self, first: Any, second: Any, **hints: Any) -> bool | None:
        if APP in (first._meta.app_label, second._meta.app_label):
            return bool(first._meta.app_label == second._meta.app_label)
        return None

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        if app_label == APP or db == DATABASE:
            return app_label == APP and db == DATABASE
        return None
