"""The offline site as files: nothing to fetch, nothing inline, everything it names is there, answers without scripts."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

PAGES = ["index.html", "answers.html"]
IMS = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}"
ADL = "{http://www.adlnet.org/xsd/adlcp_rootv1p2}"


class Page(HTMLParser):
    """Tags with their attributes, and the ids."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    @property
    def ids(self) -> list[str]:
        return [attrs["id"] for _, attrs in self.tags if "id" in attrs]


def page(public: Path, name: str) -> Page:
    return Page((public / name).read_text("utf-8"))


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_absolute_fetched_or_a_module(public: Path, name: str) -> None:
    files = [public / name, *sorted((public / "site").glob("*.js")), *sorted((public / "site").glob("*.css"))]
    for path in files:
        text = path.read_text("utf-8")
        for forbidden in (
            r"https?://(?!bank\.example)",
            r"//[a-z]",
            r"\bfetch\s*\(",
            "XMLHttpRequest",
            r"\bimport\b",
            "type=.module",
        ):
            found = re.search(forbidden, re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))
            # The one address is text a learner is warned of, inside an example message.
            if found and not (path.suffix == ".html" and "bank.example" in text[found.start() - 20 : found.end() + 20]):
                pytest.fail(f"{path.name}: {text[found.start() - 40 : found.end() + 40]}")


@pytest.mark.parametrize("name", PAGES)
def test_no_inline_script_style_or_handler(public: Path, name: str) -> None:
    for tag, attrs in page(public, name).tags:
        assert tag != "style"
        assert not [key for key in attrs if key == "style" or key.startswith("on")], (tag, attrs)
        assert tag != "script" or set(attrs) == {"src"}
    assert "<script src=" in (public / "index.html").read_text("utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_somewhere(public: Path, name: str) -> None:
    pages = {one: page(public, one) for one in PAGES}
    for tag, attrs in pages[name].tags:
        target = attrs.get("href") or attrs.get("src") or ""
        if not target or target.startswith("tel:"):
            continue
        path, _, anchor = target.partition("#")
        assert (public / (path or name)).is_file(), (tag, target)
        assert not anchor or anchor in pages[path or name].ids, (tag, target)


@pytest.mark.parametrize("name", PAGES)
def test_ids_are_unique_and_pictures_have_an_alternative_and_a_size(public: Path, name: str) -> None:
    found = page(public, name)
    assert len(found.ids) == len(set(found.ids))
    for tag, attrs in found.tags:
        if tag == "img":
            assert "alt" in attrs and attrs["width"] and attrs["height"], attrs


def test_style_sheet_names_only_files_that_are_there(public: Path) -> None:
    css = (public / "site/site.css").read_text("utf-8")
    targets = re.findall(r'url\("([^"]+)"\)', css)
    assert len(targets) == 4
    assert all((public / "site" / target).is_file() for target in targets)
    assert (public / "site/fonts/OFL.txt").is_file()


def test_the_notice_stands_before_everything_and_the_rest_is_hidden_until_the_styles_are_there(public: Path) -> None:
    text = (public / "index.html").read_text("utf-8")
    assert text.index("<h1>แตกไฟล์ ZIP ก่อน</h1>") < text.index('<div id="kit" hidden>')
    css = (public / "site/site.css").read_text("utf-8")
    assert "#unzip { display: none; }" in css and "#kit[hidden] { display: block; }" in css


def test_lessons_keep_what_they_say_and_lose_what_could_run(public: Path) -> None:
    text = (public / "index.html").read_text("utf-8")
    assert "เว็บของเรา (example.go.th/th)" in text
    assert "กดลิงก์ http://bank.example ด่วน" in text
    assert 'href="tel:1212"' in text
    assert "คำบรรยาย" in text and "alert(1)" not in text
    assert "1 พฤศจิกายน 2569" in text


def test_answers_stand_on_their_own_page(public: Path) -> None:
    answers = (public / "answers.html").read_text("utf-8")
    assert "ช้างม่วง → <b>ดี</b> ยาว" in answers
    assert "<b>ก. ยาว</b> เยี่ยม" in answers and "เพราะเดายาก" in answers
    assert "บอกเพื่อน" not in answers
    assert "เพราะเดายาก" not in (public / "index.html").read_text("utf-8")


def test_data_is_a_classic_script(public: Path) -> None:
    text = (public / "site/data.js").read_text("utf-8")
    assert text.startswith("window.KIT = ") and text.endswith(";\n")
    data = json.loads(text.removeprefix("window.KIT = ").removesuffix(";\n"))
    assert data["kit"] == "small-kit-1.2.0"
    assert [question["right"] for question in data["lessons"][0]["quiz"]] == [[0], [0, 1]]
    assert data["lessons"][0]["sorts"] == {"l1s2b1": [{"basket": "a", "why": "ยาว"}, {"basket": "b", "why": "สั้น"}]}


def test_trainers_files_are_listed_with_their_size(public: Path) -> None:
    text = (public / "index.html").read_text("utf-8")
    for path in (
        "guide/guide.pdf",
        "guide/guide.docx",
        "slides/slides.pptx",
        "handouts/01-worksheet-large.pdf",
        "forms/report.xlsx",
    ):
        assert f'href="{path}"' in text
    assert re.search(r"PowerPoint <span class=\"meta\">(0\.\d MB|\d+ KB)</span>", text)
    assert "answer-key" not in text and "post-test" not in text


def test_the_scorm_manifest_names_the_site_and_only_files_that_are_there(public: Path) -> None:
    root = ElementTree.fromstring((public / "imsmanifest.xml").read_bytes())
    assert root.findtext(f"{IMS}metadata/{IMS}schemaversion") == "1.2"
    resource = root.find(f"{IMS}resources/{IMS}resource")
    assert (resource.get("href"), resource.get(f"{ADL}scormtype")) == ("index.html", "sco")
    item = root.find(f"{IMS}organizations/{IMS}organization/{IMS}item")
    assert item.get("identifierref") == resource.get("identifier")
    files = {one.get("href") for one in resource}
    assert {"index.html", "answers.html", "site/site.js", "site/scorm.js", "site/data.js", "site/site.css"} <= files
    assert all((public / path).is_file() for path in files)
    assert {path.relative_to(public).as_posix() for path in (public / "site").rglob("*") if path.is_file()} <= files
