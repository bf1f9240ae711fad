from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "portal.core"
    label = "core"
    verbose_name = "แกนกลาง"

    def ready(self) -> None:
        from datetime import timedelta

        from portal.core import checks, due, share_pictures, signals  # noqa: F401 - checks register themselves

        signals.connect()
        # Whatever was missed: a picture lost, a new way of drawing, a page opened to all.
        due.register("core.share_pictures", timedelta(days=1), share_pictures.build_missing)
