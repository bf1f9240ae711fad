"""An outside statistics service, configured for one test, and browsers that said yes to it."""

from __future__ import annotations

from typing import Any

import pytest
from analytical.templatetags import analytical
from django.test import Client

from portal.core.analytics.consent import COOKIE
from portal.core.analytics.services import fingerprint, services

HOST = "matomo.example.go.th"
PROPERTY = "G-AB12CD34EF"
MARK = "data-outside"
"""On every script that is printed for an outside service."""


def configure(settings: Any, monkeypatch: pytest.MonkeyPatch, *, matomo: str = "", google: str = "") -> None:
    """As if the portal had been started with these: Matomo's host and path, Google's measurement ID."""
    settings.MATOMO_DOMAIN_PATH = matomo
    settings.MATOMO_SITE_ID = "7" if matomo else ""
    settings.GOOGLE_ANALYTICS_GTAG_PROPERTY_ID = google
    # Read once, at the start of the process.
    monkeypatch.setattr(analytical, "template_nodes", analytical._load_template_nodes())


def opt_in(client: Client) -> Client:
    """The browser, after its owner said yes to what is configured now."""
    client.cookies[COOKIE] = fingerprint(services())
    return client


@pytest.fixture
def matomo(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    configure(settings, monkeypatch, matomo=HOST)


@pytest.fixture
def willing(matomo: None, db: None) -> Client:
    """The browser of a visitor who said yes to Matomo."""
    return opt_in(Client())
