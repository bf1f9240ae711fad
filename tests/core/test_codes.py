"""Codes copied from paper: random, checked, forgiving to type."""

from __future__ import annotations

from collections import Counter

import pytest

from portal.core.codes import ALPHABET, WrongCode, grouped, new_code, read_code


def test_a_thousand_codes_are_unique_and_share_no_beginning_beyond_chance() -> None:
    codes = [new_code() for _ in range(1_000)]
    assert len(set(codes)) == 1_000
    assert all(read_code(code) == code for code in codes)
    # 1,024 beginnings of two symbols, about one code each: ten of one would come by chance once in 10,000 runs.
    assert max(Counter(code[:2] for code in codes).values()) < 10
    assert max(Counter(code[:6] for code in codes).values()) <= 2


@pytest.mark.parametrize("_", range(5))
def test_the_check_symbol_catches_every_single_wrong_symbol(_: int) -> None:
    code = new_code()
    for place, right in enumerate(code):
        for wrong in set(ALPHABET) - {right}:
            with pytest.raises(WrongCode):
                read_code(code[:place] + wrong + code[place + 1 :])


def test_what_people_type_is_the_code_they_meant() -> None:
    code = "01" + "0" * 9
    code += next(symbol for symbol in ALPHABET if _fits(code + symbol))
    for typed in (
        code.lower(),
        grouped(code),
        "OI" + code[2:],
        "ol" + code[2:],
        "๐๑" + code[2:],
        f" {code[:5]} {code[5:]}\u200b",
    ):
        assert read_code(typed) == code


def _fits(code: str) -> bool:
    try:
        return bool(read_code(code))
    except WrongCode:
        return False


@pytest.mark.parametrize("typed", ["", "0", "0" * 11, "0" * 13, "U" * 12, "กขคงจฉชซฌญฎฏ", "0" * 5_000])
def test_anything_else_is_no_code(typed: str) -> None:
    with pytest.raises(WrongCode):
        read_code(typed)
