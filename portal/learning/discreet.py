"""Pages that bear a code or somebody's progress: for no robot, and no other address learns theirs."""

from __future__ import annotations

from functools import wraps

from django.http import HttpRequest, HttpResponseBase

from portal.learning.origin import View, learners_act

# Not "no-referrer": browsers then send `Origin: null` with a form, and no act of a learner would be accepted. This one
# tells the site's name and never a path.
REFERRER_POLICY = "strict-origin"


def discreet(view: View) -> View:
    """Guard a view as `learners_act` does; robots are turned away, and no address of these pages travels as a referrer."""
    act = learners_act(view)

    @wraps(act)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response = act(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = REFERRER_POLICY
        return response

    return guarded
