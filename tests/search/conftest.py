"""Sites to search in."""

import pytest
from django.utils import translation

from tests.search import demo_site


@pytest.fixture
def home(db):
    """An empty Thai site."""
    with translation.override("th"):
        yield demo_site.empty_site()


@pytest.fixture
def demo(home):
    """A Thai site with all of the demo's texts."""
    demo_site.load(home)
    return home
