"""Every number opens its rows, and the CSV is what the screen shows."""

from __future__ import annotations

import csv
import re
import uuid
from collections.abc import Callable
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.accounts.models import User
from portal.kpi.enums import MeasureName, Shape, Subject
from portal.kpi.loading import load_reference
from portal.kpi.models import Indicator
from portal.kpi.report import BOM
from portal.kpi.rows.table import PAGE_SIZE
from portal.tracking.clock import to_us
from portal.tracking.models import ClassVisitor, DayVersion, KeptTitle, YearCount
from tests.factories import content
from tests.kpi.ledger import YEAR, at, completed, counted, declared, indicator, outside, session, voted

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

THAI = {"headers": {"accept-language": "th"}}


def rows_url(of: Indicator) -> str:
    return reverse("kpi:rows", args=[of.pk])


def screen(client: Client, url: str, **query: Any) -> tuple[list[str], list[list[str]], str]:
    """Head, rows and all words of the table shown."""
    answer = client.get(url, query, **THAI)
    assert answer.status_code == 200
    html = answer.content.decode()
    table = re.findall(r'<table class="kpi-table">.*?</table>', html, flags=re.DOTALL)
    text = _words(html)
    if not table:
        return [], [], text
    head = [_words(cell) for cell in re.findall(r'<th scope="col"[^>]*>(.*?)</th>', table[0], flags=re.DOTALL)]
    lines = re.findall(r"<tr>(<td.*?)</tr>", table[0], flags=re.DOTALL)
    return (
        head,
        [[_words(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", line, flags=re.DOTALL)] for line in lines],
        text,
    )


def _words(html: str) -> str:
    return " ".join(re.sub(r"<(script|style)\b.*?</\1>|<[^>]+>", " ", html, flags=re.DOTALL).split())


def downloaded(client: Client, url: str, **query: Any) -> list[list[str]]:
    answer = client.get(url, {**query, "format": "csv"}, **THAI)
    assert answer.headers["Content-Type"].startswith("text/csv")
    text = answer.content.decode()
    assert text.startswith(BOM)
    return list(csv.reader(StringIO(text.removeprefix(BOM), newline="")))


def same(head: list[str], rows: list[list[str]], file: list[list[str]]) -> None:
    """Screen and file say the same; numbers have their separators on the screen alone."""
    assert file[0] == head
    assert [[cell.replace(",", "") for cell in row] for row in file[1:]] == [
        [cell.replace(",", "") for cell in row] for row in rows
    ]


@pytest.mark.parametrize("path", ["rows", "facts", "evidence"])
def test_rows_are_for_those_who_may_see_figures(
    path: str, author: User, trainer: User, member: User, browser_of: Callable[[Any], Client]
) -> None:
    row = declared(indicator(MeasureName.MANUAL), "5", date(2026, 9, 30))
    url = {
        "rows": rows_url(row.indicator),
        "facts": reverse("kpi:facts", args=["completions"]),
        "evidence": reverse("kpi:evidence", args=["declaredresult", row.pk]),
    }[path]
    assert browser_of(author).get(url).headers["Location"] == reverse("wagtailadmin_home")
    for person in (trainer, member):
        assert browser_of(person).get(url).status_code == 403
        assert browser_of(person).get(url, {"format": "csv"}).status_code == 403
    assert browser_of(None).get(url).headers["Location"].startswith("/th/account/login/")


def test_views_open_the_roll_ups_they_are_the_sum_of(staff: Client) -> None:
    views = indicator()
    KeptTitle.objects.create(kind="lesson", key=uuid.UUID(int=1), language="th", title="ข้อความจริงหรือหลอก")
    content.audience("elder")
    counted(date(2026, 1, 5), 1_200)
    counted(date(2026, 1, 6), 40, production="commissioned", origin="demo")
    counted(date(2026, 1, 6), 7, kind="video", action="play")
    counted(date(2026, 1, 6), 900, kind="video", action="view")
    counted(date(2026, 1, 6), 900, project="digital-law-center")
    counted(date(2026, 10, 1), 900)
    head, rows, text = screen(staff, rows_url(views))
    assert head == ["วัน", "ชนิด", "เนื้อหา", "ภาษา", "การกระทำ", "โครงการ", "การผลิต", "กลุ่มวัย", "แหล่งที่มา", "จำนวน"]
    assert [
        "5 ม.ค. 2569",
        "บทเรียน",
        "ข้อความจริงหรือหลอก",
        "ไทย",
        "เปิดดู",
        "อินเทอร์เน็ตเพื่อชีวิตที่ดีขึ้น",
        "ผลิตเอง",
        "ผู้สูงวัย",
        "หน้าเว็บ",
        "1,200",
    ] in rows
    assert sum(int(row[-1].replace(",", "")) for row in rows) == 1_247
    assert "1,247 ครั้ง" in text
    same(head, rows, downloaded(staff, rows_url(views)))


def test_the_page_says_how_it_was_counted(staff: Client) -> None:
    views = indicator()
    counted(date(2026, 1, 5), 10)
    counted(date(2026, 1, 5), 3, kind="video", action="view")
    DayVersion.objects.create(day=date(2026, 1, 5), metric_version=1, bot_lists="crawler-user-agents 1.67")
    _head, _rows, text = screen(staff, rows_url(views))
    assert "นับอย่างไร" in text
    assert "การเปิดซ้ำภายใน 30 วินาทีนับเป็นครั้งเดียว" in text
    assert "กติกาการนับรุ่น 1" in text
    assert "crawler-user-agents 1.67" in text
    assert "หน้าของวิดีโอ (แสดงคู่กัน ไม่บวก) 3" in text


def test_long_tables_come_in_pages_and_the_file_holds_them_all(staff: Client) -> None:
    views = indicator()
    for number in range(PAGE_SIZE + 3):
        counted(date(2026, 1, 1 + number % 28), 1, key=uuid.UUID(int=number))
    head, first, text = screen(staff, rows_url(views))
    _head, second, _text = screen(staff, rows_url(views), page=2)
    assert (len(first), len(second)) == (PAGE_SIZE, 3)
    assert f"แถวที่ 1–{PAGE_SIZE} จาก {PAGE_SIZE + 3}" in text
    same(head, first + second, downloaded(staff, rows_url(views)))
    assert screen(staff, rows_url(views), page=99)[1] == second


def test_a_page_of_rows_costs_the_same_queries_whatever_its_length(staff: Client) -> None:
    views = indicator()

    def cost() -> int:
        staff.get(rows_url(views), **THAI)
        with (
            CaptureQueriesContext(connections["default"]) as main,
            CaptureQueriesContext(connections["tracking"]) as counts,
        ):
            staff.get(rows_url(views), **THAI)
        return len(main) + len(counts)

    counted(date(2026, 1, 1), 1)
    before = cost()
    for number in range(1, 40):
        counted(date(2026, 1, 2), 1, key=uuid.UUID(int=number))
    assert cost() == before


def test_a_session_says_what_the_class_rule_did_for_it(staff: Client, admin: User, browser_of: Any) -> None:
    made = session(date(2026, 1, 10), "สมศรี ใจงาม", title="อบรมที่บ้านไผ่")
    session(date(2026, 2, 10), "สมศรี ใจงาม")
    opens, closes = at("2026-01-10 09:00"), at("2026-01-10 12:00")
    for visitor in ("a" * 22, "b" * 22):
        ClassVisitor.objects.create(
            session=made.uuid, visitor=visitor, month=date(2026, 1, 1), from_us=to_us(opens), until_us=to_us(closes)
        )
    _head, rows, text = screen(staff, rows_url(indicator(MeasureName.TRAINEES, unit="คน")))
    words = "เข้าด้วยรหัสจาก 2 จุด 10 ม.ค. 2569 09.00 น. – 10 ม.ค. 2569 12.00 น."
    assert [row[-1] for row in rows] == ["ยังไม่มีผู้เข้าด้วยรหัส", words]
    assert "นับแยกเป็นรายผู้เรียน" in text
    form = browser_of(admin).get(
        reverse("wagtailsnippets_training_trainingsession:edit", args=[made.pk]), headers={"accept-language": "th"}
    )
    assert words in form.content.decode()


def test_trainees_open_sessions_and_attendances_without_names(staff: Client) -> None:
    people = indicator(MeasureName.TRAINEES, unit="คน")
    session(date(2026, 1, 10), "สมศรี ใจงาม", "บุญมา ศรีสุข", trainers=("ครูดี สอนเก่ง",), headcount=40, title="อบรมที่บ้านไผ่")
    session(date(2026, 2, 10), "สมศรี ใจงาม")
    head, rows, _text = screen(staff, rows_url(people))
    assert [row[-4:-1] for row in rows] == [["ไม่ทราบ", "1", "0"], ["40", "2", "1"]]
    same(head, rows, downloaded(staff, rows_url(people)))
    head, rows, text = screen(staff, rows_url(people), table="attendances")
    assert len(rows) == 3
    # The same person has the same key in both sessions; nobody is named.
    assert len({row[2] for row in rows}) == 2
    assert "สมศรี" not in text
    same(head, rows, downloaded(staff, rows_url(people), table="attendances"))


def test_completions_and_votes_open_their_rows_without_learners(staff: Client) -> None:
    completions = indicator(MeasureName.COMPLETIONS, subject=Subject.LESSON)
    completed(at("2026-01-05 10:00"), title="ข้อความจริงหรือหลอก")
    completed(at("2026-01-05 10:00"), kind="course")
    head, rows, _text = screen(staff, rows_url(completions))
    assert [row[:3] for row in rows] == [["5 ม.ค. 2569 10.00 น.", "บทเรียน", "ข้อความจริงหรือหลอก"]]
    same(head, rows, downloaded(staff, rows_url(completions)))
    satisfaction = indicator(MeasureName.SATISFACTION, "80", subject=Subject.SERVICE, shape=Shape.RATE)
    voted(at("2026-01-05 10:00"), 4)
    head, rows, _text = screen(staff, rows_url(satisfaction))
    assert rows == [["5 ม.ค. 2569", "บริการ", "–", "พอใจแค่ไหน", "4", "เว็บไซต์"]]
    same(head, rows, downloaded(staff, rows_url(satisfaction)))


def test_readers_open_their_kept_counts_and_the_record_of_their_key(staff: Client) -> None:
    readers = indicator(MeasureName.UNIQUE_READERS, unit="คน")
    YearCount.objects.create(
        fiscal_year=YEAR, basis="address", origin="beacon", readers=1_207, key_destroyed_at=at("2026-12-01 09:00")
    )
    head, rows, text = screen(staff, rows_url(readers))
    assert rows == [["ที่อยู่ IP", "หน้าเว็บ", "1,207"]]
    assert "กุญแจของปีถูกทำลายเมื่อ 1 ธันวาคม 2569 เวลา 09.00 น." in text
    assert "ที่อยู่ IP ไม่ใช่คน" in text
    same(head, rows, downloaded(staff, rows_url(readers)))


def test_media_open_the_pieces_and_lead_to_their_editor(staff: Client) -> None:
    piece = content.infographic(content.media_index(content.home()), title="สัญญาณมิจฉาชีพ")
    type(piece).objects.filter(pk=piece.pk).update(first_published_at=at("2026-02-01 12:00"))
    published = indicator(MeasureName.MEDIA_PUBLISHED, unit="ชิ้น")
    head, rows, _text = screen(staff, rows_url(published))
    assert [row[1:3] for row in rows] == [["อินโฟกราฟิก", "สัญญาณมิจฉาชีพ"]]
    assert reverse("wagtailadmin_pages:edit", args=[piece.pk]) in staff.get(rows_url(published)).content.decode()
    same(head, rows, downloaded(staff, rows_url(published)))


def test_declared_figures_open_what_was_entered_by_whom_and_withdrawn_rows_with_their_reason(
    staff: Client, kpi_staff: User
) -> None:
    months = indicator(MeasureName.MONTHS_USED, "12", unit="เดือน")
    declared(months, "3", date(2025, 12, 31), entered_by=kpi_staff, evidence_note="หนังสือที่ 5/2569")
    wrong = declared(months, "30", date(2025, 12, 31))
    wrong.withdrawn, wrong.withdrawn_why = True, "พิมพ์ผิด"
    wrong.save()
    head, rows, text = screen(staff, rows_url(months))
    assert [(row[1], row[4], row[5], row[8]) for row in rows] == [
        ("30", "–", "–", "ถอนแล้ว: พิมพ์ผิด"),
        ("3", "หนังสือที่ 5/2569", "กมล นับถ้วน", "ใช้อยู่"),
    ]
    assert "ผล 3 เป็นตัวเลขที่ประกาศไว้ จาก รายงานทดสอบ" in text
    same(head, rows, downloaded(staff, rows_url(months)))


def test_outside_views_stand_beside_the_counted_ones(staff: Client) -> None:
    views = indicator()
    counted(date(2026, 1, 5), 10)
    outside(1_260, date(2026, 1, 31))
    _head, _rows, text = screen(staff, rows_url(views))
    assert "ระบบนับ 10 + ประกาศ 1,260 = 1,270" in text
    head, rows, _text = screen(staff, rows_url(views), table="outside")
    assert rows[0][:6] == ["1 ม.ค. 2569 – 31 ม.ค. 2569", "Facebook", "อัลบั้มทดสอบ", "อัลบั้มภาพ", "ผลิตเอง", "1,260"]
    same(head, rows, downloaded(staff, rows_url(views), table="outside"))


def test_declared_history_opens_its_declared_parts_first(staff: Client) -> None:
    load_reference(date(2026, 11, 22))
    views = Indicator.objects.get(fiscal_year=2562, measure="views", number=2)
    _head, rows, text = screen(staff, rows_url(views))
    assert sum(int(row[5].replace(",", "")) for row in rows) == 2_161_082
    assert "เป็นตัวเลขที่ประกาศไว้" in text
    assert "ไม่ใช่ยอดที่ระบบนับ" in text


@pytest.mark.parametrize("name", ["views", "downloads", "completions", "trainees", "satisfaction"])
def test_totals_open_their_rows_by_year_and_project(staff: Client, name: str) -> None:
    for project, number in (("internet-for-better-life", 1), ("digital-law-center", 2)):
        content.project(project)
        for _ in range(number):
            key = uuid.uuid4()
            counted(date(2026, 1, 5), 1, project=project, key=key)
            counted(date(2026, 1, 5), 1, project=project, key=key, action="download")
            completed(at("2026-01-05 10:00"), project=project)
            voted(at("2026-01-05 10:00"), 5, project=project)
            session(date(2026, 1, 5), "สมศรี ใจงาม", of=project)
    url = reverse("kpi:facts", args=[name])
    head, rows, _text = screen(staff, url, fiscal_year=YEAR)
    assert len(rows) == 3
    same(head, rows, downloaded(staff, url, fiscal_year=YEAR))
    assert len(screen(staff, url, fiscal_year=YEAR, project="digital-law-center")[1]) == 2
    assert screen(staff, url, fiscal_year=2568)[1] == []


def test_rows_of_nothing_are_not_found(staff: Client) -> None:
    row = declared(indicator(), "5", date(2026, 9, 30))
    for name, args in (
        ("facts", ["secrets"]),
        ("rows", [987_654]),
        ("evidence", ["user", 1]),
        ("evidence", ["declaredresult", row.pk]),
    ):
        assert staff.get(reverse(f"kpi:{name}", args=args), follow=True).status_code == 404


def test_a_withdrawn_outside_view_stays_to_be_seen_with_its_reason(staff: Client) -> None:
    views = indicator()
    outside(1_260, date(2026, 1, 31))
    wrong = outside(50_000, date(2026, 2, 28))
    wrong.withdrawn, wrong.withdrawn_why = True, "นับซ้ำ"
    wrong.save()
    # Another year's, and another indicator's, are not these.
    outside(7, date(2027, 1, 31), withdrawn=True)
    _head, rows, text = screen(staff, rows_url(views), table="outside")
    assert [(row[5], row[11]) for row in rows] == [("1,260", "ใช้อยู่"), ("50,000", "ถอนแล้ว: นับซ้ำ")]
    assert "ประกาศ 1,260" in text
    outside_of = indicator(MeasureName.TRAINEES, unit="คน")
    assert "นับซ้ำ" not in staff.get(rows_url(outside_of), **THAI).content.decode()
