"""A learner's certificates: asked for, shown, taken as PDF, corrected. All of it only for the learner: others get 404."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from courses.kits.errors import KitError
from courses.models import CoursePage
from portal.core.qr import qr_svg
from portal.learning import who
from portal.learning.certificates import issuing
from portal.learning.certificates.addresses import site_address, spoken, verify_url
from portal.learning.certificates.earned import certificate_for, completion_for
from portal.learning.certificates.forms import NameForm
from portal.learning.certificates.paper import certificate_pdf, is_childrens
from portal.learning.certificates.wording import words_for
from portal.learning.limits import within_limit
from portal.learning.models import Certificate, Completion, Learner
from portal.learning.occasions import begin_again
from portal.learning.origin import learners_act
from portal.learning.subject import in_page_language

OPENED = "open"
"""In a form sent only to show a page: a browser without cookies says in it who it is."""
SHEETS_AN_HOUR = 120


@learners_act
@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: HttpRequest, course_key: uuid.UUID) -> HttpResponse:
    """The certificate of the course finished last: GET asks for the name to print, POST issues it, once.

    Template context: completion, form, submit, who. 404 until the course is finished.
    """
    learner = who.current(request)
    completion = completion_for(learner, course_key)
    assert learner is not None  # noqa: S101 - completion_for answers nobody
    standing = issuing.standing_of(completion)
    if standing is not None:
        return _to_certificate(request, standing, learner)
    asks_age = "child" in completion.audiences.split(",")
    sent = request.method == "POST" and OPENED not in request.POST
    form = NameForm(request.POST if sent else None, asks_age=asks_age)
    if sent and form.is_valid():
        return _to_certificate(request, issuing.claim(completion, form.written()), learner)
    context = {"completion": completion, "form": form, "who": request.POST.get("who", ""), "asks_age": asks_age}
    return render(request, "learning/certificate_claim.html", context, status=422 if sent else 200)


@learners_act
@require_http_methods(["GET", "HEAD", "POST"])
def certificate(request: HttpRequest, certificate: uuid.UUID) -> HttpResponse:
    """The certificate as a page, fit for printing. POST shows it to a browser without cookies."""
    learner = who.current(request)
    return _page(request, certificate_for(learner, certificate), learner)


@learners_act
@require_http_methods(["GET", "HEAD", "POST"])
def certificate_file(request: HttpRequest, certificate: uuid.UUID) -> HttpResponse:
    """The certificate as PDF; where this machine cannot make one, the page with a word about it (503)."""
    learner = who.current(request)
    asked = certificate_for(learner, certificate)
    if asked.state != Certificate.State.ISSUED:
        raise Http404
    if not within_limit(request, "certificate-pdf", tries=SHEETS_AN_HOUR, seconds=3600):
        return _page(request, asked, learner, problem="often", status=429)
    try:
        content = certificate_pdf(asked, site_address(request))
    except KitError:
        return _page(request, asked, learner, problem="pdf", status=503)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="certificate-{asked.printed_code}.pdf"'
    return response


@learners_act
@require_http_methods(["GET", "HEAD", "POST"])
def certificate_name(request: HttpRequest, certificate: uuid.UUID) -> HttpResponse:
    """Correct the name: POST issues a new certificate in the place of this one.

    Template context: certificate, form, left (corrections still possible), who.
    """
    learner = who.current(request)
    asked = certificate_for(learner, certificate)
    if asked.state == Certificate.State.REPLACED:
        return _to_certificate(request, issuing.newest(asked), learner)
    if asked.state != Certificate.State.ISSUED:
        raise Http404
    asks_age = "child" in asked.audiences.split(",")
    left = issuing.MAX_CORRECTIONS - issuing.corrections_of(asked)
    sent = request.method == "POST" and OPENED not in request.POST
    form = NameForm(
        request.POST if sent else None, initial={"name": asked.name}, asks_age=asks_age, name_needed=not asks_age
    )
    if sent and left > 0 and form.is_valid():
        return _to_certificate(request, issuing.correct(asked, form.written()), learner)
    context = {
        "certificate": asked,
        "form": form,
        "left": left,
        "who": request.POST.get("who", ""),
        "asks_age": asks_age,
    }
    return render(request, "learning/certificate_name.html", context, status=422 if sent else 200)


@learners_act
@require_POST
def again(request: HttpRequest, course_key: uuid.UUID) -> HttpResponse:
    """Begin a finished course once more, on purpose; then to its first lesson."""
    learner = who.current(request)
    completion_for(learner, course_key)
    course = in_page_language(CoursePage.objects.live().filter(translation_key=course_key).select_related("locale"))
    after = request.POST.get("after", "")
    if learner is None or course is None or not after.isascii() or not after.isdigit():
        raise Http404
    begin_again(learner, course, int(after), timezone.now())
    lessons = course.ordered_lessons()
    response = redirect(lessons[0].url if lessons else course.url)
    response.status_code = 303
    return response


def _to_certificate(request: HttpRequest, issued: Certificate, learner: Learner | None) -> HttpResponse:
    """On to the certificate's own address; a browser without cookies is shown it here, or it could not come back."""
    if not request.COOKIES:
        return _page(request, issued, learner)
    response = redirect(reverse("certificate", args=[issued.uuid]))
    response.status_code = 303
    return response


def _page(
    request: HttpRequest, shown: Certificate, learner: Learner | None, *, problem: str = "", status: int = 200
) -> HttpResponse:
    address = verify_url(shown.code, site_address(request))
    newest = issuing.newest(shown)
    context: dict[str, Any] = {
        "certificate": shown,
        "words": words_for(shown),
        "childrens": is_childrens(shown),
        "qr": qr_svg(address, name=address, css="paper__qr"),
        "address": address,
        "spoken": spoken(address),
        "newest": newest if newest.pk != shown.pk else None,
        "may_correct": issuing.corrections_of(shown) < issuing.MAX_CORRECTIONS,
        "problem": problem,
        "cookieless": not request.COOKIES,
        "who": who.pass_of(learner) if learner is not None and not request.COOKIES else "",
    }
    return render(request, "learning/certificate.html", context, status=status)


def claim_url(completion: Completion | None) -> str:
    """Where a finished course's certificate is asked for; "" while it is not finished."""
    return reverse("certificate_claim", args=[completion.subject_key]) if completion is not None else ""
