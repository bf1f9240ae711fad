"""The outside statistics services this portal is configured for; usually none.

Their settings are checked when the portal starts (portal.settings.analytics). Nothing here is asked of a reader.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.conf import settings

MATOMO, GOOGLE = "matomo", "google"
GOOGLE_TAG = "https://www.googletagmanager.com"
# Where a Google tag sends what it counted (Google's "Use Tag Platform with a Content Security Policy", Google Analytics 4
# without Google Signals: no advertising host among them).
GOOGLE_COUNTS = ("https://*.google-analytics.com", "https://*.analytics.google.com")


@dataclass(frozen=True)
class Service:
    """One service: which, the host that people are told of, the number of our site there, and what its scripts need.

    `scripts` are sources of the policy that may run, `told` those that may be sent to.
    """

    kind: str
    host: str
    account: str
    scripts: tuple[str, ...]
    told: tuple[str, ...]


def services() -> list[Service]:
    """Those that are configured, in the order the consent page names them."""
    found = []
    if settings.MATOMO_DOMAIN_PATH:
        # Without a scheme the source follows the page's own, as Matomo's address does; with a path it ends in a slash,
        # else it would name one file.
        place = settings.MATOMO_DOMAIN_PATH
        source = f"{place}/" if "/" in place else place
        found.append(Service(MATOMO, place.split("/")[0], settings.MATOMO_SITE_ID, (source,), (source,)))
    if settings.GOOGLE_ANALYTICS_GTAG_PROPERTY_ID:
        account = settings.GOOGLE_ANALYTICS_GTAG_PROPERTY_ID
        found.append(Service(GOOGLE, "google.com", account, (GOOGLE_TAG,), (GOOGLE_TAG, *GOOGLE_COUNTS)))
    return found


def fingerprint(configured: list[Service]) -> str:
    """What a yes was said to: another service, host or site number there is another question."""
    named = "\n".join(f"{one.kind} {' '.join(one.scripts)} {one.account}" for one in configured)
    return hashlib.sha256(named.encode()).hexdigest()[:16]
