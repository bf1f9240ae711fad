"""Whether an address lies in Thailand, from a range file of the operator's (counting rule 6: users in Thailand only).

Without the file the country is unknown and reports say so. Two kinds of file are read: the statistics file in which a
regional internet registry lists what it delegated (`apnic|TH|ipv4|1.46.0.0|131072|…`; other countries' lines are passed
over), and plain text with a network or an address on each line. `#` begins a comment.
"""

from __future__ import annotations

import hashlib
import ipaddress
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from portal.tracking.bots import lists_version
from portal.tracking.visitors import Address

COUNTRY = "TH"
MARK = "TH-ranges"
"""Begins the name of the ranges in the versions a day was counted under."""
Range = tuple[int, int, int]
"""IP version, first and last address as numbers."""


class BadRanges(ValueError):
    """The file cannot be read as ranges; the message names the line and says what to write."""


class Ranges:
    """The addresses of a country; `name` tells one edition from another."""

    def __init__(self, ranges: Iterable[Range], name: str) -> None:
        self.name = name
        self._ends: dict[int, list[int]] = {4: [], 6: []}
        self._starts: dict[int, list[int]] = {4: [], 6: []}
        for version, first, last in sorted(ranges):
            starts, ends = self._starts[version], self._ends[version]
            if ends and first <= ends[-1] + 1:
                ends[-1] = max(ends[-1], last)
            else:
                starts.append(first)
                ends.append(last)

    def __contains__(self, address: Address) -> bool:
        number = int(address)
        place = bisect_right(self._starts[address.version], number) - 1
        return place >= 0 and number <= self._ends[address.version][place]

    @property
    def empty(self) -> bool:
        return not any(self._starts.values())


def read_ranges(text: str, name: str) -> Ranges:
    """The ranges of a file. Raises BadRanges for a line that is neither kind, and for a file without any range."""
    ranges = Ranges((found for line in enumerate(text.splitlines(), 1) for found in _ranges_of(*line)), name)
    if ranges.empty:
        raise BadRanges(f"ไม่มีช่วงที่อยู่ของ {COUNTRY} ในไฟล์ / no range of {COUNTRY} in the file")
    return ranges


def _ranges_of(number: int, line: str) -> Iterator[Range]:
    plain = line.partition("#")[0].strip()
    if not plain:
        return
    try:
        if "|" in plain:
            yield from _delegated(plain.split("|"))
        else:
            network = ipaddress.ip_network(plain, strict=False)
            yield network.version, int(network.network_address), int(network.broadcast_address)
    except (ValueError, IndexError) as error:
        raise BadRanges(
            f"บรรทัด {number} “{plain[:60]}”: เขียนเครือข่ายบรรทัดละหนึ่ง เช่น 1.46.0.0/15 "
            f"/ line {number}: write one network a line, such as 1.46.0.0/15"
        ) from error


def _delegated(fields: list[str]) -> Iterator[Range]:
    """A line of a registry's statistics: IPv4 by the number of addresses, IPv6 by the length of the prefix."""
    if fields[1] != COUNTRY or fields[2] not in ("ipv4", "ipv6"):
        return
    first = ipaddress.ip_address(fields[3])
    size = int(fields[4]) if first.version == 4 else 1 << (128 - int(fields[4]))
    yield first.version, int(first), int(first) + size - 1


@lru_cache(maxsize=4)
def ranges_at(path: str) -> Ranges | None:
    """The ranges of a file, read once; None where no file is named. Raises BadRanges, which names the file."""
    if not path:
        return None
    try:
        content = Path(path).read_bytes()
        return read_ranges(content.decode("utf-8"), f"{MARK} {hashlib.sha256(content).hexdigest()[:8]}")
    except (OSError, UnicodeDecodeError) as error:
        raise BadRanges(f"{path}: อ่านไฟล์ไม่ได้ / cannot be read: {error}") from error
    except BadRanges as error:
        raise BadRanges(f"{path}: {error}") from error


def is_abroad(address: Address | None, country: Ranges | None) -> bool:
    """Whether a visit came from outside the country; never where no ranges are known, or no address."""
    return country is not None and address is not None and address not in country


def counted_with(country: Ranges | None) -> str:
    """The lists a day is counted under: of programs, and of the country's ranges where there is one."""
    return lists_version() if country is None else f"{lists_version()} + {country.name}"
