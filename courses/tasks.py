"""Background work of the courses: building a kit's release."""

from __future__ import annotations

import shutil
from pathlib import Path

from django_tasks import task

from courses import kit_parts
from courses.kits.build import build_release
from courses.kits.errors import KitError
from courses.models import KitPage, KitRelease
from courses.releasing import hash_of, keep_built, source_of
from portal.core import pagecache


@task(backend="background")
def build_kit_release(release_uuid: str) -> str:
    """Build a release and return its state. Safe to run again: a build that was killed starts over."""
    return build_now(KitRelease.objects.get(uuid=release_uuid)).state


def build_now(release: KitRelease) -> KitRelease:
    """Build in this process. A ready release is left as it is; a fault is kept with it, in Thai."""
    if release.state == KitRelease.State.READY:
        return release
    KitRelease.objects.filter(pk=release.pk).update(state=KitRelease.State.BUILDING, error="")
    try:
        _build(release)
    except KitError as error:
        KitRelease.objects.filter(pk=release.pk).update(state=KitRelease.State.FAILED, error=str(error))
    pagecache.invalidate()
    release.refresh_from_db()
    return release


def _build(release: KitRelease) -> None:
    kit = KitPage.objects.filter(translation_key=release.kit_key, locale__language_code=release.language).first()
    if kit is None:
        raise KitError("หน้าชุดสื่อนี้ถูกลบไปแล้ว จึงสร้างไฟล์ไม่ได้")
    source = source_of(kit)
    if hash_of(source) != release.source_hash:
        raise KitError("เนื้อหาเปลี่ยนไปแล้วตั้งแต่สั่งสร้าง เผยแพร่หน้าชุดสื่ออีกครั้งเพื่อสร้างรุ่นใหม่")
    half_built: Path = release.folder.with_name(f"{release.folder.name}.building")
    shutil.rmtree(half_built, ignore_errors=True)
    half_built.mkdir(parents=True)
    built = build_release(source, half_built, kit_parts.makers())
    shutil.rmtree(release.folder, ignore_errors=True)
    half_built.rename(release.folder)
    keep_built(release, built)
