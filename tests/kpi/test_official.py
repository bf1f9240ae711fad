"""The official table as spreadsheet and paper, and the annual summary in words."""

from __future__ import annotations

import io
import subprocess
from datetime import date
from pathlib import Path
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.test import Client
from openpyxl import load_workbook

from portal.accounts.models import User
from portal.core.models import Project
from portal.kpi.closing import report_document
from portal.kpi.enums import MeasureName, Shape, Subject
from portal.kpi.loading import load_reference
from portal.kpi.models import ReportSubscription
from portal.kpi.monthly import send_monthly_reports
from portal.kpi.official import official_table
from portal.kpi.summary import annual_summary
from portal.kpi.workbook import workbook
from portal.thai.normalise import for_search
from tests.kpi.ledger import YEAR, declared, indicator

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 22)


@pytest.fixture
def loaded(db: None) -> None:
    load_reference(DAY)


def sheet_of(content: bytes) -> Any:
    return load_workbook(io.BytesIO(content)).active


def texts(sheet: Any) -> list[str]:
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_the_sheet_holds_all_36_lines_and_says_what_does_not_add_up(loaded: None) -> None:
    table = official_table(report_document(2562))
    sheet = sheet_of(workbook(table, DAY))
    said = texts(sheet)
    assert said[0] == "ตารางแผนและผลการดำเนินงานตามตัวชี้วัด ปีงบประมาณ พ.ศ. 2562"
    assert sum(len(section.lines) for section in table.sections) == 36
    for line in (line for section in table.sections for line in section.lines):
        assert line.wording in said
    assert any("แจ้งไว้ 8 ตัวชี้วัด แต่ในตารางมี 7" in text for text in said)
    assert any("แจ้งไว้รวม 37 ตัวชี้วัด ในตารางมี 36" in text for text in said)
    assert any(text.startswith("2,161,082") for text in said)
    assert sheet.page_setup.orientation == "landscape"
    assert int(sheet.page_setup.paperSize) == 9
    assert sheet.print_title_rows


def test_the_same_table_and_day_give_the_same_bytes(loaded: None) -> None:
    table = official_table(report_document(2562))
    assert workbook(table, DAY) == workbook(table, DAY)


def test_thai_numerals_reach_every_number(loaded: None) -> None:
    table = official_table(report_document(2562), thai_numerals=True)
    said = texts(sheet_of(workbook(table, DAY)))
    assert any("๒,๑๖๑,๐๘๒" in text for text in said)
    assert not any(char in "0123456789" for text in said for char in text)


def test_a_wording_that_looks_like_a_formula_is_disarmed(loaded: None) -> None:
    data = report_document(2562)
    data["rows"][0]["indicator"] = '=HYPERLINK("http://evil")'
    sheet = sheet_of(workbook(official_table(data), DAY))
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def pdf_text(path: Path) -> str:
    return subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True).stdout


@pytest.mark.needs("pdftotext")
def test_the_pdf_says_what_the_table_says(loaded: None, tmp_path: Path) -> None:
    file = tmp_path / "kpi.pdf"
    call_command("kpi_report", "--fiscal-year", "2562", "--format", "pdf", "-o", str(file))
    said = pdf_text(file)
    assert "2,161,082" in said
    joined = for_search(said)
    assert for_search("แจ้งไว้ 8 ตัวชี้วัด ในตาราง 7") in joined
    assert for_search("จำนวน") in joined


def test_quarters_are_cumulative_in_every_format(loaded: None, tmp_path: Path) -> None:
    file = tmp_path / "q2.xlsx"
    call_command("kpi_report", "--fiscal-year", "2562", "--quarter", "2", "--format", "xlsx", "-o", str(file))
    said = texts(sheet_of(file.read_bytes()))
    assert "สะสมถึงไตรมาสที่ 2" in said[0]
    assert "31 มีนาคม 2562" in said[1]


@pytest.mark.parametrize("kind", ["xlsx", "pdf"])
def test_staff_take_the_file_from_the_dashboard(client: Client, kpi_staff: User, loaded: None, kind: str) -> None:
    client.force_login(kpi_staff)
    answer = client.get(f"/admin/kpi/report.{kind}", {"fiscal_year": "2562", "project": "digital-law-center"})
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == f'attachment; filename="kpi-2562-digital-law-center.{kind}"'
    assert client.get(f"/admin/kpi/report.{kind}", {"fiscal_year": "2560"}).status_code == 404
    assert client.get("/admin/kpi/report.docx/").status_code == 404


@pytest.mark.parametrize("path", ["report.xlsx", "report.pdf", "summary/", "closing/", "monthly/"])
def test_others_get_no_report(client: Client, author: User, trainer: User, loaded: None, path: str) -> None:
    for user in (author, trainer):
        client.force_login(user)
        assert client.get(f"/admin/kpi/{path}", {"fiscal_year": "2562"}).status_code in (302, 403, 404)
    client.logout()
    assert client.get(f"/admin/kpi/{path}", {"fiscal_year": "2562"}).status_code == 302


def test_the_summary_fills_in_its_figures(loaded: None) -> None:
    summary = annual_summary(report_document(2562))
    said = [sentence for _title, sentences in summary.parts for sentence in sentences]
    assert any("6 โครงการ 36 ตัวชี้วัด บรรลุเป้าหมาย 35" in sentence for sentence in said)
    assert any("ไม่บรรลุเป้าหมาย 1 ตัวชี้วัด: ผลการจัดอันดับ Global Cybersecurity Index" in sentence for sentence in said)
    assert any("การเข้าชมสื่อ 2,161,082" in sentence for sentence in said)
    assert any("นับจากที่อยู่ IP" in sentence and "152,154" in sentence for sentence in said)
    assert any("แจ้งไว้ 8 ตัวชี้วัด แต่ในตารางมี 7" in sentence for sentence in said)


def test_the_summary_tells_each_promise_though_results_are_alike(db: None) -> None:
    for target, subject in (("80", Subject.LESSON), ("85", Subject.WEBSITE)):
        rate = {"shape": Shape.RATE, "unit": "ร้อยละ", "subject": subject}
        declared(indicator(MeasureName.SATISFACTION, target, **rate), "84.5", date(2026, 9, 30))
    _title, said = annual_summary(report_document(YEAR)).parts[1]
    told = [sentence for sentence in said if sentence.startswith("ความพึงพอใจ ร้อยละ 84.5")]
    assert [("ร้อยละ 80" in sentence, "ร้อยละ 85" in sentence) for sentence in told] == [(True, False), (False, True)]


def test_the_summary_of_a_year_without_anything_is_no_error(db: None) -> None:
    assert annual_summary(report_document(2565)).parts[0][1] == ("ปีงบประมาณนี้มี 0 โครงการ 0 ตัวชี้วัด บรรลุเป้าหมาย 0 ตัวชี้วัด",)


def test_the_monthly_report_goes_once_to_those_who_asked(kpi_staff: User, author: User, loaded: None) -> None:
    assert Project.objects.exists()
    for user in (kpi_staff, author):
        ReportSubscription.objects.create(user=user)
    # Whoever lost the role gets no figures, though the subscription stands.
    assert send_monthly_reports(DAY) == 1
    (sent,) = mail.outbox
    assert sent.to == [kpi_staff.email]
    assert "ตุลาคม 2569" in sent.subject
    name, content, _kind = sent.attachments[0]
    assert name == "kpi-2570-2026-10.xlsx"
    assert texts(sheet_of(content))
    assert send_monthly_reports(DAY) == 0
    assert send_monthly_reports(date(2026, 12, 1)) == 1


def test_a_mailbox_that_refuses_keeps_nobody_else_from_theirs(
    kpi_staff: User, admin: User, loaded: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for user in (kpi_staff, admin):
        ReportSubscription.objects.create(user=user)
    send = EmailMessage.send

    def refuse(mail_: EmailMessage, *args: Any) -> int:
        if mail_.to == [kpi_staff.email]:
            raise SMTPRecipientsRefused({kpi_staff.email: (550, b"no such user")})
        return send(mail_, *args)

    monkeypatch.setattr(EmailMessage, "send", refuse)
    for _run in range(2):
        with pytest.raises(SMTPRecipientsRefused):
            send_monthly_reports(DAY)
    assert [sent.to for sent in mail.outbox] == [[admin.email]]
    monkeypatch.undo()
    assert send_monthly_reports(DAY) == 1
    assert [sent.to for sent in mail.outbox] == [[admin.email], [kpi_staff.email]]


def test_staff_ask_for_the_monthly_report_and_stop_it(client: Client, kpi_staff: User) -> None:
    client.force_login(kpi_staff)
    client.post("/admin/kpi/monthly/", {"on": "1"})
    assert "คุณรับรายงานนี้อยู่" in client.get("/admin/kpi/monthly/").content.decode()
    client.post("/admin/kpi/monthly/", {"off": "1"})
    assert not ReportSubscription.objects.exists()
