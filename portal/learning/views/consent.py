"""The question of consent to outside statistics services; nobody is led here but by their own tap on a link."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from portal.core.analytics.consent import DAYS, browser_refuses, give, opted_in, withdraw
from portal.core.analytics.services import services
from portal.core.analytics.serving import child_is_here
from portal.learning.origin import learners_act

YES, NO = "yes", "no"


@learners_act
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: HttpRequest) -> HttpResponse:
    """GET says who would get what and how to end it; POST `choice=yes|no` keeps the answer in one cookie, or takes it away.

    A child's browser is not asked, and a browser's own refusal counts as a no. 404 where no service is configured, 422
    for another choice. Template context: services, given, days, refuses, child, said (the answer just sent), wrong.
    """
    configured = services()
    if not configured:
        raise Http404
    refuses, child = browser_refuses(request.META), child_is_here(request)
    choice = request.POST.get("choice")
    if request.method == "POST" and choice in (YES, NO):
        response = HttpResponseRedirect(f"{reverse('consent')}?said={choice}", status=303)
        if choice == YES and not refuses and not child:
            give(request, response)
        else:
            withdraw(request, response)
        return response
    wrong = request.method == "POST"
    context = {
        "services": configured,
        "given": opted_in(request.META) and not child,
        "days": DAYS,
        "refuses": refuses,
        "child": child,
        "said": request.GET.get("said"),
        "wrong": wrong,
    }
    return render(request, "learning/consent.html", context, status=422 if wrong else 200)
