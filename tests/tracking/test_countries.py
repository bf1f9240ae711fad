"""Ranges of a country: both kinds of file, the borders of each range, and what cannot be read."""

from __future__ import annotations

from ipaddress import ip_address
from pathlib import Path

import pytest

from portal.tracking.countries import BadRanges, Ranges, ranges_at, read_ranges

REGISTRY = """2|apnic|20261120|76251|19830613|20261119|+1000
apnic|*|ipv4|*|48222|summary
# a comment
apnic|AU|ipv4|1.0.0.0|256|20110811|assigned
apnic|TH|ipv4|1.46.0.0|131072|20100101|allocated
apnic|TH|ipv4|1.48.0.0|768|20100101|allocated
apnic|TH|asn|4618|1|19950101|allocated
apnic|TH|ipv6|2001:3c8::|32|20030501|allocated
"""
PLAIN = """# ours
1.46.0.0/15
203.0.113.7  # one office
2001:3c8::/32
"""


@pytest.mark.parametrize(
    ("address", "inside"),
    [
        ("1.45.255.255", False), ("1.46.0.0", True), ("1.47.255.255", True), ("1.48.0.0", True), ("1.48.2.255", True),
        ("1.48.3.0", False), ("1.0.0.1", False), ("2001:3c7:ffff:ffff::1", False), ("2001:3c8::", True),
        ("2001:3c8:ffff:ffff:ffff:ffff:ffff:ffff", True), ("2001:3c9::", False), ("0.0.0.0", False), ("255.255.255.255", False),
    ],
)  # fmt: skip
def test_a_registrys_statistics_are_read_for_the_one_country(address: str, inside: bool) -> None:
    assert (ip_address(address) in read_ranges(REGISTRY, "x")) is inside


@pytest.mark.parametrize(
    ("address", "inside"), [("1.46.9.9", True), ("203.0.113.7", True), ("203.0.113.8", False), ("2001:3c8::9", True)]
)
def test_plain_networks_and_addresses_are_read(address: str, inside: bool) -> None:
    assert (ip_address(address) in read_ranges(PLAIN, "x")) is inside


def test_ranges_that_overlap_or_touch_are_one() -> None:
    ranges = Ranges([(4, 10, 20), (4, 15, 17), (4, 21, 30), (4, 40, 40)], "x")
    assert [n for n in range(50) if ip_address(n) in ranges] == [*range(10, 31), 40]


@pytest.mark.parametrize(
    "text", ["1.46.0.0/15\nThailand\n", "apnic|TH|ipv4|1.46.0.0\n", "apnic|TH|ipv4|1.46|256|x|y\n", "1.46.0.0/99"]
)
def test_a_line_that_is_no_range_is_named_with_what_to_write(text: str) -> None:
    with pytest.raises(BadRanges, match=r"บรรทัด [12] .*1\.46\.0\.0/15"):
        read_ranges(text, "x")


def test_a_file_without_a_range_is_refused() -> None:
    with pytest.raises(BadRanges, match="no range of TH"):
        read_ranges("# nothing\napnic|AU|ipv4|1.0.0.0|256|20110811|assigned\n", "x")


def test_a_file_is_named_by_its_content(tmp_path: Path) -> None:
    one, same, other = (tmp_path / name for name in ("one", "same", "other"))
    one.write_text(PLAIN)
    same.write_text(PLAIN)
    other.write_text(REGISTRY)
    names = [found.name for path in (one, same, other) if (found := ranges_at(str(path)))]
    assert names[0] == names[1] != names[2]
    assert all(name.startswith("TH-ranges ") for name in names)
    assert ranges_at("") is None


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    spoilt = tmp_path / "spoilt"
    spoilt.write_bytes(b"\xff\xfe")
    for path in (tmp_path / "none", spoilt):
        with pytest.raises(BadRanges, match=path.name):
            ranges_at(str(path))
