"""Every row that points at a person is in the personal-data registry: exported, erased, merged with the rest of them
(Personal Data Protection Act B.E. 2562, sections 30 and 33)."""

from __future__ import annotations

from django.apps import apps
from django.db import models

from portal.accounts.models import User
from portal.accounts.personal_data import holdings
from portal.learning.models import Learner
from tests.guards.sources import TOP

# Fields of other people's base models in models of ours.
EXCEPTED = {
    ("media.PortalImage", "uploaded_by_user"): "Wagtail's record of an editor's work; emptied with the account",
    ("media.PortalDocument", "uploaded_by_user"): "Wagtail's record of an editor's work; emptied with the account",
}


def keys_to_people() -> set[tuple[str, str]]:
    """(model, field) of every relation of our models to an account or a learner.

    What Wagtail and allauth keep (owners, revisions, addresses) goes with the account by their own rules.
    """
    found = set()
    for model in apps.get_models():
        if model.__module__.split(".")[0] not in TOP:
            continue
        for field in model._meta.get_fields(include_parents=False):
            if isinstance(field, models.ForeignKey | models.ManyToManyField) and field.related_model in (User, Learner):
                found.add((model._meta.label, field.name))
    return found


def test_every_key_to_a_person_is_registered() -> None:
    registered = {(holding.model._meta.label, holding.person) for holding in holdings()}
    assert keys_to_people() - registered - set(EXCEPTED) == set()


def test_no_exception_outlives_its_field() -> None:
    assert set(EXCEPTED) - keys_to_people() == set()


def test_the_guard_finds_the_keys_there_are() -> None:
    assert ("learning.Completion", "learner") in keys_to_people()
    assert ("learning.Learner", "user") in keys_to_people()
