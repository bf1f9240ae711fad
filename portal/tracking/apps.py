from django.apps import AppConfig, apps


class TrackingConfig(AppConfig):
    name = "portal.tracking"
    label = "tracking"
    verbose_name = "การนับ"

    def ready(self) -> None:
        if apps.is_installed("wagtail"):
            from portal.tracking import jobs, titles

            titles.connect()
            jobs.register()
