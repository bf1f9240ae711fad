"""What figures add to Wagtail's admin: the home panel, the pages under /admin/kpi/, the ledger's menu."""

from __future__ import annotations

from typing import Any

from django.urls import include, path
from wagtail import hooks

from portal.kpi.access import sees_figures
from portal.kpi.editor import CountedPageViewSet
from portal.kpi.history import ACTIONS, CLOSED, IMPORTED, PREPARED
from portal.kpi.panels import FiguresPanel
from portal.kpi.viewsets import LedgerGroup


@hooks.register("construct_homepage_panels")
def figures_at_home(request: Any, panels: list[Any]) -> None:
    if sees_figures(request.user):
        panels.append(FiguresPanel())


@hooks.register("register_admin_urls")
def figures_urls() -> list[Any]:
    return [path("kpi/", include("portal.kpi.urls"))]


@hooks.register("register_admin_viewset")
def ledger() -> LedgerGroup:
    return LedgerGroup()


@hooks.register("register_admin_viewset")
def pages_with_counts() -> CountedPageViewSet:
    return CountedPageViewSet()


@hooks.register("register_log_actions")
def ledger_actions(actions: Any) -> None:
    for name in (IMPORTED, PREPARED, CLOSED):
        actions.register_action(name, ACTIONS[name], ACTIONS[name])


@hooks.register("register_icons")
def figures_icon(icons: list[str]) -> list[str]:
    return [*icons, "kpi/icons/kpi.svg"]
