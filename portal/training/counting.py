"""What counting did for a session: the class rule in words (counting rule 5)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from portal.thai.dates import thai_date
from portal.tracking.classes import ClassRule, class_rules
from portal.training.models import TrainingSession


def class_words(rule: ClassRule | None) -> str:
    """From how many places a session was joined by code, and until when its learners were counted one by one."""
    if rule is None:
        return _("ยังไม่มีผู้เข้าด้วยรหัส")
    return _("เข้าด้วยรหัสจาก %(addresses)s จุด %(opens)s – %(closes)s") % {
        "addresses": rule.addresses,
        "opens": thai_date(rule.opens, short=True, time=True),
        "closes": thai_date(rule.closes, short=True, time=True),
    }


def class_words_of(session: TrainingSession) -> str:
    """The same of one session."""
    return class_words(class_rules([session.uuid]).get(session.uuid))
