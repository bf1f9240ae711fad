"""Who a visitor is, for counting only: an address, a signed identity, and the keyed hash of either.

Raw addresses, user agents and ids end here: what leaves this module is a hash that only the key of the month
(or fiscal year) could tie to anyone (counting rules 5 to 7).
"""

from __future__ import annotations

import hmac
import ipaddress
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from portal.tracking.clock import SECOND, BangkokDay, now_us
from portal.tracking.keys import Keys
from portal.tracking.signing import BadSignature, Signer, hash_text

if TYPE_CHECKING:
    from django.http import HttpResponseBase

IDENTITY_COOKIE: Final = "e_id"
IDENTITY_PATH: Final = "/e/"
IDENTITY_DAYS: Final = 400
ANONYMOUS: Final = "anonymous"
IDENTIFIED_KINDS: Final = ("learner", "trainer", "staff")
_KIND_LETTER = {ANONYMOUS: "a", "learner": "l", "trainer": "t", "staff": "s"}
ABROAD: Final = "-abroad"
"""Ends the kind of a visitor whose address lies outside the country, where a range file tells (`countries.py`)."""
KIND_OF_LETTER = {letter: kind for kind, letter in _KIND_LETTER.items()} | {
    letter.upper(): f"{kind}{ABROAD}" for kind, letter in _KIND_LETTER.items()
}

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class BadNetwork(ValueError):
    """A proxy or address list holds something that is no address or network; the message names it."""


class Identity(NamedTuple):
    """A signed-in person or a learner: kind and the hash that stands for the id."""

    kind: str
    hashed_id: str


class Visitor(NamedTuple):
    """What the spool may know of a visitor."""

    kind: str
    """One letter: a, l, t, s; a capital for a visit from abroad."""
    key: str
    """The month's visitor key."""
    address_reader: str = ""
    """Fiscal-year hash of the address; law content only, like the next two."""
    device_reader: str = ""
    account_reader: str = ""


def parse_networks(setting: str, values: Iterable[str]) -> tuple[Network, ...]:
    """The addresses and networks of a setting.

    Raises BadNetwork, naming the setting and the value, when one is neither.
    """
    try:
        return tuple(ipaddress.ip_network(value, strict=False) for value in values)
    except ValueError as error:
        raise BadNetwork(
            f"{setting}: {error}: เขียนที่อยู่หรือเครือข่าย เช่น 10.0.0.0/8 / write addresses or networks such as 10.0.0.0/8"
        ) from error


@lru_cache(maxsize=8_192)
def parse_address(text: str) -> Address | None:
    """The address a text names, IPv4 written inside IPv6 as IPv4; None for anything else."""
    try:
        address = ipaddress.ip_address(text.strip().strip("[]"))
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


@lru_cache(maxsize=8_192)
def within(address: Address | None, networks: tuple[Network, ...]) -> bool:
    """Whether the address lies in one of the networks."""
    return address is not None and any(address in network for network in networks)


def client_address(environ: Mapping[str, Any], trusted: tuple[Network, ...]) -> Address | None:
    """The address the visit came from.

    ``X-Forwarded-For`` is read from its right end and only as far as named proxies wrote it: whoever is not
    behind one of them is what the connection says.
    """
    address = parse_address(environ.get("REMOTE_ADDR") or "")
    if not trusted or not within(address, trusted):
        return address
    for hop in reversed(environ.get("HTTP_X_FORWARDED_FOR", "").split(",")):
        forwarded = parse_address(hop)
        if forwarded is None:
            return address
        address = forwarded
        if not within(address, trusted):
            return address
    return address


def hash_identity(signer: Signer, kind: str, subject: str) -> Identity:
    """The identity of a person, as cookie and counts hold it.

    ``subject`` is ``user:<pk>`` or ``learner:<uuid>``. Raises ValueError for an unknown kind.
    """
    if kind not in IDENTIFIED_KINDS:
        raise ValueError(f"kind {kind!r}: one of {', '.join(IDENTIFIED_KINDS)}")
    return Identity(kind, signer.digest(subject))


def cookie_value(signer: Signer, identity: Identity, expires_us: int) -> str:
    """The signed cookie: kind, hashed id and the second it ends."""
    return signer.sign(f"{_KIND_LETTER[identity.kind]}:{identity.hashed_id}:{expires_us // SECOND}")


def read_cookie(signer: Signer, header: str, at_us: int) -> Identity | None:
    """The identity in a Cookie header; None without one, or when it is forged or over."""
    if IDENTITY_COOKIE not in header:
        return None
    for part in header.split(";"):
        name, _, value = part.strip().partition("=")
        if name == IDENTITY_COOKIE:
            try:
                letter, hashed_id, expires = signer.unsign(value).split(":")
            except (BadSignature, ValueError):
                return None
            return Identity(KIND_OF_LETTER[letter], hashed_id) if int(expires) * SECOND > at_us else None
    return None


def _keyed(key: bytes, text: str) -> str:
    return hash_text(hmac.digest(key, text.encode("utf-8", "surrogateescape"), "sha256"))


def identity_key(keys: Keys, identity: Identity, day: BangkokDay) -> str:
    """The month's visitor key of a signed identity."""
    return month_identity(keys.month_key(day.month), identity)


def month_identity(month_key: bytes, identity: Identity) -> str:
    """A signed identity's visitor key under a month's key."""
    return _keyed(month_key, f"{_KIND_LETTER[identity.kind]}\n{identity.hashed_id}")


def account_reader(year_key: bytes, identity: Identity) -> str:
    """A signed identity as a reader of law content under a fiscal year's key."""
    return _keyed(year_key, f"account\n{identity.hashed_id}")


def visitor_of(
    keys: Keys,
    day: BangkokDay,
    identity: Identity | None,
    address: Address | None,
    user_agent: str,
    *,
    law: bool,
    abroad: bool = False,
) -> Visitor:
    """The visitor's keys for the month and, for law content, the fiscal year."""
    device = f"{address}\n{user_agent}"
    if identity:
        letter, key = _KIND_LETTER[identity.kind], identity_key(keys, identity, day)
    else:
        letter, key = "a", _keyed(keys.month_key(day.month), f"a\n{device}")
    letter = letter.upper() if abroad else letter
    if not law:
        return Visitor(letter, key)
    year_key = keys.year_key(day.fiscal_year)
    return Visitor(
        letter,
        key,
        _keyed(year_key, f"ip\n{reader_address(address)}"),
        _keyed(year_key, f"device\n{device}"),
        account_reader(year_key, identity) if identity else "",
    )


def line_key(keys: Keys, day: BangkokDay, digest: bytes, ordinal: int) -> str:
    """The id of a log's line in its month: its digest, and which of its identical twins it is."""
    return hash_text(hmac.digest(keys.month_key(day.month), b"line\n%d\n%b" % (ordinal, digest), "sha256"))


def reader_address(address: Address | None) -> str:
    """What counts as one address in a fiscal year: an IPv4 address, or the /64 of an IPv6 address."""
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def set_identity_cookie(response: HttpResponseBase, kind: str, subject: str, *, days: int = IDENTITY_DAYS) -> None:
    """Has this browser's coming visits counted as this person's; only ever set with the person's own act.

    Sets it for the beacon's address alone (``Path=/e/``), so no page is different for it.
    """
    from django.conf import settings

    from portal.tracking.objects import site_signer

    signer = site_signer("identity")
    lifetime = days * 86_400
    value = cookie_value(signer, hash_identity(signer, kind, subject), now_us() + lifetime * SECOND)
    response.set_cookie(
        IDENTITY_COOKIE,
        value,
        max_age=lifetime,
        path=IDENTITY_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def clear_identity_cookie(response: HttpResponseBase) -> None:
    """Ends the counting of this browser as a person: on sign-out, refusal or "forget me"."""
    response.delete_cookie(IDENTITY_COOKIE, path=IDENTITY_PATH, samesite="Lax")
