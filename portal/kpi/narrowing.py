"""Which rows are meant: the parts a total is split into, and the rows that each part opens, are named alike."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

from django.utils.http import urlencode

from portal.tracking.reports import Scope

NOT_STATED = "-"
"""What an address has for rows whose project, audience, province, … was not stated."""


@dataclass(frozen=True)
class Narrowing:
    """What rows are narrowed to; None takes in all, "" those where it was not stated."""

    project: str | None = None
    medium: str | None = None
    action: str | None = None
    production: str | None = None
    audience: str | None = None
    language: str | None = None
    origin: str | None = None
    province: str | None = None
    subject: str | None = None
    rule: str | None = None
    key: uuid.UUID | None = None

    @classmethod
    def asked(cls, query: Mapping[str, str]) -> Narrowing:
        """From an address; what is not there, or is no key, takes in all."""
        values: dict[str, str | uuid.UUID | None] = {}
        for name in (field.name for field in fields(cls)):
            text = query.get(name, "").replace("\0", "")
            values[name] = ("" if text == NOT_STATED else text) if text else None
        values["key"] = _key_of(query.get("key", ""))
        return cls(**values)  # type: ignore[arg-type]

    @property
    def query(self) -> str:
        """As an address carries it; "" for everything."""
        return urlencode({name: value or NOT_STATED for name, value in asdict(self).items() if value is not None})

    @property
    def scope(self) -> Scope:
        """The same for the roll-ups of the tracking store; medium, action and key are columns of theirs."""
        return Scope(
            project=self.project,
            production=self.production,
            language=self.language,
            audience=self.audience,
            origin=self.origin,
        )


ALL = Narrowing()


def _key_of(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
