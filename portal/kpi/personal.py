"""What the ledger keeps of a person: who entered a row, who approved a target."""

from __future__ import annotations

from portal.accounts import personal_data as registry
from portal.kpi.models import DeclaredResult, DeclaredViews, Target

HELD = (
    (DeclaredResult, "entered_by", ("indicator__wording", "text", "as_of", "entered_at")),
    (DeclaredViews, "entered_by", ("piece", "platform", "count", "entered_at")),
    (Target, "approved_by", ("indicator__wording", "text", "revision", "approved_on")),
)


def register_holdings() -> None:
    """Registered in `KpiConfig.ready`; a row is a fact that stays, erasure forgets who entered or approved it."""
    for model, person, fields in HELD:
        registry.register(
            registry.Holding(
                model,
                person,
                registry.rows_of(model, person, *fields),
                registry.unlink(model, person),
                registry.repoint(model, person),
                reason="the row is part of the official record; erasure forgets who entered or approved it",
            )
        )
