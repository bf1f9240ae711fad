"""A lesson: a few steps, one idea each, and a quiz."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import StreamValue
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.search import index

from courses.blocks import ACTIVITIES, StepBlock, one_activity_a_step, undescribed_pictures
from media.models.pages import missing_alt
from portal.core.models import BasePage


class LessonPage(RoutablePageMixin, BasePage):
    """Steps have addresses of their own (/2/, /3/ …): they number ideas, not screens."""

    template = "courses/lesson_page.html"
    print_template = "courses/lesson_print.html"
    parent_page_types = ["courses.CoursePage"]
    subpage_types: list[str] = []

    minutes = models.PositiveSmallIntegerField(_("ใช้เวลา (นาที)"), default=5, validators=[MinValueValidator(1)])
    steps = StreamField([("step", StepBlock())], verbose_name=_("ขั้น"), min_num=1, max_num=12)
    quiz = models.ForeignKey(
        "courses.Quiz",
        verbose_name=_("แบบทดสอบท้ายบท"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="lessons",
        help_text=_("เรียนจบบทเมื่อผ่านแบบทดสอบนี้ ถ้าไม่มี เรียนจบเมื่อผู้เรียนบอกว่า “ทำแล้ว”"),
    )
    teach_home = models.TextField(_("เอาไปสอนคนที่บ้าน"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("minutes"),
        FieldPanel("steps"),
        FieldPanel("quiz"),
        FieldPanel("teach_home"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("steps"), index.SearchField("teach_home")]

    kind_label = _("บทเรียน")
    view_kind = "lesson"
    section_name = "learn"

    class Meta:
        verbose_name = _("บทเรียน")

    def clean(self) -> None:
        super().clean()
        one_activity_a_step(self.steps)

    def publish_problems(self) -> list[str]:
        return super().publish_problems() + [missing_alt(title) for title in undescribed_pictures(self.steps)]

    @cached_property
    def course(self) -> Any:
        return self.get_parent().specific

    def next_lesson(self) -> LessonPage | None:
        """The lesson after this one in the course; None after the last."""
        from courses.models.course import ordered_lessons

        lessons = ordered_lessons(self.get_parent().pk)
        places = [place for place, lesson in enumerate(lessons) if lesson.pk == self.pk]
        return lessons[places[0] + 1] if places and places[0] + 1 < len(lessons) else None

    def activity(self, block_id: str) -> StreamValue.StreamChild:
        """The activity block with this id.

        Raises Http404 when the lesson has none (any more).
        """
        for step in self.steps:
            for block in step.value["body"]:
                if block.id == block_id and block.block_type in ACTIVITIES:
                    return block
        raise Http404

    @path("")
    def first_step(self, request: HttpRequest) -> HttpResponse:
        return self.step(request, 1)

    @path("<int:number>/")
    def step(self, request: HttpRequest, number: int) -> HttpResponse:
        steps = list(self.steps)
        if not 1 <= number <= max(1, len(steps)):
            raise Http404
        minutes_left = -(-self.minutes * (len(steps) - number + 1) // max(1, len(steps)))
        return self.render(
            request,
            context_overrides={
                "step": steps[number - 1] if steps else None,
                "number": number,
                "total": len(steps),
                "steps_done": range(number),
                "steps_left": range(len(steps) - number),
                "minutes_left": minutes_left,
                "is_inner": number > 1,
                "previous_url": self._step_url(number - 1) if number > 1 else "",
                "next_url": self._step_url(number + 1) if number < len(steps) else "",
            },
        )

    @path("all/")
    def print_view(self, request: HttpRequest) -> HttpResponse:
        return self.render(request, template=self.print_template, context_overrides={"is_inner": True})

    def _step_url(self, number: int) -> str:
        return self.url if number == 1 else f"{self.url}{number}/"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        # Title and address are all the page shows of its course: no query for the rest.
        context["course"] = self.get_parent()
        context["next_lesson"] = self.next_lesson()
        return context
