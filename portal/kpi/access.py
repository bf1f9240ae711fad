"""Who may see figures: KPI staff and administrators. Every view fetches through here, so none can forget to ask."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from wagtail.permission_policies.base import BasePermissionPolicy

from portal.accounts.roles import may_see_figures
from portal.kpi.models import DeclaredResult, DeclaredViews, Indicator
from portal.kpi.models.rows import Entered

ACTIONS = frozenset({"add", "change", "view"})
"""What figures staff may do with the ledger. Nothing of it is deleted: rows are withdrawn."""
_ASKED = "_kpi_may_see_figures"

View = Callable[..., HttpResponseBase]


def sees_figures(user: Any) -> bool:
    """`may_see_figures`, asked once for each user object: Wagtail's menu asks for every item."""
    if not hasattr(user, _ASKED):
        setattr(user, _ASKED, may_see_figures(user))
    answer: bool = getattr(user, _ASKED)
    return answer


def figures_only(view: View) -> View:
    """Lets a view answer those who may see figures; others get PermissionDenied (in the admin: back home, with a word)."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not sees_figures(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def indicator_for(user: Any, pk: int) -> Indicator:
    """The indicator, with what its figure needs. Raises PermissionDenied or Http404."""
    if not sees_figures(user):
        raise PermissionDenied
    return get_object_or_404(Indicator.objects.with_rows(), pk=pk)


def evidence_for(user: Any, kind: str, pk: int) -> Entered:
    """The declared row whose evidence is asked for. Raises PermissionDenied, or Http404 where there is no file."""
    if not sees_figures(user):
        raise PermissionDenied
    rows: dict[str, type[DeclaredResult] | type[DeclaredViews]] = {
        "declaredresult": DeclaredResult,
        "declaredviews": DeclaredViews,
    }
    if kind not in rows:
        raise Http404
    row: Entered = get_object_or_404(rows[kind], pk=pk)
    if not row.evidence:
        raise Http404
    return row


class FiguresPolicy(BasePermissionPolicy):
    """Wagtail's way of asking the same question."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in ACTIONS and sees_figures(user)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return bool(ACTIONS.intersection(actions)) and sees_figures(user)

    def users_with_any_permission(self, actions: Any) -> Any:
        from django.contrib.auth import get_user_model
        from django.db.models import Q

        from portal.accounts.roles import Role

        people = get_user_model()._default_manager.filter(is_active=True)
        if not ACTIONS.intersection(actions):
            return people.none()
        return people.filter(Q(is_superuser=True) | Q(groups__name=Role.KPI_STAFF.value)).distinct()
