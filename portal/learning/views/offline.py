"""Keeping lessons on a device: public pages and manifests, the same for everybody, and the service worker."""

from __future__ import annotations

import hashlib
import json
import uuid
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe

from courses.models import CoursePage
from portal.core.listing import open_to_all
from portal.core.pagecache import keep
from portal.learning import quizzing
from portal.learning.activities import activity_of
from portal.learning.offline import activities
from portal.learning.offline.manifest import as_visitor, files_of, of_course, of_lesson
from portal.learning.offline.quizzes import offline_quiz, version_of
from portal.learning.origin import learners_act
from portal.learning.subject import live_lesson
from portal.learning.views.activity import context_of

LESSON, COURSE = "lesson", "course"


def _live(kind: str, key: uuid.UUID) -> Any:
    """The live lesson or course everybody may see, in the page's language before others. Raises Http404."""
    if kind == LESSON:
        return live_lesson(key)
    if kind != COURSE:
        raise Http404
    courses = list(open_to_all(CoursePage.objects.filter(translation_key=key)).select_related("locale", "project"))
    if not courses:
        raise Http404
    return next((each for each in courses if each.locale.language_code == get_language()), courses[0])


def _public(response: HttpResponse) -> HttpResponse:
    """The same for everybody: kept in the page cache."""
    keep(response)
    return response


@require_safe
def manifest(request: HttpRequest, kind: str, key: uuid.UUID) -> HttpResponse:
    """JSON of portal.learning.offline.manifest.Manifest, with `version`, `size` and `film_size` in bytes."""
    found = _live(kind, key)
    made = of_lesson(found, request) if kind == LESSON else of_course(found, request)
    return _public(JsonResponse(made.as_json(), json_dumps_params={"ensure_ascii": False}))


@require_safe
def keep_page(request: HttpRequest, kind: str, key: uuid.UUID) -> HttpResponse:
    """What keeping means, with the panel that does it; with scripts off what to do instead.

    Template context: kind, subject, manifest_url, print_url ("" for a course).
    """
    found = _live(kind, key)
    context = {
        "kind": kind,
        "subject": found,
        "manifest_url": reverse("offline_manifest", args=[kind, key]),
        "print_url": f"{found.url}all/" if kind == LESSON else "",
    }
    return _public(render(request, "learning/offline/keep.html", context))


@require_safe
def offline_act(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The questions of a kept lesson, or "I did this": no token, no key, the same for everybody.

    Template context: lesson, rows (question, chosen, places: nothing yet), shown, version; none of the last three for a
    lesson without a quiz.
    """
    lesson = live_lesson(key)
    context: dict[str, Any] = {"lesson": lesson, "unanswered": []}
    if lesson.quiz_id:
        shown = offline_quiz(lesson)
        rows = quizzing.mark(shown, HttpRequest().POST)
        context |= {"shown": shown, "rows": rows, "version": version_of(key, shown)}
    return _public(render(request, "learning/offline/act.html", context))


@require_safe
def offline_activity(request: HttpRequest, key: uuid.UUID, block_id: str) -> HttpResponse:
    """An activity of a kept lesson, with what is right and why: no token, the same for everybody.

    Template context: that of the activity's own page without its form's (views.activity), what
    portal.learning.offline.activities.whole says, part (the form's fields), problems (none), version.
    """
    lesson = live_lesson(key)
    activity = activity_of(lesson.activity(block_id))
    context = {
        **context_of(lesson, activity),
        **activities.whole(activity),
        "part": f"learning/activities/fields/{activity.kind}.html",
        "version": activities.version_of(activity.block),
    }
    return _public(render(request, "learning/offline/activity.html", context))


@learners_act
@require_safe
def my_downloads(request: HttpRequest) -> HttpResponse:
    """What this device keeps; drawn by its script, for only the device knows."""
    return _downloads(request)


@require_safe
def no_network(request: HttpRequest) -> HttpResponse:
    """Shown by the service worker in place of a page that is not kept, when there is no network."""
    return _public(_no_network(request))


def _downloads(request: HttpRequest) -> HttpResponse:
    return render(request, "learning/offline/downloads.html")


def _no_network(request: HttpRequest) -> HttpResponse:
    return render(request, "learning/offline/no_network.html")


@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """GET /sw.js: the worker with what it needs of this very version of the site; another version, another worker."""
    shell = _shell(request)
    source = Path(str(finders.find("portal/js/offline/sw.js"))).read_text(encoding="utf-8")
    body = f"const SHELL = {json.dumps(shell, sort_keys=True)};\n{source}"
    response = _public(HttpResponse(body, content_type="text/javascript; charset=utf-8"))
    response["Service-Worker-Allowed"] = "/"
    return response


def _shell(request: HttpRequest) -> dict[str, Any]:
    """The pages that open without a network whatever is kept, in each language, with their files."""
    pages, html = {}, []
    addresses = []
    for language, _name in settings.LANGUAGES:
        with override(language):
            pages[language] = reverse("no_network")
            for name, view in (("no_network", _no_network), ("my_downloads", _downloads)):
                addresses.append(reverse(name))
                html.append(view(as_visitor(request, reverse(name))).content)
    files = files_of(html)
    version = hashlib.sha256(b"".join([*html, *(one.hash.encode() for one in files)])).hexdigest()[:16]
    return {"version": version, "pages": pages, "files": [*addresses, *(one.url for one in files)]}
