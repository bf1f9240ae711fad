"""Names of people: compared as people mean them, and shown with most of them hidden."""

from __future__ import annotations

import re
import unicodedata

from portal.thai.normalise import clean

# Longest first; stripped only where a name can begin, and never when nothing of a name would be left.
TITLES = ("นางสาว", "เด็กชาย", "เด็กหญิง", "น.ส.", "ด.ช.", "ด.ญ.", "นาง", "นาย")
# A Thai name cannot begin with a vowel or tone sign that hangs on the consonant before it.
CANNOT_BEGIN = re.compile(r"[\u0e30-\u0e3a\u0e45-\u0e4e]")
DOTTED = re.compile(r"^(น\.\s*ส\.|ด\.\s*ช\.|ด\.\s*ญ\.)\s*")

_HIDDEN = "•••"
# What is written together stays together: a leading vowel with its consonant, every sign above or below it, and the
# letters that finish the vowel (เสือ, เมีย, ตัว, เกาะ, น้ำ). Anything else: a letter with its combining marks.
_SIGNS = "[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]*"
_TONE = "[\u0e48-\u0e4b]?"
_CLUSTER = re.compile(
    f"เ[ก-ฮ]{_TONE}าะ?|เ[ก-ฮ]\u0e37{_TONE}อะ?|เ[ก-ฮ]\u0e35{_TONE}ยะ?|[ก-ฮ]\u0e31{_TONE}วะ?"
    f"|[เ-ไ]?[ก-ฮ]{_SIGNS}[\u0e30\u0e32\u0e33\u0e45]?"
    r"|[^\W\d_][\u0300-\u036f]*"
)


def without_title(name: str) -> str:
    """The name without นาย, นาง, น.ส., ด.ญ. and the like, spelled as it stands otherwise.

    นายิกา stays whole (it is a name, not นาย + ิกา); นางสาวิตรี becomes สาวิตรี (นาง + สาวิตรี), never ิตรี.
    """
    text = " ".join(clean(unicodedata.normalize("NFC", name)).replace("เเ", "แ").split())
    text = DOTTED.sub("", text)
    for title in TITLES:
        if not text.startswith(title):
            continue
        rest = text[len(title) :].lstrip()
        if rest and not CANNOT_BEGIN.match(rest):
            return rest
    return text


def folded_name(name: str) -> str:
    """The name as it is compared: normalised, title stripped, single spaces, lower case."""
    return without_title(name).casefold()


def masked_name(name: str) -> str:
    """The first cluster of each part and three dots: "นางน้ำฝน ใจดี" is shown as "น้ำ••• ใจ•••".

    Titles are left out, the dots do not tell how long the name is, and a part of one cluster is hidden whole.
    "" for no name.
    """
    return " ".join(_masked_part(part) for part in without_title(name).split())


def _masked_part(part: str) -> str:
    first = _CLUSTER.match(part)
    if first is None or first.end() >= len(part):
        return _HIDDEN
    return first.group() + _HIDDEN
