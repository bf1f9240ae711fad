"""Using a card: this browser becomes the card's learner. GET acts on nothing (decision 9)."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from portal.accounts.models import User
from portal.core.codes import WrongCode, grouped, read_code
from portal.learning import cards, merging, who
from portal.learning.discreet import discreet
from portal.learning.limits import spent, within_limit
from portal.learning.models import Learner
from portal.learning.signing_in import count_as_one
from portal.learning.views.my import summary

ACTION = "card"
TRIES, SECONDS = 10, 600
"""Wrong codes an address may send; right ones are not counted, or a class behind one hotspot would be kept out."""


@discreet
@require_http_methods(["GET", "HEAD", "POST"])
def use_card(request: HttpRequest, code: str = "") -> HttpResponse:
    """GET shows a form, with the address's code in it. POST `code` switches this browser to the card's learner.

    Where there is progress on this browser already, `mine` must say whose it is: "yes" joins the two, "no" leaves the
    old one as it was. 422 for a code that leads nowhere, 429 after too many of those.
    """
    if request.method != "POST" or "code" not in request.POST:
        return _form(request, code)
    if spent(request, ACTION, tries=TRIES, seconds=SECONDS):
        return _too_many(request)
    typed = request.POST["code"]
    learner = cards.learner_of(typed)
    if learner is None:
        within_limit(request, ACTION, tries=TRIES, seconds=SECONDS)
        return _form(request, typed, wrong=True)
    return _switch(request, learner, who.current(request), grouped(read_code(typed)))


def _switch(request: HttpRequest, learner: Learner, here: Learner | None, code: str) -> HttpResponse:
    answer = request.POST.get("mine", "")
    if learner.user_id is not None and learner.user_id != request.user.pk:
        # The account's own ways of signing in protect what is in it; a card does not go round them.
        return render(request, "learning/card_account.html")
    if here is not None and here.pk == learner.pk:
        return _used(request, learner)
    if isinstance(request.user, User):
        if answer == "yes":
            return _used(request, _join_account(request.user, learner), joined=True)
        return redirect("my_learning") if answer == "no" else _ask(request, here, code)
    if here is None or answer == "no" or not merging.has_anything(here):
        return _used(request, learner, another=True)
    if answer == "yes":
        return _used(request, _join(here, learner), joined=True)
    return _ask(request, here, code)


def _join(here: Learner, learner: Learner) -> Learner:
    with transaction.atomic():
        joined = merging.merge(here, learner)
        if not joined.counting_refused:
            transaction.on_commit(lambda: count_as_one(here, "learner", f"learner:{joined.uuid}"))
    return joined


def _join_account(user: User, learner: Learner) -> Learner:
    with transaction.atomic():
        joined = merging.join_account(learner, user)
        transaction.on_commit(lambda: count_as_one(learner, *who.counted_as(user)))
    return joined


def _used(request: HttpRequest, learner: Learner, joined: bool = False, another: bool = False) -> HttpResponse:
    """Not a redirect: a browser without cookies would arrive there as nobody.

    another: what this device still keeps of whoever had it before is not the card's learner's.
    """
    context = {
        "learner": learner,
        "joined": joined,
        "another": another,
        "who": who.pass_of(learner),
        **summary(request, learner),
    }
    response = render(request, "learning/card_used.html", context)
    who.remember(request, response, learner)
    return response


def _ask(request: HttpRequest, here: Learner | None, code: str) -> HttpResponse:
    context = {
        "code": code,
        "who": request.POST.get("who", ""),
        "here": here,
        "lessons_done": here.completions.of_lessons().count() if here else 0,
        "card": cards.card_of(here) if here else None,
    }
    return render(request, "learning/card_ask.html", context)


def _form(request: HttpRequest, typed: str, wrong: bool = False) -> HttpResponse:
    try:
        shown = grouped(read_code(typed))
    except WrongCode:
        shown = typed
    context = {"typed": shown, "wrong": wrong, "who": request.POST.get("who", "")}
    return render(request, "learning/card_use.html", context, status=422 if wrong else 200)


def _too_many(request: HttpRequest) -> HttpResponse:
    response = render(request, "learning/too_many.html", {"minutes": SECONDS // 60}, status=429)
    response["Retry-After"] = str(SECONDS)
    return response
