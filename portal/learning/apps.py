from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "portal.learning"
    label = "learning"
    verbose_name = "การเรียน"

    def ready(self) -> None:
        from portal.learning import personal, signing_in, who
        from portal.tracking.facts import register_identify

        personal.register_holdings()
        register_identify(who.identify)
        signing_in.connect()
