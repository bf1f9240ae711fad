from portal.kpi.models.closed import ClosedYear, LateRevision, PreparedYear, ReportSubscription
from portal.kpi.models.declared import DeclaredResult, DeclaredViews
from portal.kpi.models.indicator import Indicator, Target
from portal.kpi.models.project_year import ProjectYear

__all__ = [
    "ClosedYear",
    "DeclaredResult",
    "DeclaredViews",
    "Indicator",
    "LateRevision",
    "PreparedYear",
    "ProjectYear",
    "ReportSubscription",
    "Target",
]
