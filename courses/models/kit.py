"""The trainer's kit: its content as editors keep it, and the immutable releases built from it (decision 6)."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.blocks import CharBlock
from wagtail.fields import StreamField
from wagtail.search import index

from courses import kit_blocks as parts
from portal.core.listing import listed
from portal.core.models import BasePage


class KitIndexPage(BasePage):
    template = "courses/kit_index_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["courses.KitPage"]
    max_count_per_parent = 1

    kind_label = _("ชุดสื่อวิทยากร")
    section_name = "kits"

    class Meta:
        verbose_name = _("ชั้นวางชุดสื่อวิทยากร")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["kits"] = listed(KitPage.objects.child_of(self))
        return context


class KitPage(BasePage):
    template = "courses/kit_page.html"
    parent_page_types = ["courses.KitIndexPage"]
    subpage_types: list[str] = []

    course = models.ForeignKey(
        "courses.CoursePage",
        verbose_name=_("หลักสูตร"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    version = models.CharField(
        _("รุ่น"), max_length=20, default="1.0.0", validators=[RegexValidator(r"^\d+\.\d+\.\d+$", _("เขียนแบบ 1.0.0"))]
    )
    change_note = models.TextField(_("มีอะไรใหม่"), blank=True)
    audience_note = models.CharField(_("สอนใคร"), max_length=300, blank=True)
    objectives = StreamField([("item", CharBlock())], verbose_name=_("จุดประสงค์"), blank=True)
    prerequisites = StreamField([("item", CharBlock())], verbose_name=_("ต้องมีหรือรู้มาก่อน"), blank=True)
    group_min = models.PositiveSmallIntegerField(_("คนอย่างน้อย"), default=10)
    group_best = models.PositiveSmallIntegerField(_("พอดี"), default=20)
    group_max = models.PositiveSmallIntegerField(_("ไม่เกิน"), default=30)
    group_note = models.TextField(_("หมายเหตุขนาดกลุ่ม"), blank=True)
    licence = models.CharField(_("สัญญาอนุญาต"), max_length=100, default="CC BY 4.0")
    attribution = models.CharField(_("ที่มาที่ต้องอ้าง"), max_length=300, blank=True)
    law_as_of = models.DateField(_("กฎหมาย ณ วันที่"))
    review_date = models.DateField(_("ทบทวนภายในวันที่"))
    modules = StreamField([("module", parts.KitModuleBlock())], verbose_name=_("หมวดและกิจกรรม"))
    formats = StreamField([("format", parts.FormatBlock())], verbose_name=_("รูปแบบเวลา"))
    handouts = StreamField([("handout", parts.HandoutBlock())], verbose_name=_("ใบงาน"), blank=True)
    assessment_title = models.CharField(_("ชื่อแบบทดสอบ"), max_length=200, blank=True)
    pass_percent = models.PositiveSmallIntegerField(_("เกณฑ์ผ่าน (ร้อยละ)"), default=60)
    questions = StreamField([("question", parts.AssessmentQuestionBlock())], verbose_name=_("คลังคำถาม"), blank=True)
    adaptations = StreamField([("adaptation", parts.AdaptationBlock())], verbose_name=_("การปรับใช้"), blank=True)
    card_title = models.CharField(_("บัตรใช้ครั้งแรก: หัวข้อ"), max_length=200, blank=True)
    card_intro = models.TextField(_("บัตรใช้ครั้งแรก: คำนำ"), blank=True)
    card_sections = StreamField([("section", parts.CardSectionBlock())], verbose_name=_("บัตรใช้ครั้งแรก"), blank=True)
    consent = models.TextField(_("ข้อความขอความยินยอมในใบลงชื่อ"), blank=True)
    retention = models.TextField(_("เก็บรายชื่อนานเท่าไร"), blank=True)
    report_questions = StreamField([("item", CharBlock())], verbose_name=_("คำถามเพิ่มในแบบรายงาน"), blank=True)
    evaluation = StreamField([("field", parts.FormFieldBlock())], verbose_name=_("แบบประเมิน"), blank=True)
    report = StreamField([("field", parts.FormFieldBlock())], verbose_name=_("แบบรายงานผล"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("course"),
        MultiFieldPanel(
            [
                FieldPanel(name)
                for name in ("version", "change_note", "licence", "attribution", "law_as_of", "review_date")
            ],
            _("รุ่นและสัญญาอนุญาต"),
        ),
        MultiFieldPanel(
            [
                FieldPanel(name)
                for name in (
                    "audience_note",
                    "objectives",
                    "prerequisites",
                    "group_min",
                    "group_best",
                    "group_max",
                    "group_note",
                )
            ],
            _("สำหรับใคร"),
        ),
        FieldPanel("modules"),
        FieldPanel("formats"),
        FieldPanel("handouts"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("assessment_title", "pass_percent", "questions")], _("แบบทดสอบ")
        ),
        FieldPanel("adaptations"),
        MultiFieldPanel([FieldPanel(name) for name in ("card_title", "card_intro", "card_sections")], _("บัตรใช้ครั้งแรก")),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("consent", "retention", "report_questions", "evaluation", "report")],
            _("แบบฟอร์ม"),
        ),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("modules"), index.SearchField("objectives")]

    kind_label = _("ชุดสื่อวิทยากร")
    view_kind = "kit"
    section_name = "kits"

    class Meta:
        verbose_name = _("ชุดสื่อวิทยากร")

    def publish_problems(self) -> list[str]:
        from courses.kits.errors import KitError
        from courses.releasing import source_of

        problems = super().publish_problems()
        try:
            source_of(self)
        except KitError as error:
            problems.append(str(error))
        return problems

    def latest_release(self) -> KitRelease | None:
        return KitRelease.objects.of_kit(self).ready().prefetch_related("items").first()

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        releases = list(KitRelease.objects.of_kit(self).ready().prefetch_related("items"))
        context["release"] = releases[0] if releases else None
        context["earlier_releases"] = releases[1:]
        context["building"] = not releases and KitRelease.objects.of_kit(self).unfinished().exists()
        return context


class KitReleaseQuerySet(models.QuerySet["KitRelease"]):
    def of_kit(self, kit: KitPage) -> KitReleaseQuerySet:
        return self.filter(kit_key=kit.translation_key, language=kit.locale.language_code)

    def ready(self) -> KitReleaseQuerySet:
        return self.filter(state=KitRelease.State.READY)

    def unfinished(self) -> KitReleaseQuerySet:
        return self.filter(state__in=[KitRelease.State.QUEUED, KitRelease.State.BUILDING])


class KitRelease(models.Model):
    """One built version; once ready, nothing about it changes."""

    class State(models.TextChoices):
        QUEUED = "queued", _("รอสร้าง")
        BUILDING = "building", _("กำลังสร้าง")
        READY = "ready", _("พร้อมใช้")
        FAILED = "failed", _("สร้างไม่สำเร็จ")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kit_key = models.UUIDField(_("ชุดสื่อ"), db_index=True)
    language = models.CharField(_("ภาษา"), max_length=10)
    title = models.CharField(_("ชื่อที่เก็บไว้"), max_length=255)
    slug = models.SlugField(max_length=255)
    version = models.CharField(_("รุ่น"), max_length=20)
    change_note = models.TextField(_("มีอะไรใหม่"), blank=True)
    revision = models.PositiveBigIntegerField(_("ฉบับแก้ไขของหน้า"), null=True, blank=True)
    source_hash = models.CharField(max_length=64)
    state = models.CharField(_("สถานะ"), max_length=10, choices=State, default=State.QUEUED)
    error = models.TextField(_("เหตุที่สร้างไม่สำเร็จ"), blank=True)
    manifest = models.JSONField(default=dict, blank=True)
    requested_at = models.DateTimeField(_("สั่งสร้างเมื่อ"), auto_now_add=True)
    built_at = models.DateTimeField(_("สร้างเสร็จเมื่อ"), null=True, blank=True)

    objects = KitReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("รุ่นของชุดสื่อ")
        verbose_name_plural = _("รุ่นของชุดสื่อ")
        ordering = ["-requested_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kit_key", "language", "version", "source_hash"], name="courses_one_release_a_source"
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.version}"

    @property
    def folder(self) -> Path:
        return Path(settings.KIT_DIR) / str(self.uuid)

    def public_items(self) -> list[KitItem]:
        return [item for item in self.items.all() if not item.trainers_only]

    def trainer_items(self) -> list[KitItem]:
        return [item for item in self.items.all() if item.trainers_only]

    def main_zip(self) -> KitItem | None:
        return next((item for item in self.public_items() if item.is_bundle), None)


class KitItem(models.Model):
    """One file of a release: its path inside, size in bytes and hash."""

    release = models.ForeignKey(KitRelease, on_delete=models.CASCADE, related_name="items")
    path = models.CharField(max_length=200)
    title = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    trainers_only = models.BooleanField(default=False)
    is_bundle = models.BooleanField(default=False)

    class Meta:
        ordering = ["-is_bundle", "path"]
        constraints = [models.UniqueConstraint(fields=["release", "path"], name="courses_one_item_a_path")]

    def __str__(self) -> str:
        return self.title

    @property
    def filename(self) -> str:
        return self.path.rsplit("/", 1)[-1]

    @property
    def extension(self) -> str:
        return self.path.rsplit(".", 1)[-1].upper()

    def clean(self) -> None:
        if not self.path.isascii() or ".." in self.path.split("/"):
            raise ValidationError(_("ชื่อไฟล์ไม่ถูกต้อง"))
