"""No log shows a code whole."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from portal.core.masking import masked_path
from portal.ops.install import ROOT


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("/card/7KQ2-M4XN-P9WA", "/card/7K…"),
        ("Not Found: /card/7KQ2M4XNP9WA/ and more", "Not Found: /card/7K…/ and more"),
        ("/v/DEM0-CERT-001W/badge.json", "/v/DE…/badge.json"),
        ("/join/ABCD-EFGH-JKMN?x=1", "/join/AB…?x=1"),
        (
            "/look/?size=large&next=%2Fcard%2F7KQ2-M4XN-P9WA&theme=dark",
            "/look/?size=large&next=%2Fcard%2F7K…&theme=dark",
        ),
        ("/look/?next=/CARD/7KQ2-M4XN-P9WA", "/look/?next=/CARD/7K…"),
        ("GET https://x.example/card/7KQ2-M4XN-P9WA HTTP/1.1", "GET https://x.example/card/7K… HTTP/1.1"),
        ("/card/", "/card/"),
        ("/th/my/card/", "/th/my/card/"),
        ("/th/courses/cards/one/", "/th/courses/cards/one/"),
    ],
)
def test_codes_in_addresses_are_cut(said: str, shown: str) -> None:
    assert masked_path(said) == shown


SAY = """
import logging.config
from django.conf import settings
logging.config.dictConfig(settings.LOGGING)
logging.getLogger("django.request").warning("%s: %s", "Not Found", "/card/7KQ2-M4XN-P9WA")
"""


def test_production_logs_mask_them() -> None:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "portal.settings.production",
        "SECRET_KEY": "k" * 60,
        "DEMO": "1",
    }
    done = subprocess.run(
        [sys.executable, "-c", SAY], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert "Not Found: /card/7K…" in done.stderr
    assert "M4XN" not in done.stderr
