"""Courses: ordered lessons in modules that are not pages."""

from __future__ import annotations

from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.blocks import CharBlock
from wagtail.fields import StreamField
from wagtail.models import Orderable
from wagtail.search import index

from courses.models.lesson import LessonPage
from portal.core.listing import listed
from portal.core.models import BasePage


class CourseIndexPage(BasePage):
    template = "courses/course_index_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["courses.CoursePage"]
    max_count_per_parent = 1

    kind_label = _("หลักสูตร")
    section_name = "learn"

    class Meta:
        verbose_name = _("หลักสูตรทั้งหมด")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["courses"] = listed(CoursePage.objects.child_of(self))
        return context


class CoursePage(BasePage):
    """An ordered list of lessons with a stated rule for when it is finished."""

    class Rule(models.TextChoices):
        ALL_LESSONS = "all-lessons", _("เรียนจบทุกบท")
        LESSONS_AND_TEST = "lessons-and-test", _("เรียนจบทุกบท และผ่านแบบทดสอบหลังเรียน")
        ATTENDED = "attended", _("เข้าอบรม")

    template = "courses/course_page.html"
    parent_page_types = ["courses.CourseIndexPage"]
    subpage_types = ["courses.LessonPage"]

    objectives = StreamField([("objective", CharBlock())], verbose_name=_("เรียนแล้วทำอะไรได้"), blank=True)
    completion_rule = models.CharField(_("เกณฑ์จบหลักสูตร"), max_length=20, choices=Rule, default=Rule.ALL_LESSONS)
    certificate_months = models.PositiveSmallIntegerField(
        _("วุฒิบัตรมีอายุกี่เดือน"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("เว้นว่าง = ไม่หมดอายุ ใช้กับวุฒิบัตรของผู้ที่เริ่มเรียนหลังจากนี้"),
    )
    pre_test = models.ForeignKey(
        "courses.Quiz",
        verbose_name=_("แบบทดสอบก่อนเรียน"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="pre_test_of",
        help_text=_("ไม่บังคับทำ และไม่บอกเฉลย เฉลยจะบอกหลังทำแบบทดสอบหลังเรียน"),
    )
    post_test = models.ForeignKey(
        "courses.Quiz",
        verbose_name=_("แบบทดสอบหลังเรียน"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="post_test_of",
        help_text=_("ใช้คลังเดียวกับแบบทดสอบก่อนเรียนได้ คะแนนสองครั้งจะเทียบกันได้ดี"),
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("objectives"),
        InlinePanel("modules", label=_("หมวดบทเรียน")),
        FieldPanel("completion_rule"),
        FieldPanel("certificate_months"),
        MultiFieldPanel([FieldPanel("pre_test"), FieldPanel("post_test")], _("ก่อนเรียนและหลังเรียน")),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("objectives")]

    kind_label = _("หลักสูตร")
    section_name = "learn"

    class Meta:
        verbose_name = _("หลักสูตร")

    def ordered_lessons(self) -> list[LessonPage]:
        """Live lessons in the order of the modules."""
        return ordered_lessons(self.pk)

    def has_video(self) -> bool:
        """Whether something can be watched in one of its live lessons."""
        lessons = LessonPage.objects.live().child_of(self)
        return any(lesson.video_step() is not None for lesson in lessons)

    def publish_problems(self) -> list[str]:
        """A rule that waits for a test needs one."""
        problems = super().publish_problems()
        if self.completion_rule == self.Rule.LESSONS_AND_TEST and not self.post_test_id:
            problems.append(str(_("เกณฑ์จบหลักสูตรต้องผ่านแบบทดสอบหลังเรียน แต่ยังไม่ได้เลือกแบบทดสอบ")))
        return problems

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["lessons"] = self.ordered_lessons()
        context["minutes"] = sum(lesson.minutes for lesson in context["lessons"])
        context["module_list"] = self._modules(context["lessons"])
        return context

    def _modules(self, lessons: list[LessonPage]) -> list[dict[str, Any]]:
        by_pk = {lesson.pk: lesson for lesson in lessons}
        return [
            {
                "title": module.title,
                "lessons": [by_pk[link.lesson_id] for link in module.lessons.all() if link.lesson_id in by_pk],
            }
            for module in self.modules.prefetch_related("lessons")
        ]


def ordered_lessons(course_id: int) -> list[LessonPage]:
    """Live lessons of a course in the order of its modules, without their steps, in one query."""
    lessons = LessonPage.objects.live().filter(links__module__course=course_id)
    return list(
        lessons.select_related("locale").defer_streamfields().order_by("links__module__sort_order", "links__sort_order")
    )


class CourseModule(Orderable, ClusterableModel):
    """A named part of a course."""

    course = ParentalKey(CoursePage, on_delete=models.CASCADE, related_name="modules")
    title = models.CharField(_("ชื่อหมวด"), max_length=200)

    panels = [FieldPanel("title"), InlinePanel("lessons", label=_("บทเรียน"))]

    def __str__(self) -> str:
        return self.title


class ModuleLesson(Orderable):
    module = ParentalKey(CourseModule, on_delete=models.CASCADE, related_name="lessons")
    lesson = models.ForeignKey(LessonPage, verbose_name=_("บทเรียน"), on_delete=models.CASCADE, related_name="links")

    panels = [FieldPanel("lesson")]
