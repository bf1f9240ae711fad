"""The regional sessions of 2562 as history, and the demo's own sessions with people."""

from __future__ import annotations

import random
from datetime import date, timedelta

from portal.core.models import Audience, Project
from portal.demo.loading.keeping import note, once
from portal.demo.loading.reading import CONTENT, flat, read
from portal.training.geography import province_code
from portal.training.match import match_key
from portal.training.models import Attendance, Partner, TrainingSession

FIRST_NAMES = "สมศรี บุญมา ทองดี ประนอม วิไล สมหมาย สุดใจ จันทร์ฉาย บัวผัน คำมูล อำไพ ประเสริฐ สายทอง มณี ถนอม ละออ".split()
LAST_NAMES = "ใจงาม ศรีสุข แสงทอง บุญเกิด วงศ์ดี ทองคำ พรมมา สุขสบาย รุ่งเรือง แก้วใส มีสุข อินทร์ศรี คำแสน ชัยมงคล".split()
# Province, place, project, audience and how many came, of the demo's sessions; spread evenly over the years.
PLACES = (
    ("เชียงใหม่", "ศาลาประชาคมบ้านสันทราย", "internet-for-better-life", "elder", 38),
    ("ขอนแก่น", "โรงเรียนผู้สูงอายุบ้านไผ่", "internet-for-better-life", "elder", 44),
    ("สงขลา", "ห้องสมุดประชาชนหาดใหญ่", "digital-law-center", "adult", 52),
    ("กรุงเทพมหานคร", "ศูนย์เยาวชนดินแดง", "internet-for-better-life", "youth", 61),
    ("นครราชสีมา", "หอประชุมอำเภอปากช่อง", "digital-law-center", "adult", 70),
    ("สุราษฎร์ธานี", "วัดกลางใหม่", "internet-for-better-life", "elder", 33),
    ("อุบลราชธานี", "สหกรณ์การเกษตรวารินชำราบ", "digital-law-center", "adult", 58),
    ("พิษณุโลก", "โรงเรียนบ้านท่าทอง", "internet-for-better-life", "child", 40),
)
EVERY_DAYS = 18


def load_history() -> None:
    for row in read(CONTENT / "sessions.yaml"):
        partner = once(Partner, {"name": row["partner"]})[0] if row.get("partner") else None
        once(
            TrainingSession,
            {"title": row["title"], "starts_on": row["starts_on"]},
            kind=row["kind"],
            project=Project.objects.get(slug=row["project"]),
            ends_on=row["ends_on"],
            date_precision=row["date_precision"],
            province=province_code(row.get("province") or ""),
            partner=partner,
            audience=Audience.objects.filter(slug=row.get("audience") or "").first(),
            headcount=row.get("headcount"),
            note=flat(row.get("note")),
            origin="history",
        )


def load_demo_sessions(first: date, last: date) -> None:
    """Sessions every few weeks from `first` to `last`, with named people, some of whom come twice."""
    chance = random.Random(2569)  # noqa: S311 - the demo must be the same everywhere
    day, number = first + timedelta(days=12), 0
    while day <= last:
        province, place, project, audience, headcount = PLACES[number % len(PLACES)]
        session, made = once(
            TrainingSession,
            {"title": f"อบรมรู้ทันภัยออนไลน์ ครั้งที่ {number + 1}", "starts_on": day},
            kind="community",
            project=Project.objects.get(slug=project),
            ends_on=day,
            province=province_code(province),
            place=place,
            audience=Audience.objects.get(slug=audience),
            headcount=headcount,
            origin="demo",
        )
        if made:
            _fill(session, headcount, chance)
        day, number = day + timedelta(days=EVERY_DAYS), number + 1


def _fill(session: TrainingSession, headcount: int, chance: random.Random) -> None:
    """Names for most of those who came; the headcount is larger, as in real rooms."""
    names = {
        f"{chance.choice(FIRST_NAMES)} {chance.choice(LAST_NAMES)}{chance.choice(['', ' (บ้านใต้)', ' (บ้านเหนือ)', ' (ตลาดเก่า)'])}"
        for _ in range(round(headcount * 0.9))
    }
    Attendance.objects.bulk_create(
        Attendance(session=session, name=name, match_key=match_key(name), is_trainer=place == 0, origin="demo")
        for place, name in enumerate(sorted(names))
    )
    note(session)
