"""What belongs to a lesson or a course that is kept on a device: its pages, their files, its questions, its films.

The same for everybody. The files are those the pages really name: the first step and the print view, which shows every
step, are made as a visitor sees them and read. The browser adds what other steps name besides (their scripts).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

from django.contrib.auth.models import AnonymousUser
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest
from django.urls import reverse

from courses.models import CoursePage, LessonPage
from media.models import VideoPage
from portal.core.listing import open_to_all
from portal.learning.offline import activities
from portal.learning.offline.quizzes import offline_quiz, version_of
from portal.learning.offline.stored import Stored, named_by_style, stored


@dataclass(frozen=True)
class Film:
    """A video of the lesson, kept only when asked for: the page it plays on and its files; size in bytes."""

    title: str
    page: str
    files: list[str]
    size: int


@dataclass(frozen=True)
class Manifest:
    """Addresses are paths of this site, sizes bytes as kept (not as sent). `version` changes whenever a reader would see
    a difference."""

    kind: str
    key: str
    language: str
    title: str
    url: str
    pages: list[Stored]
    files: list[Stored]
    films: list[Film] = field(default_factory=list)
    # The address a page links to → the kept page that stands in for it.
    stands_in: dict[str, str] = field(default_factory=dict)
    lessons: list[dict[str, str]] = field(default_factory=list)

    @property
    def version(self) -> str:
        parts = [f"{one.url} {one.hash}" for one in (*self.pages, *self.files)]
        parts += [json.dumps(asdict(film), sort_keys=True) for film in self.films]
        parts += [f"{lesson['url']} {lesson['title']}" for lesson in self.lessons]
        return _hash("\n".join(sorted(parts)).encode())

    def as_json(self) -> dict[str, Any]:
        size = sum(one.size for one in (*self.pages, *self.files))
        return {**asdict(self), "version": self.version, "size": size, "film_size": sum(one.size for one in self.films)}


def of_lesson(lesson: LessonPage, request: HttpRequest) -> Manifest:
    """A live lesson's pages with every step, its questions (or "I did this"), activities, files and films."""
    first = _made(lesson, "first_step", lesson.url, request)
    everything = _made(lesson, "print_view", f"{lesson.url}all/", request)
    act = _stand_in(lesson)
    quiz = version_of(lesson.translation_key, offline_quiz(lesson)) if lesson.quiz_id else ""
    blocks = activities.activities_in(lesson)
    asked = "".join([quiz, *(activities.version_of(block) for block in blocks)])
    # Any change of a step stands in the print view: one hash for all.
    whole = _hash(first + everything + asked.encode())
    done = dict(_stand_in_of(lesson, block) for block in blocks)
    steps = [lesson.url, *(f"{lesson.url}{number}/" for number in range(2, len(lesson.steps) + 1))]
    pages = [Stored(url, len(first), whole) for url in steps]
    pages += [Stored(f"{lesson.url}all/", len(everything), whole), Stored(act["page"], len(first), whole)]
    pages += [Stored(url, len(first), whole) for url in done.values()]
    if lesson.teach_home:
        pages.append(Stored(f"{lesson.url}home/", len(first), whole))
    return Manifest(
        kind="lesson",
        key=str(lesson.translation_key),
        language=lesson.locale.language_code,
        title=lesson.title,
        url=lesson.url,
        pages=pages,
        files=files_of([first, everything]),
        films=_films(lesson),
        stands_in={act["for"]: act["page"], **done},
    )


def of_course(course: CoursePage, request: HttpRequest) -> Manifest:
    """The course's own page; its lessons have manifests of their own, named here in order."""
    html = _made(course, "serve", course.url, request)
    lessons = open_to_all(LessonPage.objects.filter(links__module__course=course.pk)).order_by(
        "links__module__sort_order", "links__sort_order"
    )
    return Manifest(
        kind="course",
        key=str(course.translation_key),
        language=course.locale.language_code,
        title=course.title,
        url=course.url,
        pages=[Stored(course.url, len(html), _hash(html))],
        files=files_of([html]),
        lessons=[
            {
                "title": lesson.title,
                "url": lesson.get_url(request),
                "manifest": reverse("offline_manifest", args=["lesson", lesson.translation_key]),
            }
            for lesson in lessons.select_related("locale").defer_streamfields()
        ],
    )


def _stand_in(lesson: LessonPage) -> dict[str, str]:
    asked = "quiz" if lesson.quiz_id else "did_this"
    key = [lesson.translation_key]
    return {"for": reverse(asked, args=key), "page": reverse("offline_act", args=key)}


def _stand_in_of(lesson: LessonPage, block: Any) -> tuple[str, str]:
    key = [lesson.translation_key, block.id]
    return reverse("activity", args=key), reverse("offline_activity", args=key)


def _made(page: Any, way: str, path: str, request: HttpRequest) -> bytes:
    """A page's HTML as a visitor without any cookie gets it."""
    content: bytes = getattr(page, way)(as_visitor(request, path)).render().content
    return content


def as_visitor(request: HttpRequest, path: str) -> HttpRequest:
    """A request for another path of the same site by somebody without any cookie."""
    visitor = WSGIRequest(
        {**request.META, "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": "", "HTTP_COOKIE": ""}
    )
    visitor.user = AnonymousUser()
    return visitor


def _films(lesson: LessonPage) -> list[Film]:
    """Films that we hold ourselves and everybody may see; those of other sites cannot be kept."""
    shown = [
        block.value.pk
        for step in lesson.steps
        for block in step.value["body"]
        if block.block_type == "video" and block.value is not None
    ]
    if not shown:
        return []
    films = open_to_all(VideoPage.objects.filter(pk__in=shown, video_file__isnull=False))
    found = []
    for film in films.select_related("video_file", "captions", "locale"):
        documents = [document for document in (film.video_file, film.captions) if document is not None]
        files = [one for document in documents if (one := stored(document.file.url)) is not None]
        if files:
            found.append(Film(film.title, film.url, [one.url for one in files], sum(one.size for one in files)))
    return found


class _Names(HTMLParser):
    """Collects the addresses of what a page is drawn with: styles, scripts, pictures, fonts."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, None] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if "data-o" in given:
            return  # the beacon: a kept copy has none
        self._add(given.get("data-queue"))
        if tag in ("img", "script"):
            self._add(given.get("src"))
        elif tag == "use":
            self._add(given.get("href"))
        elif tag == "link" and given.get("rel") in ("stylesheet", "icon", "preload"):
            self._add(given.get("href"))

    def _add(self, address: str | None) -> None:
        if address:
            self.found[address.split("#")[0]] = None


def files_of(pages: Iterable[bytes]) -> list[Stored]:
    """The files these pages name, and those their styles name, each once; what is not ours to send is left out."""
    names = _Names()
    for page in pages:
        names.feed(page.decode())
    found: dict[str, Stored] = {}
    waiting = list(names.found)
    while waiting:
        url = waiting.pop(0)
        one = None if url in found else stored(url)
        if one is not None:
            found[url] = one
            waiting += [urljoin(url, name) for name in named_by_style(url)]
    return list(found.values())


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]
