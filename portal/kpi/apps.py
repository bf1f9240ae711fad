from django.apps import AppConfig


class KpiConfig(AppConfig):
    name = "portal.kpi"
    label = "kpi"
    verbose_name = "ตัวชี้วัด"

    def ready(self) -> None:
        from wagtail.permissions import register_permission_policy

        from portal.kpi import personal
        from portal.kpi.access import FiguresPolicy

        personal.register_holdings()
        for model in self.get_models():
            register_permission_policy(model, FiguresPolicy(model))
