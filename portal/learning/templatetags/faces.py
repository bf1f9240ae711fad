"""The five faces on pages that are uncached anyway: the result of a quiz, "I did this"."""

from __future__ import annotations

import uuid
from typing import Any

from django import template

from portal.learning import votes, who

register = template.Library()


@register.inclusion_tag("learning/_faces.html", takes_context=True)
def faces(context: dict[str, Any], kind: str, key: uuid.UUID) -> dict[str, Any]:
    """The faces for one object, with the vote this browser's learner gave today."""
    request = context["request"]
    votable = votes.find(request, kind, key)
    return {
        "request": request,
        "at": context.get("at"),
        "csrf_token": context.get("csrf_token"),
        "votable": votable,
        "faces": votes.FACES,
        "vote": votes.of_today(who.current(request), votable),
        "who": context.get("who", ""),
        "submission": str(uuid.uuid4()),
        # The page above has said it already.
        "quiet": True,
    }
