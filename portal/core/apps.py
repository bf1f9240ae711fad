from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "portal.core"
    label = "core"
    verbose_name = "แกนกลาง"

    def ready(self) -> None:
        from portal.core import signals

        signals.connect()
