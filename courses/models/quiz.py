"""Quizzes and question banks: questions and choices known by UUID, so that records outlive every edit (decision 3)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable
from wagtail.snippets.models import register_snippet

from courses.models.quiz_form import QuizForm

FEWEST_STEPS = 3
"""Two things in order are a yes-or-no question; from three on the order is a thought of its own."""
MOST_CHOICES = 10
"""As many as there are letters for them on paper (courses.kits)."""


@register_snippet
class Quiz(ClusterableModel):
    """A question bank with the share of right answers that passes it (percent)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("ชื่อแบบทดสอบ"), max_length=200)
    language = models.CharField(_("ภาษา"), max_length=10, default="th")
    pass_percent = models.PositiveSmallIntegerField(
        _("เกณฑ์ผ่าน (ร้อยละ)"), default=60, validators=[MaxValueValidator(100)]
    )
    draw = models.PositiveSmallIntegerField(
        _("สุ่มถามครั้งละกี่ข้อ"),
        default=0,
        help_text=_("0 คือถามทุกข้อตามลำดับ ถ้าใส่จำนวน แต่ละครั้งจะสุ่มมาเท่านั้น และสลับลำดับข้อ"),
    )

    panels = [
        FieldPanel("title"),
        FieldPanel("language"),
        FieldRowPanel([FieldPanel("pass_percent"), FieldPanel("draw")]),
        InlinePanel("questions", label=_("คำถาม"), min_num=1),
    ]
    base_form_class = QuizForm

    class Meta:
        verbose_name = _("แบบทดสอบ")
        verbose_name_plural = _("แบบทดสอบ")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class Question(Orderable, ClusterableModel):
    """One question. Of the kind *order* the choices stand in their right order; *scenario* tells a situation first."""

    class Kind(models.TextChoices):
        SINGLE = "single", _("เลือกหนึ่งข้อ")
        MULTIPLE = "multiple", _("เลือกได้หลายข้อ")
        TRUEFALSE = "truefalse", _("ใช่หรือไม่")
        ORDER = "order", _("เรียงลำดับ")
        SCENARIO = "scenario", _("สถานการณ์ แล้วเลือกหนึ่งข้อ")

    class Channel(models.TextChoices):
        """How a situation is shown: told in words, or as a message on a phone."""

        TOLD = "", _("เล่าเป็นข้อความ")
        SMS = "sms", "SMS"
        LINE = "line", "LINE"
        FACEBOOK = "facebook", "Facebook"
        CHAT = "chat", _("แชตในเกมหรือแอป")
        EMAIL = "email", _("อีเมล")
        CALL = "call", _("สายโทรศัพท์")

    quiz = ParentalKey(Quiz, on_delete=models.CASCADE, related_name="questions")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(
        _("แบบ"),
        max_length=10,
        choices=Kind,
        default=Kind.SINGLE,
        help_text=_("แบบเรียงลำดับและแบบสถานการณ์ อ่านวิธีกรอกในกรอบด้านล่าง"),
    )
    situation = models.TextField(_("เรื่องที่เกิดขึ้น"), blank=True, help_text=_("สองสามประโยคสั้น ๆ หรือข้อความที่ได้รับ"))
    situation_channel = models.CharField(_("แสดงเป็น"), max_length=10, choices=Channel, default=Channel.TOLD, blank=True)
    situation_sender = models.CharField(_("ชื่อผู้ส่ง"), max_length=100, blank=True, help_text=_("เมื่อแสดงเป็นข้อความในโทรศัพท์"))
    text = models.TextField(_("คำถาม"))
    explanation = models.TextField(_("คำอธิบายเฉลย"), blank=True)

    panels = [
        FieldPanel("kind"),
        MultiFieldPanel(
            [
                FieldPanel("situation"),
                FieldRowPanel([FieldPanel("situation_channel"), FieldPanel("situation_sender")]),
            ],
            _("เฉพาะแบบสถานการณ์"),
        ),
        FieldPanel("text"),
        HelpPanel(
            content=_(
                "<p><b>เลือกหนึ่งข้อ ใช่หรือไม่ สถานการณ์:</b> ทำเครื่องหมาย “ถูก” ข้อเดียว "
                "<b>เลือกได้หลายข้อ:</b> ทำเครื่องหมายทุกข้อที่ถูก "
                "<b>เรียงลำดับ:</b> เขียนอย่างน้อยสามขั้น เรียงจากขั้นแรกไปขั้นสุดท้าย ไม่ต้องทำเครื่องหมาย “ถูก” "
                "ระบบจะสลับให้ผู้เรียนเรียงเอง</p>"
            )
        ),
        InlinePanel("choices", label=_("ตัวเลือก"), min_num=2),
        FieldPanel("explanation"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("คำถาม")

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        super().clean()
        if self.kind == self.Kind.SCENARIO and not self.situation.strip():
            raise ValidationError({"situation": _("คำถามแบบสถานการณ์ต้องมีเรื่องที่เกิดขึ้น: เล่าสั้น ๆ สองสามประโยค")})

    def choice_problems(self, choices: Sequence[Choice] | None = None) -> dict[str, Any]:
        """What is wrong with the choices, by the field to tell it at; `choices` are those about to be saved."""
        given = list(self.choices.all()) if choices is None else choices
        texts = [" ".join(choice.text.split()) for choice in given]
        right = sum(choice.is_correct for choice in given)
        if len(given) > MOST_CHOICES:
            return {"kind": _("คำถามหนึ่งข้อมีตัวเลือกได้ไม่เกิน 10 ข้อ: ลบบางข้อ หรือแยกเป็นสองคำถาม")}
        if self.kind == self.Kind.ORDER:
            if len(given) < FEWEST_STEPS:
                return {"kind": _("คำถามแบบเรียงลำดับต้องมีอย่างน้อย 3 ขั้น: เพิ่มขั้นอีก หรือเปลี่ยนแบบคำถาม")}
            if len(set(texts)) < len(texts):
                return {"kind": _("มีสองขั้นที่เขียนเหมือนกัน ผู้เรียนจะเรียงไม่ได้: แก้ให้ต่างกัน")}
            return {}
        if not right:
            return {"text": _("คำถามนี้ยังไม่มีตัวเลือกที่ถูก: ทำเครื่องหมายอย่างน้อยหนึ่งข้อ")}
        if self.kind != self.Kind.MULTIPLE and right > 1:
            return {"kind": _("คำถามนี้มีคำตอบที่ถูกหลายข้อ: เปลี่ยนแบบเป็น “เลือกได้หลายข้อ”")}
        return {}


class Choice(Orderable):
    question = ParentalKey(Question, on_delete=models.CASCADE, related_name="choices")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    text = models.TextField(_("ตัวเลือก"))
    is_correct = models.BooleanField(_("ถูก"), default=False)
    feedback = models.TextField(_("คำตอบกลับเมื่อเลือกข้อนี้"), blank=True, help_text=_("แบบเรียงลำดับ: เพราะอะไรขั้นนี้จึงอยู่ตรงนี้"))

    panels = [FieldPanel("text"), FieldPanel("is_correct"), FieldPanel("feedback")]

    def __str__(self) -> str:
        return self.text
