from portal.kpi.models.declared import DeclaredResult, DeclaredViews
from portal.kpi.models.indicator import Indicator, Target
from portal.kpi.models.project_year import ProjectYear

__all__ = ["DeclaredResult", "DeclaredViews", "Indicator", "ProjectYear", "Target"]
