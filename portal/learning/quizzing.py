"""A quiz as it was shown, and its marking.

The form carries the shown questions signed: an edit or a deletion between showing and answering loses no answer
and marks no one by words they did not see.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.db import transaction
from django.utils import timezone

from courses.models import LessonPage, Question, Quiz
from portal.learning.models import AttemptAnswer, Learner, QuizAttempt
from portal.learning.subject import kept_facts

SALT = "portal.learning.quiz"


@dataclass(frozen=True)
class Shown:
    """The quiz a form showed: plain values, ready to be signed."""

    quiz: str
    title: str
    pass_percent: int
    questions: list[dict[str, Any]]

    def token(self) -> str:
        return signing.dumps(
            {"quiz": self.quiz, "title": self.title, "pass": self.pass_percent, "questions": self.questions},
            salt=SALT,
            compress=True,
        )

    @classmethod
    def from_token(cls, token: str) -> Shown:
        """Raises signing.BadSignature for anything this site did not show."""
        data = signing.loads(token, salt=SALT)
        return cls(data["quiz"], data["title"], data["pass"], data["questions"])


def show(quiz: Quiz) -> Shown:
    """The quiz as it stands now."""
    questions = [
        {
            "uuid": str(question.uuid),
            "kind": question.kind,
            "text": question.text,
            "explanation": question.explanation,
            "choices": [
                {
                    "uuid": str(choice.uuid),
                    "text": choice.text,
                    "correct": choice.is_correct,
                    "feedback": choice.feedback,
                }
                for choice in question.choices.all()
            ],
        }
        for question in Question.objects.filter(quiz=quiz).prefetch_related("choices").order_by("sort_order", "pk")
    ]
    return Shown(str(quiz.uuid), quiz.title, quiz.pass_percent, questions)


@dataclass(frozen=True)
class Marked:
    """One question with what was chosen; `chosen` holds choice ids."""

    question: dict[str, Any]
    chosen: list[str]

    @property
    def is_correct(self) -> bool:
        return set(self.chosen) == {choice["uuid"] for choice in self.question["choices"] if choice["correct"]}

    @property
    def unanswered(self) -> bool:
        return not self.chosen


def mark(shown: Shown, answers: Any) -> list[Marked]:
    """Marks a submitted form (a QueryDict with `q-<question>` fields); unknown choices are ignored."""
    marked = []
    for question in shown.questions:
        known = {choice["uuid"] for choice in question["choices"]}
        chosen = [value for value in answers.getlist(f"q-{question['uuid']}") if value in known]
        if question["kind"] != Question.Kind.MULTIPLE:
            chosen = chosen[:1]
        marked.append(Marked(question, chosen))
    return marked


@transaction.atomic
def record(
    learner: Learner, lesson: LessonPage, shown: Shown, marked: list[Marked], submission: uuid.UUID
) -> QuizAttempt:
    """Keep one attempt; the same submission again returns the attempt already kept."""
    right = sum(item.is_correct for item in marked)
    attempt, created = QuizAttempt.objects.get_or_create(
        submission=submission,
        defaults={
            **kept_facts(lesson, "lesson"),
            "learner": learner,
            "quiz_uuid": shown.quiz,
            "quiz_title": shown.title,
            "right": right,
            "total": len(marked),
            "pass_percent": shown.pass_percent,
            "passed": bool(marked) and right * 100 >= shown.pass_percent * len(marked),
            "at": timezone.now(),
        },
    )
    if created:
        AttemptAnswer.objects.bulk_create(
            AttemptAnswer(
                attempt=attempt,
                question_uuid=item.question["uuid"],
                question_text=item.question["text"],
                shown=item.question["choices"],
                chosen=item.chosen,
                is_correct=item.is_correct,
            )
            for item in marked
        )
    return attempt
