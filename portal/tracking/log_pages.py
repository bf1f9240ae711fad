"""Which page of ours a path in an access log leads to, and whether it is the object's own address or one inside it."""

from __future__ import annotations

from typing import Any

from portal.tracking.objects import ObjectRef, ref_for, registrations


class UnknownHost(LookupError):
    """No site of this portal has the host; the message lists those there are."""


class SitePages:
    """The live, counted pages of one site by path."""

    def __init__(self, host: str = "") -> None:
        """Raises UnknownHost."""
        from wagtail.models import Site

        sites = list(Site.objects.all())
        chosen = [site for site in sites if (site.hostname == host if host else site.is_default_site)]
        if not chosen:
            raise UnknownHost(", ".join(site.hostname for site in sites))
        self.site = chosen[0]
        self._pages: dict[str, tuple[Any, ObjectRef]] = {}
        for registration in registrations():
            if registration.describe is None:
                self._add(registration.model)
        self._known: dict[str, tuple[ObjectRef, bool] | None] = {}

    def _add(self, model: Any) -> None:
        pages = model._default_manager.live().select_related("locale", "project").prefetch_related("audiences")
        for page in pages:
            parts = page.get_url_parts()
            ref = ref_for(page)
            if parts and parts[0] == self.site.pk and ref is not None:
                self._pages[parts[2]] = (page, ref)

    def find(self, path: str) -> tuple[ObjectRef, bool] | None:
        """The object of a path and whether the path lies inside it (a step, the print view); None for other paths."""
        if path not in self._known:
            self._known[path] = self._look(path)
        return self._known[path]

    def _look(self, path: str) -> tuple[ObjectRef, bool] | None:
        path = path if path.endswith("/") else f"{path}/"
        if path in self._pages:
            return self._pages[path][1], False
        above, _, last = path.rstrip("/").rpartition("/")
        found = self._pages.get(f"{above}/")
        if found is None or not hasattr(found[0], "resolve_subpage"):
            return None
        from django.urls import Resolver404

        try:
            found[0].resolve_subpage(f"/{last}/")
        except Resolver404:
            return None
        return found[1], True
