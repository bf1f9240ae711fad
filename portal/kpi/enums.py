"""The choices of the indicator ledger. Values are ASCII; labels are what reports print."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Source(models.TextChoices):
    """Who asks for an indicator."""

    BUDGET_BUREAU = "budget-bureau", "สงป."
    MDES = "mdes", "ดศ."
    INTEGRATED = "integrated", "บูรณาการ"
    OPDC = "opdc", "ก.พ.ร."


class Direction(models.TextChoices):
    AT_LEAST = "at_least", _("ไม่น้อยกว่า")
    AT_MOST = "at_most", _("ไม่เกิน")


class Shape(models.TextChoices):
    NUMBER = "number", _("จำนวน")
    RATE = "rate", _("อัตราร้อยละ")
    RANK = "rank", _("อันดับ (ยิ่งน้อยยิ่งดี)")
    COMPOUND = "compound", _("สองส่วน เช่น 1/100,000")


class MeasureName(models.TextChoices):
    """How a result comes about; the rule of each is in `portal.kpi.measures`."""

    VIEWS = "views", _("การเข้าชมสื่อ")
    UNIQUE_READERS = "unique_readers", _("ผู้อ่านสื่อกฎหมายไม่ซ้ำ")
    TRAINEES = "trainees", _("ผู้เข้าอบรม")
    COMPLETIONS = "completions", _("การเรียนจบ")
    SATISFACTION = "satisfaction", _("ความพึงพอใจ")
    MEDIA_PUBLISHED = "media_published", _("สื่อที่เผยแพร่")
    MONTHS_USED = "months_used", _("จำนวนเดือนที่ใช้")
    BUDGET_USED = "budget_used", _("งบประมาณที่ใช้")
    DATA_SETS = "data_sets", _("ชุดข้อมูลที่เผยแพร่")
    MANUAL = "manual", _("กรอกผลพร้อมหลักฐาน")

    @classmethod
    def counted(cls) -> frozenset[MeasureName]:
        """Those the portal computes from its own facts; the others are entered by hand with evidence."""
        return frozenset(
            {cls.VIEWS, cls.UNIQUE_READERS, cls.TRAINEES, cls.COMPLETIONS, cls.SATISFACTION, cls.MEDIA_PUBLISHED}
        )


class Subject(models.TextChoices):
    """What a satisfaction or completion indicator is about."""

    SERVICE = "service", _("บริการ")
    WEBSITE = "website", _("เว็บไซต์")
    LESSON = "lesson", _("บทเรียน")
    ARTICLE = "article", _("บทความ")
    SESSION = "session", _("การอบรม")
    COURSE = "course", _("หลักสูตร")


class Medium(models.TextChoices):
    """The media outside views are declared by."""

    ALBUM = "album", _("อัลบั้มภาพ")
    VIDEO = "video", _("คลิปวิดีโอ")
    INFOGRAPHIC = "infographic", _("อินโฟกราฟิก")
    ARTICLE = "article", _("บทความ")
    LESSON = "lesson", _("บทเรียน")
    MIXED = "mixed", _("หลายชนิดรวมกัน")


class Platform(models.TextChoices):
    FACEBOOK = "facebook", "Facebook"
    X = "x", "X (Twitter)"
    YOUTUBE = "youtube", "YouTube"
    LINE = "line", "LINE"
    TIKTOK = "tiktok", "TikTok"
    WEBSITE = "website", _("เว็บไซต์อื่น")
    SEVERAL = "several", _("หลายแพลตฟอร์มรวมกัน")


class RecordOrigin(models.TextChoices):
    """Where a row of the ledger comes from; `remove_demo` takes the demo's out, history stays."""

    STAFF = "staff", _("เจ้าหน้าที่กรอก")
    HISTORY = "history", _("ข้อมูลย้อนหลังที่ประกาศไว้")
    DEMO = "demo", _("ข้อมูลตัวอย่าง")


class State(models.TextChoices):
    """How an indicator stands against its target (rules in `portal.kpi.states`)."""

    MET = "met", _("บรรลุเป้าหมาย")
    ON_TRACK = "on_track", _("เป็นไปตามแผน")
    AT_RISK = "at_risk", _("ต้องเร่ง")
    OFF_TRACK = "off_track", _("ต่ำกว่าแผนมาก")
    MISSED = "missed", _("ไม่บรรลุเป้าหมาย")
    OPEN = "open", _("ยังไม่สิ้นงวด")
    NO_DATA = "no_data", _("ยังไม่มีข้อมูล")
