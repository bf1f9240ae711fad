"""Marking a submitted form by what it showed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from courses.models import Question
from portal.learning.quizzing.shown import Shown


@dataclass(frozen=True)
class Marked:
    """One question with what was chosen: ids of choices, of the kind *order* in the order they were put.

    `places` are the places given so far, by choice, where putting in order is not finished: some are missing or twice.
    """

    question: dict[str, Any]
    chosen: list[str]
    places: dict[str, str]

    @property
    def is_order(self) -> bool:
        return str(self.question["kind"]) == Question.Kind.ORDER.value

    @cached_property
    def right_order(self) -> list[dict[str, Any]]:
        return sorted(self.question["choices"], key=lambda choice: choice["place"]) if self.is_order else []

    @property
    def given_order(self) -> list[dict[str, Any]]:
        """The steps as the learner put them."""
        known = {choice["uuid"]: choice for choice in self.question["choices"]}
        return [known[value] for value in self.chosen] if self.is_order else []

    @property
    def is_correct(self) -> bool:
        if self.is_order:
            return self.chosen == [choice["uuid"] for choice in self.right_order]
        return set(self.chosen) == {choice["uuid"] for choice in self.question["choices"] if choice["correct"]}

    @property
    def unanswered(self) -> bool:
        return not self.chosen


def mark(shown: Shown, answers: Any) -> list[Marked]:
    """Marks a submitted form, a QueryDict with fields `q-<question>`, of the kind *order* `q-<question>-<choice>` with
    its place. Unknown choices are ignored."""
    return [
        _order(question, answers) if question["kind"] == Question.Kind.ORDER else _choice(question, answers)
        for question in shown.questions
    ]


def _choice(question: dict[str, Any], answers: Any) -> Marked:
    known = {choice["uuid"] for choice in question["choices"]}
    chosen = [value for value in answers.getlist(f"q-{question['uuid']}") if value in known]
    if question["kind"] != Question.Kind.MULTIPLE:
        chosen = chosen[:1]
    return Marked(question, chosen, {})


def _order(question: dict[str, Any], answers: Any) -> Marked:
    places = {
        choice["uuid"]: answers.get(f"q-{question['uuid']}-{choice['uuid']}", "") for choice in question["choices"]
    }
    wanted = [str(number) for number in range(1, len(places) + 1)]
    if sorted(places.values()) != sorted(wanted):
        return Marked(question, [], places)
    return Marked(question, sorted(places, key=lambda choice: int(places[choice])), places)
