"""The day's account: received = counted + duplicate + excluded + malformed."""

from __future__ import annotations

import csv
import re
from datetime import date
from io import StringIO

import pytest
from django.test import Client
from django.urls import reverse

from portal.kpi.report import BOM
from portal.tracking.models import DayIdentity

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

THAI = {"headers": {"accept-language": "th"}}
DAY = date(2026, 10, 5)
ACCOUNT = [
    ("received", "", 1_100),
    ("counted", "", 1_000),
    ("duplicate", "double-click", 30),
    ("duplicate", "visit", 20),
    ("excluded", "bot", 40),
    ("excluded", "prefetch", 5),
    ("malformed", "signature", 5),
]


def keep(day: date, rows: list[tuple[str, str, int]], origin: str = "beacon") -> None:
    for outcome, reason, count in rows:
        DayIdentity.objects.create(day=day, origin=origin, outcome=outcome, reason=reason, count=count)


def page(client: Client, **query: str) -> str:
    html = client.get(reverse("kpi:identity"), query, **THAI).content.decode()
    return " ".join(re.sub(r"<(script|style)\b.*?</\1>|<[^>]+>", " ", html, flags=re.DOTALL).split())


def test_the_month_is_one_sum_and_each_day_a_row_with_every_reason(staff: Client) -> None:
    keep(DAY, ACCOUNT)
    keep(DAY, [("received", "", 10), ("counted", "", 10)], origin="nojs")
    keep(date(2026, 9, 30), [("received", "", 7), ("counted", "", 7)])
    text = page(staff, month="2026-10")
    assert "ตุลาคม 2569" in text
    assert "ได้รับ 1,110 = นับ 1,010 + ซ้ำ 50 + ไม่นับ 45 + ผิดรูปแบบ 5" in text
    assert "ผลรวมลงตัวทุกวัน" in text
    assert "ซ้ำ: ซ้ำใน 30 วินาที ซ้ำ: ต่อเนื่องในการเข้าชมเดิม ไม่นับ: โปรแกรมอัตโนมัติ ไม่นับ: โหลดล่วงหน้า ผิดรูปแบบ" in text
    assert "5 ต.ค. 2569 1,110 1,010 30 20 40 5 5 ลงตัว" in text


def test_a_day_that_does_not_balance_is_named(staff: Client) -> None:
    keep(DAY, ACCOUNT)
    keep(date(2026, 10, 6), [("received", "", 9), ("counted", "", 8)])
    text = page(staff, month="2026-10")
    assert "ผลรวมไม่ลงตัวในวันที่ 6 ตุลาคม 2569" in text
    assert "6 ต.ค. 2569 9 8 0 0 0 0 0 ไม่ลงตัว" in text


def test_the_csv_has_the_rows_of_the_screen(staff: Client) -> None:
    keep(DAY, ACCOUNT)
    answer = staff.get(reverse("kpi:identity"), {"month": "2026-10", "format": "csv"}, **THAI)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="identity-2026-10.csv"'
    rows = list(csv.reader(StringIO(answer.content.decode().removeprefix(BOM), newline="")))
    assert rows[0][:3] == ["วัน", "ได้รับ", "นับ"]
    assert rows[1:] == [["5 ต.ค. 2569", "1100", "1000", "30", "20", "40", "5", "5", "ลงตัว"]]


@pytest.mark.parametrize("asked", ["", "2026-13", "9999-01", "1999-01", "ตุลาคม", "2026-1-1"])
def test_an_address_that_names_no_month_shows_this_one(staff: Client, asked: str) -> None:
    from django.utils import timezone

    from portal.thai.dates import thai_month
    from portal.thai.day import Month

    text = page(staff, month=asked)
    assert thai_month(Month.of(timezone.localdate())) in text
    assert "ไม่มีแถวในช่วงนี้" in text
