"""Thai and Arabic digits."""

from __future__ import annotations

ARABIC = "0123456789"
THAI = "๐๑๒๓๔๕๖๗๘๙"

_TO_THAI = str.maketrans(ARABIC, THAI)
_TO_ARABIC = str.maketrans(THAI, ARABIC)


def to_thai_digits(value: object) -> str:
    """The value as text with every Arabic digit as a Thai one: 1,441 becomes ๑,๔๔๑."""
    return str(value).translate(_TO_THAI)


def to_arabic_digits(value: object) -> str:
    """The value as text with every Thai digit as an Arabic one; everything else stays."""
    return str(value).translate(_TO_ARABIC)
