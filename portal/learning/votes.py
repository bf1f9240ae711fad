"""What people may say how satisfied they are with, and casting a vote (counting rule 8).

A registry by kind: learning itself knows lessons, articles, the website and the service; rooms above register theirs in
``AppConfig.ready``.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext_lazy

from articles.models import LawArticlePage
from portal.core.listing import open_to_all
from portal.core.models import BasePage, Project
from portal.learning import who
from portal.learning.models import Learner, Satisfaction
from portal.learning.subject import live_lesson

# From the saddest face to the happiest.
FACES = (
    (1, gettext_lazy("ไม่พอใจเลย")),
    (2, gettext_lazy("ไม่ค่อยพอใจ")),
    (3, gettext_lazy("เฉย ๆ")),
    (4, gettext_lazy("พอใจ")),
    (5, gettext_lazy("พอใจมาก")),
)
SCORES = {str(score): score for score, _words in FACES}

QUESTIONS = {
    Satisfaction.Subject.LESSON: gettext_lazy("คุณพอใจกับบทเรียนนี้แค่ไหน"),
    Satisfaction.Subject.ARTICLE: gettext_lazy("คุณพอใจกับบทความนี้แค่ไหน"),
    Satisfaction.Subject.SESSION: gettext_lazy("คุณพอใจกับการอบรมครั้งนี้แค่ไหน"),
    Satisfaction.Subject.WEBSITE: gettext_lazy("คุณพอใจกับเว็บไซต์นี้แค่ไหน"),
    Satisfaction.Subject.SERVICE: gettext_lazy("โดยรวมคุณพอใจกับการใช้บริการนี้แค่ไหน"),
}


@dataclass(frozen=True)
class Votable:
    """One thing to vote on. `key` is None for the whole (website, service); `url` leads back to it.

    `is_open` is False once its time for votes is over: people then read a kind sentence instead of the faces.
    """

    subject: Satisfaction.Subject
    key: uuid.UUID | None
    title: str
    url: str
    project: str = ""
    language: str = field(default_factory=lambda: (get_language() or "th").split("-")[0])
    is_open: bool = True

    @property
    def question(self) -> str:
        """The question in the reader's language: the wording the vote keeps."""
        return str(QUESTIONS[self.subject])

    @property
    def address(self) -> str:
        """Where its faces stand."""
        if self.key is not None:
            return reverse("faces", args=[self.subject.value, self.key])
        query = f"?{urlencode({'project': self.project})}" if self.project else ""
        return reverse("faces", args=[self.subject.value]) + query


Finder = Callable[[HttpRequest, uuid.UUID | None], Votable]
_finders: dict[str, Finder] = {}


def register(kind: Satisfaction.Subject, finder: Finder) -> None:
    """`finder(request, key)` returns what is voted on or raises Http404 for whoever may not; again replaces it."""
    _finders[kind.value] = finder


def find(request: HttpRequest, kind: str, key: uuid.UUID | None) -> Votable:
    """What this address asks about. Raises Http404 when nothing stands there for this person."""
    if kind not in _finders:
        raise Http404
    return _finders[kind](request, key)


def of_today(learner: Learner | None, votable: Votable) -> Satisfaction | None:
    """The learner's vote of today (Bangkok's day), which may still be changed."""
    if learner is None:
        return None
    votes = Satisfaction.objects.filter(learner=learner, subject=votable.subject, day=timezone.localdate())
    return votes.filter(subject_key=votable.key).first()


def cast(
    request: HttpRequest, votable: Votable, score: int, submission: uuid.UUID
) -> tuple[Learner | None, Satisfaction]:
    """Keep a vote: one a learner, object and day, the last one counts. Returns the learner, begun by this act, and the vote.

    `submission` names the form. Two taps on the form of a browser nobody knows yet arrive without a cookie; they are one
    vote, and the second has no learner to remember: the first one's answer brings the cookie.
    """
    for last_try in (False, True):
        sent = _sent_by(submission)
        if sent is not None and _is_same(request, votable, sent):
            Satisfaction.objects.filter(pk=sent.pk).update(**_values(votable, score))
            sent.refresh_from_db()
            return who.current(request), sent
        # Somebody else sent this form before, on a device they share: theirs stays theirs.
        own = submission if sent is None else uuid.uuid4()
        try:
            with transaction.atomic():
                learner = who.acting(request)
                return learner, _kept(learner, votable, score, own)
        except IntegrityError:
            # The other tap was faster by a moment; the learner begun here is taken back.
            if last_try:
                raise
    raise AssertionError("the second try returns or raises")


def _sent_by(submission: uuid.UUID) -> Satisfaction | None:
    """Today's vote that came with this form."""
    return Satisfaction.objects.filter(submission=submission, day=timezone.localdate()).first()


def _is_same(request: HttpRequest, votable: Votable, vote: Satisfaction) -> bool:
    """Whether a vote on this was sent by the one who sends now, as far as anybody can know."""
    learner = who.current(request)
    same_person = learner is None or vote.learner_id == learner.pk
    return same_person and (vote.subject, vote.subject_key) == (votable.subject, votable.key)


def _values(votable: Votable, score: int) -> dict[str, object]:
    return {
        "score": score,
        "wording": votable.question,
        "title": votable.title,
        "language": votable.language,
        "project": votable.project,
        "at": timezone.now(),
    }


def _kept(learner: Learner, votable: Votable, score: int, submission: uuid.UUID) -> Satisfaction:
    values = _values(votable, score)
    vote, _created = Satisfaction.objects.update_or_create(
        learner=learner,
        subject=votable.subject,
        subject_key=votable.key,
        day=timezone.localdate(),
        defaults=values,
        create_defaults={**values, "submission": submission},
    )
    return vote


def merge(source: Learner, target: Learner) -> int:
    """Joining two learners: where both voted on the same thing on the same day, the later vote stays; one a day."""
    moved = 0
    for vote in Satisfaction.objects.filter(learner=source):
        same = Satisfaction.objects.filter(
            learner=target, subject=vote.subject, subject_key=vote.subject_key, day=vote.day
        ).first()
        if same is not None and same.at >= vote.at:
            vote.delete()
            continue
        if same is not None:
            same.delete()
        Satisfaction.objects.filter(pk=vote.pk).update(learner=target)
        moved += 1
    return moved


def _lesson(request: HttpRequest, key: uuid.UUID | None) -> Votable:
    lesson = live_lesson(_named(key))
    return _page(Satisfaction.Subject.LESSON, lesson)


def _article(request: HttpRequest, key: uuid.UUID | None) -> Votable:
    found = open_to_all(LawArticlePage.objects.filter(translation_key=_named(key))).select_related("locale", "project")
    articles = list(found.order_by("pk"))
    if not articles:
        raise Http404
    here = (article for article in articles if article.locale.language_code == get_language())
    return _page(Satisfaction.Subject.ARTICLE, next(here, articles[0]))


def _page(subject: Satisfaction.Subject, page: BasePage) -> Votable:
    return Votable(
        subject,
        page.translation_key,
        page.title,
        page.url,
        project=page.project.slug if page.project else "",
        language=page.locale.language_code,
    )


def _whole(subject: Satisfaction.Subject) -> Finder:
    """The website or the service as a whole, told apart by the project whose pages led here."""

    def finder(request: HttpRequest, key: uuid.UUID | None) -> Votable:
        if key is not None:
            raise Http404
        asked = request.GET.get("project", "")
        project = asked if asked and Project.objects.filter(slug=asked).exists() else ""
        return Votable(subject, None, "", reverse("wagtail_serve", args=[""]), project=project)

    return finder


def _named(key: uuid.UUID | None) -> uuid.UUID:
    if key is None:
        raise Http404
    return key


def register_own() -> None:
    """What learning itself offers; called from ``AppConfig.ready``."""
    register(Satisfaction.Subject.LESSON, _lesson)
    register(Satisfaction.Subject.ARTICLE, _article)
    for subject in (Satisfaction.Subject.WEBSITE, Satisfaction.Subject.SERVICE):
        register(subject, _whole(subject))


__all__ = ["FACES", "QUESTIONS", "SCORES", "Votable", "cast", "find", "merge", "of_today", "register", "register_own"]
