"""Thai dictionary order.

icu4py has no collator, so the key is built here; it follows the Royal Institute's dictionary and gives the order of
PostgreSQL's `th-x-icu`, which a test compares it with. First the consonants and vowels decide, a leading vowel
(เ แ โ ใ ไ) standing after its consonant; then tone marks and the other signs; then upper and lower case.
Punctuation, spaces, ฯ and ๆ do not count. Digits come before Thai, Thai before Latin.
"""

from __future__ import annotations

import re
import unicodedata

from portal.thai.normalise import join_sara_am
from portal.thai.numerals import to_arabic_digits

# No mark first, then thanthakhat, mai taikhu and the four tones: the order of the weights, not of the code points.
MARKS = "\u0e4c\u0e47\u0e48\u0e49\u0e4a\u0e4b"
LEADING_VOWEL = re.compile("([เ-ไ])([\u0e01-\u0e2e])")
# ฤ follows ร and ฦ follows ล by code point already; nikhahit stands before sara a, sara am right after sara aa.
NIKHAHIT, BEFORE_SARA_A = "\u0e4d", "\u0e2f"

SortKey = tuple[str, str, str, str]


def sort_key(text: str) -> SortKey:
    """A key to sort by, for `sorted(titles, key=sort_key)`; equal only for equal texts."""
    composed = join_sara_am(unicodedata.normalize("NFC", to_arabic_digits(text)))
    swapped = LEADING_VOWEL.sub(r"\2\1", composed)
    primary: list[str] = []
    marks: list[str] = []
    cases: list[str] = []
    for character in swapped:
        if character in MARKS:
            if marks:
                marks[-1] += chr(ord("1") + MARKS.index(character))
        elif (weight := _primary(character)) is not None:
            primary.append(weight)
            marks.append("0")
            cases.append("1" if character.isupper() else "0")
    return "".join(primary), "".join(marks), "".join(cases), text


def _primary(character: str) -> str | None:
    """What a character weighs in the first comparison; None when it does not count."""
    if character == NIKHAHIT:
        return f"1{BEFORE_SARA_A}"
    is_vowel_sign = "\u0e30" <= character <= "\u0e3a"
    if character in "ฯๆ" or not (character.isalnum() or is_vowel_sign):
        return None
    if character.isdigit():
        return f"0{character}"
    if "\u0e00" <= character <= "\u0e7f":
        return f"1{character}"
    # Accents are a second thought in Latin too: é sorts with e.
    return f"2{unicodedata.normalize('NFD', character)[0].lower()}"


def compare(first: str, second: str) -> int:
    """-1, 0 or 1, as a collation registered with SQLite (`create_collation`) must answer."""
    left, right = sort_key(first), sort_key(second)
    return (left > right) - (left < right)
