"""Figures staff in a browser, and the day most tests of figures are looked at."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from portal.accounts.models import User
from portal.thai.day import BANGKOK


@pytest.fixture
def staff(kpi_staff: User, browser_of: Callable[[Any], Client]) -> Client:
    return browser_of(kpi_staff)


@pytest.fixture
def in_november(monkeypatch: pytest.MonkeyPatch) -> None:
    """The morning of 22 November 2026, in the first quarter of fiscal year 2570."""
    moment = datetime(2026, 11, 22, 9, 41, tzinfo=BANGKOK)
    monkeypatch.setattr(timezone, "localdate", lambda *args: moment.date())
    monkeypatch.setattr(timezone, "now", lambda: moment)
