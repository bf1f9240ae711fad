"""What the ledger keeps of a person: who entered a row, who approved a target."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.accounts import personal_data as registry
from portal.kpi.models import ClosedYear, DeclaredResult, DeclaredViews, PreparedYear, ReportSubscription, Target

HELD = (
    (DeclaredResult, "entered_by", ("indicator__wording", "text", "as_of", "entered_at")),
    (DeclaredViews, "entered_by", ("piece", "platform", "count", "entered_at")),
    (Target, "approved_by", ("indicator__wording", "text", "revision", "approved_on")),
    (PreparedYear, "prepared_by", ("fiscal_year", "prepared_at")),
    (ClosedYear, "prepared_by", ("fiscal_year", "closed_at")),
    (ClosedYear, "approved_by", ("fiscal_year", "closed_at")),
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
                reason=_("แถวนี้เป็นส่วนหนึ่งของรายงานราชการ เหลืออยู่โดยไม่รู้ว่าใครกรอกหรืออนุมัติ"),
            )
        )
    registry.register(
        registry.Holding(
            ReportSubscription,
            "user",
            registry.rows_of(ReportSubscription, "user", "last_month"),
            registry.delete(ReportSubscription, "user"),
        )
    )
