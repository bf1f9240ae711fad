"""What rows are narrowed to, in words: a table of part of the rows says of which part."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict

from django.utils.translation import gettext as _

from portal.core.models import Audience, Production, Project
from portal.kpi.enums import Subject
from portal.kpi.measures.names import ACTIONS, LANGUAGES, MEDIA, ORIGINS, named
from portal.kpi.narrowing import Narrowing
from portal.learning.models import Completion
from portal.tracking.models import KeptTitle
from portal.training.geography import province_choices

Names = Mapping[str, object]


def said_of(narrowed: Narrowing) -> list[str]:
    """One phrase for each thing the rows are narrowed to; nothing for all rows."""
    phrases: list[tuple[str, str, Callable[[], Names]]] = [
        ("project", _("โครงการ"), lambda: {found.slug: found.title for found in Project.objects.all()}),
        ("medium", _("ชนิดสื่อ"), lambda: MEDIA),
        ("action", _("การกระทำ"), lambda: ACTIONS),
        ("production", _("การผลิต"), lambda: dict(Production.choices)),
        ("audience", _("กลุ่มวัย"), lambda: {found.slug: found.title for found in Audience.objects.all()}),
        ("language", _("ภาษา"), lambda: LANGUAGES),
        ("origin", _("แหล่งที่มา"), lambda: ORIGINS),
        ("province", _("จังหวัด"), lambda: dict(province_choices())),
        ("subject", _("สิ่งที่เรียน"), lambda: dict(Subject.choices)),
        ("rule", _("เกณฑ์"), lambda: dict(Completion.Rule.choices)),
        ("key", _("เนื้อหา"), lambda: _titles(narrowed)),
    ]
    values = asdict(narrowed)
    return [
        f"{label}: {named(names(), str(values[name]))}" for name, label, names in phrases if values[name] is not None
    ]


def _titles(narrowed: Narrowing) -> Names:
    rows = KeptTitle.objects.filter(key=narrowed.key) if narrowed.key else KeptTitle.objects.none()
    return {str(key): title for key, title in rows.order_by("-language").values_list("key", "title")}
