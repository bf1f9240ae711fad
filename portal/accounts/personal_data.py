"""The personal-data registry: who holds rows about a person, and how they are exported, erased and merged.

Every model with a key to User or Learner is registered here by the app that owns it; a guard test fails when
one is missing (Personal Data Protection Act B.E. 2562, sections 30 and 33).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, cast

from django.db import models

Export = Callable[[Any], Iterable[dict[str, Any]]]
Erase = Callable[[Any], int]
Merge = Callable[[Any, Any], int]


@dataclass(frozen=True)
class Holding:
    """What one model keeps of a person: `person` names the field that points at the User or Learner ("pk": the row is
    the person's own).

    `title` is what people read on their data page, the model's plural name without it; `reason` says in plain words
    why rows stay after erasure.
    """

    model: type[models.Model]
    person: str
    export: Export
    erase: Erase
    merge: Merge | None = None
    reason: Any = ""
    title: Any = ""

    @property
    def words(self) -> str:
        return str(self.title or self.model._meta.verbose_name_plural)

    @property
    def stays(self) -> bool:
        """Whether erasure leaves the rows, as facts of nobody."""
        return isinstance(self.erase, Unlink)

    @property
    def of(self) -> type[models.Model]:
        """Whose it is: User or Learner."""
        if self.person == "pk":
            return self.model
        related = self.model._meta.get_field(self.person).related_model
        return cast("type[models.Model]", related)


_holdings: dict[tuple[str, str], Holding] = {}


def register(holding: Holding) -> None:
    """Add a holding; registering the same model and field again replaces it (autoreload)."""
    _holdings[(holding.model._meta.label, holding.person)] = holding


def holdings() -> list[Holding]:
    """All holdings in the order of their model's label."""
    return [_holdings[key] for key in sorted(_holdings)]


def holdings_of(person: models.Model) -> list[Holding]:
    """What is kept of this User or Learner; the person's own row comes last, so it is erased after all that points
    at it."""
    ours = [holding for holding in holdings() if isinstance(person, holding.of)]
    return sorted(ours, key=lambda holding: holding.person == "pk")


def rows_of(model: type[models.Model], person: str, *fields: str) -> Export:
    """An export that lists the given fields of the rows that point at the person."""

    def export(who: Any) -> Iterable[dict[str, Any]]:
        yield from model._default_manager.filter(**{person: who}).values(*fields)

    return export


@dataclass(frozen=True)
class Unlink:
    """An erasure that keeps the row (it is a fact) and forgets whose it was."""

    model: type[models.Model]
    person: str

    def __call__(self, who: Any) -> int:
        return self.model._default_manager.filter(**{self.person: who}).update(**{self.person: None})


def unlink(model: type[models.Model], person: str) -> Erase:
    """An erasure that keeps the row (it is a fact) and forgets whose it was."""
    return Unlink(model, person)


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
