from portal.kpi.views.dashboard import dashboard, dashboard_csv
from portal.kpi.views.rows import evidence, facts, identity, indicator_rows

__all__ = ["dashboard", "dashboard_csv", "evidence", "facts", "identity", "indicator_rows"]
