"""Codes that people copy from paper: certificates, progress cards.

Twelve symbols of Crockford's base32 in groups of four. Eleven are random, the twelfth is a Luhn check (mod 32, over the
same alphabet) that catches every single wrong symbol.
"""

from __future__ import annotations

import secrets
import unicodedata
from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH: Final = 12
_VALUE = {symbol: value for value, symbol in enumerate(ALPHABET)}
# What hands and eyes confuse (Crockford), and the digits of a Thai keyboard.
_MEANT = str.maketrans({"O": "0", "I": "1", "L": "1", **{chr(0x0E50 + digit): str(digit) for digit in range(10)}})


class WrongCode(ValueError):
    """Not a code of ours: too short, too long, a strange symbol, or a check symbol that does not fit."""


def new_code() -> str:
    """A random code: 55 bits and the check symbol, without hyphens."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    return body + check_symbol(body)


def check_symbol(body: str) -> str:
    """The Luhn check (mod 32) of the symbols before it."""
    total = 0
    for place, symbol in enumerate(reversed(body)):
        value = _VALUE[symbol] * (2 if place % 2 == 0 else 1)
        total += value // len(ALPHABET) + value % len(ALPHABET)
    return ALPHABET[-total % len(ALPHABET)]


def read_code(typed: str) -> str:
    """The code someone meant: O for 0, I or L for 1, Thai and full-width digits, spaces, hyphens and lower case.

    Raises WrongCode when it cannot be one.
    """
    kept = unicodedata.normalize("NFKC", typed).upper().translate(_MEANT)
    code = "".join(symbol for symbol in kept if symbol.isalnum())
    if len(code) != LENGTH or any(symbol not in _VALUE for symbol in code) or check_symbol(code[:-1]) != code[-1]:
        raise WrongCode(typed)
    return code


def grouped(code: str) -> str:
    """ABCD-EFGH-JKMN, as it is printed."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def masked(code: str) -> str:
    """What a log may say of a code."""
    return f"{code[:2]}…"
