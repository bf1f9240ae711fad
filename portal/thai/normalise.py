"""One spelling for one Thai word.

The same word is typed, pasted and extracted from PDFs in several orders of code points that look alike. `clean()`
repairs what is wrong beyond doubt and is right for stored text; `for_search()` goes further and makes two texts
equal when a reader would call them the same word.
"""

from __future__ import annotations

import re
import unicodedata

from portal.thai.numerals import to_arabic_digits

THAI = "\u0e01-\u0e3a\u0e40-\u0e4e"  # letters, vowels and signs; not the digits, baht and punctuation
CONSONANT = "\u0e01-\u0e2e"
TONE = "\u0e48-\u0e4b"
ABOVE_OR_BELOW = "\u0e31\u0e34-\u0e3a\u0e47"
NIKHAHIT, SARA_AA, SARA_AM = "\u0e4d", "\u0e32", "\u0e33"

# Zero-width and direction marks, soft hyphen, byte-order mark, and control characters other than tab and newlines.
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
)
_DOUBLE_E = re.compile("เเ")
_TONE_BEFORE_VOWEL = re.compile(f"([{TONE}\u0e4c])([{ABOVE_OR_BELOW}])")
_TONE_AFTER_SARA_AM = re.compile(f"{SARA_AM}([{TONE}])")
_SPLIT_SARA_AM = re.compile(f"{NIKHAHIT}([{TONE}]?){SARA_AA}|([{TONE}]){NIKHAHIT}{SARA_AA}")
_REPEATED_SIGN = re.compile("([\u0e31\u0e33-\u0e3a\u0e47-\u0e4e])\\1+")
_TONE_AND_SARA_AM = re.compile(f"([{TONE}]){SARA_AM}")

# พ.ร.บ., ม.ค., สคบ., น.ส.: groups of at most four consonants (a vowel sign may hang on one) that each end in a dot,
# the last dot sometimes left out. A sentence that ends in a dot has a longer last word.
_GROUP = f"(?:[เแโใไ]?[{CONSONANT}][{ABOVE_OR_BELOW}]?){{1,4}}"
_ABBREVIATION = re.compile(f"(?<![{THAI}])(?:{_GROUP}\\.)+(?:[{CONSONANT}](?![{THAI}.]))?")
_HYPHEN_IN_LATIN = re.compile(r"(?<=[a-z])[-\u2010\u2011](?=[a-z])")
_COMMA_IN_NUMBER = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_THAI_THEN_OTHER = re.compile(f"(?<=[{THAI}\u0e46])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])(?=[{THAI}])")
_SPACES = re.compile(r"\s+")


def join_sara_am(text: str) -> str:
    """Every sara am as one character after its tone: the inverse of `split_sara_am`, and more forgiving."""
    return _SPLIT_SARA_AM.sub(lambda m: f"{m.group(1) or m.group(2) or ''}{SARA_AM}", text)


def split_sara_am(text: str) -> str:
    """Text for a PDF: tone + ำ written as nikhahit + tone + า, or the PDF's text layer loses the order.

    A sara am without a tone is extracted rightly and stays. Compatibility decomposition (NFKC) is no substitute: it
    puts the tone first, which is drawn wrongly.
    """
    return _TONE_AND_SARA_AM.sub(f"{NIKHAHIT}\\1{SARA_AA}", text)


def clean(text: str) -> str:
    """Stored text: the same words, letters, digits and line breaks, with broken orders of code points mended.

    Composed (NFC), invisible characters out, เเ to แ, a tone typed before its vowel swapped, split or late sara am
    joined, a sign typed twice kept once.
    """
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    text = _DOUBLE_E.sub("แ", text)
    text = _REPEATED_SIGN.sub(r"\1", text)
    text = _TONE_BEFORE_VOWEL.sub(r"\2\1", text)
    text = join_sara_am(text)
    return _TONE_AFTER_SARA_AM.sub(rf"\1{SARA_AM}", text)


def for_search(text: str) -> str:
    """Text to index or to look for: two spellings a reader would call the same come out equal.

    `clean()`, and then: Thai digits Arabic, lower case, dots out of Thai abbreviations (พ.ร.บ. is พรบ), the hyphen
    inside Latin words (wi-fi) and the comma inside numbers (1,000) out, a space between Thai and Latin or digits,
    every run of white space one space.
    """
    text = to_arabic_digits(clean(text)).lower()
    text = _ABBREVIATION.sub(lambda m: m.group().replace(".", "") + " ", text)
    text = _HYPHEN_IN_LATIN.sub("", text)
    text = _COMMA_IN_NUMBER.sub("", text)
    text = _THAI_THEN_OTHER.sub(" ", text)
    return _SPACES.sub(" ", text).strip()
