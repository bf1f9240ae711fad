"""Bringing both databases to the newest migration, and nothing more than that."""

from __future__ import annotations

from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from portal.tracking.router import APP, DATABASE


def _apps(alias: str) -> list[str]:
    """The tracking store holds its own app alone: the others' migrations would do nothing there, for a minute."""
    return [APP] if alias == DATABASE else []


def behind(alias: str) -> bool:
    """Whether a migration is not applied yet."""
    executor = MigrationExecutor(connections[alias])
    apps = _apps(alias)
    leaves = [key for key in executor.loader.graph.leaf_nodes() if not apps or key[0] in apps]
    return bool(executor.migration_plan(leaves))


def migrate(alias: str) -> None:
    call_command("migrate", *_apps(alias), database=alias, interactive=False, verbosity=0)
