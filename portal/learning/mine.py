"""Fetching what is one's own: whatever belongs to somebody else is not there (404), for every role."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import models
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from portal.learning import who

Row = TypeVar("Row", bound=models.Model)


def mine(request: HttpRequest, rows: models.QuerySet[Row], **lookup: Any) -> Row:
    """The one of `rows` that is the acting learner's. Raises Http404 for another's, and where nobody is known."""
    learner = who.current(request)
    if learner is None:
        raise Http404
    return get_object_or_404(rows, learner=learner, **lookup)
