"""The personal-data registry: who holds rows about a person, and how they are exported, erased and merged.

Every model with a key to User or Learner is registered here by the app that owns it; a guard test fails when
one is missing (Personal Data Protection Act B.E. 2562, sections 30 and 33).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models

Export = Callable[[Any], Iterable[dict[str, Any]]]
Erase = Callable[[Any], int]
Merge = Callable[[Any, Any], int]


@dataclass(frozen=True)
class Holding:
    """What one model keeps of a person: `person` names the field that points at the User or Learner."""

    model: type[models.Model]
    person: str
    export: Export
    erase: Erase
    merge: Merge | None = None
    reason: str = ""


_holdings: dict[tuple[str, str], Holding] = {}


def register(holding: Holding) -> None:
    """Add a holding; registering the same model and field again replaces it (autoreload)."""
    _holdings[(holding.model._meta.label, holding.person)] = holding


def holdings() -> list[Holding]:
    """All holdings in the order of their model's label."""
    return [_holdings[key] for key in sorted(_holdings)]


def rows_of(model: type[models.Model], person: str, *fields: str) -> Export:
    """An export that lists the given fields of the rows that point at the person."""

    def export(who: Any) -> Iterable[dict[str, Any]]:
        yield from model._default_manager.filter(**{person: who}).values(*fields)

    return export


def unlink(model: type[models.Model], person: str) -> Erase:
    """An erasure that keeps the row (it is a fact) and forgets whose it was."""

    def erase(who: Any) -> int:
        return model._default_manager.filter(**{person: who}).update(**{person: None})

    return erase


def delete(model: type[models.Model], person: str) -> Erase:
    """An erasure that deletes the rows."""

    def erase(who: Any) -> int:
        return model._default_manager.filter(**{person: who}).delete()[0]

    return erase


def repoint(model: type[models.Model], person: str) -> Merge:
    """A merge that moves the rows of one person to another."""

    def merge(source: Any, target: Any) -> int:
        return model._default_manager.filter(**{person: source}).update(**{person: target})

    return merge
