"""A trainer kit's anatomy as an editor fills it in; what can be computed (minutes, packing list, copies) is not asked."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from portal.core.blocks import CHANNELS
from portal.core.drawings import drawing_choices

SHARES = [("person", _("ต่อคน")), ("group", _("ต่อกลุ่ม")), ("room", _("ต่อห้อง"))]


def _text(label: Any, **kwargs: Any) -> blocks.TextBlock:
    return blocks.TextBlock(label=label, required=False, rows=2, **kwargs)


class MinutesBlock(blocks.StructBlock):
    min = blocks.IntegerBlock(label=_("น้อยสุด"), min_value=1)
    typical = blocks.IntegerBlock(label=_("ปกติ"), min_value=1)
    max = blocks.IntegerBlock(label=_("มากสุด"), min_value=1)

    class Meta:
        label = _("เวลา (นาที)")


class MaterialBlock(blocks.StructBlock):
    item = blocks.CharBlock(label=_("ของที่ต้องเตรียม"))
    per = blocks.ChoiceBlock(label=_("จำนวน"), choices=SHARES, default="room")
    count = blocks.IntegerBlock(label=_("กี่ชิ้น"), default=1, min_value=1)


class KitStepBlock(blocks.StructBlock):
    minute = blocks.IntegerBlock(label=_("นาทีที่"), required=False, min_value=0)
    say = _text(_("พูด"))
    do = _text(_("ทำ"))
    ask = _text(_("ถาม"))
    expected = blocks.ListBlock(blocks.CharBlock(), label=_("คำตอบที่น่าจะได้"), default=[])
    if_short_of_time = _text(_("ถ้าเวลาน้อย"))
    if_no_internet = _text(_("ถ้าไม่มีอินเทอร์เน็ต"))
    if_low_literacy = _text(_("ถ้าอ่านไม่คล่อง"))


class SlideBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("หัวข้อ"))
    bullets = blocks.ListBlock(blocks.CharBlock(), label=_("บรรทัดสั้น ๆ"), default=[])
    notes = _text(_("คำพูดของวิทยากร"))
    drawing = blocks.ChoiceBlock(label=_("ภาพวาด"), choices=drawing_choices, required=False)


class KitActivityBlock(blocks.StructBlock):
    id = blocks.RegexBlock(r"^[a-z0-9][a-z0-9-]*$", label=_("รหัส (อังกฤษ)"))
    title = blocks.CharBlock(label=_("ชื่อกิจกรรม"))
    minutes = MinutesBlock()
    purpose = _text(_("เพื่ออะไร"))
    mode = blocks.CharBlock(label=_("รูปแบบ"), required=False)
    room = blocks.CharBlock(label=_("การจัดห้อง"), required=False)
    priority = blocks.ChoiceBlock(
        label=_("ความสำคัญ"),
        choices=[("core", _("ต้องมี")), ("more", _("มีเวลาจึงทำ")), ("extra", _("เสริม"))],
        default="core",
    )
    materials = blocks.ListBlock(MaterialBlock(), label=_("ของที่ต้องเตรียม"), default=[])
    steps = blocks.ListBlock(KitStepBlock(), label=_("ลำดับการสอน"))
    key_point = _text(_("ข้อสำคัญ"))
    safety_note = _text(_("ความปลอดภัย"))
    slides = blocks.ListBlock(SlideBlock(), label=_("สไลด์"), default=[])
    handouts = blocks.ListBlock(blocks.CharBlock(), label=_("รหัสใบงานที่ใช้"), default=[])


class KitModuleBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("ชื่อหมวด"))
    summary = _text(_("สรุป"))
    activities = blocks.ListBlock(KitActivityBlock(), label=_("กิจกรรม"))

    class Meta:
        icon = "folder-open-inverse"
        label = _("หมวด")


class FormatBlock(blocks.StructBlock):
    minutes = blocks.IntegerBlock(label=_("ความยาว (นาที)"), min_value=10)
    title = blocks.CharBlock(label=_("ชื่อรูปแบบ"), required=False)
    note = _text(_("หมายเหตุ"))
    plan = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("activity", blocks.CharBlock(label=_("รหัสกิจกรรม"))),
                ("minutes", blocks.IntegerBlock(label=_("นาที"), min_value=1)),
                ("note", _text(_("หมายเหตุ"))),
            ]
        ),
        label=_("กำหนดการ"),
        default=[],
    )

    class Meta:
        icon = "time"
        label = _("รูปแบบเวลา")


class HandoutBlock(blocks.StructBlock):
    slug = blocks.RegexBlock(r"^[a-z0-9][a-z0-9-]*$", label=_("รหัส (อังกฤษ)"))
    title = blocks.CharBlock(label=_("ชื่อใบงาน"))
    body = blocks.TextBlock(label=_("เนื้อหา (CommonMark)"), rows=10)
    per = blocks.ChoiceBlock(label=_("สำเนา"), choices=SHARES, default="person")
    group_size = blocks.IntegerBlock(label=_("คนต่อกลุ่ม"), default=5, min_value=1)
    cut = blocks.BooleanBlock(label=_("ตัดเป็นการ์ด"), required=False)
    large_print = blocks.BooleanBlock(label=_("มีฉบับตัวใหญ่"), required=False, default=True)

    class Meta:
        icon = "doc-full"
        label = _("ใบงาน")


class AssessmentQuestionBlock(blocks.StructBlock):
    id = blocks.RegexBlock(r"^[a-z0-9][a-z0-9-]*$", label=_("รหัส (อังกฤษ)"))
    text = blocks.TextBlock(label=_("คำถาม"), rows=2)
    kind = blocks.ChoiceBlock(
        label=_("แบบ"),
        choices=[
            ("single", _("เลือกหนึ่งข้อ")),
            ("multiple", _("เลือกได้หลายข้อ")),
            ("truefalse", _("ใช่หรือไม่")),
            ("order", _("เรียงลำดับ")),
            ("scenario", _("สถานการณ์ แล้วเลือกหนึ่งข้อ")),
        ],
        default="single",
        help_text=_("เรียงลำดับ: เขียนตัวเลือกตามลำดับที่ถูก อย่างน้อยสามขั้น ไม่ต้องทำเครื่องหมาย “ถูก” สถานการณ์: กรอกเรื่องที่เกิดขึ้น"),
    )
    situation = _text(_("เรื่องที่เกิดขึ้น (เฉพาะแบบสถานการณ์)"))
    situation_channel = blocks.ChoiceBlock(
        label=_("แสดงเรื่องเป็น"),
        choices=CHANNELS,
        required=False,
        help_text=_("เว้นว่างเมื่อเล่าเป็นข้อความธรรมดา"),
    )
    situation_sender = blocks.CharBlock(label=_("ชื่อผู้ส่ง"), required=False, max_length=100)
    use = blocks.ChoiceBlock(
        label=_("ใช้ใน"),
        choices=[
            ("both", _("ก่อนและหลังเรียน")),
            ("pre", _("ก่อนเรียน")),
            ("post", _("หลังเรียน")),
            ("bank", _("เก็บไว้ในคลัง")),
        ],
        default="both",
    )
    choices = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("text", blocks.CharBlock(label=_("ตัวเลือก"), max_length=500)),
                ("correct", blocks.BooleanBlock(label=_("ถูก"), required=False)),
                ("feedback", _text(_("คำตอบกลับเมื่อเลือกข้อนี้"))),
            ]
        ),
        label=_("ตัวเลือก"),
        min_num=2,
    )
    rationale = _text(_("เหตุผลของเฉลย"))

    class Meta:
        icon = "help"
        label = _("คำถาม")


class AdaptationBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("ใช้กับ"))
    audience = blocks.CharBlock(label=_("กลุ่มวัย"), required=False)
    body = blocks.TextBlock(label=_("ปรับอย่างไร"))

    class Meta:
        icon = "group"
        label = _("การปรับใช้")


class CardSectionBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("หัวข้อ"))
    items = blocks.ListBlock(blocks.CharBlock(), label=_("ข้อ"))

    class Meta:
        icon = "list-ul"
        label = _("ส่วนของบัตร")


class FormFieldBlock(blocks.StructBlock):
    key = blocks.RegexBlock(r"^[a-z][a-z0-9_]*$", label=_("รหัส (อังกฤษ)"))
    label = blocks.CharBlock(label=_("ข้อความ"))
    kind = blocks.ChoiceBlock(
        label=_("แบบ"),
        choices=[
            ("text", _("ข้อความ")),
            ("number", _("ตัวเลข")),
            ("date", _("วันที่")),
            ("scale", _("ให้คะแนน 1–5")),
            ("choice", _("ตัวเลือก")),
        ],
        default="text",
    )
    required = blocks.BooleanBlock(label=_("ต้องกรอก"), required=False)
    hint = blocks.CharBlock(label=_("คำแนะนำ"), required=False)
    choices = blocks.ListBlock(blocks.CharBlock(), label=_("ตัวเลือก"), default=[])

    class Meta:
        icon = "form"
        label = _("ช่องในแบบฟอร์ม")


def plain(value: Any) -> Any:
    """A block value as dictionaries, lists and texts, the way the kit builder reads a kit."""
    if isinstance(value, blocks.StreamValue):
        return [plain(child.value) for child in value]
    if isinstance(value, blocks.list_block.ListValue):
        return [plain(child) for child in value]
    if isinstance(value, blocks.StructValue):
        return {name: plain(child) for name, child in value.items() if child is not None}
    return value
