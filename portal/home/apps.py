from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "portal.home"
    label = "home"
    verbose_name = "หน้าแรกและการช่วยเหลือ"

    def ready(self) -> None:
        from portal.home.models import SituationPage
        from portal.tracking.objects import register

        register(SituationPage, "situation")
