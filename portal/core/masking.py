"""Codes in addresses (progress cards, certificates, sessions to join) are keys: no log shows them whole (decision 9)."""

from __future__ import annotations

import logging
import re

# As a path, and percent-encoded in another address's query (`/look/?next=…`).
_CODE = re.compile(r"(?P<way>(?:/|%2F)(?:card|join|v)(?:/|%2F))(?P<code>(?:(?!%2F)[^\s/?&#\"'<>])+)", re.IGNORECASE)
SHOWN = 2


def masked_path(text: str) -> str:
    """The text with what follows /card/, /v/ and /join/ cut after two characters: /card/7K…"""
    return _CODE.sub(lambda found: f"{found['way']}{found['code'][:SHOWN]}…", text)


class MaskCodes(logging.Filter):
    """For handlers: masks codes in what a record says. Django's own words about a refused request name its path."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        masked = masked_path(said)
        if masked != said:
            record.msg, record.args = masked, ()
        return True
