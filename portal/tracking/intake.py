"""From a request to a spool line: the checks every event passes, whoever sends it.

Used by the endpoint for beacons and by the server for downloads. Nothing here runs SQL, opens a session or logs.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from portal.tracking import METRIC_VERSION
from portal.tracking.bots import is_bot
from portal.tracking.clock import bangkok_day, now_us
from portal.tracking.countries import counted_with, is_abroad, ranges_at
from portal.tracking.keys import KeyDestroyed, key_store
from portal.tracking.objects import DOCUMENT, SEARCH_MISS, ObjectRef, parse
from portal.tracking.signing import BadSignature, Signer
from portal.tracking.spool import ALIAS, EVENT, FORGET, MALFORMED, SpoolWriter, format_line
from portal.tracking.visitors import (
    IDENTIFIED_KINDS,
    Address,
    Identity,
    account_reader,
    client_address,
    hash_identity,
    identity_key,
    month_identity,
    parse_networks,
    read_cookie,
    visitor_of,
    within,
)

BEACON, NOJS = "beacon", "nojs"
VIEW, PLAY, COMPLETE, DOWNLOAD, QUIZ = "view", "play", "complete", "download", "quiz"
CLIENT_ACTIONS = {"v": VIEW, "p": PLAY, "c": COMPLETE}
_EVENT_ID = re.compile(r"[0-9a-fA-F]{8}-?(?:[0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}")
_PREFETCH_HEADERS = ("HTTP_SEC_PURPOSE", "HTTP_PURPOSE", "HTTP_X_PURPOSE", "HTTP_X_MOZ")


class Malformed(ValueError):
    """What was sent is no event; the message is the reason under which it is counted."""


class Sent(NamedTuple):
    """What a beacon says: nothing in it is believed but what we signed."""

    object_id: str
    action: str
    event_id: str
    inner: bool
    webdriver: bool


def parse_fields(text: str) -> Sent:
    """The fields of a beacon, ``i=<event id>&o=<object id>&a=v|p|c[&n=1][&w=1]``.

    Raises Malformed when one that is needed is missing or no such thing.
    """
    fields = {name: value for name, _, value in (part.partition("=") for part in text.split("&"))}
    event_id = fields.get("i", "")
    action = CLIENT_ACTIONS.get(fields.get("a", "v"))
    if not _EVENT_ID.fullmatch(event_id) or action is None or not fields.get("o"):
        raise Malformed("fields")
    return Sent(fields["o"], action, event_id.replace("-", "").lower(), fields.get("n") == "1", fields.get("w") == "1")


def recorded_action(ref: ObjectRef, action: str) -> str:
    """The action counted for what a page may send about an object.

    Raises Malformed when that object cannot do this: only videos play, documents are counted by the server.
    """
    if ref.kind == SEARCH_MISS and action == VIEW:
        return SEARCH_MISS
    if ref.kind in (SEARCH_MISS, DOCUMENT) or (action != VIEW and ref.kind != "video"):
        raise Malformed("action")
    return action


class Intake:
    """Checks events and writes them to this process's spool file."""

    def __init__(
        self,
        *,
        spool_dir: str,
        key_file: str,
        secrets: tuple[str, ...],
        trusted_proxies: tuple[str, ...] = (),
        excluded_addresses: tuple[str, ...] = (),
        country_ranges: str = "",
    ) -> None:
        self._country = ranges_at(country_ranges)
        self.writer = SpoolWriter(spool_dir, (str(METRIC_VERSION), counted_with(self._country)))
        self.keys = key_store(key_file)
        self._objects = Signer("object", secrets)
        self._identities = Signer("identity", secrets)
        self._trusted = parse_networks("TRUSTED_PROXIES", trusted_proxies)
        self._excluded = parse_networks("TRACKING_EXCLUDED_ADDRESSES", excluded_addresses)
        # Only ids that verify are remembered (an exception is not), so forgeries cannot fill the memory.
        self._verified = lru_cache(maxsize=8_192)(self._verify)

    def _verify(self, object_id: str) -> tuple[str, ObjectRef]:
        payload = self._objects.unsign(object_id)
        return payload, parse(payload)

    def beacon(self, environ: Mapping[str, Any], sent: Sent, origin: str) -> None:
        """Spools a beacon.

        Raises Malformed for an object id that is not ours, SpoolError when it cannot be written.
        """
        try:
            payload, ref = self._verified(sent.object_id)
        except BadSignature as error:
            raise Malformed("signature") from error
        action = recorded_action(ref, sent.action)
        at_us = now_us()
        identity = read_cookie(self._identities, environ.get("HTTP_COOKIE", ""), at_us)
        self._event(environ, at_us, origin, sent.event_id, identity, action, payload, ref, sent.inner, sent.webdriver)

    def server_event(
        self, environ: Mapping[str, Any], action: str, object_id: str, identity: Identity | None, event: uuid.UUID
    ) -> None:
        """Spools something the server itself saw happen, such as a download; the same event again is a duplicate.

        Raises SpoolError when it cannot be written.
        """
        payload, ref = self._verified(object_id)
        self._event(environ, now_us(), BEACON, event.hex, identity, action, payload, ref, False, False)

    def malformed(self, origin: str, reason: str) -> None:
        """Spools that something malformed came; raises SpoolError when it cannot be written."""
        self.writer.append(format_line(MALFORMED, str(now_us()), origin, reason))

    def alias(self, learner: Identity, user: Identity) -> None:
        """Spools that a learner of this month is from now on a signed-in person: one person, once.

        Raises SpoolError when it cannot be written.
        """
        at_us = now_us()
        day = bangkok_day(at_us)
        old, new = identity_key(self.keys, learner, day), identity_key(self.keys, user, day)
        self.writer.append(format_line(ALIAS, str(at_us), old, new, user.kind))

    def forget(self, subject: str) -> None:
        """Spools that a person's current keys are to be forgotten (counting rule 11), of every kind they may have been
        counted as.

        Raises SpoolError when it cannot be written.
        """
        at_us = now_us()
        for name in self.keys.names():
            for kind in IDENTIFIED_KINDS:
                identity = self.identity(kind, subject)
                if name.startswith("fy"):
                    key = account_reader(self.keys.year_key(int(name[2:])), identity)
                else:
                    key = month_identity(self.keys.month_key(name), identity)
                self.writer.append(format_line(FORGET, str(at_us), name, key))

    def identity(self, kind: str, subject: str) -> Identity:
        """The identity of ``user:<pk>`` or ``learner:<uuid>``; raises ValueError for an unknown kind."""
        return hash_identity(self._identities, kind, subject)

    def _event(
        self,
        environ: Mapping[str, Any],
        at_us: int,
        origin: str,
        event_id: str,
        identity: Identity | None,
        action: str,
        payload: str,
        ref: ObjectRef,
        inner: bool,
        webdriver: bool,
    ) -> None:
        user_agent = environ.get("HTTP_USER_AGENT", "")
        address = client_address(environ, self._trusted)
        try:
            visitor = visitor_of(
                self.keys,
                bangkok_day(at_us),
                identity,
                address,
                user_agent,
                law=ref.is_law,
                abroad=is_abroad(address, self._country),
            )
        except KeyDestroyed as error:
            # The clock was set back into a closed month, which never changes.
            raise Malformed("closed_month") from error
        reason = self._reason(environ, user_agent, address, webdriver)
        self.writer.append(
            format_line(
                EVENT,
                str(at_us),
                origin,
                event_id,
                *visitor[:2],
                action,
                "1" if inner else "",
                reason,
                payload,
                *visitor[2:],
            )
        )

    def _reason(self, environ: Mapping[str, Any], user_agent: str, address: Address | None, webdriver: bool) -> str:
        """Why a well-formed event is no person's visit; "" when it may be one."""
        for header in _PREFETCH_HEADERS:
            purpose = environ.get(header)
            if purpose and ("prefetch" in purpose.lower() or "preview" in purpose.lower()):
                return "prefetch"
        if not user_agent.strip():
            return "no-user-agent"
        if is_bot(user_agent):
            return "bot"
        if webdriver:
            return "webdriver"
        return "address" if within(address, self._excluded) else ""


@lru_cache(maxsize=1)
def _intake(*settings_used: Any) -> Intake:
    spool_dir, key_file, secrets, trusted, excluded, ranges = settings_used
    return Intake(
        spool_dir=spool_dir,
        key_file=key_file,
        secrets=secrets,
        trusted_proxies=trusted,
        excluded_addresses=excluded,
        country_ranges=ranges,
    )


def site_intake() -> Intake:
    """This process's intake, as the settings have it.

    Raises BadNetwork, BadRanges or KeyStoreError when a setting is no such thing.
    """
    from django.conf import settings

    return _intake(
        str(settings.TRACKING_SPOOL_DIR),
        str(settings.COUNTING_KEYS),
        (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS),
        tuple(settings.TRUSTED_PROXIES),
        tuple(getattr(settings, "TRACKING_EXCLUDED_ADDRESSES", ())),
        getattr(settings, "COUNTRY_RANGES", ""),
    )
