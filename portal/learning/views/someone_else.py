"""Someone else is learning on this device: the one before is forgotten here, and kept everywhere else."""

from __future__ import annotations

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from portal.core.analytics.consent import withdraw
from portal.learning import cards, who
from portal.learning.discreet import discreet


@discreet
@require_http_methods(["GET", "HEAD", "POST"])
def someone_else(request: HttpRequest) -> HttpResponse:
    """GET says what will happen and offers the leaving one's card; POST signs out, forgets the learner and makes room.

    With scripts, leaving.js first asks whoever listens for `learner:leaving`, then empties what this device keeps under
    names that begin with `learner:`. Template context: learner, card, lessons_done, left.
    """
    learner = who.current(request)
    if request.method != "POST":
        context = {
            "learner": learner,
            "card": cards.card_of(learner) if learner else None,
            "lessons_done": learner.completions.of_lessons().count() if learner else 0,
        }
        return render(request, "learning/someone_else.html", context)
    if request.user.is_authenticated:
        logout(request)
    response = render(request, "learning/someone_else.html", {"left": True})
    who.forget(response)
    # The next one has not been asked.
    withdraw(request, response)
    return response
