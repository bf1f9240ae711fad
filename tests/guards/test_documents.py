"""What the documents say is there: files they link to, commands and make targets they name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.management import get_commands
from django.urls import Resolver404, resolve

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("portal", "courses", "articles", "media", "tests")
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(path for name in FOLDERS for path in (ROOT / name).rglob("*.md"))])
LINK = re.compile(r'\]\(([^)#\s]+)(?:#[^)]*)?\)|<img src="([^"]+)"')
DECISIONS = ROOT / "portal" / "docs" / "decisions"


def named(document: Path) -> str:
    return str(document.relative_to(ROOT))


def text(name: str) -> str:
    """A document up to what it says comes later."""
    said = (ROOT / "portal" / "docs" / name).read_text(encoding="utf-8")
    return "\n".join(line for line in said.split("\n## Later")[0].splitlines() if not line.startswith("*Later:*"))


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_links_lead_to_files(document: Path) -> None:
    links = ["".join(found) for found in LINK.findall(document.read_text(encoding="utf-8"))]
    broken = [link for link in links if "://" not in link and not (document.parent / link).exists()]
    assert broken == []


def test_each_decision_is_listed_once() -> None:
    records = {path.name for path in DECISIONS.glob("[0-9]*.md")}
    listed = re.findall(r"\]\((\d{4}-[^)]+)\)", (DECISIONS / "README.md").read_text(encoding="utf-8"))
    assert sorted(listed) == sorted(records)
    assert [name[:4] for name in sorted(records)] == [f"{number:04}" for number in range(1, len(records) + 1)]


def test_commands_that_are_described_exist() -> None:
    table = text("commands.md").split("## manage.py")[1].split("## ")[0]
    described = re.findall(r"^\| `([a-z_]+)", table, re.MULTILINE)
    assert len(described) > 5
    assert set(described) - set(get_commands()) == set()


def test_our_commands_are_described() -> None:
    table = text("commands.md")
    ours = [name for name, app in get_commands().items() if str(app).split(".")[0] in FOLDERS]
    assert "load_demo" in ours
    assert [name for name in ours if f"`{name}" not in table] == []


def test_make_targets_are_described() -> None:
    table = text("commands.md").split("## manage.py")[0]
    targets = re.findall(r"^([a-z0-9-]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert "demo" in targets
    assert [name for name in targets if f"`{name}`" not in table] == []


def test_addresses_that_are_described_are_routed() -> None:
    """Whole addresses without a part to fill in; pages are the demo's own and not asked for."""
    described = set(re.findall(r"^\| `(/[a-z/.-]*)[`?,]", text("http.md"), re.MULTILINE))
    assert {"/livez", "/th/my/", "/admin/kpi/"} <= described
    # The beacon is answered before Django.
    assert [path for path in sorted(described - {"/e/"}) if not routed(path)] == []


def routed(path: str) -> bool:
    try:
        return path == "/" or resolve(path) is not None
    except Resolver404:
        return False
