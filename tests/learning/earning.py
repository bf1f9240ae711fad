"""Finishing a course and asking for its certificate, as a browser does it."""

from __future__ import annotations

import uuid
from typing import Any

from django.test import Client

from courses.models import CoursePage
from portal.learning.models import Certificate, Completion
from tests.factories.tree import Tree
from tests.learning.acting import filled_quiz, hidden, quiz_url, send


def finish_course(site: Tree, client: Client) -> Any:
    """Both lessons of the small site; the answer to the last act."""
    send(client, quiz_url(site.lesson), filled_quiz(client, site.lesson))
    return send(client, f"/th/learn/{site.next_lesson.translation_key}/done/", {})


def claim_url(course: CoursePage) -> str:
    return f"/th/my/courses/{course.translation_key}/certificate/"


def claim(site: Tree, client: Client, **data: str) -> Any:
    """Sends the form of the certificate; without `name` it stays empty."""
    form = hidden(client.get(claim_url(site.course)).content.decode())
    return send(client, claim_url(site.course), {"name": "", **form, **data})


def earned(site: Tree, client: Client, **data: str) -> Certificate:
    """The certificate of a course finished just now."""
    finish_course(site, client)
    response = claim(site, client, **data)
    assert response.status_code == 303, response.content.decode()
    found = uuid.UUID(response["Location"].rstrip("/").rsplit("/", 1)[1])
    return Certificate.objects.get(uuid=found)


def again(site: Tree, client: Client, after: int) -> Any:
    return send(client, f"/th/my/courses/{site.course.translation_key}/again/", {"after": str(after)})


def course_completions(site: Tree) -> list[Completion]:
    return list(Completion.objects.of_courses().filter(subject_key=site.course.translation_key).order_by("occasion"))
