"""How a device names its learner without holding anything that acts for them.

The learner's cookie is not readable by scripts, and shall not be. An answer that waits on a device carries a *mark*: a
keyed hash of the learner. Who has it can do nothing with it; the server compares it with the learner who sends.
"""

from __future__ import annotations

from django.utils.crypto import salted_hmac

from portal.learning.models import Learner

SALT = "portal.learning.offline"


def mark_of(learner: Learner | None) -> str:
    """32 hexadecimal digits, always the same for a learner; "" for nobody yet."""
    return salted_hmac(SALT, learner.uuid.hex, algorithm="sha256").hexdigest()[:32] if learner else ""


def marks_of(learner: Learner | None) -> set[str]:
    """The marks under which this learner's answers may wait: their own, and those of the learners joined into them."""
    if learner is None:
        return set()
    return {mark_of(each) for each in (learner, *Learner.objects.filter(merged_into=learner))}
