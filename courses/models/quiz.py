"""Quizzes: questions and choices known by UUID, so that records outlive every edit (decision 3)."""

from __future__ import annotations

import uuid

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable
from wagtail.snippets.models import register_snippet


@register_snippet
class Quiz(ClusterableModel):
    """A set of questions with the share of right answers that passes it (percent)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("ชื่อแบบทดสอบ"), max_length=200)
    language = models.CharField(_("ภาษา"), max_length=10, default="th")
    pass_percent = models.PositiveSmallIntegerField(
        _("เกณฑ์ผ่าน (ร้อยละ)"), default=60, validators=[MaxValueValidator(100)]
    )

    panels = [
        FieldPanel("title"),
        FieldPanel("language"),
        FieldPanel("pass_percent"),
        InlinePanel("questions", label=_("คำถาม"), min_num=1),
    ]

    class Meta:
        verbose_name = _("แบบทดสอบ")
        verbose_name_plural = _("แบบทดสอบ")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class Question(Orderable, ClusterableModel):
    class Kind(models.TextChoices):
        SINGLE = "single", _("เลือกหนึ่งข้อ")
        MULTIPLE = "multiple", _("เลือกได้หลายข้อ")
        TRUEFALSE = "truefalse", _("ใช่หรือไม่")

    quiz = ParentalKey(Quiz, on_delete=models.CASCADE, related_name="questions")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("แบบ"), max_length=10, choices=Kind, default=Kind.SINGLE)
    text = models.TextField(_("คำถาม"))
    explanation = models.TextField(_("คำอธิบายเฉลย"), blank=True)

    panels = [
        FieldPanel("kind"),
        FieldPanel("text"),
        FieldPanel("explanation"),
        InlinePanel("choices", label=_("ตัวเลือก"), min_num=2),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("คำถาม")

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        super().clean()
        right = [choice for choice in self.choices.all() if choice.is_correct]
        if not right:
            raise ValidationError({"text": _("คำถามนี้ยังไม่มีตัวเลือกที่ถูก: ทำเครื่องหมายอย่างน้อยหนึ่งข้อ")})
        if self.kind != self.Kind.MULTIPLE and len(right) > 1:
            raise ValidationError({"kind": _("คำถามนี้มีคำตอบที่ถูกหลายข้อ: เปลี่ยนแบบเป็น “เลือกได้หลายข้อ”")})


class Choice(Orderable):
    question = ParentalKey(Question, on_delete=models.CASCADE, related_name="choices")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    text = models.TextField(_("ตัวเลือก"))
    is_correct = models.BooleanField(_("ถูก"), default=False)
    feedback = models.TextField(_("คำตอบกลับเมื่อเลือกข้อนี้"), blank=True)

    panels = [FieldPanel("text"), FieldPanel("is_correct"), FieldPanel("feedback")]

    def __str__(self) -> str:
        return self.text
