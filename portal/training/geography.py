"""Thailand's provinces and districts (package geothai), as choices."""

from __future__ import annotations

from functools import cache

import geothai


@cache
def province_choices() -> list[tuple[str, str]]:
    """Code and Thai name of each province."""
    return [(province.code, province.name_th) for province in geothai.provinces()]


@cache
def district_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Districts grouped by province."""
    return [
        (name, [(district.code, district.name_th) for district in geothai.districts(code)])
        for code, name in province_choices()
    ]


@cache
def _province_names() -> dict[str, str]:
    return dict(province_choices())


@cache
def _codes_by_name() -> dict[str, str]:
    return {name: code for code, name in province_choices()}


def province_name(code: str) -> str:
    """Thai name of a province; "" for an unknown code."""
    return _province_names().get(code, "")


def province_code(name: str) -> str:
    """Code of a province by its Thai name; "" when there is none of that name."""
    return _codes_by_name().get(name.strip(), "")


def province_of_district(code: str) -> str:
    """Code of the province a district lies in: the first two digits, as the Ministry of Interior numbers them."""
    return code[:2]
