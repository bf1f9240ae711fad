"""The match key of Thai names: one person written in several ways is met as one.

A key is a keyed hash: a leaked table of keys names nobody.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata

from django.conf import settings

from portal.thai.normalise import clean

# Longest first; stripped only where a name can begin, and never when nothing of a name would be left.
TITLES = ("นางสาว", "เด็กชาย", "เด็กหญิง", "น.ส.", "ด.ช.", "ด.ญ.", "นาง", "นาย")
# A Thai name cannot begin with a vowel or tone sign that hangs on the consonant before it.
CANNOT_BEGIN = re.compile(r"[\u0e30-\u0e3a\u0e45-\u0e4e]")
DOTTED = re.compile(r"^(น\.\s*ส\.|ด\.\s*ช\.|ด\.\s*ญ\.)\s*")


def folded_name(name: str) -> str:
    """The name as it is compared: normalised, title stripped, single spaces, lower case.

    นายิกา stays whole (it is a name, not นาย + ิกา); นางสาวิตรี becomes สาวิตรี (นาง + สาวิตรี), never ิตรี.
    """
    text = " ".join(clean(unicodedata.normalize("NFC", name)).replace("เเ", "แ").split()).casefold()
    text = DOTTED.sub("", text)
    for title in TITLES:
        if not text.startswith(title):
            continue
        rest = text[len(title) :].lstrip()
        if rest and not CANNOT_BEGIN.match(rest):
            return rest
    return text


def match_key(name: str) -> str:
    """Keyed hash of the folded name (64 hexadecimal digits)."""
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, b"match:" + folded_name(name).encode(), hashlib.sha256).hexdigest()
