from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "portal.training"
    label = "training"
    verbose_name = "การอบรม"

    def ready(self) -> None:
        from portal.accounts import personal_data as registry
        from portal.training.models import Attendance

        registry.register(
            registry.Holding(
                Attendance,
                "learner",
                registry.rows_of(Attendance, "learner", "name", "session__title", "session__starts_on"),
                registry.unlink(Attendance, "learner"),
                registry.repoint(Attendance, "learner"),
                reason="attendance counts for the session; the name goes with the retention of the list",
            )
        )
