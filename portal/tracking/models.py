"""The tracking store: events, roll-ups, keys. Written by the drain (and the demo loader) alone, in a database of its own.

Nothing here has a key to a person or a page: objects are named by translation key, visitors by keyed hashes.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Origin(models.TextChoices):
    """Where a count comes from (counting rule 15); part of the key of every roll-up and kept count."""

    BEACON = "beacon", _("หน้าเว็บ")
    NOJS = "nojs", _("หน้าเว็บที่ปิดสคริปต์")
    LOG = "log", _("บันทึกของเว็บเซิร์ฟเวอร์")
    DEMO = "demo", _("ข้อมูลตัวอย่าง")


class Outcome(models.TextChoices):
    """What became of what was received (counting rule 10); RECEIVED itself is counted independently of the others."""

    RECEIVED = "received", _("ได้รับ")
    COUNTED = "counted", _("นับ")
    DUPLICATE = "duplicate", _("ซ้ำ")
    EXCLUDED = "excluded", _("ไม่นับ")
    MALFORMED = "malformed", _("ผิดรูปแบบ")


class CountedObject(models.Model):
    """What a count is kept by: the object as it was described when it was viewed (counting rule 14)."""

    kind = models.CharField(_("ชนิด"), max_length=20)
    key = models.UUIDField(_("รหัสเนื้อหา"))
    language = models.CharField(_("ภาษา"), max_length=12)
    site = models.PositiveIntegerField(_("เว็บไซต์"), default=0)
    project = models.CharField(_("โครงการ"), max_length=255, blank=True)
    production = models.CharField(_("การผลิต"), max_length=20, blank=True)
    audiences = models.CharField(_("กลุ่มวัย"), max_length=255, blank=True)
    action = models.CharField(_("การกระทำ"), max_length=12)
    origin = models.CharField(_("แหล่งที่มา"), max_length=8, choices=Origin)

    class Meta:
        abstract = True


class RawEvent(CountedObject):
    """One event as judged; kept at most 90 days. Its id makes a repeated event a duplicate."""

    event_id = models.UUIDField(primary_key=True)
    at_us = models.BigIntegerField(_("เวลาที่ได้รับ"), help_text="microseconds since 1970 UTC")
    day = models.DateField(_("วัน"))
    visitor = models.CharField(max_length=22)
    visitor_kind = models.CharField(max_length=1)
    inner = models.BooleanField(default=False)
    outcome = models.CharField(max_length=9, choices=Outcome)
    reason = models.CharField(max_length=20, blank=True)

    class Meta:
        indexes = [models.Index(fields=["day"], name="tracking_raw_day")]
        verbose_name = _("เหตุการณ์")
        verbose_name_plural = _("เหตุการณ์")


_OBJECT_FIELDS = ["kind", "key", "language", "site", "project", "production", "audiences", "action", "origin"]
_MEDIUM_FIELDS = [name for name in _OBJECT_FIELDS if name != "key"]


class ObjectDay(CountedObject):
    """Counted actions of one object on one Bangkok day."""

    day = models.DateField(_("วัน"))
    count = models.PositiveBigIntegerField(_("จำนวน"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", *_OBJECT_FIELDS], name="tracking_object_day")]
        indexes = [models.Index(fields=["key", "day"], name="tracking_object_key_day")]
        verbose_name = _("ยอดรายวัน")
        verbose_name_plural = _("ยอดรายวัน")


class MediumMonth(models.Model):
    """The same counts by month and medium: what a fiscal year's report reads, whatever the number of objects."""

    month = models.DateField(_("เดือน"), help_text="first day of the month")
    kind = models.CharField(max_length=20)
    language = models.CharField(max_length=12)
    site = models.PositiveIntegerField(default=0)
    project = models.CharField(max_length=255, blank=True)
    production = models.CharField(max_length=20, blank=True)
    audiences = models.CharField(max_length=255, blank=True)
    action = models.CharField(max_length=12)
    origin = models.CharField(max_length=8, choices=Origin)
    count = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["month", *_MEDIUM_FIELDS], name="tracking_medium_month")]
        verbose_name = _("ยอดรายเดือน")
        verbose_name_plural = _("ยอดรายเดือน")


class DayIdentity(models.Model):
    """One day's account of what was received: received = counted + duplicate + excluded + malformed."""

    day = models.DateField(_("วัน"))
    origin = models.CharField(_("แหล่งที่มา"), max_length=8, choices=Origin)
    outcome = models.CharField(_("ผล"), max_length=9, choices=Outcome)
    reason = models.CharField(_("เหตุผล"), max_length=20, blank=True)
    count = models.PositiveBigIntegerField(_("จำนวน"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "origin", "outcome", "reason"], name="tracking_day_identity")
        ]
        verbose_name = _("บัญชีประจำวัน")
        verbose_name_plural = _("บัญชีประจำวัน")


class DayVersion(models.Model):
    """Under which metric version and bot lists a day was counted; two rows when they changed during it."""

    day = models.DateField()
    metric_version = models.PositiveSmallIntegerField()
    bot_lists = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "metric_version", "bot_lists"], name="tracking_day_version")
        ]


class MonthVisitor(models.Model):
    """A visitor of an open month, with what the behaviour limits need to know. Gone seven days after the month."""

    pk = models.CompositePrimaryKey("month", "visitor")
    month = models.DateField()
    visitor = models.CharField(max_length=22)
    kind = models.CharField(max_length=1)
    active = models.BooleanField(default=False, help_text="had a counted view, play, download or quiz action")
    origin = models.CharField(max_length=8, choices=Origin, default=Origin.BEACON)
    day = models.DateField(help_text="the last day of the visitor's views")
    day_views = models.PositiveIntegerField(default=0)
    blocked_minute = models.BigIntegerField(
        default=0, help_text="minute since 1970 in which the visitor passed a limit"
    )
    blocked_day = models.DateField(null=True)

    class Meta:
        verbose_name = _("ผู้เข้าชมของเดือน")
        verbose_name_plural = _("ผู้เข้าชมของเดือน")


class VisitorAlias(models.Model):
    """A learner's key of a month that has become a signed-in person's (counting rule 5)."""

    pk = models.CompositePrimaryKey("month", "visitor")
    month = models.DateField()
    visitor = models.CharField(max_length=22)
    person = models.CharField(max_length=22)
    kind = models.CharField(max_length=1)


class MonthCount(models.Model):
    """Visitors of a closed month: the number kept when its keys went. Also where the demo's and earlier months stand."""

    month = models.DateField(_("เดือน"))
    kind = models.CharField(_("ชนิดผู้ใช้"), max_length=16)
    origin = models.CharField(_("แหล่งที่มา"), max_length=8, choices=Origin)
    visitors = models.PositiveBigIntegerField(_("จำนวน"))
    metric_version = models.PositiveSmallIntegerField(default=1)
    closed_at = models.DateTimeField(_("ปิดเมื่อ"), auto_now_add=True)
    key_destroyed_at = models.DateTimeField(_("ทำลายกุญแจเมื่อ"), null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["month", "kind", "origin"], name="tracking_month_count")]


class YearReader(models.Model):
    """A reader of law content in a fiscal year: an address, a device or an account, as a hash of the year's key."""

    pk = models.CompositePrimaryKey("fiscal_year", "basis", "reader")
    fiscal_year = models.PositiveSmallIntegerField()
    basis = models.CharField(max_length=7)
    reader = models.CharField(max_length=22)
    origin = models.CharField(max_length=8, choices=Origin, default=Origin.BEACON)


class YearTally(models.Model):
    """How many `YearReader` rows there are: what reports read, for the rows are as many as readers. Written with them."""

    pk = models.CompositePrimaryKey("fiscal_year", "basis", "origin")
    fiscal_year = models.PositiveSmallIntegerField()
    basis = models.CharField(max_length=7)
    origin = models.CharField(max_length=8, choices=Origin)
    readers = models.PositiveBigIntegerField()


class YearCount(models.Model):
    """Readers of a closed fiscal year: the number kept when its key went, and the demo's."""

    fiscal_year = models.PositiveSmallIntegerField(_("ปีงบประมาณ"))
    basis = models.CharField(_("นับจาก"), max_length=7)
    origin = models.CharField(_("แหล่งที่มา"), max_length=8, choices=Origin)
    readers = models.PositiveBigIntegerField(_("จำนวน"))
    closed_at = models.DateTimeField(_("ปิดเมื่อ"), auto_now_add=True)
    key_destroyed_at = models.DateTimeField(_("ทำลายกุญแจเมื่อ"), null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fiscal_year", "basis", "origin"], name="tracking_year_count")]


class LastSeen(models.Model):
    """When a visitor last sent something about an object: the open 30 seconds and 30 minutes of rules 1 and 2."""

    pk = models.CompositePrimaryKey("visitor", "what")
    visitor = models.CharField(max_length=22)
    what = models.CharField(max_length=30, help_text="action:object, the object hashed")
    at_us = models.BigIntegerField()


class SearchMiss(models.Model):
    """A term somebody searched for and did not find; shown only when three visitors did."""

    pk = models.CompositePrimaryKey("month", "language", "term", "visitor")
    month = models.DateField()
    language = models.CharField(max_length=12)
    term = models.CharField(max_length=80)
    visitor = models.CharField(max_length=22)


class MissedTerm(models.Model):
    """A term of a closed month that at least three visitors searched for and did not find: the number kept."""

    pk = models.CompositePrimaryKey("month", "language", "term")
    month = models.DateField()
    language = models.CharField(max_length=12)
    term = models.CharField(max_length=80)
    searchers = models.PositiveIntegerField()


class ImportedMonth(models.Model):
    """A month that access logs were read into. One that holds nothing else closes with its last import."""

    month = models.DateField(primary_key=True)
    last_import_at = models.DateTimeField()


class LogLine(CountedObject):
    """A line of an access log, by its id, with its verdict; gone with its month. It makes importing again change nothing."""

    pk = models.CompositePrimaryKey("month", "line")
    month = models.DateField()
    line = models.CharField(max_length=22)
    at_us = models.BigIntegerField()
    day = models.DateField()
    visitor = models.CharField(max_length=22, blank=True, help_text="empty for what no rule has to remember")
    inner = models.BooleanField(default=False)
    outcome = models.CharField(max_length=9, choices=Outcome)
    reason = models.CharField(max_length=20, blank=True)

    class Meta:
        indexes = [models.Index(fields=["month", "visitor"], name="tracking_log_visitor")]


class KeyDestruction(models.Model):
    """The record that a period's key is gone for good (counting rule 11): ``2026-10``, ``fy2569``."""

    name = models.CharField(_("กุญแจของ"), max_length=10, primary_key=True)
    destroyed_at = models.DateTimeField(_("ทำลายเมื่อ"))
    by = models.CharField(_("โดย"), max_length=150)
    was_there = models.BooleanField(_("มีกุญแจอยู่"), help_text="false: the period had no key in this key store")

    class Meta:
        verbose_name = _("การทำลายกุญแจ")
        verbose_name_plural = _("การทำลายกุญแจ")


class ClassVisitor(models.Model):
    """An address a training session was joined from, as a visitor's key: no behaviour limit while the session is open."""

    pk = models.CompositePrimaryKey("session", "visitor")
    session = models.UUIDField()
    visitor = models.CharField(max_length=22)
    month = models.DateField()
    from_us = models.BigIntegerField()
    until_us = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["visitor"], name="tracking_class_visitor")]


class KeptTitle(models.Model):
    """What an object was called when it was last published or first viewed; counts outlive their page."""

    pk = models.CompositePrimaryKey("kind", "key", "language")
    kind = models.CharField(max_length=20)
    key = models.UUIDField()
    language = models.CharField(max_length=12)
    title = models.CharField(max_length=255)


class SpoolCursor(models.Model):
    """How far a spool file is in the store; moved in the same transaction as what was read."""

    file = models.CharField(max_length=120, primary_key=True)
    offset = models.BigIntegerField(default=0)
    torn = models.PositiveIntegerField(default=0, help_text="lines never acknowledged, passed over")
    metric_version = models.PositiveSmallIntegerField(default=0)
    bot_lists = models.CharField(max_length=120, blank=True)
    moved_us = models.BigIntegerField(default=0)


class DrainLock(models.Model):
    """One row, written first in every drain transaction: drains of all machines follow each other."""

    id = models.PositiveSmallIntegerField(primary_key=True)
    taken_us = models.BigIntegerField()


class DueRun(models.Model):
    """Last run of a due job of the worker (see portal.core.due)."""

    name = models.CharField(_("งาน"), max_length=60, primary_key=True)
    started_at = models.DateTimeField(_("เริ่ม"))
    finished_at = models.DateTimeField(_("เสร็จ"), null=True)
    error = models.TextField(_("ข้อผิดพลาด"), blank=True)
    runs = models.PositiveIntegerField(_("จำนวนครั้ง"), default=0)


class WorkerBeat(models.Model):
    """A worker that lives, or did until its last beat."""

    worker = models.CharField(max_length=64, primary_key=True)
    seen_at = models.DateTimeField()
