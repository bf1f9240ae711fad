"""The dashboard: in the admin's home and under /admin/kpi/."""

from __future__ import annotations

import csv
import re
import uuid
from collections.abc import Callable
from datetime import date
from html import unescape
from io import StringIO
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.accounts.models import User
from portal.kpi.closing import report_document
from portal.kpi.enums import MeasureName, Shape, Subject
from portal.kpi.loading import load_reference
from portal.kpi.models import ProjectYear
from portal.kpi.official import official_table
from portal.kpi.report import BOM
from portal.tracking.models import MonthCount
from tests.kpi.ledger import at, completed, counted, declared, indicator, outside, session, voted

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases, pytest.mark.usefixtures("in_november")]

Browsers = Callable[[Any], Client]
TODAY = date(2026, 11, 22)
YEAR = 2570
THAI = {"headers": {"accept-language": "th"}}


def year_of_facts() -> None:
    """Something of every kind in fiscal year 2570, and the indicators that count it."""
    indicator(target="100,000", plan=(20_000, 45_000, 72_000), fiscal_year=YEAR)
    indicator(target="100,000", fiscal_year=YEAR, source="opdc")
    indicator(MeasureName.TRAINEES, "350", unit="คน", fiscal_year=YEAR)
    indicator(MeasureName.SATISFACTION, "80", subject=Subject.SERVICE, shape=Shape.RATE, unit="ร้อยละ", fiscal_year=YEAR)
    months = indicator(
        MeasureName.MONTHS_USED, "12", direction="at_most", accumulates=False, unit="เดือน", fiscal_year=YEAR
    )
    declared(months, "2", TODAY)
    counted(date(2026, 10, 5), 16_000)
    counted(date(2026, 11, 5), 12_900)
    counted(date(2026, 11, 6), 31, kind="kit", action="download")
    outside(1_260, date(2026, 10, 31))
    completed(at("2026-11-06 10:00"))
    completed(at("2026-11-06 11:00"), kind="course")
    session(date(2026, 10, 20), "สมศรี ใจงาม", "บุญมา ศรีสุข", headcount=40)
    session(date(2026, 11, 20), "สมศรี ใจงาม")
    for score in (5, 4):
        voted(at("2026-11-06 10:00"), score)
    MonthCount.objects.create(month=date(2026, 11, 1), kind="anonymous", origin="demo", visitors=10)


def text_of(client: Client, path: str, **query: Any) -> str:
    answer = client.get(path, query, **THAI)
    assert answer.status_code == 200
    return words(answer.content.decode())


def words(html: str) -> str:
    """What a reader sees, spaces made one."""
    body = re.sub(r"<(script|style)\b.*?</\1>|<[^>]+>", " ", html, flags=re.DOTALL)
    return " ".join(body.split())


def card_of(html: str, title: str) -> str:
    cards = re.findall(r'<li class="kpi-card">.*?</li>', html, flags=re.DOTALL)
    (found,) = [card for card in cards if f"<span>{title}</span>" in card]
    return found


PAGES = ["kpi:dashboard", "kpi:breakdown", "kpi:content", "kpi:history", "kpi:report_csv", "kpi:identity", "kpi_indicators:index", "kpi_indicators:add", "kpi_targets:index",
         "kpi_results:add", "kpi_outside_views:add", "kpi_project_years:index"]  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_authors_and_reviewers_are_sent_home_without_a_figure(
    name: str, author: User, lawyer: User, browser_of: Browsers
) -> None:
    for person in (author, lawyer):
        answer = browser_of(person).get(reverse(name))
        assert (answer.status_code, answer.headers["Location"]) == (302, reverse("wagtailadmin_home"))
        asked_by_script = browser_of(person).get(reverse(name), headers={"x-requested-with": "XMLHttpRequest"})
        assert asked_by_script.status_code == 403


@pytest.mark.parametrize("name", PAGES)
def test_trainers_learners_and_visitors_never_reach_the_admin(
    name: str, trainer: User, regional_lead: User, member: User, browser_of: Browsers
) -> None:
    for person in (trainer, regional_lead, member):
        assert browser_of(person).get(reverse(name)).status_code == 403
    answer = browser_of(None).get(reverse(name))
    assert answer.headers["Location"].startswith(reverse("account_login"))


def test_the_home_of_those_who_may_not_see_figures_has_none(author: User, browser_of: Browsers) -> None:
    year_of_facts()
    html = browser_of(author).get(reverse("wagtailadmin_home"), **THAI).content.decode()
    assert "kpi-card" not in html
    assert "30,160" not in html
    assert reverse("kpi:dashboard") not in html


def test_staff_and_administrators_see_the_year_in_the_admins_home(
    kpi_staff: User, admin: User, browser_of: Browsers
) -> None:
    year_of_facts()
    for person in (kpi_staff, admin):
        answer = browser_of(person).get(reverse("wagtailadmin_home"), **THAI)
        html = answer.content.decode()
        assert "ปีงบประมาณ 2570" in words(html)
        assert "30,160" in card_of(html, "การเข้าชมสื่อ")
        assert "portal/css/admin-dashboard.css" in html
        assert 'aria-labelledby="kpi-views-title kpi-views-desc"' in html
        assert reverse("kpi:dashboard") in html


def test_a_card_says_result_target_pace_state_and_how_it_adds_up(staff: Client) -> None:
    year_of_facts()
    html = staff.get(reverse("kpi:dashboard"), **THAI).content.decode()
    card = words(card_of(html, "การเข้าชมสื่อ"))
    assert "30,160 ครั้ง" in card
    assert "เป็นไปตามแผน" in card
    assert "เป้าหมาย ไม่น้อยกว่า 100,000 ครั้ง" in card
    # 53 of 92 days of the first quarter's 20,000.
    assert "ตามแผนถึงวันนี้ควรได้ 11,522" in card
    assert "ระบบนับ 28,900 + ประกาศ 1,260 = 30,160" in card
    # One promise to two sources is one card.
    assert "สงป. · ก.พ.ร." in card
    rate = words(card_of(html, "ความพึงพอใจ · บริการ"))
    assert "ร้อยละ 90" in rate
    assert "ยังไม่สิ้นงวด · หากปิดวันนี้ บรรลุ" in rate
    assert "ผู้ตอบ 2" in rate
    trainees = words(card_of(html, "ผู้เข้าอบรม"))
    assert "2 คน" in trainees
    assert "ต่ำกว่าแผนมาก" in trainees


def test_what_needs_attention_comes_first(staff: Client) -> None:
    year_of_facts()
    html = staff.get(reverse("kpi:dashboard"), **THAI).content.decode()
    titles = re.findall(r'<h3 class="kpi-card__name"><span>(.+?)</span>', html)
    assert titles == ["ผู้เข้าอบรม", "การเข้าชมสื่อ", "ความพึงพอใจ · บริการ"]


def test_totals_are_what_the_portal_counted_and_open_their_rows(staff: Client) -> None:
    year_of_facts()
    html = staff.get(reverse("kpi:dashboard"), **THAI).content.decode()
    totals = re.findall(r'<ul class="kpi-totals">.*?</ul>', html, flags=re.DOTALL)[0]
    shown = words(totals)
    for line in (
        "การเข้าชม 28,900 ครั้ง",
        "ดาวน์โหลด 31 ครั้ง",
        "เรียนจบบทเรียน 1 ครั้ง",
        "จบหลักสูตร 1 ครั้ง",
        "ผู้เข้าอบรม 2 คน",
        "เข้าอบรม 3 ครั้ง",
    ):
        assert line in shown
    for link in re.findall(r'href="([^"]+)"', totals):
        assert staff.get(unescape(link)).status_code == 200


def test_lessons_and_courses_learned_open_each_their_own_rows(staff: Client) -> None:
    for _number in range(3):
        completed(at("2026-11-06 10:00"))
    completed(at("2026-11-06 11:00"), kind="course")
    html = staff.get(reverse("kpi:dashboard"), **THAI).content.decode()
    links = [unescape(link) for link in re.findall(r'href="([^"]*/facts/completions/[^"]*)"', html)]
    assert len(links) == 2
    counts = [staff.get(f"{link}&format=csv", **THAI).content.decode().count("\r\n") - 1 for link in links]
    assert counts == [3, 1]


def test_a_far_year_with_indicators_is_shown(staff: Client) -> None:
    assert "ปีงบประมาณ 2570" in text_of(staff, reverse("kpi:dashboard"), fiscal_year="2572")
    indicator(fiscal_year=2572, wording="ตัวชี้วัดของปีข้างหน้า")
    shown = text_of(staff, reverse("kpi:dashboard"), fiscal_year="2572")
    assert "ปีงบประมาณ 2572" in shown
    assert "ตัวชี้วัดของปีข้างหน้า" in shown


def test_charts_are_drawn_with_title_sentence_and_the_table_behind(staff: Client) -> None:
    year_of_facts()
    html = staff.get(reverse("kpi:dashboard"), **THAI).content.decode()
    chart = re.findall(r'<figure class="kpi-figure">.*?</figure>', html, flags=re.DOTALL)[0]
    assert '<title id="kpi-views-title">การเข้าชมสื่อรายเดือน' in chart
    assert "รวม 28,900 ครั้ง ใน 2 เดือนที่มียอด เดือนที่มากที่สุดคือ ตุลาคม 2569 16,000 ครั้ง เป้าหมายเฉลี่ยต่อเดือน 8,333 ครั้ง" in words(
        chart
    )
    # October over, November still running; both against an axis that ends at 20,000.
    assert re.findall(r'<rect class="(bar[^"]*)" x="([\d.]+)" y="([\d.]+)"', chart) == [
        ("bar", "2.0", "20.0"),
        ("bar bar--now", "12.0", "35.5"),
    ]
    rows = re.findall(r"<tr><th scope=\"row\">(.+?)</th><td class=\"num\">(.+?)</td></tr>", chart)
    assert rows[:3] == [("ตุลาคม 2569", "16,000"), ("พฤศจิกายน 2569 (ยังไม่สิ้นเดือน)", "12,900"), ("ธันวาคม 2569", "0")]
    assert len(rows) == 12


def test_the_views_chart_shows_the_projects_its_plan_line_is_for(staff: Client) -> None:
    year_of_facts()
    counted(date(2026, 10, 5), 777, project="digital-law-center", key=uuid.UUID(int=9))
    html = staff.get(reverse("kpi:dashboard"), **THAI).content.decode()
    assert "รวม 28,900 ครั้ง" in words(html)
    assert "การเข้าชม 29,677 ครั้ง" in words(html)


def test_satisfaction_is_shown_with_n_and_response_rate(staff: Client) -> None:
    year_of_facts()
    voted(at("2026-11-07 10:00"), 3, "website")
    shown = text_of(staff, reverse("kpi:dashboard"))
    assert "บริการ 90 100 % 2 –" in shown
    assert "เว็บไซต์ 60 0 % 1 10 %" in shown


def test_a_project_can_be_chosen_and_the_table_is_that_of_the_project(staff: Client) -> None:
    year_of_facts()
    indicator(MeasureName.MANUAL, "5", of="digital-law-center", wording="ตัวชี้วัดของกฎหมาย", fiscal_year=YEAR)
    everything = text_of(staff, reverse("kpi:dashboard"))
    assert "ตัวชี้วัดของกฎหมาย" in everything
    chosen = text_of(staff, reverse("kpi:dashboard"), project="digital-law-center")
    assert "ตัวชี้วัดของกฎหมาย" in chosen
    assert "30,160" not in chosen


def test_2562_shows_the_declared_history_with_its_warning(staff: Client) -> None:
    load_reference(TODAY)
    html = staff.get(reverse("kpi:dashboard"), {"fiscal_year": "2562"}, **THAI).content.decode()
    shown = words(html)
    assert "2,161,082" in words(card_of(html, "การเข้าชมสื่อ"))
    assert "ผลที่ประกาศไว้ ไม่ใช่ยอดที่ระบบนับ" in shown
    rank = words(card_of(html, "ผลการจัดอันดับ Global Cybersecurity Index โดย ITU อยู่ใน"))
    assert "อันดับ 35" in rank
    assert "ไม่บรรลุเป้าหมาย" in rank
    assert "โครงการแจ้งไว้ 8 ตัวชี้วัด แต่ในตารางมี 7" in shown
    assert "เห็นชอบโดย คณะกรรมการกำกับ การประชุมครั้งที่ 7/2562 เมื่อวันที่ 8 ตุลาคม 2562" in shown
    assert "1 ต.ค. 2561 – 30 ก.ย. 2562" in shown
    assert "ระบบยังไม่ได้นับอะไรในปีงบประมาณนี้" in shown
    assert len(re.findall(r'<tr role="row">\s*<td', html)) == 36


def test_without_any_data_the_dashboard_says_so(staff: Client) -> None:
    for path in (reverse("kpi:dashboard"), reverse("wagtailadmin_home")):
        shown = text_of(staff, path)
        assert "ยังไม่มีตัวชี้วัดของปีงบประมาณ 2570" in shown
        assert "ยังไม่มี" in shown
    shown = text_of(staff, reverse("kpi:dashboard"))
    assert "ยังไม่มีใครเข้าชม เรียนจบ หรือเข้าอบรมในปีงบประมาณนี้" in shown
    assert "ยังไม่มีใครให้คะแนน" in shown


def test_an_indicator_without_facts_says_no_data_instead_of_zero(staff: Client) -> None:
    indicator(fiscal_year=YEAR)
    card = words(card_of(staff.get(reverse("kpi:dashboard"), **THAI).content.decode(), "การเข้าชมสื่อ"))
    assert "ยังไม่มีข้อมูล" in card
    assert "–" in card


@pytest.mark.parametrize("asked", ["", "2019", "9999", "25 62", "๒๕๖๒", "-1", "2562'"])
def test_an_address_that_names_no_fiscal_year_shows_this_one(staff: Client, asked: str) -> None:
    assert "ปีงบประมาณ 2570" in text_of(staff, reverse("kpi:dashboard"), fiscal_year=asked, project="nothing")


def test_the_csv_is_the_table_of_the_screen(staff: Client) -> None:
    year_of_facts()
    ProjectYear.objects.create(project=indicator(fiscal_year=YEAR, wording="อีกหนึ่ง").project, fiscal_year=YEAR)
    html = staff.get(reverse("kpi:dashboard"), **THAI).content.decode()
    answer = staff.get(reverse("kpi:report_csv"), {"fiscal_year": YEAR}, **THAI)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="kpi-2570.csv"'
    text = answer.content.decode()
    assert text.startswith(BOM)
    rows = list(csv.DictReader(StringIO(text.removeprefix(BOM), newline="")))
    lines = re.findall(r'<tr role="row">\s*<td.*?</tr>', html, flags=re.DOTALL)
    assert len(rows) == len(lines) == 6
    for row, line in zip(rows, lines, strict=True):
        shown = words(line)
        assert f"{row['source']} {row['no']}" in shown
        assert row["indicator"] in shown
        assert row["state_text"] in shown
        result = words(re.findall(r'<a href="[^"]+">(.*?)<', line)[0])
        assert result.replace(",", "").replace("–", "") == row["result"]


def test_the_files_hold_the_source_that_the_screen_shows(staff: Client) -> None:
    year_of_facts()
    shown = staff.get(reverse("kpi:dashboard"), {"source": "opdc"}, **THAI).content.decode()
    assert len(re.findall(r'<tr role="row">\s*<td.*?</tr>', shown, flags=re.DOTALL)) == 1
    links = [unescape(link) for link in re.findall(r'href="([^"]*/report\.[^"]+)"', shown)]
    assert len(links) == 4
    for link in links:
        assert "source=opdc" in link
    answer = staff.get(links[0], **THAI)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="kpi-2570-opdc.csv"'
    rows = list(csv.DictReader(StringIO(answer.content.decode().removeprefix(BOM), newline="")))
    assert [row["source"] for row in rows] == ["ก.พ.ร."]
    table = official_table(report_document(YEAR, source="opdc"))
    assert table.title.endswith("เฉพาะตัวชี้วัดของ ก.พ.ร.")


def test_the_dashboard_costs_the_same_queries_however_much_there_is(staff: Client) -> None:
    def cost(path: str) -> int:
        staff.get(path, **THAI)
        with (
            CaptureQueriesContext(connections["default"]) as main,
            CaptureQueriesContext(connections["tracking"]) as tracking,
        ):
            assert staff.get(path, **THAI).status_code == 200
        return len(main) + len(tracking)

    year_of_facts()
    paths = (reverse("kpi:dashboard"), reverse("wagtailadmin_home"))
    before = [cost(path) for path in paths]
    for number in range(1, 6):
        indicator(fiscal_year=YEAR)
        declared(indicator(MeasureName.MANUAL, "5", fiscal_year=YEAR), "4", TODAY)
        counted(date(2026, 10, number), 5, key=uuid.UUID(int=100 + number))
        session(date(2026, 10, number), "ทองดี แสงทอง")
        completed(at("2026-11-06 10:00"))
        voted(at("2026-11-06 10:00"), 5)
    assert [cost(path) for path in paths] == before
    assert before == [37, 32]
