from django.apps import AppConfig


class KpiConfig(AppConfig):
    name = "portal.kpi"
    label = "kpi"
    verbose_name = "ตัวชี้วัด"

    def ready(self) -> None:
        from datetime import timedelta

        from wagtail.permissions import register_permission_policy

        from portal.core import due
        from portal.kpi import personal
        from portal.kpi.access import FiguresPolicy
        from portal.kpi.closing import log_late_facts
        from portal.kpi.monthly import send_monthly_reports

        personal.register_holdings()
        due.register("kpi.log_late_facts", timedelta(days=1), log_late_facts)
        due.register("kpi.send_monthly_reports", timedelta(hours=6), send_monthly_reports)
        for model in self.get_models():
            register_permission_policy(model, FiguresPolicy(model))
