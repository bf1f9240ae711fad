"""A release: the same bytes every time, a true manifest, nothing of the key in public, nothing half done."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from courses.kits import build
from courses.kits.build import BuiltRelease, build_release, changed_files
from courses.kits.errors import KitError
from courses.kits.parts import Part, check_paths
from courses.kits.places import Places
from courses.kits.source import KitSource
from tests.courses.kits.conftest import KIT

pytestmark = pytest.mark.long

OFFICE = (".docx", ".pptx", ".xlsx")
BUILD_ELSEWHERE = """
import sys, yaml
from pathlib import Path
from courses.kits.build import build_release
from courses.kits.source import KitSource
source = KitSource.from_mapping(yaml.safe_load(Path(sys.argv[1]).read_text("utf-8")))
build_release(source, Path(sys.argv[2]))
"""


def entries(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_another_process_builds_the_same_bytes(release: BuiltRelease, tmp_path: Path) -> None:
    root = Path(__file__).parents[3]
    subprocess.run(
        [sys.executable, "-c", BUILD_ELSEWHERE, str(KIT), str(tmp_path / "again")],
        check=True,
        cwd=root,
        env={**os.environ, "PYTHONHASHSEED": "4711", "TZ": "America/New_York", "PYTHONPATH": str(root)},
    )
    for bundle in (release.public_zip, release.trainers_zip):
        first = entries(release.folder / bundle.path)
        again = entries(tmp_path / "again" / bundle.path)
        assert sorted(path for path in first if first[path] != again.get(path)) == []
        assert (tmp_path / "again" / bundle.path).read_bytes() == (release.folder / bundle.path).read_bytes()


@pytest.mark.parametrize("folder", ["public", "trainers"])
def test_the_manifest_lists_every_file_with_its_size_and_hash(release: BuiltRelease, folder: str) -> None:
    bundle = release.public_zip if folder == "public" else release.trainers_zip
    files = entries(release.folder / bundle.path)
    manifest = json.loads(files.pop("kit.json"))
    assert {one["path"]: (one["size"], one["sha256"]) for one in manifest["files"]} == {
        path: (len(data), hashlib.sha256(data).hexdigest()) for path, data in files.items()
    }
    assert (manifest["version"], manifest["law_as_of"], manifest["language"]) == ("1.2.0", "2026-11-01", "th")
    assert manifest["licence"] == "CC BY 4.0"
    assert manifest == (release.manifest if folder == "public" else release.trainers_manifest)


def test_every_item_lies_where_it_says(release: BuiltRelease) -> None:
    for item in release.items:
        data = (release.folder / item.path).read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (item.size, item.sha256)
    assert release.total_size == release.public_zip.size + release.trainers_zip.size
    names = {item.name for item in release.items}
    assert {"guide/guide.pdf", "guide/guide.docx", "slides/slides.pptx", "forms/attendance.xlsx"} <= names
    assert {"forms/attendance.pdf", "forms/report.xlsx", "quiz/pre-test.pdf", "fonts/Sarabun-Regular.ttf"} <= names
    assert {"handouts/01-worksheet.pdf", "handouts/01-worksheet-large.docx", "handouts/02-cards.docx"} <= names
    assert "handouts/02-cards-large.pdf" not in names
    assert not any(name.startswith("site/") for name in names)


def test_keys_and_post_test_are_only_in_the_trainers_file(release: BuiltRelease) -> None:
    public = entries(release.folder / release.public_zip.path)
    trainers = entries(release.folder / release.trainers_zip.path)
    assert set(trainers) == {
        "kit.json", "quiz/answer-key.pdf", "quiz/post-test.pdf", "quiz/quiz.gift.txt", "quiz/quiz.moodle.xml",
    }  # fmt: skip
    assert not set(public) & (set(trainers) - {"kit.json"})
    assert all(item.trainers_only == item.path.startswith(("trainers/", "small-kit-1.2.0-t")) for item in release.items)
    secrets = [text.encode() for text in ("ความลับของเฉลย", "ข้อสำรอง")]
    for path, data in public.items():
        texts = list(unpacked(data).values()) if path.endswith(OFFICE) else [data]
        assert not [secret.decode() for secret in secrets for text in texts if secret in text], path


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_zip_entries_are_sorted_undated_and_ascii(release: BuiltRelease) -> None:
    for bundle in (release.public_zip, release.trainers_zip):
        with zipfile.ZipFile(release.folder / bundle.path) as archive:
            listed = archive.infolist()
        assert [entry.filename for entry in listed] == sorted(entry.filename for entry in listed)
        assert {entry.date_time for entry in listed} == {(1980, 1, 1, 0, 0, 0)}
        assert all(entry.filename.isascii() and " " not in entry.filename for entry in listed)


def test_office_files_bear_no_date_of_their_own(public: Path) -> None:
    for path in (path for path in public.rglob("*") if path.suffix in OFFICE):
        with zipfile.ZipFile(path) as archive:
            assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}, path
            core = archive.read("docProps/core.xml").decode()
        assert core.count("2026-11-01T00:00:00Z</dcterms:") == 2, path


def test_other_rooms_add_their_parts(source: KitSource, tmp_path: Path) -> None:
    def certificate(kit: KitSource) -> list[Part]:
        return [Part("certificate/certificate.txt", kit.title.encode(), "วุฒิบัตร", form="TXT")]

    release = build_release(source, tmp_path / "kit", [certificate])
    assert (release.folder / "public/certificate/certificate.txt").read_text("utf-8") == source.title
    assert 'href="certificate/certificate.txt"' in (release.folder / "public/index.html").read_text("utf-8")
    assert next(item for item in release.items if item.name.startswith("certificate/")).title == "วุฒิบัตร (TXT)"


@pytest.mark.parametrize("path", ["../out.txt", "/etc/passwd", "ใบงาน.pdf", "a//b", "a\\b", "c:x"])
def test_a_part_with_an_unsafe_path_is_refused(source: KitSource, tmp_path: Path, path: str) -> None:
    with pytest.raises(KitError, match="รวมแฟ้มของชุดสื่อไม่ได้"):
        build_release(source, tmp_path / "kit", [lambda kit: [Part(path, b"", "x")]])
    assert list(tmp_path.iterdir()) == []


def test_a_part_may_not_take_the_place_of_another(source: KitSource, tmp_path: Path) -> None:
    with pytest.raises(KitError, match=r"มีแฟ้มชื่อ “guide/GUIDE\.pdf” มากกว่าหนึ่งแฟ้ม"):
        check_paths([Part("guide/guide.pdf", b"", "x"), Part("guide/GUIDE.pdf", b"", "x")])


def test_a_missing_drawing_is_named_before_anything_is_built(source: KitSource, tmp_path: Path) -> None:
    with pytest.raises(KitError) as caught:
        build_release(source, tmp_path / "kit", places=Places(drawings=tmp_path))
    assert caught.value.faults == ("ไม่พบภาพวาด “kit”", "ไม่พบภาพวาด “shield”")


def test_a_killed_build_leaves_the_old_release_and_is_taken_up_again(
    source: KitSource, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "kit"
    target.mkdir()
    (target / "old.txt").write_text("ของเดิม")
    with monkeypatch.context() as patch:
        patch.setattr(build, "zip_file", killed)
        with pytest.raises(RuntimeError, match="killed"):
            build_release(source, target)
    assert [path.name for path in tmp_path.rglob("*")] == ["kit", "old.txt"]
    # kill -9 runs no "finally": what it leaves behind is in nobody's way either.
    leftover = tmp_path / ".kit.building" / "public"
    leftover.mkdir(parents=True)
    (leftover / "half.pdf").write_bytes(b"half")
    steps: list[tuple[str, float]] = []
    built = build_release(source, target, progress=lambda label, share: steps.append((label, share)))
    assert not (target / "old.txt").exists()
    assert not list(target.rglob("half.pdf"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kit"]
    assert built.folder == target
    assert [share for _, share in steps] == sorted(share for _, share in steps)
    assert steps[-1] == ("เสร็จแล้ว", 1.0)


def killed(*args: object) -> None:
    raise RuntimeError("killed")


def test_what_changed_between_versions_is_named() -> None:
    old = {"files": [{"path": "a", "sha256": "1"}, {"path": "b", "sha256": "1"}]}
    new = {"files": [{"path": "b", "sha256": "2"}, {"path": "c", "sha256": "1"}]}
    assert changed_files(old, new) == {"added": ["c"], "changed": ["b"], "removed": ["a"]}
