"""Answers that waited on a device: read, filed under the learner who gave them and under no other, kept once.

Each is judged alone: one that cannot be taken keeps the others waiting for nothing. Codes are those of HTTP.
"""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from courses.models import LessonPage
from portal.learning import quizzing, who
from portal.learning.activities import Asked
from portal.learning.completing import complete_lesson, rule_of
from portal.learning.keeping import keep_activity
from portal.learning.models import ActivityAnswer, Completion, LateAnswer, Learner, QuizAttempt
from portal.learning.offline import activities
from portal.learning.offline.marks import mark_of, marks_of
from portal.learning.offline.quizzes import shown_as
from portal.tracking.facts import record_quiz

MOST_ANSWERS = 50
MOST_BYTES = 256 * 1024
MOST_FIELDS = 300
LONGEST_VALUE = 1000
QUIZ, DID_THIS, ACTIVITY = "quiz", "did-this", "activity"


class Refused(Exception):
    """Nothing of it was kept; the code and a Thai sentence that says why and what to do."""

    def __init__(self, code: int, words: str) -> None:
        super().__init__(words)
        self.code, self.words = code, words


@dataclass(frozen=True)
class Waiting:
    """One answer as a device sent it. `activity` is the block that was done, "" for a quiz. `learner` is the mark of who gave it, "" when nobody was known yet; `claimed_at`
    is that device's clock."""

    submission: uuid.UUID
    lesson: uuid.UUID
    kind: str
    activity: str
    version: str
    fields: list[tuple[str, str]]
    learner: str
    claimed_at: datetime | None
    refuses_counting: bool

    def form(self) -> QueryDict:
        """The answers as the quiz's own form would send them."""
        form = QueryDict(mutable=True)
        for name, value in self.fields:
            form.appendlist(name, value)
        return form


@dataclass(frozen=True)
class Taken:
    """What became of one answer."""

    submission: str
    code: int
    words: str
    result: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return {"submission": self.submission, "code": self.code, "words": self.words, **self.result}


def read_batch(request: HttpRequest) -> list[Any]:
    """The answers of a request, each still to be read. Raises Refused (400, 413)."""
    too_large = Refused(413, _("ส่งคำตอบครั้งเดียวมากเกินไป แบ่งส่งครั้งละไม่เกิน 50 ชุด"))
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        raise too_large
    try:
        answers = json.loads(request.body)["answers"]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise Refused(400, _("อ่านคำตอบที่ส่งมาไม่ได้ เปิดหน้านี้ใหม่ แล้วส่งอีกครั้ง")) from error
    if not isinstance(answers, list) or not answers:
        raise Refused(400, _("ไม่มีคำตอบในสิ่งที่ส่งมา เปิดหน้านี้ใหม่ แล้วส่งอีกครั้ง"))
    if len(answers) > MOST_ANSWERS:
        raise too_large
    return answers


def read_one(data: Any) -> Waiting:
    """Raises Refused(400) for anything a page of ours does not send."""
    try:
        fields = [(name, value) for name, value in data.get("fields", [])]
        plain = [
            data["kind"],
            data.get("activity", ""),
            data.get("version", ""),
            data.get("learner", ""),
            *(part for pair in fields for part in pair),
        ]
        if data["kind"] not in (QUIZ, DID_THIS, ACTIVITY) or len(fields) > MOST_FIELDS:
            raise ValueError(data["kind"])
        if not all(isinstance(part, str) and len(part) <= LONGEST_VALUE for part in plain):
            raise ValueError("long")
        return Waiting(
            submission=uuid.UUID(data["submission"]),
            lesson=uuid.UUID(data["lesson"]),
            kind=data["kind"],
            activity=data.get("activity", ""),
            version=data.get("version", ""),
            fields=fields,
            learner=data.get("learner", ""),
            claimed_at=_claimed(data.get("answered_at")),
            refuses_counting=data.get("refuse_counting") is True,
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise Refused(400, _("คำตอบชุดนี้อ่านไม่ได้ จึงบันทึกไม่ได้ ทิ้งคำตอบนี้ แล้วทำแบบทดสอบอีกครั้ง")) from error


def _claimed(text: Any) -> datetime | None:
    """A device's clock may say anything; a time nobody can read is no reason to lose an answer."""
    try:
        said = parse_datetime(text)
    except (TypeError, ValueError):
        return None
    return said if said is not None and timezone.is_aware(said) else None


class Sender:
    """The browser that sends: its learner, made with the first answer that is taken."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.known = who.current(request)
        self._marks = marks_of(self.known)
        self._acted: Learner | None = None

    def is_another(self, answer: Waiting) -> bool:
        """Whether somebody else gave this answer. One given before anybody was known is the sender's."""
        return bool(answer.learner) and answer.learner not in self._marks

    def acting(self, answer: Waiting) -> Learner:
        """One answer sent twice at once, by a page that is left and the next one, begins one learner."""
        self._acted = self._acted or who.acting(self.request, form=str(answer.submission))
        return self._acted

    def found_again(self, learner: Learner) -> None:
        """The answer came before, but the line broke and its cookie never arrived: this is that learner."""
        if self.known is None and self._acted is None and learner.user_id is None:
            self._acted = learner

    @property
    def learner(self) -> Learner | None:
        return self._acted or self.known

    def remember(self, response: HttpResponseBase) -> None:
        if self._acted is not None:
            who.remember(self.request, response, self._acted)


def take(data: Any, sender: Sender) -> Taken:
    """Keep one answer, once, and complete its lesson when it is enough."""
    submission = str(data.get("submission", ""))[:36] if isinstance(data, dict) else ""
    try:
        answer = read_one(data)
        if kept := _kept_before(answer, sender):
            return kept
        if sender.is_another(answer):
            raise Refused(
                409,
                _("คำตอบนี้เป็นของผู้เรียนคนก่อน จึงยังไม่ได้ส่ง ให้เจ้าของเปิดบัตรความก้าวหน้าในเครื่องนี้แล้วส่งอีกครั้ง หรือทิ้งคำตอบนี้"),
            )
        return {DID_THIS: _done, ACTIVITY: _activity, QUIZ: _quiz}[answer.kind](answer, sender)
    except Refused as refused:
        return Taken(submission, refused.code, refused.words)


def _kept_before(answer: Waiting, sender: Sender) -> Taken | None:
    """What is said of an answer that is with us already, whoever sends it now; nobody is told another's result."""
    rows = ActivityAnswer.objects if answer.kind == ACTIVITY else QuizAttempt.objects
    kept: Any = rows.select_related("learner").filter(submission=answer.submission).first()
    if kept is None:
        return None
    learner = kept.learner
    if learner is not None and not answer.learner:
        sender.found_again(learner)
    if learner is None or sender.learner is None or learner.pk != sender.learner.pk:
        return Taken(str(answer.submission), 200, _("คำตอบนี้ส่งถึงเราก่อนแล้ว"))
    if isinstance(kept, ActivityAnswer):
        return _kept_activity(answer, kept.title)
    return Taken(str(answer.submission), 200, _words(kept), _result(kept))


def _lesson(answer: Waiting) -> LessonPage:
    """The lesson, live or taken away since: who kept it was given it by us."""
    lessons: list[LessonPage] = list(
        LessonPage.objects.filter(translation_key=answer.lesson, first_published_at__isnull=False).select_related(
            "locale", "quiz", "project"
        )
    )
    if not lessons:
        raise Refused(410, _("บทเรียนนี้ไม่มีในเว็บแล้ว จึงบันทึกคำตอบไม่ได้ ทิ้งคำตอบนี้ได้เลย"))
    return next((each for each in lessons if each.locale.language_code == get_language()), lessons[0])


@transaction.atomic
def _quiz(answer: Waiting, sender: Sender) -> Taken:
    lesson = _lesson(answer)
    shown = shown_as(lesson, answer.version)
    if shown is None:
        raise Refused(410, _("แบบทดสอบของบทนี้เปลี่ยนไปแล้ว จึงตรวจคำตอบนี้ไม่ได้ ทิ้งคำตอบนี้ เก็บบทเรียนฉบับใหม่ แล้วทำอีกครั้ง"))
    marked = quizzing.mark(shown, answer.form())
    if any(item.unanswered for item in marked):
        raise Refused(422, _("คำตอบชุดนี้ยังไม่ครบทุกข้อ ทิ้งคำตอบนี้ แล้วทำแบบทดสอบอีกครั้ง"))
    learner = _counted(answer, sender)
    attempt = quizzing.record(learner, shown, marked, answer.submission)
    LateAnswer.objects.get_or_create(
        attempt=attempt, defaults={"version": answer.version, "claimed_at": answer.claimed_at}
    )
    if attempt.passed and attempt.learner_id == learner.pk:
        complete_lesson(learner, lesson, timezone.now())
    if not learner.counting_refused:
        record_quiz(lesson, learner=learner, request=sender.request, event=answer.submission)
    return Taken(
        str(answer.submission), 200, _words(attempt), {**_result(attempt), "url": lesson.url if lesson.live else ""}
    )


@transaction.atomic
def _done(answer: Waiting, sender: Sender) -> Taken:
    lesson = _lesson(answer)
    if rule_of(lesson) != Completion.Rule.DID_THIS:
        raise Refused(410, _("บทนี้มีแบบทดสอบแล้ว จบเมื่อผ่านแบบทดสอบ ทิ้งคำตอบนี้ แล้วเปิดบทเรียนทำแบบทดสอบ"))
    complete_lesson(_counted(answer, sender), lesson, timezone.now())
    words = _("บันทึกแล้วว่าเรียนจบบท “%(title)s”") % {"title": lesson.title}
    return Taken(str(answer.submission), 200, words, {"passed": True})


@transaction.atomic
def _activity(answer: Waiting, sender: Sender) -> Taken:
    lesson = _lesson(answer)
    activity = activities.found(lesson, answer.activity, answer.version)
    if activity is None:
        raise Refused(410, _("กิจกรรมนี้เปลี่ยนไปแล้ว จึงบันทึกคำตอบนี้ไม่ได้ ทิ้งคำตอบนี้ได้เลย ผลที่เห็นตอนทำยังใช้ได้"))
    done = activity.take(dict(answer.fields))
    if isinstance(done, Asked):
        raise Refused(422, _("คำตอบชุดนี้ยังไม่ครบทุกข้อ ทิ้งคำตอบนี้ แล้วทำกิจกรรมอีกครั้ง"))
    keep_activity(_counted(answer, sender), lesson, activity, done, str(answer.submission))
    return _kept_activity(answer, lesson.title)


def _kept_activity(answer: Waiting, title: str) -> Taken:
    """The result was told when it was done; here only that it is kept."""
    return Taken(str(answer.submission), 200, _("ส่งแล้ว บันทึกกิจกรรมของบท “%(title)s” ไว้แล้ว") % {"title": title})


def _counted(answer: Waiting, sender: Sender) -> Learner:
    learner = sender.acting(answer)
    if answer.refuses_counting and not learner.counting_refused:
        learner.counting_refused = True
        learner.save(update_fields=["counting_refused"])
    return learner


def _words(attempt: QuizAttempt) -> str:
    facts = {"title": attempt.title, "right": attempt.right, "total": attempt.total}
    if attempt.passed:
        return _("ส่งแล้ว บท “%(title)s” ถูก %(right)d จาก %(total)d ข้อ ผ่านแล้ว เก่งมาก") % facts
    return _("ส่งแล้ว บท “%(title)s” ถูก %(right)d จาก %(total)d ข้อ ยังไม่ผ่าน ทำใหม่ได้เสมอ") % facts


def _result(attempt: QuizAttempt) -> dict[str, Any]:
    questions = [
        {"text": row.question_text, "right": row.is_correct, "why": _why(row)} for row in attempt.answers.all()
    ]
    return {"right": attempt.right, "total": attempt.total, "passed": attempt.passed, "questions": questions}


def _why(row: Any) -> str:
    """What is said to the choices made: the feedback the learner would have read on the page."""
    return " ".join(choice["feedback"] for choice in row.shown if choice["uuid"] in row.chosen and choice["feedback"])


def whoami(request: HttpRequest) -> str:
    """The mark of this browser's learner; "" for nobody yet."""
    return mark_of(who.current(request))
