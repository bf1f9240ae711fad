"""How satisfied are you? Five faces on an uncached page: one tap is a vote."""

from __future__ import annotations

import uuid
from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.learning import votes, who
from portal.learning.limits import within_limit
from portal.learning.models import Learner, Satisfaction
from portal.learning.origin import learners_act

# A school or a mobile carrier may hold hundreds of people behind one address; a script would send thousands.
TRIES, SECONDS = 600, 3600


@learners_act
@require_http_methods(["GET", "HEAD", "POST"])
def faces(request: HttpRequest, kind: str, key: uuid.UUID | None = None) -> HttpResponse:
    """GET shows the faces, and today's vote of a learner already known; POST with a score keeps the vote.

    410 once the time for votes is over, 422 without a score, 429 beyond the limit for one address.
    Template context: votable, faces, vote, voted (by this very request), who, submission, problem, cookieless.
    """
    votable = votes.find(request, kind, key)
    if not votable.is_open:
        return render(request, "learning/faces.html", {"votable": votable}, status=410)
    if request.method != "POST":
        return _shown(request, votable, who.current(request))
    score = votes.SCORES.get(request.POST.get("score", ""))
    if score is None:
        return _shown(request, votable, who.current(request), problem=_("ยังไม่ได้เลือก แตะหน้าที่ตรงกับใจหนึ่งหน้า"), status=422)
    if not within_limit(request, "vote", tries=TRIES, seconds=SECONDS):
        problem = _("มีคนให้คะแนนจากเครือข่ายนี้มากเกินไปในเวลาสั้น ๆ รอสักครู่แล้วแตะอีกครั้ง")
        return _shown(request, votable, who.current(request), problem=problem, status=429)
    learner, vote = votes.cast(request, votable, score, _submission(request))
    response = _shown(request, votable, learner, vote)
    if learner is not None:
        who.remember(request, response, learner)
    return response


def _submission(request: HttpRequest) -> uuid.UUID:
    """The form's own name; a form without one is its own."""
    with suppress(ValueError):
        return uuid.UUID(request.POST.get("submission", ""))
    return uuid.uuid4()


def _shown(
    request: HttpRequest,
    votable: votes.Votable,
    learner: Learner | None,
    vote: Satisfaction | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "votable": votable,
        "faces": votes.FACES,
        "vote": vote or votes.of_today(learner, votable),
        "voted": vote is not None,
        "who": who.pass_of(learner) if vote and learner else request.POST.get("who", ""),
        "submission": request.POST.get("submission") or str(uuid.uuid4()),
        "problem": problem,
        # The first tap of any browser comes without a cookie; one that had to say who it is in the form keeps none.
        "cookieless": "who" in request.POST and who.COOKIE not in request.COOKIES,
    }
    return render(request, "learning/faces.html", context, status=status)
