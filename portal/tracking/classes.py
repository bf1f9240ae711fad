"""A class behind one hotspot is many people (counting rule 5).

While a training session is open, the behaviour limits of rule 9 are not asked of the addresses it was joined from; each
learner there is limited by their own key. What is kept of an address is the month's visitor key of a person who joined.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Min
from django.http import HttpRequest

from portal.tracking.addresses import request_address
from portal.tracking.clock import bangkok_day, now_us, to_datetime, to_us
from portal.tracking.closing import site_keys
from portal.tracking.models import ClassVisitor
from portal.tracking.visitors import visitor_of


def joined_from(request: HttpRequest, session: uuid.UUID, opens: datetime, closes: datetime) -> None:
    """Remembers, as a hash, that a session open from `opens` until `closes` was joined from this request's address.

    Called with the person's own act of joining. Joining again changes the times.
    """
    day = bangkok_day(now_us())
    address = request_address(request)
    visitor = visitor_of(site_keys(), day, None, address, request.META.get("HTTP_USER_AGENT", ""), law=False)
    ClassVisitor.objects.update_or_create(
        session=session,
        visitor=visitor.key,
        defaults={"month": day.date.replace(day=1), "from_us": to_us(opens), "until_us": to_us(closes)},
    )


@dataclass(frozen=True)
class ClassRule:
    """What the rule did for a session: how many hashed addresses it was joined from, and when it was in force."""

    addresses: int
    opens: datetime
    closes: datetime


def class_rules(sessions: Iterable[uuid.UUID]) -> dict[uuid.UUID, ClassRule]:
    """The rule of each session that was joined by code; the addresses go with their month's keys. One query."""
    rows = ClassVisitor.objects.filter(session__in=list(sessions)).order_by().values("session")
    return {
        row["session"]: ClassRule(row["addresses"], to_datetime(row["opens"]), to_datetime(row["closes"]))
        for row in rows.annotate(addresses=Count("visitor"), opens=Min("from_us"), closes=Max("until_us"))
    }
