"""The command `import_kpis`."""

from __future__ import annotations

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from portal.kpi.enums import RecordOrigin, Shape, Source
from portal.kpi.models import DeclaredResult, Indicator, Target
from tests.factories.content import project

pytestmark = pytest.mark.django_db

HEADER = "project,source,no,indicator,target,unit,result,direction,measured_by,note\n"
GOOD = 'Internet For Better Life,สงป.,1,จำนวนสื่อ,"1,000",ชิ้น,๙,at_least,media_published,\n'


@pytest.fixture(autouse=True)
def projects(db: None) -> None:
    project()
    project("digital-law-center")


def run(folder: Path, text: str, *words: str) -> tuple[str, str]:
    file = folder / "kpis.csv"
    file.write_text(text, encoding="utf-8-sig")
    out, err = StringIO(), StringIO()
    call_command("import_kpis", str(file), "--fiscal-year", "2570", *words, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_rows_become_staff_entries(tmp_path: Path) -> None:
    run(tmp_path, HEADER + GOOD, "--as-of", "31/3/2570", "--source-note", "หนังสือที่ 5")
    made = Indicator.objects.get()
    assert (made.source, made.fiscal_year, made.origin, made.shape) == (
        Source.BUDGET_BUREAU,
        2570,
        RecordOrigin.STAFF,
        Shape.NUMBER,
    )
    assert (made.targets.get().text, made.targets.get().value) == ("1,000", 1000)
    result = made.declared_results.get()
    assert (result.text, result.value, result.as_of, result.source_note) == ("๙", 9, date(2027, 3, 31), "หนังสือที่ 5")


def test_shapes_are_told_by_target_and_unit(tmp_path: Path) -> None:
    run(
        tmp_path,
        HEADER
        + 'digital-law-center,ก.พ.ร.,1,สำรวจ,"1/100,000",ฉบับ/ราย,,,,\n'
        + "ศูนย์กฎหมายดิจิทัล,ดศ.,2,พอใจ,80,ร้อยละ,,,,\n"
        + "Digital Law Center,บูรณาการ,3,อันดับ,20,อันดับแรก,,at_most,,\n",
    )
    assert list(Indicator.objects.order_by("number").values_list("shape", "accumulates")) == [
        (Shape.COMPOUND, True),
        (Shape.RATE, False),
        (Shape.RANK, False),
    ]


def test_importing_again_changes_nothing_and_a_new_figure_is_a_new_row(tmp_path: Path) -> None:
    run(tmp_path, HEADER + GOOD)
    run(tmp_path, HEADER + GOOD)
    assert (Indicator.objects.count(), Target.objects.count(), DeclaredResult.objects.count()) == (1, 1, 1)
    out, _err = run(tmp_path, HEADER + GOOD.replace("๙", "12").replace("1,000", "900"))
    assert "มีอยู่แล้ว 1" in out
    assert list(Target.objects.order_by("revision").values_list("revision", "text")) == [(1, "1,000"), (2, "900")]
    assert list(DeclaredResult.objects.order_by("pk").values_list("text", flat=True)) == ["๙", "12"]


@pytest.mark.parametrize(
    ("row", "mend"),
    [
        ("Nobody,สงป.,1,x,1,ชิ้น,,,,\n", "ไม่รู้จักโครงการ “Nobody”"),
        ("digital-law-center,สส.,1,x,1,ชิ้น,,,,\n", "ใช้ สงป."),
        ("digital-law-center,สงป.,ก,x,1,ชิ้น,,,,\n", "คอลัมน์ no"),
        ("digital-law-center,สงป.,²,x,1,ชิ้น,,,,\n", "คอลัมน์ no"),
        ("digital-law-center,สงป.,9,x,12345678901234567890,ชิ้น,,,,\n", "16 หลัก"),
        ("digital-law-center,สงป.,1,x,หนึ่ง,ชิ้น,,,,\n", "เขียนเช่น"),
        ("digital-law-center,สงป.,1,x,1,ชิ้น,35*,,,\n", "เขียนเช่น"),
        ("digital-law-center,สงป.,1,x,1,ชิ้น,,more,,\n", "at_least, at_most"),
        ("digital-law-center,สงป.,1,x,1,ชิ้น,,,guess,\n", "measured_by"),
        ("digital-law-center,สงป.,1,x,1,ชิ้น,,,satisfaction,\n", "ความพึงพอใจ"),
        ("digital-law-center,สงป.,1,,1,ชิ้น,,,,\n", "บรรทัด 2"),
    ],
)
def test_a_bad_row_is_named_with_its_mend_and_the_rest_is_taken(tmp_path: Path, row: str, mend: str) -> None:
    _out, err = run(tmp_path, HEADER + row + GOOD)
    assert "บรรทัด 2" in err
    assert mend in err
    assert Indicator.objects.get().wording == "จำนวนสื่อ"


def test_a_file_that_is_no_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="target, unit"):
        run(tmp_path, "project,source,no,indicator\nx,y,1,z\n")
    other = tmp_path / "old.csv"
    other.write_bytes(HEADER.encode() + "สงป.".encode("cp874"))
    with pytest.raises(CommandError, match="UTF-8"):
        call_command("import_kpis", str(other), "--fiscal-year", "2570")
    with pytest.raises(CommandError, match="ไม่พบไฟล์"):
        call_command("import_kpis", str(tmp_path / "none.csv"), "--fiscal-year", "2570")
    with pytest.raises(CommandError, match=r"พ\.ศ\."):
        call_command("import_kpis", str(other), "--fiscal-year", "2027")
    with pytest.raises(CommandError, match="วันที่"):
        run(tmp_path, HEADER + GOOD, "--as-of", "ปลายปี")


def test_a_day_outside_the_fiscal_year_is_refused(tmp_path: Path) -> None:
    _out, err = run(tmp_path, HEADER + GOOD, "--as-of", "31/3/2569")
    assert "นอกปีงบประมาณ" in err
    assert not Indicator.objects.exists()
