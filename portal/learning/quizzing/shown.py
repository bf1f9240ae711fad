"""A quiz as a form shows it: drawn, put into an order, and sealed into that form.

The form carries the shown questions: an edit or a deletion between showing and answering loses no answer and marks
no one by words they did not see.
"""

from __future__ import annotations

import random
import uuid
from dataclasses import asdict, dataclass, field
from typing import Any

from courses.models import Question, Quiz
from portal.learning.models import QuizAttempt
from portal.learning.quizzing.sealing import seal, unseal
from portal.learning.subject import kept_facts

LESSON = QuizAttempt.Kind.LESSON
_chance = random.SystemRandom()


@dataclass(frozen=True)
class Shown:
    """The quiz a form showed: plain values, ready to be sealed.

    `facts` are those of the lesson or course it belongs to, as kept with the attempt: the page may be gone by then.
    """

    quiz: str
    title: str
    pass_percent: int
    questions: list[dict[str, Any]]
    kind: str = LESSON.value
    facts: dict[str, Any] = field(default_factory=dict)

    def token(self) -> str:
        return seal(asdict(self))

    @classmethod
    def from_token(cls, token: str) -> Shown:
        """Raises signing.BadSignature for anything this site did not show."""
        return cls(**unseal(token))

    def belongs_to(self, kind: str, key: uuid.UUID) -> bool:
        """Whether it was shown as this kind of quiz of this page."""
        return self.kind == kind and self.facts.get("subject_key") == str(key)


def show(quiz: Quiz, page: Any, kind: str = LESSON, chance: random.Random = _chance) -> Shown:
    """The quiz as it stands now, as the quiz of this lesson or the test of this course.

    `chance` draws and mixes; one with a seed shows the same to everybody.
    """
    facts = kept_facts(page, "lesson" if kind == LESSON else "course")
    return Shown(
        quiz=str(quiz.uuid),
        title=quiz.title,
        pass_percent=quiz.pass_percent,
        questions=draw_questions(quiz, chance),
        kind=str(kind),
        facts={**facts, "subject_key": str(facts["subject_key"])},
    )


def draw_questions(quiz: Quiz, chance: random.Random = _chance) -> list[dict[str, Any]]:
    """The questions to ask this time: all in the editor's order, or as many as the bank draws, in an order of chance."""
    held = list(Question.objects.filter(quiz=quiz).prefetch_related("choices").order_by("sort_order", "pk"))
    if quiz.draw:
        held = chance.sample(held, min(quiz.draw, len(held)))
    return [_as_shown(question, chance) for question in held]


def _as_shown(question: Question, chance: random.Random) -> dict[str, Any]:
    choices = [
        {"uuid": str(choice.uuid), "text": choice.text, "correct": choice.is_correct, "feedback": choice.feedback}
        for choice in question.choices.all()
    ]
    if question.kind == Question.Kind.ORDER:
        choices = _mixed([{**choice, "place": place} for place, choice in enumerate(choices, start=1)], chance)
    shown: dict[str, Any] = {
        "uuid": str(question.uuid),
        "kind": question.kind,
        "text": question.text,
        "explanation": question.explanation,
        "choices": choices,
    }
    if question.kind == Question.Kind.SCENARIO:
        shown["situation"] = {
            "text": question.situation,
            "channel": question.situation_channel,
            "sender": question.situation_sender,
        }
    return shown


def _mixed(choices: list[dict[str, Any]], chance: random.Random) -> list[dict[str, Any]]:
    """In any order but the right one: nobody is asked to put in order what stands in order."""
    mixed = list(choices)
    while mixed == choices and len(choices) > 1:
        chance.shuffle(mixed)
    return mixed
