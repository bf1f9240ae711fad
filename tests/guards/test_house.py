"""The house's plan: every room has its place in the order of imports, every page type says where it may stand."""

from __future__ import annotations

import tomllib

from django.apps import apps
from wagtail.models import get_page_models

from portal.ops.install import ROOT
from tests.guards.sources import TOP


def test_every_app_has_its_place_in_the_order_of_imports() -> None:
    with (ROOT / "pyproject.toml").open("rb") as handle:
        contract = tomllib.load(handle)["tool"]["importlinter"]["contracts"][0]
    placed = {name.strip() for layer in contract["layers"] for name in layer.split("|")}
    ours = {config.name for config in apps.get_app_configs() if config.name.split(".")[0] in TOP}
    assert ours - placed == set()


def test_every_page_type_says_where_it_may_stand() -> None:
    silent = []
    for model in get_page_models():
        if model.__module__.split(".")[0] not in TOP:
            continue
        # Said by the type itself or by an abstract base of ours; Wagtail's own "anywhere" does not count.
        ours = [base for base in model.__mro__ if base.__module__.split(".")[0] in TOP]
        silent += [
            f"{model._meta.label}.{name}"
            for name in ("parent_page_types", "subpage_types", "template")
            if not any(name in vars(base) for base in ours)
        ]
    assert silent == []
