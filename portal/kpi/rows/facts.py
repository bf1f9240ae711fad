"""Rows of the main database: sessions and attendances, completions, votes, pieces of media."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.core.models import Production, Project
from portal.kpi.enums import Subject
from portal.kpi.measures.gains import gains_of
from portal.kpi.measures.learning import completions_of, votes_of
from portal.kpi.measures.media import Piece, pieces
from portal.kpi.measures.names import LANGUAGES, MEDIA, ORIGINS, named
from portal.kpi.measures.trainees import attendances_of, sessions_of
from portal.kpi.narrowing import Narrowing
from portal.kpi.rows.table import Cell, Link, RowTable, columns
from portal.thai.dates import thai_date
from portal.tracking.classes import class_rules
from portal.tracking.reports import Period
from portal.training.counting import class_words

SHOWN_OF_KEY = 10
"""Digits of a match key shown: enough to see the same person again, too few to be of other use."""


def narrow(rows: QuerySet[Any], **columns: Any) -> QuerySet[Any]:
    """The rows with these values; None takes in all."""
    return rows.filter(**{name: value for name, value in columns.items() if value is not None})


def session_rows(period: Period, narrowed: Narrowing) -> RowTable:
    """Sessions with the two numbers that are never added: headcount and named list."""
    heads, names, trainers = _("นับหน้างาน"), _("รายชื่อ"), _("วิทยากร")
    sessions = narrow(sessions_of(period), project__slug=narrowed.project, province=narrowed.province)
    return RowTable(
        "sessions",
        _("การอบรม"),
        columns(
            _("วันแรก"),
            _("การอบรม"),
            _("จังหวัด"),
            _("หน่วยงานร่วมจัด"),
            _("โครงการ"),
            _("ที่มาของข้อมูล"),
            heads,
            names,
            trainers,
            _("กติกาชั้นเรียน"),
            numeric=[heads, names, trainers],
        ),
        sessions.select_related("project", "partner")
        .annotate(
            named_people=Count("attendances", filter=Q(attendances__is_trainer=False)),
            trainers=Count("attendances", filter=Q(attendances__is_trainer=True)),
        )
        .order_by("-starts_on", "pk"),
        _session_cells,
        _(
            "รายชื่อไม่รวมวิทยากรของการอบรมนั้น คนเดียวกันที่มาหลายการอบรมอยู่ในรายชื่อทุกครั้งแต่นับเป็นคนเดียว "
            "กติกาชั้นเรียน: ระหว่างอบรม คนที่ใช้อินเทอร์เน็ตจุดเดียวกันนับแยกเป็นรายผู้เรียน ไม่ถือว่าเปิดถี่เกินคน"
        ),
    )


def _session_cells(rows: Sequence[Any]) -> list[list[Cell]]:
    rules = class_rules(row.uuid for row in rows)
    return [
        [
            thai_date(row.starts_on, short=True),
            row.title,
            row.get_province_display() or _("ไม่ระบุ"),
            row.partner.name if row.partner else "–",
            row.project.title,
            named(ORIGINS, row.origin),
            row.headcount if row.headcount is not None else _("ไม่ทราบ"),
            row.named_people,
            row.trainers,
            class_words(rules.get(row.uuid)),
        ]
        for row in rows
    ]


def attendance_rows(period: Period, narrowed: Narrowing) -> RowTable:
    """Each attendance with the key that finds the same person again; names stay with the session's own list."""
    came = narrow(attendances_of(period), session__project__slug=narrowed.project, session__province=narrowed.province)
    return RowTable(
        "attendances",
        _("การเข้าอบรม"),
        columns(_("วัน"), _("การอบรม"), _("รหัสบุคคล"), _("แหล่งที่มา")),
        came.select_related("session").order_by("-session__starts_on", "match_key", "pk"),
        lambda rows: [
            [
                thai_date(row.session.starts_on, short=True),
                row.session.title,
                row.match_key[:SHOWN_OF_KEY],
                named(ORIGINS, row.origin),
            ]
            for row in rows
        ],
        _("รหัสบุคคลเหมือนกันคือคนเดียวกัน ชื่ออยู่ในรายชื่อของการอบรมเท่านั้น"),
    )


def _subject(kind: str) -> str:
    return str(Subject(kind).label) if kind in Subject.values else kind


def completion_rows(period: Period, narrowed: Narrowing) -> RowTable:
    """Completions, one row each; whose they are is not shown."""
    projects = {found.slug: found.title for found in Project.objects.all()}
    rows = narrow(
        completions_of(period),
        project=narrowed.project,
        subject_kind=narrowed.subject,
        rule=narrowed.rule,
        subject_key=narrowed.key,
    )
    return RowTable(
        "completions",
        _("การเรียนจบ"),
        columns(_("เมื่อ"), _("ชนิด"), _("เนื้อหา"), _("ภาษา"), _("เกณฑ์"), _("ทาง"), _("โครงการ"), _("แหล่งที่มา")),
        rows.order_by("-at", "-pk"),
        lambda rows: [
            [
                thai_date(row.at, short=True, time=True),
                _subject(row.subject_kind),
                row.title,
                named(LANGUAGES, row.language),
                row.get_rule_display(),
                row.get_source_display(),
                named(projects, row.project),
                named(ORIGINS, row.origin),
            ]
            for row in rows
        ],
        _("หนึ่งแถวคือการเรียนจบหนึ่งครั้ง มีวันที่ เกณฑ์ และชื่อเนื้อหาที่เก็บไว้ในวันนั้น"),
    )


def vote_rows(period: Period, narrowed: Narrowing) -> RowTable:
    """Votes, one row each; whose they are is not shown."""
    score = _("คะแนน")
    votes = narrow(votes_of(period), project=narrowed.project, subject=narrowed.subject, subject_key=narrowed.key)
    return RowTable(
        "votes",
        _("คะแนนความพึงพอใจ"),
        columns(_("วัน"), _("เรื่อง"), _("เนื้อหา"), _("คำถาม"), score, _("แหล่งที่มา"), numeric=[score]),
        votes.order_by("-day", "-pk"),
        lambda rows: [
            [
                thai_date(row.day, short=True),
                row.get_subject_display(),
                row.title or "–",
                row.wording,
                row.score,
                named(ORIGINS, row.origin),
            ]
            for row in rows
        ],
        _("ค่าเฉลี่ยของคอลัมน์คะแนนคูณ 20 คือร้อยละความพึงพอใจ"),
    )


def gain_rows(period: Period, narrowed: Narrowing) -> RowTable:
    """Learners who took both tests of a course, one row each; whose they are is not shown."""
    before, after, points = _("ก่อนเรียน (ร้อยละ)"), _("หลังเรียน (ร้อยละ)"), _("เปลี่ยนไป (จุด)")
    pairs = [row for row in gains_of(period, narrowed.project) if narrowed.key in (None, row.course_key)]
    return RowTable(
        "gains",
        _("ผลก่อนและหลังเรียน"),
        columns(_("ทำครั้งหลังเมื่อ"), _("หลักสูตร"), before, after, points, numeric=[before, after, points]),
        pairs[::-1],
        lambda rows: [
            [thai_date(row.gain.at, short=True, time=True), row.title, row.gain.pre, row.gain.post, row.gain.points]
            for row in rows
        ],
        _("หนึ่งแถวคือผู้เรียนหนึ่งคนที่ทำทั้งสองครั้ง ครั้งแรกก่อนเรียนเทียบกับครั้งสุดท้ายหลังเรียน ค่าเฉลี่ยของแต่ละคอลัมน์คือตัวเลขที่รายงาน"),
    )


def piece_rows(period: Period, project: str, production: str = "") -> RowTable:
    """Pieces of media that first appeared in the period."""
    productions = dict(Production.choices)

    def cells(rows: Sequence[Piece]) -> list[list[Cell]]:
        return [
            [
                thai_date(row.published, short=True, time=True),
                named(MEDIA, row.kind),
                Link(row.title, reverse("wagtailadmin_pages:edit", args=[row.page])),
                named(productions, row.production),
            ]
            for row in rows
        ]

    return RowTable(
        "pieces",
        _("สื่อที่เผยแพร่ครั้งแรกในปีงบประมาณ"),
        columns(_("เผยแพร่เมื่อ"), _("ชนิด"), _("เนื้อหา"), _("การผลิต")),
        pieces(period, project, production),
        cells,
    )
