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

from courses.activities import ACTIVITIES
from courses.blocks import StepBlock, one_activity_a_step, undescribed_pictures
from courses.recordings import recording_problems
from courses.screens import Screen
from media.models.pages import missing_alt
from portal.core.look import look_of
from portal.core.models import BasePage

HOME_POINTS = 5
HOME_LETTERS = 360
"""What half a sheet holds in large type."""


class LessonPage(RoutablePageMixin, BasePage):
    """Steps have addresses of their own (/2/, /3/ …): they number ideas, not screens."""

    template = "courses/lesson_page.html"
    print_template = "courses/lesson_print.html"
    home_template = "courses/lesson_home.html"
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
    teach_home = models.TextField(
        _("เอาไปสอนคนที่บ้าน"), blank=True, help_text=_("บรรทัดละหนึ่งข้อ สามถึงห้าข้อ พิมพ์ได้ครึ่งหน้ากระดาษ")
    )

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
        problems = super().publish_problems()
        problems += [missing_alt(title) for title in undescribed_pictures(self.steps)]
        problems += recording_problems(self.steps)
        if len(self.home_points) > HOME_POINTS or len(self.teach_home) > HOME_LETTERS:
            problems.append(str(_("“เอาไปสอนคนที่บ้าน” ยาวเกินครึ่งหน้ากระดาษ: เขียนไม่เกิน 5 บรรทัด บรรทัดละหนึ่งข้อ")))
        return problems

    @cached_property
    def course(self) -> Any:
        return self.get_parent().specific

    def activity(self, block_id: str) -> StreamValue.StreamChild:
        """The activity block with this id.

        Raises Http404 when the lesson has none (any more).
        """
        for step in self.steps:
            for block in step.value["body"]:
                if block.id == block_id and block.block_type in ACTIVITIES:
                    return block
        raise Http404

    @property
    def home_points(self) -> list[str]:
        """What to teach at home, one thing a line."""
        return [line.strip() for line in self.teach_home.splitlines() if line.strip()]

    def step_url(self, number: int) -> str:
        """The address of an idea; the first has the lesson's own."""
        return self.url if number == 1 else f"{self.url}{number}/"

    def shell(self, request: HttpRequest) -> str:
        """The shell this reader sees: the one chosen, else the lesson's own."""
        return look_of(request).shell or self.own_shell

    @path("")
    def first_step(self, request: HttpRequest) -> HttpResponse:
        return self.step(request, 1)

    @path("<int:number>/")
    def step(self, request: HttpRequest, number: int) -> HttpResponse:
        steps = list(self.steps)
        shell = self.shell(request)
        try:
            screen = Screen.holding(number, len(steps), shell)
        except ValueError as error:
            raise Http404 from error
        # What a visitor without a cookie sees, search engines among them.
        own = Screen.holding(number, len(steps), self.own_shell)
        return self.render(
            request,
            context_overrides={
                "shell": shell,
                "screen": screen,
                "shown": [(idea, steps[idea - 1]) for idea in screen.ideas],
                "number": number,
                "total": len(steps),
                "steps_done": range(screen.last),
                "steps_left": range(len(steps) - screen.last),
                "minutes_left": screen.minutes_left(self.minutes),
                # The lesson's own address is its view; every other is the same visit, in whatever shell it was made.
                "is_inner": number > 1,
                "canonical": self._canonical(request, own.first),
                "previous_url": self.step_url(screen.before) if screen.before else "",
                "next_url": self.step_url(screen.after) if screen.after else "",
                "watch_url": self._watch_url(screen),
            },
        )

    @path("all/")
    def print_view(self, request: HttpRequest) -> HttpResponse:
        return self.render(request, template=self.print_template, context_overrides={"is_inner": True})

    @path("home/")
    def half_page(self, request: HttpRequest) -> HttpResponse:
        """What to teach at home, on half a sheet of paper. Raises Http404 when nothing is written."""
        if not self.home_points:
            raise Http404
        return self.render(request, template=self.home_template, context_overrides={"is_inner": True})

    def _canonical(self, request: HttpRequest, number: int) -> str:
        address: str = self.get_full_url(request) or ""
        return address if number == 1 else f"{address}{number}/"

    def video_step(self) -> int | None:
        """The number of the first idea with a video; None where there is none."""
        for number, step in enumerate(self.steps, start=1):
            if any(block.block_type == "video" for block in step.value["body"]):
                return number
        return None

    def _watch_url(self, screen: Screen) -> str:
        number = self.video_step()
        if number is None:
            return ""
        place = f"#idea-{number}"
        return place if number in screen.ideas else f"{self.step_url(number)}{place}"

    def hotline(self) -> Any:
        """The first hotline of the lesson that has a number to ring; None when it names none."""
        blocks = (block for step in self.steps for block in step.value["body"])
        named = (block.value for block in blocks if block.block_type == "hotline")
        return next((hotline for hotline in named if hotline is not None and hotline.phone), None)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["shell"] = self.shell(request)
        context["canonical"] = self._canonical(request, 1)
        # Title and address are all the page shows of its course: no query for the rest.
        context["course"] = self.get_parent()
        return context
