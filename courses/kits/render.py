"""Templates of the kit, rendered the same in every process.

An engine of its own, not the portal's: a release may not change with the reader's language, a context processor or
number formatting. Kits are Thai documents, so their templates hold Thai and no translation.
"""

from __future__ import annotations

from typing import Any

from django.template import Context, Engine

from courses.kits.places import Places


class Renderer:
    """Renders templates/kits/<name> with autoescape and no localisation."""

    def __init__(self, places: Places) -> None:
        self.engine = Engine(
            dirs=[str(places.templates)],
            libraries={"kit_words": "courses.templatetags.kit_words"},
            autoescape=True,
        )

    def html(self, name: str, **values: Any) -> str:
        """The template kits/<name> with these values."""
        template = self.engine.get_template(f"kits/{name}")
        return template.render(Context(values, use_l10n=False, use_tz=False))
