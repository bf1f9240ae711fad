"""Taxonomies and telephone numbers."""

from __future__ import annotations

from typing import Any

from portal.core.models import Audience, Competence, Hotline, Level, Project, Topic
from portal.demo.loading.keeping import once
from portal.demo.loading.reading import CONTENT, flat, read

MODELS = {"audiences": Audience, "topics": Topic, "levels": Level, "competences": Competence, "projects": Project}


def load_terms() -> None:
    data = read(CONTENT / "taxonomy.yaml")
    for name, model in MODELS.items():
        fields = {field.name for field in model._meta.fields}
        for row in data[name]:
            values = {key: value for key, value in row.items() if key in fields and key != "slug" and value is not None}
            once(model, {"slug": row["slug"]}, **values)


def load_hotlines() -> None:
    rows = read(CONTENT / "hotlines.yaml")
    rows = rows["hotlines"] if isinstance(rows, dict) else rows
    for row in rows:
        once(
            Hotline,
            {"slug": row["slug"]},
            name=row["name"],
            phone=str(row.get("phone") or ""),
            purpose=flat(row.get("purpose") or row.get("what_for")),
            hours=flat(row.get("hours")),
            source=flat(row.get("source"))[:200],
            checked_on=row.get("checked_on"),
            verified=bool(row.get("verified", False)),
        )


def taxonomies_of(data: dict[str, Any]) -> dict[str, Any]:
    """Field values of a page's project, production, level and picture."""
    return {
        "picture": data.get("picture") or "",
        "project": Project.objects.filter(slug=data.get("project") or "").first(),
        "production": data.get("production") or "",
        "level": Level.objects.filter(slug=data.get("level") or "").first(),
    }


def tag(page: Any, data: dict[str, Any]) -> None:
    """Set audiences, topics and competences of a page not yet saved.

    Raises ValueError for a slug that no taxonomy has.
    """
    for field, model in (("audiences", Audience), ("topics", Topic), ("competences", Competence)):
        slugs = data.get(field) or []
        found = list(model._default_manager.filter(slug__in=slugs))
        if len(found) != len(set(slugs)):
            raise ValueError(f"{data.get('slug')}: {field} {sorted(set(slugs) - {term.slug for term in found})}")
        getattr(page, field).set(found)
