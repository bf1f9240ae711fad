"""A kit's release: asked for by publication, built in the background, immutable, its keys for trainers alone."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from wagtail.models import Locale

from courses import tasks
from courses.kits.errors import KitError
from courses.models import KitItem, KitPage, KitRelease
from courses.releasing import hash_of, mapping_of, request_release, source_of
from courses.tasks import build_now
from tests.factories.tree import Tree

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.KIT_DIR = tmp_path / "kits"


@pytest.fixture
def light_build(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A builder that writes two small files: what is built is tested elsewhere."""
    built: list[str] = []

    def build_release(source: Any, folder: Path, parts: Any = ()) -> Any:
        from types import SimpleNamespace

        built.append(source.version)
        items = []
        for name, trainers_only in (("kit.zip", False), ("trainers.zip", True)):
            (folder / name).write_bytes(b"x" * 100)
            items.append(
                SimpleNamespace(
                    path=name, title=name, size=100, sha256="0" * 64, trainers_only=trainers_only, is_bundle=True
                )
            )
        return SimpleNamespace(items=items, manifest={"version": source.version})

    monkeypatch.setattr("courses.tasks.build_release", build_release)
    return built


@pytest.fixture
def release(site: Tree, light_build: list[str]) -> KitRelease:
    return build_now(request_release(site.kit))


def test_publishing_asks_for_a_build_once(site: Tree, django_capture_on_commit_callbacks: Any) -> None:
    KitRelease.objects.all().delete()
    DBTaskResult.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        site.kit.save_revision().publish()
    with django_capture_on_commit_callbacks(execute=True):
        KitPage.objects.get(pk=site.kit.pk).save_revision().publish()
    assert KitRelease.objects.count() == 1
    assert DBTaskResult.objects.filter(task_path__endswith="build_kit_release").count() == 1


def test_changed_words_are_another_release(site: Tree) -> None:
    request_release(site.kit)
    count = KitRelease.objects.count()
    site.kit.summary = "สรุปใหม่"
    site.kit.version = "1.0.1"
    site.kit.save_revision().publish()
    assert KitRelease.objects.count() == count + 1


def test_a_page_gives_back_the_kit_it_was_made_from() -> None:
    """The demo's kit survives the way file → page → kit without a word lost."""
    from courses.kits.source import KitSource
    from portal.demo.loading.courses import kit_page
    from portal.demo.loading.reading import CONTENT, read

    data = read(CONTENT / "kits" / "train-the-trainer.yaml")
    source = KitSource.from_mapping(data, lessons=())
    page = kit_page(source, {**data, "project": "", "level": ""}, None)  # type: ignore[arg-type]
    page.slug = source.slug
    page.locale = Locale.get_default()
    assert source_of(page) == source
    assert mapping_of(page)["version"] == source.version


def test_the_hash_names_the_content(site: Tree) -> None:
    first = hash_of(source_of(site.kit))
    assert hash_of(source_of(KitPage.objects.get(pk=site.kit.pk))) == first
    site.kit.title = "ชื่ออื่น"
    assert hash_of(source_of(site.kit)) != first


def test_building_twice_builds_once(release: KitRelease, light_build: list[str]) -> None:
    build_now(release)
    assert len(light_build) == 1


def test_a_killed_build_starts_over(site: Tree, light_build: list[str]) -> None:
    release = request_release(site.kit)
    KitRelease.objects.filter(pk=release.pk).update(state=KitRelease.State.BUILDING)
    half = release.folder.with_name(f"{release.folder.name}.building")
    half.mkdir(parents=True)
    (half / "torn.pdf").write_bytes(b"half")
    release.refresh_from_db()
    assert build_now(release).state == KitRelease.State.READY
    assert not half.exists()
    assert sorted(path.name for path in release.folder.iterdir()) == ["kit.zip", "trainers.zip"]


def test_a_fault_is_kept_in_thai_and_publishing_again_tries_again(
    site: Tree, monkeypatch: pytest.MonkeyPatch, light_build: list[str]
) -> None:
    good = tasks.build_release

    def fails(source: Any, folder: Path, parts: Any = ()) -> Any:
        raise KitError("ต้องติดตั้ง Pango ก่อน")

    monkeypatch.setattr("courses.tasks.build_release", fails)
    release = build_now(request_release(site.kit))
    assert (release.state, release.error) == (KitRelease.State.FAILED, "ต้องติดตั้ง Pango ก่อน")
    monkeypatch.setattr("courses.tasks.build_release", good)
    again = request_release(site.kit)
    again.refresh_from_db()
    assert again.state == KitRelease.State.QUEUED
    assert build_now(again).state == KitRelease.State.READY


def test_words_changed_while_waiting_are_not_built_under_the_old_name(site: Tree, light_build: list[str]) -> None:
    release = request_release(site.kit)
    site.kit.title = "เปลี่ยนชื่อก่อนสร้าง"
    site.kit.save()
    assert build_now(release).state == KitRelease.State.FAILED
    assert light_build == []


def url(release: KitRelease, path: str) -> str:
    return f"/kit-files/{release.uuid}/{path}"


def test_everyone_may_take_the_kit(release: KitRelease, visitor: Client) -> None:
    response = visitor.get(url(release, "kit.zip"))
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    assert b"".join(response.streaming_content) == b"x" * 100


def test_the_answer_key_is_for_trainers_and_those_who_lead_them(
    release: KitRelease, browser_of, visitor, member, author, kpi_staff, trainer, regional_lead, admin
) -> None:
    address = url(release, "trainers.zip")
    for person in (None, member, author, kpi_staff):
        assert browser_of(person).get(address).status_code == 404, person
    for person in (trainer, regional_lead, admin):
        response = browser_of(person).get(address)
        assert response.status_code == 200, person
        assert response["Cache-Control"] == "private, no-store"


def test_the_answer_key_asks_for_the_second_factor_where_one_is_required(
    release: KitRelease, browser_of, visitor, member, trainer, settings: Any
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    address = url(release, "trainers.zip")
    asked = browser_of(trainer).get(address)
    assert asked.status_code == 302
    assert asked.headers["Location"].startswith(reverse("mfa_index"))
    assert quote(address, safe="") in asked.headers["Location"], "and then on to the file"
    assert browser_of(trainer).get(url(release, "kit.zip")).status_code == 200
    for person in (None, member):
        assert browser_of(person).get(address).status_code == 404


@pytest.mark.parametrize("path", ["../kits.txt", "%2e%2e/secret", "kit.zip/", "nothing.pdf", "/etc/passwd"])
def test_only_listed_files_are_sent(release: KitRelease, visitor: Client, path: str) -> None:
    assert visitor.get(url(release, path)).status_code == 404


def test_a_release_not_ready_is_404(site: Tree, visitor: Client) -> None:
    assert visitor.get(url(request_release(site.kit), "kit.zip")).status_code == 404


def test_the_kit_page_shows_sizes_and_no_key_to_visitors(site: Tree, release: KitRelease, visitor: Client) -> None:
    html = visitor.get(site.kit.url).content.decode()
    assert url(release, "kit.zip") in html
    assert "MB" in html


def test_an_earlier_version_stays(site: Tree, release: KitRelease, visitor: Client, light_build: list[str]) -> None:
    site.kit.version = "2.0.0"
    site.kit.save_revision().publish()
    build_now(request_release(site.kit))
    assert visitor.get(url(release, "kit.zip")).status_code == 200
    assert [str(found.version) for found in KitRelease.objects.of_kit(site.kit).ready()] == ["2.0.0", release.version]


def test_the_command_names_kits_it_knows(site: Tree, light_build: list[str], tmp_path: Path) -> None:
    out = io.StringIO()
    call_command("build_kit", site.kit.slug, output=str(tmp_path / "out"), stdout=out)
    assert (tmp_path / "out" / "kit.zip").exists()
    with pytest.raises(CommandError, match=site.kit.slug):
        call_command("build_kit", "nothing")


def test_names_that_leave_the_folder_are_refused() -> None:
    from django.core.exceptions import ValidationError

    for path in ("../x.zip", "ชุด.zip"):
        with pytest.raises(ValidationError):
            KitItem(path=path).clean()
