"""Totals in parts, content in figures, and a page's own counts: each number is the sum of the rows it opens."""

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
from portal.kpi.breakdown import Splitter
from portal.kpi.content import most_viewed, rising
from portal.kpi.figures import reach
from portal.kpi.report import BOM
from portal.learning.models import Learner, QuizAttempt
from portal.tracking.models import DayIdentity, KeptTitle, MissedTerm
from tests.factories.content import project
from tests.factories.tree import Tree
from tests.kpi.ledger import at, completed, counted, indicator, session, voted

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases, pytest.mark.usefixtures("in_november")]

Browsers = Callable[[Any], Client]
TODAY = date(2026, 11, 22)
YEAR = 2570
THAI = {"headers": {"accept-language": "th"}}


def facts() -> None:
    """Views, trainees and completions that differ in every way they are split by."""
    project("digital-law-center")
    counted(date(2026, 10, 5), 60, audiences="elder,adult")
    counted(
        date(2026, 11, 5), 20, kind="article", project="digital-law-center", audiences="", production="commissioned"
    )
    counted(date(2026, 11, 6), 15, kind="video", action="play", language="en", audiences="adult-learner", origin="log")
    counted(date(2026, 11, 6), 9, kind="video", action="view", audiences="elder")
    counted(date(2026, 11, 6), 31, kind="kit", action="download")
    counted(date(2026, 9, 30), 500)
    session(date(2026, 10, 20), "สมศรี ใจงาม", "บุญมา ศรีสุข", province="90")
    session(date(2026, 11, 20), "สมศรี ใจงาม", province="45")
    completed(at("2026-11-06 10:00"))
    completed(at("2026-11-06 11:00"), kind="course")
    DayIdentity.objects.create(day=date(2026, 11, 5), origin="beacon", outcome="excluded", reason="bot", count=7)


def parts_of(name: str, made: list[Any]) -> dict[str, int]:
    (found,) = [one for one in made if one.name == name]
    return {part.label: part.value for part in found.parts}


def test_views_are_split_by_what_they_were_of() -> None:
    facts()
    made = Splitter(reach(YEAR, today=TODAY)).views()
    assert parts_of("views-medium", made) == {"บทเรียน": 60, "บทความกฎหมาย": 20, "คลิปวิดีโอ": 15}
    assert parts_of("views-production", made) == {"ผลิตเอง": 75, "จ้างผลิต": 20}
    assert parts_of("views-quarter", made) == {"ไตรมาส 1": 95}
    assert parts_of("views-language", made) == {"ไทย": 80, "อังกฤษ": 15}
    assert parts_of("views-origin", made) == {"หน้าเว็บ": 80, "บันทึกของเว็บเซิร์ฟเวอร์": 15}
    assert sum(parts_of("views-project", made).values()) == 95


def test_audiences_overlap_and_have_no_share() -> None:
    facts()
    made = Splitter(reach(YEAR, today=TODAY)).views()
    (audiences,) = [one for one in made if one.name == "views-audience"]
    assert sorted(part.value for part in audiences.parts) == [15, 20, 60, 60]
    assert not audiences.shares
    assert "ไม่นำมารวมกัน" in audiences.about
    (media,) = [one for one in made if one.name == "views-medium"]
    assert round(sum(part.share for part in media.parts), 6) == 100


def test_trainees_are_people_in_each_province_with_the_times_they_came() -> None:
    facts()
    made = Splitter(reach(YEAR, today=TODAY)).trainees()
    (provinces,) = [one for one in made if one.name == "trainees-province"]
    assert [(part.label, part.value, part.beside) for part in provinces.parts] == [
        ("สงขลา", 2, (2, 1)),
        ("ร้อยเอ็ด", 1, (1, 1)),
    ]
    (quarters,) = [one for one in made if one.name == "trainees-quarter"]
    # One of them came twice: two people, three times, in two sessions.
    assert [(part.label, part.value, part.beside) for part in quarters.parts] == [("ไตรมาส 1", 2, (3, 2))]


def test_a_project_or_a_quarter_narrows_all_of_it() -> None:
    facts()
    law = Splitter(reach(YEAR, today=TODAY), "digital-law-center")
    assert parts_of("views-medium", law.views()) == {"บทความกฎหมาย": 20}
    assert "views-project" not in [one.name for one in law.views()]
    assert parts_of("trainees-province", law.trainees()) == {}
    before = Splitter(reach(2569, 3, today=TODAY))
    assert parts_of("views-medium", before.views()) == {}, "September is in the fourth quarter"
    assert parts_of("views-medium", Splitter(reach(2569, today=TODAY)).views()) == {"บทเรียน": 500}


def rows_sum(client: Client, url: str, column: str = "จำนวน") -> int:
    """The CSV behind an address: its column added up, or its rows counted."""
    answer = client.get(f"{url}&format=csv", **THAI)
    assert answer.status_code == 200
    rows = list(csv.DictReader(StringIO(answer.content.decode().removeprefix(BOM))))
    return sum(int(row[column]) for row in rows) if rows and column in rows[0] else len(rows)


def test_every_part_opens_the_rows_it_is_the_sum_of(staff: Client) -> None:
    facts()
    for asked in ("", "&quarter=1", "&project=internet-for-better-life"):
        html = staff.get(f"{reverse('kpi:breakdown')}?fiscal_year={YEAR}{asked}", **THAI).content.decode()
        found = re.findall(r'<a href="([^"]*/facts/(views|completions)/[^"]*)">([\d,]+)</a>', html)
        assert len(found) >= 13
        for url, _name, number in found:
            assert rows_sum(staff, unescape(url)) == int(number.replace(",", "")), url
        people = re.findall(r'<a href="([^"]*/facts/trainees/[^"]*)">([\d,]+)</a>', html)
        assert len(people) == 3
        for url, number in people:
            table = staff.get(f"{unescape(url)}&table=attendances&format=csv", **THAI).content.decode()
            keys = {row["รหัสบุคคล"] for row in csv.DictReader(StringIO(table.removeprefix(BOM)))}
            assert len(keys) == int(number), url


def test_rows_say_what_they_are_narrowed_to(staff: Client) -> None:
    facts()
    asked = "province=90&project=internet-for-better-life"
    html = staff.get(f"{reverse('kpi:facts', args=['trainees'])}?fiscal_year={YEAR}&{asked}", **THAI).content.decode()
    assert "จังหวัด: สงขลา" in html
    whole = staff.get(f"{reverse('kpi:facts', args=['trainees'])}?fiscal_year={YEAR}", **THAI).content.decode()
    assert "จังหวัด:" not in whole
    not_stated = staff.get(f"{reverse('kpi:facts', args=['views'])}?fiscal_year={YEAR}&audience=-", **THAI)
    assert "กลุ่มวัย: ไม่ระบุ" in not_stated.content.decode()
    assert (
        "ลองเขียนเอง"
        in staff.get(f"{reverse('kpi:facts', args=['views'])}?audience=ลองเขียนเอง%00", **THAI).content.decode()
    )


@pytest.mark.parametrize("name", ["views", "completions", "trainees", "satisfaction", "gains", "identity"])
@pytest.mark.parametrize(
    "asked",
    [
        "first=0001-01-01&last=0001-01-02",
        "first=9999-12-30&last=9999-12-31",
        "first=2026-11-02&last=2026-11-01",
        "first=x",
    ],
)
def test_a_period_nobody_can_mean_is_the_usual_one(staff: Client, name: str, asked: str) -> None:
    html = staff.get(f"{reverse('kpi:facts', args=[name])}?fiscal_year={YEAR}&{asked}", **THAI).content.decode()
    assert "1 ต.ค. 2569 – 22 พ.ย. 2569" in html


def test_what_was_left_out_says_why_and_opens_the_days_account(staff: Client) -> None:
    facts()
    html = staff.get(f"{reverse('kpi:breakdown')}?fiscal_year={YEAR}", **THAI).content.decode()
    (row,) = re.findall(r"<tr><th scope=\"row\">โปรแกรมอัตโนมัติ</th>.*?</tr>", html, flags=re.DOTALL)
    (url,) = re.findall(r'href="([^"]+)"', row)
    assert ">7<" in row
    assert "ไม่นับ: โปรแกรมอัตโนมัติ" in staff.get(unescape(url), **THAI).content.decode()


def test_the_file_says_what_the_screen_says(staff: Client) -> None:
    facts()
    answer = staff.get(f"{reverse('kpi:breakdown')}?fiscal_year={YEAR}&format=csv", **THAI)
    rows = list(csv.reader(StringIO(answer.content.decode().removeprefix(BOM))))
    assert rows[0] == ["ยอด", "แยก", "รายการ", "จำนวน", "หน่วย", "ร้อยละ"]
    assert ["การเข้าชม", "ตามชนิดสื่อ", "บทเรียน", "60", "ครั้ง", "63.16"] in rows
    assert ["การอบรม", "ตามจังหวัด", "สงขลา", "2", "คน", ""] in rows


def test_a_year_without_facts_says_so(staff: Client) -> None:
    html = staff.get(f"{reverse('kpi:breakdown')}?fiscal_year={YEAR}", **THAI).content.decode()
    assert html.count("ไม่มียอดในช่วงนี้") == 12
    assert "ไม่มีอะไรถูกตัดออกในช่วงนี้" in html


def weeks() -> tuple[uuid.UUID, uuid.UUID]:
    """An object that rises and one that falls, around the border of the four weeks that are compared."""
    up, down = uuid.UUID(int=7), uuid.UUID(int=8)
    for key, title in ((up, "มิจฉาชีพโทรมา"), (down, "ตั้งรหัสผ่าน")):
        KeptTitle.objects.create(kind="lesson", key=key, language="th", title=title)
    counted(date(2026, 10, 24), 12, key=up)
    counted(date(2026, 10, 25), 30, key=up)
    counted(date(2026, 10, 24), 90, key=down)
    counted(date(2026, 11, 21), 11, key=down)
    counted(date(2026, 11, 22), 500, key=down)
    counted(date(2026, 11, 21), 9, key=uuid.UUID(int=9))
    return up, down


def test_rising_compares_four_whole_weeks_with_the_four_before() -> None:
    up, down = weeks()
    assert [(item.key, item.count, item.before) for item in rising(today=TODAY)] == [(up, 30, 12)]
    best = most_viewed(reach(YEAR, today=TODAY).period)
    assert [(item.key, item.count) for item in best] == [(down, 601), (up, 42), (uuid.UUID(int=9), 9)]


def test_content_opens_its_rows_and_tells_what_was_not_found(staff: Client) -> None:
    weeks()
    month = date(2026, 11, 1)
    MissedTerm.objects.create(month=month, language="th", term="คอลเซ็นเตอร์", searchers=4)
    html = staff.get(reverse("kpi:content"), **THAI).content.decode()
    assert "คอลเซ็นเตอร์" in html
    found = re.findall(r'<a href="([^"]*/facts/views/[^"]*)">([\d,]+)</a>', html)
    assert len(found) == 4
    for url, number in found:
        assert rows_sum(staff, unescape(url)) == int(number.replace(",", ""))
    assert "คอลเซ็นเตอร์" not in staff.get(f"{reverse('kpi:content')}?month=2026-10", **THAI).content.decode()


def test_the_queries_stay_the_same_however_much_there_is(staff: Client) -> None:
    def cost(path: str) -> int:
        with (
            CaptureQueriesContext(connections["default"]) as main,
            CaptureQueriesContext(connections["tracking"]) as tracking,
        ):
            assert staff.get(path, **THAI).status_code == 200
        return len(main) + len(tracking)

    facts()
    weeks()
    paths = [reverse("kpi:breakdown"), reverse("kpi:content")]
    before = [cost(path) for path in paths]
    for number in range(1, 9):
        counted(date(2026, 11, number), 40 * number, key=uuid.UUID(int=100 + number), audiences=f"group-{number}")
        session(date(2026, 10, number), "ทองดี แสงทอง", province="50")
        completed(at("2026-11-06 10:00"))
    assert [cost(path) for path in paths] == before
    assert before == [21, 21]


def test_a_quarter_and_a_source_narrow_the_dashboard(staff: Client) -> None:
    indicator(target="1,000", fiscal_year=2569, wording="ยอดของสำนักงบประมาณ")
    indicator(target="2,000", fiscal_year=2569, wording="ยอดของ ก.พ.ร.", source="opdc")
    counted(date(2025, 12, 31), 400)
    counted(date(2026, 1, 1), 300)
    page = staff.get(f"{reverse('kpi:dashboard')}?fiscal_year=2569&quarter=1&source=opdc", **THAI).content.decode()
    assert "ยอดของ ก.พ.ร." in page
    assert "ยอดของสำนักงบประมาณ" not in page
    assert 'data-total="views">400<' in page
    (rows,) = {unescape(url) for url in re.findall(r'href="([^"]*/rows/\?quarter=1)"', page)}
    assert rows_sum(staff, rows) == 400
    whole = staff.get(f"{reverse('kpi:dashboard')}?fiscal_year=2569", **THAI).content.decode()
    assert 'data-total="views">700<' in whole


def took_test(learner: Learner | None, kind: str, right: int, moment: str, **fields: Any) -> None:
    values = {"subject_key": uuid.UUID(int=3), "title": "หลักสูตรทดสอบ", "project": "internet-for-better-life", **fields}
    QuizAttempt.objects.create(
        learner=learner, kind=kind, subject_kind="course", language="th", quiz_uuid=uuid.UUID(int=4), quiz_title="ทดสอบ",
        right=right, total=10, pass_percent=60, passed=right >= 6, at=at(moment), **values,
    )  # fmt: skip


def test_what_a_course_changed_stands_on_the_dashboard_and_opens_its_learners(staff: Client) -> None:
    for before, after in ((2, 7), (4, 8)):
        learner = Learner.objects.create()
        took_test(learner, "pre", before, "2026-10-05 10:00")
        took_test(learner, "post", after, "2026-11-05 10:00")
    took_test(Learner.objects.create(), "pre", 9, "2026-10-05 10:00")
    other = Learner.objects.create()
    took_test(other, "pre", 1, "2026-10-05 10:00", subject_key=uuid.UUID(int=5), project="digital-law-center")
    took_test(other, "post", 1, "2026-10-06 10:00", subject_key=uuid.UUID(int=5), project="digital-law-center")
    project("internet-for-better-life")
    html = staff.get(f"{reverse('kpi:dashboard')}?project=internet-for-better-life", **THAI).content.decode()
    (url,) = re.findall(r'href="([^"]*/facts/gains/[^"]*)"', html.replace("&amp;", "&"))
    assert re.findall(r'data-label="[^"]*(?:ร้อยละ|จุด)[^"]*">([^<]+)<', html)[-3:] == ["30", "75", "+45"]
    text = staff.get(f"{url}&format=csv", **THAI).content.decode().removeprefix(BOM)
    rows = list(csv.reader(StringIO(text)))[1:]
    assert sorted(row[1:] for row in rows) == [["หลักสูตรทดสอบ", "20", "70", "50"], ["หลักสูตรทดสอบ", "40", "80", "40"]]
    before = staff.get(f"{reverse('kpi:dashboard')}?fiscal_year=2569", **THAI).content.decode()
    assert "ยังไม่มีใครทำแบบทดสอบทั้งก่อนและหลังเรียน" in before


def counts_url(page: Any) -> str:
    return reverse("kpi:page_counts", args=[page.pk])


def test_beside_the_editor_stand_the_pages_own_counts(site: Tree, admin: User, browser_of: Browsers) -> None:
    key = site.lesson.translation_key
    counted(date(2026, 11, 20), 41, key=key)
    counted(date(2026, 10, 2), 7, key=key)
    counted(date(2026, 11, 20), 900, key=key, language="en")
    counted(date(2026, 11, 20), 800)
    completed(at("2026-11-06 10:00"), subject_key=key)
    voted(at("2026-11-06 10:00"), 4, subject="lesson", subject_key=key)
    editor = browser_of(admin)
    html = editor.get(reverse("wagtailadmin_pages:edit", args=[site.lesson.pk]), **THAI).content.decode()
    lines = re.findall(r"<dt>([^<]+)</dt><dd[^>]*><a href=\"([^\"]+)\">([^<]+)<", html)
    assert [(label, shown) for label, _url, shown in lines] == [
        ("เปิดดู", "41"), ("เรียนจบ", "1"), ("ความพึงพอใจ", "ร้อยละ 80 (ผู้ตอบ 1)"),
        ("เปิดดู", "48"), ("เรียนจบ", "1"), ("ความพึงพอใจ", "ร้อยละ 80 (ผู้ตอบ 1)"),
    ]  # fmt: skip
    for label, url, shown in lines:
        expected = int(shown) if shown.isdigit() else 1
        assert rows_sum(editor, unescape(url)) == expected, label


def test_each_count_of_a_video_opens_the_rows_it_is_the_sum_of(site: Tree, admin: User, browser_of: Browsers) -> None:
    video = site.video
    expected = {"เปิดดู": 41, "เล่นวิดีโอ": 17, "ดูจนจบ": 5}
    for action, number in zip(("view", "play", "complete"), expected.values(), strict=True):
        counted(date(2026, 11, 20), number, kind="video", action=action, key=video.translation_key)
    editor = browser_of(admin)
    html = editor.get(reverse("wagtailadmin_pages:edit", args=[video.pk]), **THAI).content.decode()
    lines = re.findall(r"<dt>([^<]+)</dt><dd[^>]*><a href=\"([^\"]+)\">([^<]+)<", html)
    assert len(lines) == 6
    for label, url, shown in lines:
        assert int(shown) == rows_sum(editor, unescape(url)) == expected[label]
        assert f"การกระทำ: {label}" in editor.get(unescape(url), **THAI).content.decode()


def test_a_page_that_is_not_counted_has_no_counts(site: Tree, admin: User, browser_of: Browsers) -> None:
    home = site.lesson.get_ancestors().last().get_parent()
    editor = browser_of(admin)
    html = editor.get(reverse("wagtailadmin_pages:edit", args=[home.pk]), **THAI).content.decode()
    assert "ยอดของหน้านี้" not in html
    assert editor.get(counts_url(home), follow=True).status_code == 404
    assert editor.get(reverse("kpi:page_counts", args=[987654]), follow=True).status_code == 404


def test_only_who_may_edit_the_page_or_see_figures_opens_its_counts(
    site: Tree, author: User, lawyer: User, kpi_staff: User, member: User, trainer: User, browser_of: Browsers
) -> None:
    url = counts_url(site.lesson)
    assert browser_of(kpi_staff).get(url).status_code == 200
    assert browser_of(author).get(url).status_code == (
        200 if site.lesson.permissions_for_user(author).can_edit() else 302
    )
    refused = browser_of(lawyer).get(url)
    assert (refused.status_code, refused.headers["Location"]) == (302, reverse("wagtailadmin_home"))
    for person in (member, trainer):
        assert browser_of(person).get(url).status_code == 403
    assert browser_of(None).get(url).headers["Location"].startswith(reverse("account_login"))
