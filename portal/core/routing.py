"""The way from a site's root page to the page asked for, in two queries instead of two a level."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page


def page_on_path(root: Page, components: list[str]) -> tuple[Page | None, list[str]]:
    """The deepest page below `root` along the path, in its own type, and what of the path is left.

    None when not even the first component is a page.
    """
    prefixes = [root.url_path]
    for component in components:
        prefixes.append(f"{prefixes[-1]}{component}/")
    found = Page.objects.filter(url_path__in=prefixes[1:], path__startswith=root.path).order_by("depth")
    chain: list[Page] = [root]
    for page in found:
        # A gap would mean that a page was renamed while we looked.
        if page.url_path == prefixes[len(chain)]:
            page._cached_parent_obj = chain[-1]
            chain.append(page)
    if len(chain) == 1:
        return None, components
    return _specific(chain), components[len(chain) - 1 :]


def _specific(chain: list[Page]) -> Page:
    page, above = chain[-1], chain[:-1]
    model: Any = page.specific_class
    related = [name for name in ("locale", "project") if any(field.name == name for field in model._meta.fields)]
    specific = model._default_manager.select_related(*related).get(pk=page.pk)
    specific._cached_parent_obj = above[-1]
    # What the breadcrumbs show.
    specific.__dict__["crumbs"] = above
    return specific
