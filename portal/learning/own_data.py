"""All that is kept of one person, account and learner together: to show, to take along, to erase.

Personal Data Protection Act B.E. 2562, sections 30 (a copy), 31 (a form machines read) and 33 (erasure).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import models, transaction
from django.http import HttpRequest
from django.utils import timezone

from portal.accounts.models import User
from portal.accounts.personal_data import Holding, holdings_of
from portal.learning import who
from portal.learning.models import Learner
from portal.tracking.facts import forget_me


class LastAdministrator(Exception):
    """Without this account nobody could look after the portal."""


@dataclass(frozen=True)
class Kept:
    """What one holding has of the person."""

    holding: Holding
    count: int


@dataclass(frozen=True)
class Person:
    """Who asks: an account, a learner without one, both, or nobody we know."""

    user: User | None
    learner: Learner | None

    @property
    def parts(self) -> list[models.Model]:
        """The learner before the account it may hang on."""
        return [part for part in (self.learner, self.user) if part is not None]

    def kept(self) -> list[Kept]:
        """One row for each holding that has something; a query or two each."""
        rows = [
            Kept(holding, sum(1 for _row in holding.export(part)))
            for part in self.parts
            for holding in holdings_of(part)
        ]
        return [row for row in rows if row.count]

    def export(self) -> dict[str, Any]:
        """Everything kept, each holding under its model's name; holdings without rows are there and empty."""
        data: dict[str, Any] = {
            f"{holding.model._meta.label}.{holding.person}": {
                "title": holding.words,
                "rows": list(holding.export(part)),
            }
            for part in self.parts
            for holding in holdings_of(part)
        }
        return {"exported_at": timezone.now(), "data": data}

    def erase(self) -> list[Kept]:
        """Erases account and learner; what was there, for the page that says so. Their keys of counting are forgotten
        once it is done.

        Raises LastAdministrator.
        """
        if self.user is not None and self.user.is_superuser:
            others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=self.user.pk)
            if not others.exists():
                raise LastAdministrator
        subjects = [f"user:{self.user.pk}"] if self.user else []
        subjects += [f"learner:{self.learner.uuid}"] if self.learner else []
        with transaction.atomic():
            found = self.kept()
            for part in self.parts:
                for holding in holdings_of(part):
                    holding.erase(part)
            if self.learner is not None:
                self.learner.delete()
            transaction.on_commit(partial(forget_me, *subjects))
        return found


def person_of(request: HttpRequest) -> Person:
    """The person behind this browser. Never somebody else: there is nothing to name another by."""
    user = request.user if isinstance(request.user, User) else None
    return Person(user, who.current(request))
