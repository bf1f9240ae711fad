"""Saying how satisfied one is with a training session: while it runs and a week longer."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone

from portal.learning.models import Satisfaction
from portal.learning.votes import Votable, register
from portal.training.models import TrainingSession

AFTER = timedelta(days=7)
"""How long after its last day a session still takes votes: people answer at home, from the link they were sent."""


def find_session(request: HttpRequest, key: uuid.UUID | None) -> Votable:
    """The session with this UUID. Raises Http404 for unknown ones and before its first day: nobody has been there yet."""
    session = TrainingSession.objects.select_related("project").filter(uuid=key).first() if key else None
    today = timezone.localdate()
    if session is None or today < session.starts_on:
        raise Http404
    return Votable(
        Satisfaction.Subject.SESSION,
        session.uuid,
        session.title,
        reverse("wagtail_serve", args=[""]),
        project=session.project.slug,
        is_open=today <= session.ends_on + AFTER,
    )


def register_own() -> None:
    """Called from ``AppConfig.ready``."""
    register(Satisfaction.Subject.SESSION, find_session)
