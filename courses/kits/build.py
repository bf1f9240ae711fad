"""Builds one release: the public ZIP, the trainers' ZIP, and every file alone."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from courses.kits.errors import KitError
from courses.kits.packing import sha256, zip_file
from courses.kits.parts import Part, PartMaker, check_paths
from courses.kits.places import Places
from courses.kits.source import KitSource

MANIFEST = "kit.json"
MANIFEST_SCHEMA = 1
Progress = Callable[[str, float], None]

README = """{title}
รุ่น {version}

เริ่มที่นี่
1. แตกไฟล์ ZIP นี้ก่อน (คลิกขวา แล้วเลือก แยกทั้งหมด หรือ Extract All)
2. เปิดแฟ้ม index.html ด้วยเบราว์เซอร์ ไม่ต้องใช้อินเทอร์เน็ต
3. คู่มือวิทยากรอยู่ที่ guide/guide.pdf

ถ้าตัวอักษรในแฟ้ม Word หรือ PowerPoint ไม่สวย ให้ติดตั้งแบบตัวอักษรในแฟ้ม fonts

{attribution}
สัญญาอนุญาต {licence}
"""


@dataclass(frozen=True)
class BuiltFile:
    """A file of a release that can be had alone, or one of its two ZIPs.

    path: below the release's folder. name: below the root of the ZIP it is in (the ZIP's own name for a bundle).
    size in bytes; sha256 in hexadecimal.
    """

    path: str
    name: str
    title: str
    size: int
    sha256: str
    trainers_only: bool = False
    is_bundle: bool = False


@dataclass(frozen=True)
class BuiltRelease:
    """What a build left in `folder`. `manifest` is the public kit.json, `trainers_manifest` the trainers'."""

    folder: Path
    public_zip: BuiltFile
    trainers_zip: BuiltFile | None
    files: tuple[BuiltFile, ...]
    manifest: dict[str, Any]
    trainers_manifest: dict[str, Any]

    @property
    def total_size(self) -> int:
        """Bytes of both ZIPs."""
        return self.public_zip.size + (self.trainers_zip.size if self.trainers_zip else 0)

    @property
    def items(self) -> tuple[BuiltFile, ...]:
        """Everything that can be downloaded: the ZIPs, then each file."""
        bundles = tuple(one for one in (self.public_zip, self.trainers_zip) if one)
        return (*bundles, *self.files)


def build_release(
    source: KitSource,
    out_dir: Path,
    extra_parts: Iterable[PartMaker] = (),
    *,
    places: Places | None = None,
    progress: Progress | None = None,
) -> BuiltRelease:
    """Build `source` into `out_dir`, which then holds public/, trainers/ and the two ZIPs.

    extra_parts: makers registered by other rooms. progress: called with a Thai word for what is being made and the
    share done, 0 to 1. The work is done in a folder beside `out_dir` that takes its place at the end, so a build that
    is killed leaves nothing half done and can be taken up again. Raises KitError when Pango, a font or a drawing is
    missing, or when parts collide.
    """
    places = places or Places()
    places.check(source.drawings())
    tell = progress or (lambda label, share: None)
    parts = list(_made(source, places, list(extra_parts), tell))
    check_paths(parts)
    tell("กำลังรวมแฟ้ม", 0.9)
    work = out_dir.with_name(f".{out_dir.name}.building")
    shutil.rmtree(work, ignore_errors=True)
    try:
        built = _write(source, parts, work, out_dir)
        shutil.rmtree(out_dir, ignore_errors=True)
        work.replace(out_dir)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    tell("เสร็จแล้ว", 1.0)
    return built


def _made(source: KitSource, places: Places, extra: list[PartMaker], tell: Progress) -> Iterator[Part]:
    """Every part, the offline site last because it lists the others."""
    # Word, PowerPoint, Excel and PDF libraries take 60 MB: a web worker that imports this module stays without them.
    from courses.kits import question_bank, scorm, sheets, site, slides, word_files
    from courses.kits.papers import Papers
    from courses.kits.pdf import Press

    added = [part for maker in extra for part in maker(source)]
    check_paths(added)  # a wrong name is told at once, not after the minutes the rest may take
    tell("กำลังพิมพ์คู่มือ", 0.05)
    papers = Papers(source, places, Press(places))
    parts = [papers.guide()]
    tell("กำลังพิมพ์ใบงานและแบบทดสอบ", 0.3)
    parts += [*papers.handouts(), *papers.tests(), papers.sign_in(), papers.evaluation()]
    tell("กำลังทำแฟ้ม Word", 0.45)
    parts += [word_files.guide(source, places), *word_files.handouts(source, places)]
    tell("กำลังทำสไลด์", 0.65)
    parts.append(slides.deck(source, places))
    tell("กำลังทำแบบฟอร์มและคลังข้อสอบ", 0.75)
    parts += [sheets.attendance(source), sheets.report(source), *question_bank.files(source), *_fonts(places)]
    parts += added
    tell("กำลังทำบทเรียนออฟไลน์", 0.8)
    offline = list(site.pages(source, places, parts))
    manifest = scorm.manifest(source, [part.path for part in offline])
    yield from parts
    yield from offline
    yield Part("imsmanifest.xml", manifest, "SCORM 1.2", listed=False)
    yield Part("readme.txt", b"\xef\xbb\xbf" + _readme(source).encode(), "อ่านก่อนใช้", listed=False)


def _readme(source: KitSource) -> str:
    """What stands in the ZIP for whoever opens it first; lines end as Notepad wants them."""
    text = README.format(
        title=source.title, version=source.version, attribution=source.attribution, licence=source.licence
    )
    return text.replace("\n", "\r\n")


def _fonts(places: Places) -> Iterator[Part]:
    """The family the Word and PowerPoint files fall back to, to install."""
    for name, form in (
        ("Sarabun-Regular.ttf", "ตัวปกติ"),
        ("Sarabun-Bold.ttf", "ตัวหนา"),
        ("OFL.txt", "สัญญาอนุญาต"),
    ):
        path = places.fonts / name
        if not path.is_file():
            raise KitError("ไม่พบแบบตัวอักษร Sarabun จึงสร้างชุดสื่อไม่ได้", [f"ไม่พบแฟ้ม {name}"])
        yield Part(f"fonts/{name}", path.read_bytes(), "แบบตัวอักษร Sarabun", form=form)


def _write(source: KitSource, parts: list[Part], work: Path, out_dir: Path) -> BuiltRelease:
    """Write folders, manifests and ZIPs below `work`; the result speaks of `out_dir`, where it will lie."""
    stem = f"{source.slug}-{source.version}"
    public = [part for part in parts if not part.trainers_only]
    trainers = [part for part in parts if part.trainers_only]
    manifest = _manifest(source, public, "public")
    trainers_manifest = _manifest(source, trainers, "trainers")
    public_zip = _bundle(work, "public", f"{stem}.zip", public, manifest, f"{source.title} ทั้งชุด (ZIP)")
    trainers_zip = None
    if trainers:
        title = f"{source.title} เฉลยและแบบทดสอบหลังเรียน สำหรับวิทยากร (ZIP)"
        trainers_zip = _bundle(work, "trainers", f"{stem}-trainers.zip", trainers, trainers_manifest, title)
    files = tuple(
        BuiltFile(
            path=f"{'trainers' if part.trainers_only else 'public'}/{part.path}",
            name=part.path,
            title=part.full_title,
            size=len(part.data),
            sha256=sha256(part.data),
            trainers_only=part.trainers_only,
        )
        for part in sorted(parts, key=lambda one: one.path)
        if part.listed
    )
    return BuiltRelease(out_dir, public_zip, trainers_zip, files, manifest, trainers_manifest)


def _bundle(work: Path, folder: str, name: str, parts: list[Part], manifest: dict[str, Any], title: str) -> BuiltFile:
    """Write `parts` and their manifest below work/folder and zip them into work/name."""
    root = work / folder
    for part in parts:
        target = root / part.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(part.data)
    text = json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    (root / MANIFEST).write_text(text, "utf-8")
    zip_file(work / name, root, [*(part.path for part in parts), MANIFEST])
    data = (work / name).read_bytes()
    return BuiltFile(name, name, title, len(data), sha256(data), trainers_only=folder == "trainers", is_bundle=True)


def _manifest(source: KitSource, parts: list[Part], audience: str) -> dict[str, Any]:
    """kit.json: what the ZIP holds; it lists every file but itself."""
    return {
        "schema": MANIFEST_SCHEMA,
        "kit": source.slug,
        "title": source.title,
        "version": source.version,
        "change_note": source.change_note,
        "language": source.language,
        "licence": source.licence,
        "attribution": source.attribution,
        "law_as_of": source.law_as_of.isoformat(),
        "review_date": source.review_date.isoformat(),
        "audience": audience,
        "files": [
            {"path": part.path, "title": part.full_title, "size": len(part.data), "sha256": sha256(part.data)}
            for part in sorted(parts, key=lambda one: one.path)
        ],
    }


def changed_files(old: dict[str, Any], new: dict[str, Any]) -> dict[str, list[str]]:
    """What changed between two manifests of a kit, by path: {"added": …, "changed": …, "removed": …}."""
    before = {one["path"]: one["sha256"] for one in old.get("files", ())}
    after = {one["path"]: one["sha256"] for one in new.get("files", ())}
    return {
        "added": sorted(after.keys() - before.keys()),
        "changed": sorted(path for path in after.keys() & before.keys() if after[path] != before[path]),
        "removed": sorted(before.keys() - after.keys()),
    }
