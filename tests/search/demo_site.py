"""The demo's own texts as live pages, straight from their YAML: real Thai to search in, without files or facts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml
from markdown_it import MarkdownIt
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, Page, Site

from articles.models import ArticleSource, LawArticlePage, LawIndexPage
from courses.models import CourseIndexPage, CoursePage, KitIndexPage, KitPage, LessonPage
from media.models import AlbumPage, InfographicPage, MediaIndexPage, PortalImage, VideoPage
from portal.home.models import HomePage, SituationIndexPage, SituationPage

CONTENT = Path(__file__).parents[2] / "portal" / "demo" / "content"

_markdown = MarkdownIt()


def empty_site(language: str = "th") -> HomePage:
    """A home page in place of Wagtail's, at the root of the default site."""
    locale, _created = Locale.objects.get_or_create(language_code=language)
    root = Page.get_first_root_node()
    home = root.add_child(instance=HomePage(title="รู้ทัน", slug="ruthan", hero_title="รู้ทัน", locale=locale))
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": home})
    Site.clear_site_root_paths_cache()
    return home


def load(home: HomePage) -> None:
    """Every course, lesson, article, situation, video, infographic, album and kit of the demo under a home page."""
    _courses(home)
    law = home.add_child(instance=LawIndexPage(title="กฎหมาย", slug="law"))
    for data in _read("articles"):
        _article(law, data)
    help_index = home.add_child(instance=SituationIndexPage(title="ช่วยด้วย", slug="help"))
    for data in _read("situations"):
        steps = [_block("action", {"title": step["title"], "text": _html(step.get("text"))}) for step in data["steps"]]
        lists = {name: _points(data.get(name), "item") for name in ("do_not", "evidence")}
        _add(help_index, SituationPage, data, steps=json.dumps(steps), **lists)
    library = home.add_child(instance=MediaIndexPage(title="สื่อ", slug="media"))
    image = PortalImage.objects.create(title="ภาพ", file=get_test_image_file(), is_decorative=True)
    for data in _read("videos"):
        _add(library, VideoPage, data, transcript=_html(data["transcript"]))
    for data in _read("infographics"):
        _add(library, InfographicPage, data, full_text=_html(data["full_text"]), image=image)
    for data in _read("albums"):
        _add(library, AlbumPage, data)
    kits = home.add_child(instance=KitIndexPage(title="ชุดสื่อ", slug="kits"))
    for data in _read("kits"):
        _add(kits, KitPage, data, law_as_of=data["law_as_of"], review_date=data["review_date"])


def _courses(home: HomePage) -> None:
    index = home.add_child(instance=CourseIndexPage(title="บทเรียน", slug="learn"))
    for folder in sorted(path for path in (CONTENT / "courses").iterdir() if (path / "course.yaml").exists()):
        data = _yaml(folder / "course.yaml")
        course = _add(index, CoursePage, data, objectives=_points(data.get("objectives"), "objective"))
        for path in sorted(folder.glob("[0-9]*.yaml")):
            lesson = _yaml(path)
            steps = [_step(step) for step in lesson["steps"]]
            _add(course, LessonPage, lesson, steps=json.dumps(steps), teach_home=lesson.get("teach_home") or "")


def _article(index: Page, data: dict[str, Any]) -> None:
    rules = {
        name: json.dumps(
            [_block("rule", {"text": _html(rule["text"]), "section": rule.get("section") or ""}) for rule in data[name]]
        )
        for name in ("must", "can", "penalty")
        if data.get(name)
    }
    parts = [_block("part", {"title": part["title"], "text": _html(part["text"])}) for part in data.get("body", [])]
    page = _add(
        index,
        LawArticlePage,
        data,
        short_answer=_html(data.get("short_answer")),
        example=_html(data.get("example")),
        parts=json.dumps(parts),
        **rules,
    )
    page.sources.add(
        *(
            ArticleSource(instrument=source["instrument"], section=source.get("section") or "")
            for source in data["sources"]
        )
    )
    page.save()


def _step(step: dict[str, Any]) -> dict[str, Any]:
    body = [child for block in step["body"] if (child := _body(block))]
    # A step holds one activity; what a second one says is not what these tests are about.
    activities = [block for block in body if block["type"] in ("sort", "checklist")]
    return _block("step", {"title": step["title"], "body": [block for block in body if block not in activities[1:]]})


def _body(block: dict[str, Any]) -> dict[str, Any] | None:
    """A block of text as the page stores it; None for what shows another object."""
    ((kind, value),) = block.items()
    if kind == "text":
        return _block(kind, _html(value))
    if kind in ("bubble", "tip"):
        return _block(kind, value)
    if kind == "sort":
        labels = {basket["key"]: basket["label"] for basket in value["baskets"]}
        items = [{"type": "item", "value": item} for item in value["items"]]
        return _block(kind, {"prompt": value["prompt"], "label_a": labels["a"], "label_b": labels["b"], "items": items})
    if kind == "checklist":
        items = [{"type": "item", "value": item} for item in value["items"]]
        return _block(kind, {"prompt": value["prompt"], "items": items})
    return None


def _add(parent: Page, model: type[Any], data: dict[str, Any], **fields: Any) -> Any:
    return parent.add_child(
        instance=model(title=data["title"], slug=data["slug"], summary=data.get("summary") or "", live=True, **fields)
    )


def _points(values: list[str] | None, kind: str) -> str:
    return json.dumps([_block(kind, value) for value in values or []])


def _block(kind: str, value: Any) -> dict[str, Any]:
    return {"type": kind, "value": value}


def _html(text: str | None) -> str:
    return _markdown.render(text) if text else ""


def _read(folder: str) -> list[dict[str, Any]]:
    return [_yaml(path) for path in sorted((CONTENT / folder).glob("*.yaml"))]


def _yaml(path: Path) -> dict[str, Any]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))
