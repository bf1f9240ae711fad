"""A small kit, built once for all tests that look at what came out."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, sync_playwright

from courses.kits.build import BuiltRelease, build_release
from courses.kits.source import KitSource
from portal.ops.machine import chromium

KIT = Path(__file__).with_name("kit.yaml")


@pytest.fixture(scope="session")
def mapping() -> Callable[[], dict[str, Any]]:
    """A fresh copy of the small kit's mapping, to spoil at will."""
    loaded = yaml.safe_load(KIT.read_text("utf-8"))
    return lambda: copy.deepcopy(loaded)


@pytest.fixture(scope="session")
def source(mapping: Callable[[], dict[str, Any]]) -> KitSource:
    return KitSource.from_mapping(mapping())


@pytest.fixture(scope="session")
def release(source: KitSource, tmp_path_factory: pytest.TempPathFactory) -> BuiltRelease:
    return build_release(source, tmp_path_factory.mktemp("kit") / "release")


@pytest.fixture(scope="session")
def public(release: BuiltRelease) -> Path:
    """The public files as they lie on the stick."""
    return release.folder / "public"


@pytest.fixture(scope="session")
def trainers(release: BuiltRelease) -> Path:
    return release.folder / "trainers"


@pytest.fixture(scope="session")
def demo_mapping() -> dict[str, Any]:
    """The demo's own kit."""
    path = Path(__file__).parents[3] / "portal" / "demo" / "content" / "kits" / "train-the-trainer.yaml"
    return yaml.safe_load(path.read_text("utf-8"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium of these files' own, ended with the file: its event loop is no guest of the tests that follow."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield running
        running.close()
