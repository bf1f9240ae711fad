from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrainingConfig(AppConfig):
    name = "portal.training"
    label = "training"
    verbose_name = "การอบรม"

    def ready(self) -> None:
        from portal.accounts import personal_data as registry
        from portal.training import votes
        from portal.training.models import Attendance

        registry.register(
            registry.Holding(
                Attendance,
                "learner",
                registry.rows_of(Attendance, "learner", "name", "session__title", "session__starts_on"),
                registry.unlink(Attendance, "learner"),
                registry.repoint(Attendance, "learner"),
                reason=_("ชื่อในใบลงเวลาของการอบรมอยู่กับผู้จัดจนครบเวลาเก็บ แต่ไม่ผูกกับคุณอีก"),
            )
        )
        votes.register_own()
