"""From a published kit page to a release: asked for on publication, built in the background, immutable once ready."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db import transaction
from django.utils import timezone

from courses.kit_blocks import plain
from courses.kits.source import KitSource
from courses.models import KitPage, KitRelease
from courses.models.kit import KitItem
from courses.offline import offline_lesson


def mapping_of(kit: KitPage) -> dict[str, Any]:
    """The kit page as the builder's mapping."""
    return {
        "slug": kit.slug,
        "title": kit.title,
        "summary": kit.summary,
        "picture": kit.picture,
        "version": kit.version,
        "change_note": kit.change_note,
        "language": kit.locale.language_code,
        "licence": kit.licence,
        "attribution": kit.attribution,
        "law_as_of": kit.law_as_of,
        "review_date": kit.review_date,
        "audience": kit.audience_note,
        "objectives": plain(kit.objectives),
        "prerequisites": plain(kit.prerequisites),
        "group_size": {"min": kit.group_min, "best": kit.group_best, "max": kit.group_max, "note": kit.group_note},
        "modules": plain(kit.modules),
        "formats": plain(kit.formats),
        "handouts": plain(kit.handouts),
        "assessment": {
            "title": kit.assessment_title,
            "pass_percent": kit.pass_percent,
            "questions": plain(kit.questions),
        },
        "adaptations": plain(kit.adaptations),
        "first_time_card": {
            "title": kit.card_title,
            "intro": kit.card_intro,
            "sections": plain(kit.card_sections),
        },
        "forms": {
            "consent": kit.consent,
            "retention": kit.retention,
            "report_questions": plain(kit.report_questions),
            "evaluation": {"questions": plain(kit.evaluation)},
            "report": {"fields": plain(kit.report)},
        },
    }


def source_of(kit: KitPage) -> KitSource:
    """What the release is built from: the kit page and the lessons of its course.

    Raises KitError naming, in Thai, what is missing or wrong.
    """
    lessons = []
    if kit.course is not None:
        lessons = [offline_lesson(lesson, kit.course.title) for lesson in kit.course.ordered_lessons()]
    return KitSource.from_mapping(mapping_of(kit), lessons=lessons)


def hash_of(source: KitSource) -> str:
    """Names one state of the content: the same words, the same hash."""
    return hashlib.sha256(repr(source).encode()).hexdigest()


@transaction.atomic
def request_release(kit: KitPage) -> KitRelease:
    """Ask for the release of what is published now; content already built or waiting is not built twice."""
    from courses.tasks import build_kit_release

    source = source_of(kit)
    release, created = KitRelease.objects.get_or_create(
        kit_key=kit.translation_key,
        language=kit.locale.language_code,
        version=kit.version,
        source_hash=hash_of(source),
        defaults={
            "title": kit.title,
            "slug": kit.slug,
            "change_note": kit.change_note,
            "revision": kit.live_revision_id,
        },
    )
    if created or release.state == KitRelease.State.FAILED:
        KitRelease.objects.filter(pk=release.pk).update(state=KitRelease.State.QUEUED, error="")
        transaction.on_commit(lambda: build_kit_release.enqueue(str(release.uuid)))
    return release


def keep_built(release: KitRelease, built: Any) -> None:
    """Write down what was built and show it: the files are complete before the release is called ready."""
    with transaction.atomic():
        release.items.all().delete()
        KitItem.objects.bulk_create(
            KitItem(
                release=release,
                path=item.path,
                title=item.title,
                size=item.size,
                sha256=item.sha256,
                trainers_only=item.trainers_only,
                is_bundle=item.is_bundle,
            )
            for item in built.items
        )
        KitRelease.objects.filter(pk=release.pk).update(
            state=KitRelease.State.READY, built_at=timezone.now(), manifest=built.manifest, error=""
        )
