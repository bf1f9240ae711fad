"""The offline site: all lessons in one page that opens by double click, and works with scripts off.

One page, because a page opened from file:// may neither fetch another nor share storage with it in every browser, and
because SCORM wants one session for the whole visit. Every step is a section with an address of its own (#l1s2); links
carry the reader from one to the next, with or without scripts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from courses.kits import lessons as given
from courses.kits.asking import CHANNELS, ORDER, heading, mixed
from courses.kits.errors import KitError
from courses.kits.parts import Part
from courses.kits.places import Places
from courses.kits.render import Renderer
from courses.kits.source import KitSource
from portal.core.svg_png import aspect

PICTURE_WIDTH = 360
TIPS = {"key": "จำไว้", "tip": "ลองทำ", "warn": "ระวัง"}
SIGN = {True: "สัญญาณเตือน", False: "ปกติ"}
MEDIA = {"video": "คลิปวิดีโอ", "infographic": "อินโฟกราฟิก"}
# The order and the names of the shelves a trainer sees; by the first folder of a file's path.
SHELVES = {
    "guide": ("คู่มือวิทยากร", "lesson"),
    "slides": ("สไลด์", "slides"),
    "handouts": ("ใบงาน", "page"),
    "quiz": ("แบบทดสอบ", "quiz"),
    "forms": ("แบบฟอร์ม", "sheet"),
    "fonts": ("แบบตัวอักษร", "file"),
}
WEB_FONTS = tuple(
    f"noto-sans-thai-looped-{script}-{weight}-normal.woff2" for script in ("latin", "thai") for weight in (400, 700)
)


@dataclass(frozen=True)
class Size:
    """A drawing's size in CSS pixels, so that the page does not jump when it appears."""

    width: int
    height: int


@dataclass(frozen=True)
class BlockView:
    """A block and what its template needs beside it."""

    id: str
    kind: str
    given: Any
    label: str = ""
    size: Size | None = None
    dial: str = ""
    # What the page of answers says of it, and what the script compares a choice with.
    answers: tuple[dict[str, str], ...] = ()
    key: tuple[dict[str, str], ...] = ()
    scenes: tuple[SceneView, ...] = ()


@dataclass(frozen=True)
class SceneView:
    """A scene with an address of its own; `choices` are dicts of text, scene (the address), number and feedback."""

    id: str
    number: int
    given: given.Scene
    label: str
    size: Size | None
    choices: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class StepView:
    id: str
    number: int
    title: str
    blocks: tuple[BlockView, ...]
    back: str
    onward: str


@dataclass(frozen=True)
class QuestionView:
    """A question of a quiz; of the kind "order" its steps stand mixed, and `places` are their right ones."""

    index: int
    given: given.QuizQuestion
    places: tuple[int, ...] = ()

    @property
    def shown(self) -> tuple[Any, ...]:
        return tuple(self.given.choices[place - 1] for place in self.places) or self.given.choices

    @property
    def heading(self) -> str:
        return heading(self.given)


@dataclass(frozen=True)
class LessonView:
    id: str
    given: given.OfflineLesson
    steps: tuple[StepView, ...]
    quiz: tuple[QuestionView, ...]
    drawing: Size | None
    next: str = ""
    answered: tuple[BlockView, ...] = field(default=())

    @property
    def last_step(self) -> str:
        return self.steps[-1].id


def pages(source: KitSource, places: Places, others: Sequence[Part]) -> Iterator[Part]:
    """The whole site; `others` are the release's other public files, which the first page lists for trainers."""
    renderer = Renderer(places)
    lessons = tuple(_lesson(source, places, number) for number in range(1, len(source.lessons) + 1))
    index = renderer.html(
        "site/index.html",
        kit=source,
        kit_drawing=_size(places, source.picture),
        lessons=lessons,
        groups=_groups(lessons),
        shelves=_shelves(others),
    )
    yield Part("index.html", index.encode(), "บทเรียนและสื่อ เปิดในเบราว์เซอร์ได้โดยไม่ต้องมีอินเทอร์เน็ต", listed=False)
    answers = renderer.html("site/answers.html", kit=source, lessons=lessons)
    yield _piece("answers.html", answers.encode())
    yield _piece("site/data.js", _data(source, lessons).encode())
    yield from _assets(source, places)


def _piece(path: str, data: bytes) -> Part:
    return Part(path, data, "ส่วนหนึ่งของบทเรียนออฟไลน์", listed=False)


def _assets(source: KitSource, places: Places) -> Iterator[Part]:
    for name in ("site.css", "site.js", "scorm.js"):
        yield _piece(f"site/{name}", (places.assets / "site" / name).read_bytes())
    for icon in sorted((places.assets / "icons").glob("*.svg")):
        yield _piece(f"site/icons/{icon.name}", icon.read_bytes())
    for name in source.drawings():
        yield _piece(f"site/draw/{name}.svg", places.drawing(name).read_bytes())
    for name in (*WEB_FONTS, "OFL.txt"):
        path = places.web_fonts / name
        if not path.is_file():
            raise KitError("ไม่พบแบบตัวอักษรของเว็บ จึงสร้างบทเรียนออฟไลน์ไม่ได้", [f"ไม่พบแฟ้ม {name}"])
        yield _piece(f"site/fonts/{name}", path.read_bytes())


def _groups(lessons: Sequence[LessonView]) -> list[dict[str, Any]]:
    """Lessons under their headings, in the order they come."""
    groups: list[dict[str, Any]] = []
    for lesson in lessons:
        if not groups or groups[-1]["title"] != lesson.given.group:
            groups.append({"title": lesson.given.group, "lessons": []})
        groups[-1]["lessons"].append(lesson)
    return groups


def _shelves(others: Sequence[Part]) -> list[dict[str, Any]]:
    """The public files a trainer opens, by kind and document; files of an unknown folder stand at the end."""
    listed = sorted((part for part in others if part.listed and not part.trainers_only), key=_shelf_order)
    shelves: list[dict[str, Any]] = []
    folders = [*SHELVES, *sorted({part.path.split("/")[0] for part in listed} - {*SHELVES})]
    for folder in folders:
        title, icon = SHELVES.get(folder, ("แฟ้มอื่น", "file"))
        documents: dict[str, list[dict[str, Any]]] = {}
        for part in listed:
            if part.path.split("/")[0] == folder:
                file = {"path": part.path, "form": part.form or "เปิด", "size": len(part.data)}
                documents.setdefault(part.title, []).append(file)
        if documents:
            shelves.append({"title": title, "icon": icon, "documents": list(documents.items())})
    return shelves


def _shelf_order(part: Part) -> tuple[str, bool, bool]:
    """Documents in the order of their file names; of one document PDF first, large print last."""
    stem = part.path.rsplit(".", 1)[0].removesuffix("-large")
    return stem, part.path.endswith(".pdf") is False, "-large" in part.path


def _lesson(source: KitSource, places: Places, number: int) -> LessonView:
    lesson = source.lessons[number - 1]
    name = f"l{number}"
    after_steps = f"{name}q" if lesson.quiz else f"{name}end"
    steps = []
    for position, step in enumerate(lesson.steps, start=1):
        last = position == len(lesson.steps)
        step_id = f"{name}s{position}"
        steps.append(
            StepView(
                id=step_id,
                number=position,
                title=step.title,
                blocks=tuple(
                    _block(places, f"{step_id}b{index}", block) for index, block in enumerate(step.blocks, start=1)
                ),
                back="home" if position == 1 else f"{name}s{position - 1}",
                onward=after_steps if last else f"{name}s{position + 1}",
            )
        )
    questions = lesson.quiz.questions if lesson.quiz else ()
    return LessonView(
        id=name,
        given=lesson,
        steps=tuple(steps),
        quiz=tuple(_question(index, question) for index, question in enumerate(questions)),
        drawing=_size(places, lesson.picture),
        next=f"l{number + 1}s1" if number < len(source.lessons) else "",
        answered=tuple(block for step in steps for block in step.blocks if block.answers),
    )


def _question(index: int, question: given.QuizQuestion) -> QuestionView:
    places = mixed(len(question.choices), question.text) if question.kind == ORDER else ()
    return QuestionView(index, question, places)


def _block(places: Places, name: str, block: given.Block) -> BlockView:
    match block:
        case given.TextBlock():
            return BlockView(name, "text", block)
        case given.BubbleBlock():
            return BlockView(name, "bubble", block, label=CHANNELS.get(block.channel, ""))
        case given.TipBlock():
            return BlockView(name, "tip", block, label=TIPS.get(block.kind, ""))
        case given.DrawingBlock():
            return BlockView(name, "drawing", block, size=_size(places, block.name))
        case given.HotlineBlock():
            return BlockView(name, "hotline", block, dial=re.sub(r"[^0-9+]", "", block.phone))
        case given.MediaBlock():
            return BlockView(name, "media", block, label=MEDIA.get(block.kind, ""))
        case given.SortBlock():
            labels = {basket.key: basket.label for basket in block.baskets}
            answers = tuple(_answer(one.text, labels[one.basket], one.why) for one in block.items)
            return BlockView(
                name, "sort", block, answers=answers, key=_key_of((one.basket, one.why) for one in block.items)
            )
        case given.ChecklistBlock():
            return BlockView(name, "checklist", block)
        case given.SpotBlock():
            answers = tuple(_answer(one.text, SIGN[one.sign], one.why) for one in block.parts)
            key = _key_of(("sign" if one.sign else "", one.why) for one in block.parts)
            label = CHANNELS.get(block.channel, "")
            return BlockView(name, "spot", block, label, _size(places, block.drawing), answers=answers, key=key)
        case given.ChooseBlock():
            answers = tuple(_answer(one.text, one.options[one.right], one.why) for one in block.items)
            key = _key_of((str(one.right), one.why) for one in block.items)
            return BlockView(name, "choose", block, answers=answers, key=key)
        case given.ScenarioBlock():
            scenes = _scenes(places, name, block)
            answers = tuple(
                _answer(one["text"], f"ฉากที่ {one['number']}", one["feedback"])
                for scene in scenes
                for one in scene.choices
            )
            return BlockView(name, "scenario", block, answers=answers, scenes=scenes)
        case given.ReflectionBlock():
            return BlockView(name, "reflection", block)


def _answer(text: str, label: str, why: str) -> dict[str, str]:
    return {"text": text, "label": label, "why": why}


def _key_of(rows: Iterable[tuple[str, str]]) -> tuple[dict[str, str], ...]:
    return tuple({"basket": value, "why": why} for value, why in rows)


def _scenes(places: Places, name: str, block: given.ScenarioBlock) -> tuple[SceneView, ...]:
    numbers = {scene.key: number for number, scene in enumerate(block.scenes, start=1)}
    return tuple(
        SceneView(
            id=f"{name}c{numbers[scene.key]}",
            number=numbers[scene.key],
            given=scene,
            label=CHANNELS.get(scene.channel, ""),
            size=_size(places, scene.drawing),
            choices=tuple(
                {
                    "text": choice.text,
                    "scene": f"{name}c{numbers[choice.to]}",
                    "number": numbers[choice.to],
                    "feedback": choice.feedback,
                }
                for choice in scene.choices
            ),
        )
        for scene in block.scenes
    )


def _size(places: Places, drawing: str) -> Size | None:
    if not drawing:
        return None
    path: Path = places.drawing(drawing)
    return Size(PICTURE_WIDTH, round(PICTURE_WIDTH / aspect(path)))


def _data(source: KitSource, lessons: Sequence[LessonView]) -> str:
    """What the scripts must know, as a classic script: file:// may not fetch JSON."""
    data = {
        "kit": f"{source.slug}-{source.version}",
        "lessons": [
            {
                "id": lesson.id,
                "title": lesson.given.title,
                "steps": len(lesson.steps),
                "pass": lesson.given.quiz.pass_percent if lesson.given.quiz else 0,
                "sorts": {block.id: list(block.key) for block in lesson.answered if block.key},
                "quiz": [_key(question) for question in lesson.quiz],
            }
            for lesson in lessons
        ],
    }
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    # U+2028 and U+2029 end a line in the JavaScript of older browsers.
    return "window.KIT = " + text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029") + ";\n"


def _key(question: QuestionView) -> dict[str, Any]:
    """What marks a question: the right choices' numbers from 0, or of steps to put in order the place of each shown."""
    return {
        "right": [index for index, choice in enumerate(question.given.choices) if choice.correct],
        "places": list(question.places),
        "say": [choice.feedback for choice in question.given.choices],
        "why": question.given.explanation,
    }
