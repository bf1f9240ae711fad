"""What learning keeps of a person, for export, erasure and merging."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.accounts import personal_data as registry
from portal.learning import votes
from portal.learning.models import (
    ActivityAnswer,
    Certificate,
    Completion,
    CourseRun,
    GuardianConsent,
    Learner,
    ProgressCard,
    QuizAttempt,
    Satisfaction,
)
from portal.learning.models.certificate import erase_certificates, merge_certificates
from portal.learning.models.taking import merge_runs

FIELDS = {
    ActivityAnswer: ("title", "kind", "answers", "right", "total", "at"),
    QuizAttempt: ("title", "kind", "quiz_title", "right", "total", "passed", "at"),
    Completion: ("title", "subject_kind", "rule", "source", "at"),
    Satisfaction: ("title", "subject", "score", "wording", "at"),
}
# Of these a learner may have one alike: the columns that make two rows the same fact.
ONE_ALIKE = {
    Completion: ("subject_kind", "subject_key", "occasion"),
}


def keep_earliest(model: type[models.Model], *alike: str) -> registry.Merge:
    """A merge that moves the rows of one learner to another and, where both have the same fact, keeps the earlier.

    Rows are the same when the columns `alike` are; `at` says which came first.
    """

    def merge(source: Any, target: Any) -> int:
        rows = model._default_manager.filter(learner__in=(source, target)).order_by("at", "pk")
        first: set[tuple[Any, ...]] = set()
        doubled = []
        for pk, *fact in rows.values_list("pk", *alike):
            if tuple(fact) in first:
                doubled.append(pk)
            first.add(tuple(fact))
        model._default_manager.filter(pk__in=doubled).delete()
        return model._default_manager.filter(learner=source).update(learner=target)

    return merge


def _merge_of(model: Any) -> registry.Merge:
    if model is Satisfaction:
        # Of two votes on one thing on one day only the later can stay.
        return votes.merge
    return keep_earliest(model, *ONE_ALIKE[model]) if model in ONE_ALIKE else registry.repoint(model, "learner")


def register_holdings() -> None:
    registry.register(
        registry.Holding(
            Learner,
            "user",
            registry.rows_of(Learner, "user", "uuid", "created_at"),
            registry.unlink(Learner, "user"),
            title=_("ผู้เรียนของบัญชีนี้"),
        )
    )
    registry.register(
        registry.Holding(
            Learner,
            "merged_into",
            registry.rows_of(Learner, "merged_into", "uuid", "created_at"),
            registry.delete(Learner, "merged_into"),
            registry.repoint(Learner, "merged_into"),
            title=_("คุกกี้และบัตรเดิมที่รวมแล้ว"),
            # Where old cookies and cards of one person lead.
        )
    )
    registry.register(
        registry.Holding(
            ProgressCard,
            "learner",
            # Not the code: an export is read in more places than a card.
            registry.rows_of(ProgressCard, "learner", "made_at", "replaced_at"),
            registry.delete(ProgressCard, "learner"),
            # No merge: a card stays with its learner, who becomes an alias of the other.
        )
    )
    for model, fields in FIELDS.items():
        registry.register(
            registry.Holding(
                model,
                "learner",
                registry.rows_of(model, "learner", *fields),
                registry.unlink(model, "learner"),
                _merge_of(model),
                reason=_("เหลือเป็นจำนวนในรายงาน โดยไม่รู้ว่าของใคร"),
            )
        )
    _register_certificates()


def _register_certificates() -> None:
    registry.register(
        registry.Holding(
            Certificate,
            "learner",
            registry.rows_of(Certificate, "learner", "code", "state", "title", "name", "finished_at", "issued_at"),
            erase_certificates,
            merge_certificates,
            reason=_("เหลือเลขที่วุฒิบัตรไว้โดยไม่มีชื่อ เพื่อให้จำนวนในรายงานยังถูกต้อง"),
        )
    )
    registry.register(
        registry.Holding(
            Certificate,
            "revoked_by",
            registry.rows_of(Certificate, "revoked_by", "code", "revoked_at", "revoked_reason"),
            registry.unlink(Certificate, "revoked_by"),
            registry.repoint(Certificate, "revoked_by"),
            reason=_("บันทึกการเพิกถอนยังอยู่ โดยไม่รู้ว่าใครเป็นผู้ทำ"),
        )
    )
    registry.register(
        registry.Holding(
            GuardianConsent,
            "learner",
            registry.rows_of(GuardianConsent, "learner", "relation", "wording", "at"),
            registry.delete(GuardianConsent, "learner"),
            registry.repoint(GuardianConsent, "learner"),
        )
    )
    registry.register(
        registry.Holding(
            CourseRun,
            "learner",
            registry.rows_of(CourseRun, "learner", "course_key", "occasion", "began_at"),
            registry.delete(CourseRun, "learner"),
            merge_runs,
        )
    )
