"""Figures as reports write them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from portal.kpi.numbers import NotANumber, parse_figures, plain, shown, written


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("680", (680,)),
        ("1,136 ", (1136,)),
        ("197, 221", (197221,)),
        ("๘๐.๙๐", ("80.90",)),
        ("97.4%", ("97.4",)),
        ("1/100,000", (1, 100000)),
        (" ๑ / ๑๓๒,๖๖๔", (1, 132664)),
    ],
)
def test_written_figures_are_read(text: str, figures: tuple[str | int, ...]) -> None:
    assert parse_figures(text) == tuple(Decimal(part) for part in figures)


@pytest.mark.parametrize("text", ["12345678901234567", "1.23456", "1/99999999999999999", "9" * 400])
def test_what_no_column_holds_is_refused(text: str) -> None:
    """Kept, it would break every page that reads it."""
    with pytest.raises(NotANumber, match="16 หลัก"):
        parse_figures(text)


@pytest.mark.parametrize("text", ["", "ร้อยละ", "1/2/3", "12,34", "1.2.3", "-5", "35*", "1e3", "1/"])
def test_what_is_no_figure_is_refused_with_what_to_write(text: str) -> None:
    with pytest.raises(NotANumber, match="1/100,000"):
        parse_figures(text)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "–"),
        (0, "0"),
        (2161082, "2,161,082"),
        ("80.90", "80.9"),
        ("93.150", "93.15"),
        ("0.005", "0.01"),
        ("1136.0000", "1,136"),
    ],
)
def test_numbers_are_shown_with_separators_and_at_most_two_decimals(value: str | int | None, text: str) -> None:
    assert written(None if value is None else Decimal(value)) == text


def test_a_bare_number_gets_separators_and_every_other_text_stays() -> None:
    assert shown("2161082") == "2,161,082"
    assert shown("1/132,664") == "1/132,664"
    assert shown("80.90") == "80.90"
    assert shown("0.796") == "0.796"
    assert shown("1100.004") == "1,100.004"


def test_data_files_get_no_separators() -> None:
    assert plain(Decimal("2161082.0000")) == "2161082"
    assert plain(None) == ""
