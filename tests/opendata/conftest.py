"""The day open data is looked at: FY2569 is over, of FY2570 one month."""

from __future__ import annotations

from datetime import date

import pytest

from portal.opendata import views
from portal.opendata.release import Release, release

TODAY = date(2026, 11, 22)


@pytest.fixture
def out() -> Release:
    return release(TODAY)


@pytest.fixture
def on_that_day(monkeypatch: pytest.MonkeyPatch, out: Release) -> Release:
    """Addresses answer as on that day."""
    monkeypatch.setattr(views, "release", lambda: out)
    return out
