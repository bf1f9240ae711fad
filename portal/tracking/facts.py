"""What the server itself sees happen, written to the spool once the main store has committed.

Rows of the main store never share a transaction with the tracking store; what of them counts as activity reaches it as
an event, like everything else.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import transaction
from django.http import HttpRequest

from portal.tracking.intake import QUIZ, Intake, Malformed, site_intake
from portal.tracking.keys import KeyStoreError
from portal.tracking.objects import ObjectRef, ref_for, sign
from portal.tracking.visitors import Identity

logger = logging.getLogger(__name__)

NOT_COUNTED = (OSError, KeyStoreError, Malformed)
"""What costs a count and nothing else: a full disk, keys that cannot be read, a clock set back into a closed month."""

Identify = Callable[[HttpRequest], tuple[str, str] | None]
_identify: list[Identify] = []


def register_identify(identify: Identify) -> None:
    """Tells counting how a request shows who it is from: ``(kind, subject)``, as in `visitors.hash_identity`, or None.

    Called from ``AppConfig.ready``. The first answer counts, so the one who knows signed-in people registers first.
    """
    if identify not in _identify:
        _identify.append(identify)


def identity_of(request: HttpRequest, intake: Intake) -> Identity | None:
    """The person behind a request; None for an address only."""
    for identify in _identify:
        if found := identify(request):
            return intake.identity(*found)
    return None


def record(
    request: HttpRequest, action: str, ref: ObjectRef, *, learner: str = "", event: uuid.UUID | None = None
) -> None:
    """Spools an action of this request. ``learner`` is the subject to count when nobody is signed in.

    The same ``event`` again is a duplicate. A spool that cannot be written costs the count, nothing else.
    """
    intake = site_intake()
    identity = identity_of(request, intake) or (intake.identity("learner", learner) if learner else None)
    try:
        intake.server_event(request.META, action, sign(ref), identity, event or uuid.uuid4())
    except NOT_COUNTED as error:
        logger.warning("%s of %s %s not counted: %s", action, ref.kind, ref.key, error)


def record_quiz(lesson: Any, *, learner: Any, request: HttpRequest, event: uuid.UUID) -> None:
    """Counts an answered quiz after commit: its learner was active this month (counting rule 6).

    ``learner`` has a ``uuid`` and may have ``counting_refused``: then its address is counted, as for reading. ``event``
    is the submission, so sending the form twice is one action.
    """
    ref = ref_for(lesson, request)
    subject = "" if getattr(learner, "counting_refused", False) else f"learner:{learner.uuid}"
    if ref is not None:
        transaction.on_commit(partial(record, request, QUIZ, ref, learner=subject, event=event))


def forget_me(*subjects: str) -> None:
    """Forgets people's current keys (counting rule 11): what was counted stays counted, as nobody's.

    Subjects as in `visitors.hash_identity`. The drain does it, after all that was counted before.
    """
    intake = site_intake()
    for subject in subjects:
        try:
            intake.forget(subject)
        except OSError as error:
            logger.warning("keys not forgotten, they go with their month: %s", error)


def record_sign_in(learner_subject: str, user_kind: str, user_subject: str) -> None:
    """On sign-in the open month's visits of the learner become the person's: one person, once (counting rule 5).

    Subjects as in `visitors.hash_identity`. Raises ValueError for an unknown kind.
    """
    intake = site_intake()
    learner, user = intake.identity("learner", learner_subject), intake.identity(user_kind, user_subject)
    try:
        intake.alias(learner, user)
    except NOT_COUNTED as error:
        logger.warning("sign-in not joined to its learner: %s", error)
