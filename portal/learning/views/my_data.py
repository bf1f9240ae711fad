"""My data: what is kept of me, as a file, and gone. With an account or with nothing but this browser's learner."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from portal.accounts.adapter import AccountAdapter, sign_in_again
from portal.accounts.sessions import is_fresh
from portal.core.analytics.consent import withdraw
from portal.learning import who
from portal.learning.limits import within_limit
from portal.learning.origin import learners_act
from portal.learning.own_data import LastAdministrator, Person, person_of

WORDS = ("ลบ", "delete")
"""What is typed to show that it is meant."""
ERASURES_AN_HOUR = 20


@learners_act
@require_safe
def my_data(request: HttpRequest) -> HttpResponse:
    """Template context: person, kept (rows with holding and count)."""
    person = person_of(request)
    return render(request, "account/my_data.html", {"person": person, "kept": person.kept()})


@learners_act
@require_safe
def my_data_download(request: HttpRequest) -> HttpResponse:
    """Everything kept, as one JSON file."""
    options = {"ensure_ascii": False, "indent": 2}
    response = JsonResponse(person_of(request).export(), json_dumps_params=options)
    name = f"rutan-{timezone.localdate():%Y-%m-%d}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@learners_act
@require_http_methods(["GET", "HEAD", "POST"])
def my_data_erase(request: HttpRequest) -> HttpResponse:
    """GET asks, POST with the word erases and says what was erased and what stays as numbers.

    Signed in, who it is must have been shown in the last minutes. Template context: person, kept, wrong_word,
    last_administrator; after erasure: erased.
    """
    person = person_of(request)
    if person.user is not None and not is_fresh(request):
        return ask_again(request)
    context: dict[str, Any] = {"person": person}
    if request.method == "POST":
        if request.POST.get("word", "").strip().lower() not in WORDS:
            context["wrong_word"] = True
        elif not within_limit(request, "erase", tries=ERASURES_AN_HOUR, seconds=3600):
            return render(request, "429.html", status=429)
        else:
            try:
                return _erased(request, person)
            except LastAdministrator:
                context["last_administrator"] = True
    context["kept"] = person.kept()
    return render(request, "account/my_data_erase.html", context, status=422 if len(context) > 2 else 200)


def _erased(request: HttpRequest, person: Person) -> HttpResponse:
    found = person.erase()
    # Before the page is made, or its frame would still see the account. With it ends the counting cookie
    # (signing_in.CountingCookieMiddleware), with or without an account.
    logout(request)
    response = render(request, "account/my_data_erased.html", {"erased": found})
    response.delete_cookie(who.COOKIE, samesite="Lax")
    withdraw(request, response)
    return response


def ask_again(request: HttpRequest) -> HttpResponse:
    """To a password, a key or an app where the person has one, else to signing in anew; then back here."""
    from allauth.account.internal.flows.reauthentication import suspend_request

    ways = AccountAdapter().get_reauthentication_methods(request.user)
    return suspend_request(request, ways[0]["url"]) if ways else sign_in_again(request)
