"""Making, replacing and reading progress cards."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from portal.core.codes import WrongCode, read_code
from portal.learning.models import Learner, ProgressCard


def card_of(learner: Learner) -> ProgressCard | None:
    """The card that leads to this learner now."""
    return ProgressCard.objects.live().filter(learner=learner).first()


@transaction.atomic
def make(learner: Learner) -> ProgressCard:
    """The learner's card; the one there is when there is one."""
    Learner.objects.select_for_update().get(pk=learner.pk)
    return card_of(learner) or ProgressCard.objects.create(learner=learner)


@transaction.atomic
def replace(learner: Learner) -> ProgressCard:
    """A new card; the old ones lead nowhere, and browsers that used them are nobody (lost, or seen by somebody else).

    The caller gives its own browser a new cookie: the old one is turned away too.
    """
    Learner.objects.select_for_update().get(pk=learner.pk)
    theirs = Q(pk=learner.pk) | Q(merged_into=learner)
    ProgressCard.objects.live().filter(learner__in=Learner.objects.filter(theirs)).update(replaced_at=timezone.now())
    Learner.objects.filter(theirs).update(pass_number=F("pass_number") + 1)
    learner.refresh_from_db()
    return ProgressCard.objects.create(learner=learner)


def learner_of(typed: str) -> Learner | None:
    """The learner the typed code leads to; None for anything that is not a live card's code."""
    try:
        code = read_code(typed)
    except WrongCode:
        return None
    card = ProgressCard.objects.live().select_related("learner__merged_into").filter(code=code).first()
    return card.learner.final if card else None


def address(request: HttpRequest, card: ProgressCard) -> str:
    """The full address on the card: what its QR code opens."""
    return request.build_absolute_uri(reverse("use_card_code", args=[card.printed]))
