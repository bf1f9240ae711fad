"""Two learners who turn out to be one person: nothing lost, nothing doubled (decision 4).

What each model does with its rows stands in the personal-data registry; this module brings them together in one
transaction. Both learners' rows are locked, in the order of their numbers; SQLite's write transactions queue anyway.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from courses.models import CoursePage
from portal.accounts import personal_data
from portal.accounts.models import User
from portal.learning import completing
from portal.learning.models import Completion, Learner


class SomeoneElses(ValueError):
    """The learner to be taken in has an account of its own: signing in is the only way to it."""


@transaction.atomic
def merge(source: Learner, target: Learner) -> Learner:
    """Everything of `source` becomes `target`'s; the learner it all hangs on afterwards.

    `source` stays as an alias, so that its cookies and cards lead on. Doing it again takes along what was written
    meanwhile. Courses that became complete by joining are completed, dated now. Raises SomeoneElses when `source` has
    an account that is not `target`'s.
    """
    source, target = _locked(source, target)
    if source.user_id is not None and source.user_id != target.user_id:
        raise SomeoneElses(source)
    if source.pk == target.pk:
        return target
    brought = _lessons_of(source)
    for _holding, move in _moved():
        move(source, target)
    target.created_at = min(source.created_at, target.created_at)
    target.counting_refused = source.counting_refused or target.counting_refused
    source.merged_into, source.user = target, None
    source.save(update_fields=["merged_into", "user"])
    target.save(update_fields=["created_at", "counting_refused"])
    _complete_courses(target, brought)
    return target


@transaction.atomic
def join_account(learner: Learner | None, user: User) -> Learner:
    """The account's learner, with this one's progress; made when there is none.

    A learner of another account is left alone.
    """
    # Two sign-ins at once: the second waits here and finds the first one's learner.
    User.objects.select_for_update().get(pk=user.pk)
    own = Learner.objects.filter(user=user).first()
    if learner is not None:
        learner = learner.final
        if learner.user_id not in (None, user.pk):
            learner = None
    if own is not None:
        return own if learner is None or learner == own else merge(learner, own)
    if learner is None:
        return Learner.objects.create(user=user)
    if not Learner.objects.filter(pk=learner.pk, user=None, merged_into=None).update(user=user):
        # Taken meanwhile, by another account or by a card: look again.
        learner.refresh_from_db()
        return join_account(learner, user)
    learner.user = user
    return learner


def has_anything(learner: Learner) -> bool:
    """Whether anything would be left behind by forgetting this learner."""
    return any(
        holding.model._default_manager.filter(**{holding.person: learner}).exists() for holding, _move in _moved()
    )


def _moved() -> list[tuple[personal_data.Holding, personal_data.Merge]]:
    """What is registered of learners and moves with them."""
    return [
        (holding, holding.merge)
        for holding in personal_data.holdings()
        if holding.merge is not None and holding.model._meta.get_field(holding.person).related_model is Learner
    ]


def _locked(source: Learner, target: Learner) -> tuple[Learner, Learner]:
    """Both rows as they are now, locked. A source merged elsewhere meanwhile is replaced by where it went, and so is a
    merged target; a source already merged into the target stays itself, to be swept again."""
    while True:
        wanted = sorted({source.pk, target.pk})
        rows = {row.pk: row for row in Learner.objects.select_for_update().filter(pk__in=wanted).order_by("pk")}
        source, target = rows[source.pk], rows[target.pk]
        if target.merged_into is not None:
            target = target.merged_into
        elif source.merged_into is not None and source.merged_into_id != target.pk:
            source = source.merged_into
        else:
            return source, target


def _lessons_of(learner: Learner) -> set[uuid.UUID]:
    return set(Completion.objects.of_lessons().filter(learner=learner).values_list("subject_key", flat=True))


def _complete_courses(learner: Learner, lessons: Iterable[uuid.UUID]) -> None:
    """Courses with one of these lessons, where all others are done too: lessons 1 and 2 by one learner, 3 by the other."""
    courses = CoursePage.objects.live().filter(modules__lessons__lesson__translation_key__in=list(lessons)).distinct()
    for course in courses:
        completing.complete_course(learner, course, timezone.now())
