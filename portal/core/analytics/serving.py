"""On which answers the outside services' scripts stand: a list of what is allowed, everything else carries nothing.

Allowed are public pages that editors wrote, opened by somebody who said yes. So no page of the admin, of accounts, of
learners' acts, of search results, of codes, no page that asks for this very consent and no error page is ever among them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from csp.constants import NONCE, SELF
from django.http import HttpRequest, HttpResponse

from portal.core.analytics.consent import opted_in
from portal.core.analytics.services import services
from portal.core.look import look_of

if TYPE_CHECKING:
    from portal.core.models import BasePage

CHILD = "child"
# Names of a campaign that staff wrote into a link. Every other parameter may tell of a person (fbclid names a click of
# somebody's), and services send the address as it stands.
ALLOWED_PARAMETERS = ("utm_",)
_ALLOWED = "_analytics_page"


def child_is_here(request: HttpRequest) -> bool:
    """Whether a child uses this browser, as far as anybody said: the child's looks, or an account opened for a child."""
    user = getattr(request, "user", None)
    return look_of(request).shell == CHILD or bool(getattr(user, "for_child", False))


def may_carry(page: BasePage, request: HttpRequest) -> bool:
    """Whether the scripts may stand on this page for this request. Asks the database only after a yes."""
    return (
        opted_in(request.META)
        and _is_opened(request)
        and _says_nothing_of_a_person(request)
        and not getattr(request, "is_preview", False)
        and not child_is_here(request)
        and not page.get_view_restrictions()
        and not page.is_childrens()
    )


def _is_opened(request: HttpRequest) -> bool:
    """Shown as a page; not fetched by a script, which might keep a copy on the device (decision 0038)."""
    return request.method == "GET" and request.headers.get("Sec-Fetch-Dest", "document") == "document"


def _says_nothing_of_a_person(request: HttpRequest) -> bool:
    names = (name for name, _value in parse_qsl(request.META.get("QUERY_STRING", ""), keep_blank_values=True))
    return all(name.startswith(ALLOWED_PARAMETERS) for name in names)


def allow(page: BasePage, request: HttpRequest) -> None:
    """The tags of this page's templates may print; those of another page, an error page among them, may not."""
    setattr(request, _ALLOWED, page)


def is_allowed(page: Any, request: HttpRequest | None) -> bool:
    return page is not None and getattr(request, _ALLOWED, None) is page


def carry(response: HttpResponse) -> HttpResponse:
    """An answer for one reader: kept nowhere, its policy open to the configured hosts and to its own nonce alone."""
    response["Cache-Control"] = "private, no-store"
    scripts = [source for service in services() for source in service.scripts]
    told = [source for service in services() for source in service.told]
    response._csp_update = {  # type: ignore[attr-defined]
        "script-src": [SELF, NONCE, *scripts],
        "connect-src": [SELF, *told],
        "img-src": told,
    }
    return response
