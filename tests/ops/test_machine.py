"""What the machine lacks is installed when that may be done, else named with the command."""

from __future__ import annotations

import os
import subprocess
from typing import Any

import pytest

from portal.ops import machine

HERE = machine.Need("here", lambda: True, "nothing")
GONE = machine.Need("gone-1", lambda: False, "no kits")


@pytest.fixture
def apt(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands given to apt-get, none of them carried out."""
    given: list[list[str]] = []

    def run(command: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
        given.append([word for word in command if not word.startswith(("-", "DPkg"))])
        return subprocess.CompletedProcess(command, 0, "")

    monkeypatch.setattr(machine.subprocess, "run", run)
    monkeypatch.setattr(machine.shutil, "which", lambda name: f"/usr/bin/{name}")
    return given


def test_nothing_missing_asks_apt_nothing(apt: list[list[str]]) -> None:
    assert machine.provide([HERE]) == []
    assert apt == []


def test_root_installs_what_is_missing_and_only_that(apt: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    machine.provide([HERE, GONE])
    assert apt == [["apt-get", "update"], ["apt-get", "install", "gone-1"]]


def test_others_are_told_what_to_type_and_what_goes_without(
    apt: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert machine.provide([HERE, GONE]) == [GONE]
    assert apt == []
    said = capsys.readouterr().out
    assert "gone-1 (no kits)" in said
    assert "sudo apt-get install --no-install-recommends gone-1" in said


@pytest.mark.parametrize(("name", "there"), [("libc.so.6", True), ("libnothing-of-the-kind.so.9", False)])
def test_libraries_are_looked_for_as_their_users_do(name: str, there: bool) -> None:
    assert machine.library(name)() is there


def test_a_browser_that_is_named_must_be_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    assert machine.chromium() is None
