"""Outside views from a CSV: a bad row is named with its mend, the rest is taken, once."""

from __future__ import annotations

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client

from portal.accounts.models import User
from portal.kpi.models import DeclaredViews
from tests.factories.content import project

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

HEADER = "project,platform,piece,starts_on,ends_on,count,medium,production,url,source_note,evidence\n"
GOOD = 'Internet for Better Life,Facebook,อัลบั้มภาพ 12 ชุด,1/10/2569,๓๑ มี.ค. ๒๕๗๐,"232,270",อัลบั้มภาพ,,,รายงานเพจ,หนังสือที่ 5\n'
BAD = "internet-for-better-life,friendster,ก,1/10/2569,31/3/2570,5,video,,,,\n"


@pytest.fixture(autouse=True)
def _projects(db: None) -> None:
    project()


def run(folder: Path, text: str) -> tuple[str, str]:
    file = folder / "views.csv"
    file.write_text(text, encoding="utf-8-sig")
    out, err = StringIO(), StringIO()
    call_command("import_views", str(file), stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_rows_become_declared_views(tmp_path: Path) -> None:
    run(tmp_path, HEADER + GOOD)
    row = DeclaredViews.objects.get()
    assert (row.platform, row.medium, row.count) == ("facebook", "album", 232_270)
    assert (row.starts_on, row.ends_on) == (date(2026, 10, 1), date(2027, 3, 31))
    assert (row.source_note, row.evidence_note, row.origin) == ("รายงานเพจ", "หนังสือที่ 5", "staff")


def test_importing_again_adds_nothing(tmp_path: Path) -> None:
    run(tmp_path, HEADER + GOOD)
    out, _err = run(tmp_path, HEADER + GOOD)
    assert DeclaredViews.objects.count() == 1
    assert "เพิ่ม 0 แถว มีอยู่แล้ว 1" in out


@pytest.mark.parametrize(
    ("cells", "named"),
    [
        ("unknown,facebook,ก,1/10/2569,2/10/2569,5,video", "project"),
        ("internet-for-better-life,friendster,ก,1/10/2569,2/10/2569,5,video", "platform"),
        ("internet-for-better-life,facebook,,1/10/2569,2/10/2569,5,video", "piece"),
        ("internet-for-better-life,facebook,ก,1/10/69,2/10/2569,5,video", "starts_on"),
        ("internet-for-better-life,facebook,ก,3/10/2569,2/10/2569,5,video", "ends_on"),
        ("internet-for-better-life,facebook,ก,1/9/2569,2/10/2569,5,video", "คร่อมสองปีงบประมาณ"),
        ("internet-for-better-life,facebook,ก,1/10/2569,2/10/2569,มาก,video", "count"),
        ("internet-for-better-life,facebook,ก,1/10/2569,2/10/2569,-5,video", "count"),
        ("internet-for-better-life,facebook,ก,1/10/2569,2/10/2569,5,poem", "medium"),
    ],
)
def test_a_bad_row_is_named_and_the_rest_is_taken(tmp_path: Path, cells: str, named: str) -> None:
    _out, err = run(tmp_path, HEADER + f"{cells},,,,\n" + GOOD)
    assert DeclaredViews.objects.count() == 1
    assert err.startswith("บรรทัด 2:")
    assert named in err


@pytest.mark.parametrize(("text", "said"), [("a,b\n1,2\n", "ไม่พบคอลัมน์"), ("", "ไม่พบคอลัมน์")])
def test_a_file_that_is_no_table_is_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(CommandError, match=said):
        run(tmp_path, text)


def upload(client: Client, data: bytes) -> object:
    return client.post("/admin/kpi/outside-views/import/", {"file": SimpleUploadedFile("views.csv", data)})


def test_staff_upload_a_file_and_are_told_what_to_mend(client: Client, kpi_staff: User) -> None:
    client.force_login(kpi_staff)
    answer = upload(client, (HEADER + GOOD + BAD).encode())
    assert "บรรทัด 3: คอลัมน์ platform" in answer.content.decode()
    assert DeclaredViews.objects.get().entered_by == kpi_staff
    wrong = upload(client, "é".encode("cp1252"))
    assert wrong.status_code == 422
    assert "UTF-8" in wrong.content.decode()
    assert client.post("/admin/kpi/outside-views/import/").status_code == 422


def test_others_upload_nothing(client: Client, author: User, trainer: User) -> None:
    for user in (author, trainer):
        client.force_login(user)
        assert upload(client, (HEADER + GOOD).encode()).status_code in (302, 403, 404)
    client.logout()
    assert upload(client, (HEADER + GOOD).encode()).status_code == 302
    assert not DeclaredViews.objects.exists()


@pytest.mark.parametrize(
    "change",
    [('"232,270"', "240000"), ("๓๑ มี.ค. ๒๕๗๐", "30/4/2570")],
    ids=["another count", "a longer period"],
)
def test_a_second_count_of_the_same_time_is_not_added_up(tmp_path: Path, change: tuple[str, str]) -> None:
    run(tmp_path, HEADER + GOOD)
    _out, err = run(tmp_path, HEADER + GOOD.replace(*change))
    assert DeclaredViews.objects.count() == 1
    assert "232,270" in err and "ถอนแถวนั้นก่อน" in err
    DeclaredViews.objects.update(withdrawn=True)
    run(tmp_path, HEADER + GOOD.replace(*change))
    assert DeclaredViews.objects.standing().count() == 1


def test_a_number_with_commas_and_no_quotes_is_named(tmp_path: Path) -> None:
    header = "project,platform,piece,starts_on,ends_on,medium,production,count\n"
    row = "internet-for-better-life,facebook,ก,1/10/2569,2/10/2569,video,,232,270\n"
    _out, err = run(tmp_path, header + row)
    assert not DeclaredViews.objects.exists()
    assert err.startswith("บรรทัด 2:") and "เครื่องหมายคำพูด" in err
