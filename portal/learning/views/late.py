"""Where a device sends the answers it kept: JSON, of the same origin, signed in with the CSRF token as usual."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.learning.offline.answers import Refused, Sender, read_batch, take
from portal.learning.offline.marks import mark_of
from portal.learning.origin import learners_act


@learners_act
@require_safe
def late_who(request: HttpRequest) -> HttpResponse:
    """JSON: `learner`, the mark of this browser's learner ("" for nobody), and `csrf` for signed-in people ("" else).
    Creates nobody and sets no cookie for those who are not signed in."""
    return JsonResponse({"learner": mark_of(Sender(request).known), "csrf": _token(request)})


@learners_act
@require_POST
def late_answers(request: HttpRequest) -> HttpResponse:
    """POST `{"answers": [{submission, lesson, kind, version, fields, learner, answered_at, refuse_counting}]}`, at most 50.

    Answers 200 with `answers`, one for each in the same order: `submission`, `code` (200 kept; 400, 409 another
    learner's, 410 no longer to be judged, 422 incomplete), `words`, and for a quiz its result. 400 and 413 with `words`
    when the whole cannot be read.
    """
    try:
        batch = read_batch(request)
    except Refused as refused:
        return JsonResponse({"words": refused.words}, status=refused.code)
    sender = Sender(request)
    taken = [take(data, sender).as_json() for data in batch]
    for one in taken:
        if "questions" in one:
            one["each"], one["open"] = _("ดูทีละข้อ"), _("เปิดบทเรียนนี้")
            for question in one["questions"]:
                question["says"] = _("ถูกต้อง") if question["right"] else _("ยังไม่ถูก")
    response = JsonResponse({"learner": mark_of(sender.learner), "csrf": _token(request), "answers": taken})
    sender.remember(response)
    return response


def _token(request: HttpRequest) -> str:
    return get_token(request) if request.user.is_authenticated else ""
