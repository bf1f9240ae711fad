"""The counting rules that need memory: repeated events, double clicks, inner visits, behaviour limits.

Pure: it is given what the store remembers of the visitors at hand, judges events in the order of their receipt, and
says what the store must remember next. All processes and nodes come to the same verdicts, because all of them judge
here, from the store, inside the drain's transaction.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from portal.tracking.clock import MINUTE, SECOND, BangkokDay
from portal.tracking.intake import DOWNLOAD, PLAY, QUIZ, VIEW
from portal.tracking.objects import ObjectRef

DOUBLE_CLICK: Final = 30 * SECOND
"""Rule 2, COUNTER Code of Practice 5.1: no more than 30 s after the one before is one, sliding."""
VISIT: Final = 30 * MINUTE
"""Rule 1: an inner beacon within 30 minutes of any for the same object is no view."""
OBJECTS_A_MINUTE: Final = 60
VIEWS_A_DAY: Final = 1_000
CLOCK_AHEAD: Final = 60 * MINUTE
"""So far may the server's clock run ahead and be set right again without the rules above forgetting anything."""
MEMORY: Final = VISIT + CLOCK_AHEAD + MINUTE
"""How long the store must remember when something was last seen."""

COUNTED, DUPLICATE, EXCLUDED = "counted", "duplicate", "excluded"
REPEATED: Final = "event-id"
"""Reason of a duplicate whose event id is stored already; it has no raw row of its own."""
CLOSED_MONTH: Final = "closed_month"
"""Reason: the month's key is gone and its count is kept; what still lay in a spool changes nothing (rule 11)."""
ACTIVE_ACTIONS: Final = frozenset({VIEW, PLAY, DOWNLOAD, QUIZ})
"""Rule 6: what makes a visitor active in a month."""
_VIEWS: Final = frozenset({VIEW, PLAY})


@dataclass(frozen=True, slots=True, eq=False)
class Viewed:
    """An object with what judging and storing need of it, worked out once for the many events about it."""

    ref: ObjectRef
    name: str
    """Eleven characters for kind, key and language: what double clicks and minutes are judged by."""
    columns: tuple[str, str, str, int, str, str, str]
    """kind, key, language, site, project, production, audiences: as roll-ups have them."""

    @classmethod
    def of(cls, ref: ObjectRef) -> Viewed:
        columns = (ref.kind, ref.key.hex, ref.language, ref.site, ref.project, ref.production, ref.audience_list)
        digest = hashlib.sha256(":".join(columns[:3]).encode()).digest()
        return cls(ref, base64.urlsafe_b64encode(digest[:8]).decode("ascii").rstrip("="), columns)


class Event(NamedTuple):
    """A well-formed event, as the spool has it."""

    at_us: int
    day: BangkokDay
    origin: str
    event_id: str
    visitor_kind: str
    visitor: str
    action: str
    inner: bool
    reason: str
    """Why the endpoint took it for no person's visit; "" otherwise."""
    object: Viewed
    readers: Sequence[str] = ()
    """Fiscal-year hashes of address, device and account; empty but for law content."""


class Verdict(NamedTuple):
    outcome: str
    reason: str = ""


@dataclass(slots=True)
class VisitorMonth:
    """What is remembered of a visitor in a month."""

    kind: str
    origin: str
    day: str
    day_views: int = 0
    active: bool = False
    blocked_minute: int = 0
    blocked_day: str | None = None


@dataclass(slots=True)
class Memory:
    """What the store remembers, for the visitors of one batch; changed by judging."""

    event_ids: set[str] = field(default_factory=set)
    last_seen: dict[str, dict[str, int]] = field(default_factory=dict)
    visitors: dict[tuple[str, str], VisitorMonth] = field(default_factory=dict)
    classes: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    """Visitor → when a training session joined from there was open: from and until, in microseconds."""
    closed: frozenset[str] = frozenset()
    """Names of the months (``2026-11``) and fiscal years (``fy2570``) whose key is gone."""
    seen_changed: set[tuple[str, str]] = field(default_factory=set)
    visitors_changed: set[tuple[str, str]] = field(default_factory=set)


class Judge:
    """Judges the events of a batch, in the order of their receipt."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self._minutes: dict[str, tuple[int, set[str]]] = {}

    def judge(self, event: Event) -> Verdict:
        """What becomes of an event."""
        memory = self.memory
        if event.event_id in memory.event_ids:
            return Verdict(DUPLICATE, REPEATED)
        memory.event_ids.add(event.event_id)
        if event.reason:
            return Verdict(EXCLUDED, event.reason)
        if memory.closed and self._is_closed(event):
            return Verdict(EXCLUDED, CLOSED_MONTH)
        key = (event.day.month_first, event.visitor)
        visitor = memory.visitors.get(key)
        if visitor is None:
            visitor = memory.visitors[key] = VisitorMonth(event.visitor_kind, event.origin, event.day.iso)
        in_class = self._in_class(event)
        if not in_class and self._over_the_minute(event, visitor, key):
            return Verdict(EXCLUDED, "behaviour")
        repeated = self._repeated(event)
        if repeated:
            return Verdict(DUPLICATE, repeated)
        if not in_class and self._over_the_day(event, visitor, key):
            return Verdict(EXCLUDED, "behaviour")
        if event.action in ACTIVE_ACTIONS:
            self._active(event, visitor, key)
        return Verdict(COUNTED)

    def _active(self, event: Event, visitor: VisitorMonth, key: tuple[str, str]) -> None:
        """Who was active from within the country once in a month is its user, in whatever order that is read."""
        kind = visitor.kind if visitor.active and event.visitor_kind.isupper() else event.visitor_kind
        if not visitor.active or kind != visitor.kind:
            visitor.active, visitor.kind = True, kind
            self.memory.visitors_changed.add(key)

    def _is_closed(self, event: Event) -> bool:
        """Whether the event's month is closed, or the fiscal year it would add a reader to."""
        closed = self.memory.closed
        return event.day.month in closed or (any(event.readers) and f"fy{event.day.fiscal_year}" in closed)

    def _in_class(self, event: Event) -> bool:
        """Whether this address is a class's: many people, each limited by their own learner key (rule 5)."""
        return any(start <= event.at_us < end for start, end in self.memory.classes.get(event.visitor, ()))

    def _over_the_minute(self, event: Event, visitor: VisitorMonth, key: tuple[str, str]) -> bool:
        minute = event.at_us // MINUTE
        if visitor.blocked_minute == minute or visitor.blocked_day == event.day.iso:
            return True
        seen = self.memory.last_seen.get(event.visitor)
        if seen is None or len(seen) < OBJECTS_A_MINUTE:
            return False
        objects = self._objects_of(event.visitor, minute, seen)
        if event.object.name not in objects and len(objects) >= OBJECTS_A_MINUTE:
            visitor.blocked_minute = minute
            self.memory.visitors_changed.add(key)
            return True
        objects.add(event.object.name)
        return False

    def _objects_of(self, visitor: str, minute: int, seen: dict[str, int]) -> set[str]:
        """Names of the objects the visitor sent something about in this minute."""
        known = self._minutes.get(visitor)
        if known is None or known[0] != minute:
            objects = {what.rpartition(":")[2] for what, at_us in seen.items() if at_us // MINUTE == minute}
            known = self._minutes[visitor] = (minute, objects)
        return known[1]

    def _repeated(self, event: Event) -> str:
        seen = self.memory.last_seen.setdefault(event.visitor, {})
        what = f"{event.action}:{event.object.name}"
        before = seen.get(what)
        self.memory.seen_changed.add((event.visitor, what))
        if before is None:
            seen[what] = event.at_us
            return ""
        # Spool files of several processes may be read a moment out of order: the distance counts, not its sign. From
        # further back than that the clock was set back, and the half minute slides on from there: were the later time
        # kept, every click until the clock had caught up would be a view.
        distance = abs(event.at_us - before)
        seen[what] = max(before, event.at_us) if distance <= DOUBLE_CLICK else event.at_us
        if event.inner and event.action == VIEW and distance <= VISIT:
            return "visit"
        return "double-click" if distance <= DOUBLE_CLICK else ""

    def _over_the_day(self, event: Event, visitor: VisitorMonth, key: tuple[str, str]) -> bool:
        if event.action not in _VIEWS:
            return False
        # A day the clock went back to is counted on with the later one: setting a clock opens no second thousand.
        views = visitor.day_views if visitor.day >= event.day.iso else 0
        self.memory.visitors_changed.add(key)
        if views >= VIEWS_A_DAY:
            visitor.blocked_day = event.day.iso
            return True
        visitor.day, visitor.day_views = max(visitor.day, event.day.iso), views + 1
        return False
