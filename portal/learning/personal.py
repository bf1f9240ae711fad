"""What learning keeps of a person, for export, erasure and merging."""

from __future__ import annotations

from portal.accounts import personal_data as registry
from portal.learning.models import ActivityAnswer, Completion, Learner, QuizAttempt, Satisfaction

FIELDS = {
    ActivityAnswer: ("title", "kind", "answers", "right", "total", "at"),
    QuizAttempt: ("title", "quiz_title", "right", "total", "passed", "at"),
    Completion: ("title", "subject_kind", "rule", "source", "at"),
    Satisfaction: ("title", "subject", "score", "wording", "at"),
}


def register_holdings() -> None:
    registry.register(
        registry.Holding(
            Learner, "user", registry.rows_of(Learner, "user", "uuid", "created_at"), registry.unlink(Learner, "user")
        )
    )
    for model, fields in FIELDS.items():
        registry.register(
            registry.Holding(
                model,
                "learner",
                registry.rows_of(model, "learner", *fields),
                registry.unlink(model, "learner"),
                registry.repoint(model, "learner"),
                reason="the row is a fact that counts; erasure forgets whose it was",
            )
        )
