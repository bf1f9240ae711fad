from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "courses"
    label = "courses"
    verbose_name = "หลักสูตร"

    def ready(self) -> None:
        from courses import signals
        from courses.models import KitPage, LessonPage
        from portal.tracking.objects import register

        register(LessonPage, "lesson")
        register(KitPage, "kit")
        signals.connect()
