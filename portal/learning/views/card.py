"""My card: made, shown, printed and replaced by the learner it leads to."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.core.qr import qr_svg
from portal.learning import cards, who
from portal.learning.card_pdf import NoPrinting, card_pdf
from portal.learning.discreet import discreet
from portal.learning.models import Learner, ProgressCard


@discreet
@require_http_methods(["GET", "HEAD", "POST"])
def my_card(request: HttpRequest) -> HttpResponse:
    """GET shows the card, or what a card is. POST `make` makes it, `replace` ends the old one and makes another; any
    other POST shows the page to a browser without cookies.

    Somebody with an account needs no card: signing in does the same. Template context: learner, card, address, qr,
    who, replaced.
    """
    learner = who.current(request)
    if learner is not None and learner.user_id is not None:
        return redirect("my_learning")
    if learner is None or request.method != "POST" or not {"make", "replace"} & set(request.POST):
        return _page(request, learner, cards.card_of(learner) if learner else None)
    replaced = "replace" in request.POST
    card = cards.replace(learner) if replaced else cards.make(learner)
    response = _page(request, learner, card, replaced=replaced)
    if replaced:
        who.remember(request, response, learner)
    return response


def _page(
    request: HttpRequest, learner: Learner | None, card: ProgressCard | None, status: int = 200, **more: Any
) -> HttpResponse:
    address = cards.address(request, card) if card else ""
    context = {
        "learner": learner,
        "card": card,
        "address": address,
        "qr": qr_svg(address, css="") if card else "",
        "who": who.pass_of(learner) if learner and who.COOKIE not in request.COOKIES else "",
        **more,
    }
    return render(request, "learning/card.html", context, status=status)


@discreet
@require_http_methods(["GET", "HEAD", "POST"])
def my_card_pdf(request: HttpRequest) -> HttpResponse:
    """The card as PDF; POST for a browser without cookies, whose form says who it is. 404 for who has no card.

    503 with the card's own page, which can be printed, where no PDF can be made.
    """
    learner = who.current(request)
    card = cards.card_of(learner) if learner is not None and learner.user_id is None else None
    if card is None:
        raise Http404
    try:
        made = card_pdf(request, card)
    except NoPrinting:
        return _page(request, learner, card, status=503, problem=_("ตอนนี้ทำไฟล์ PDF ไม่ได้ พิมพ์หรือถ่ายรูปหน้านี้เก็บไว้แทนได้"))
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="progress-card.pdf"'
    return response
