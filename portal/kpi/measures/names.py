"""Thai names of what tracking calls by code: media, actions, origins, reasons, bases."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MEDIA = {
    "lesson": gettext_lazy("บทเรียน"),
    "article": gettext_lazy("บทความกฎหมาย"),
    "infographic": gettext_lazy("อินโฟกราฟิก"),
    "album": gettext_lazy("อัลบั้มภาพ"),
    "situation": gettext_lazy("สถานการณ์"),
    "kit": gettext_lazy("ชุดสื่อวิทยากร"),
    "video": gettext_lazy("คลิปวิดีโอ"),
    "video-page": gettext_lazy("หน้าของวิดีโอ"),
    "video-complete": gettext_lazy("ดูวิดีโอจนจบ"),
    "document": gettext_lazy("เอกสาร"),
    "search-miss": gettext_lazy("คำค้นที่ไม่พบ"),
}
ACTIONS = {
    "view": gettext_lazy("เปิดดู"),
    "play": gettext_lazy("เล่นวิดีโอ"),
    "complete": gettext_lazy("ดูจนจบ"),
    "download": gettext_lazy("ดาวน์โหลด"),
    "quiz": gettext_lazy("ทำแบบทดสอบ"),
}
ORIGINS = {
    "beacon": gettext_lazy("หน้าเว็บ"),
    "nojs": gettext_lazy("หน้าเว็บที่ปิดสคริปต์"),
    "log": gettext_lazy("บันทึกของเว็บเซิร์ฟเวอร์"),
    "demo": gettext_lazy("ข้อมูลตัวอย่าง"),
    "web": gettext_lazy("เว็บไซต์"),
    "staff": gettext_lazy("เจ้าหน้าที่กรอก"),
    "history": gettext_lazy("ข้อมูลย้อนหลังที่ประกาศไว้"),
}
REASONS = {
    "bot": gettext_lazy("โปรแกรมอัตโนมัติ"),
    "no-user-agent": gettext_lazy("ไม่บอกชื่อเบราว์เซอร์"),
    "webdriver": gettext_lazy("เบราว์เซอร์ที่โปรแกรมควบคุม"),
    "prefetch": gettext_lazy("โหลดล่วงหน้า"),
    "address": gettext_lazy("ที่อยู่ของเจ้าหน้าที่หรือระบบเฝ้าดู"),
    "staff": gettext_lazy("เจ้าหน้าที่"),
    "monitor": gettext_lazy("ระบบเฝ้าดู"),
    "behaviour": gettext_lazy("เปิดถี่เกินคน"),
    "covered": gettext_lazy("นับจากหน้าเว็บแล้ว"),
    "closed_month": gettext_lazy("เดือนปิดแล้ว"),
    "double-click": gettext_lazy("ซ้ำใน 30 วินาที"),
    "visit": gettext_lazy("ต่อเนื่องในการเข้าชมเดิม"),
    "event-id": gettext_lazy("ส่งเหตุการณ์เดิมซ้ำ"),
    "fields": gettext_lazy("ข้อมูลไม่ครบ"),
    "action": gettext_lazy("การกระทำที่ไม่รู้จัก"),
    "signature": gettext_lazy("ลายเซ็นไม่ถูกต้อง"),
    "size": gettext_lazy("ใหญ่เกินกำหนด"),
    "line": gettext_lazy("บรรทัดเสีย"),
    "unreadable": gettext_lazy("อ่านไม่ได้"),
    "encoding": gettext_lazy("รหัสอักขระเสีย"),
}
BASES = {
    "address": gettext_lazy("ที่อยู่ IP"),
    "device": gettext_lazy("อุปกรณ์"),
    "account": gettext_lazy("บัญชี"),
}
USER_KINDS = {
    "anonymous": gettext_lazy("ไม่ทราบชื่อ"),
    "learner": gettext_lazy("ผู้เรียน"),
    "trainer": gettext_lazy("วิทยากร"),
}
LANGUAGES = {"th": gettext_lazy("ไทย"), "en": gettext_lazy("อังกฤษ")}


def named(names: Mapping[str, object], code: str) -> str:
    """The Thai name of a code; an unknown code as it is, an empty one as "not stated"."""
    return str(names.get(code, code)) if code else _("ไม่ระบุ")
