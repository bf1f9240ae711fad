"""PDF files: tagged, Thai, with a text layer that says what is printed; and the word when Pango is missing."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from courses.kits.build import BuiltRelease, build_release
from courses.kits.errors import KitError
from courses.kits.papers import answer_key
from courses.kits.source import KitSource
from courses.kits.words import pdf_text
from portal.thai.normalise import clean

pytestmark = pytest.mark.needs("pdftotext", "pdfinfo")


def text_of(path: Path) -> str:
    """The text layer with split sara am joined, as a search or a screen reader's normaliser sees it."""
    raw = subprocess.run(["pdftotext", "-raw", str(path), "-"], check=True, capture_output=True, text=True).stdout
    return clean(raw)


def facts_of(path: Path, *options: str) -> str:
    return subprocess.run(["pdfinfo", *options, str(path)], check=True, capture_output=True, text=True).stdout


def test_sara_am_is_extracted_rightly_with_and_without_a_tone(public: Path) -> None:
    text = text_of(public / "guide/guide.pdf")
    assert "น้ำใจออนไลน์" in text
    assert "สำนักงาน" in text
    assert "ทำเพื่อ" in text


@pytest.mark.parametrize(("word", "written"), [("น้ำ", "นํ้า"), ("สำนักงาน", "สํานักงาน"), ("ทำ", "ทํา"), ("นาน", "นาน")])
def test_every_sara_am_is_split_for_the_pdf(word: str, written: str) -> None:
    assert pdf_text(word) == written
    assert clean(pdf_text(word)) == word


def test_every_pdf_is_tagged_ua_a4_and_dated_by_the_kit(release: BuiltRelease) -> None:
    files = [release.folder / item.path for item in release.files if item.path.endswith(".pdf")]
    assert len(files) == 9
    for path in files:
        facts = facts_of(path)
        assert "Tagged:          yes" in facts, path
        assert "(A4)" in facts, path
        assert "Nov  1 " in facts, path
        metadata = facts_of(path, "-meta")
        assert "pdfuaid:part" in metadata, path


def test_the_guide_holds_the_steps_the_sheets_and_the_copies(public: Path) -> None:
    text = text_of(public / "guide/guide.pdf")
    for said in (
        "สวัสดีค่ะ วันนี้ไม่มีสอบ", "คำตอบที่น่าจะได้", "จดไว้หลังตู้เย็น", "ถ้าเวลาน้อย", "ถ้าไม่มีอินเทอร์เน็ต", "ถ้าอ่านไม่คล่อง",
        "ห้ามถามรหัสจริง", "แบบ 45 นาที", "แบบ 60 นาที", "0–15", "15–45", "45–60", "60 นาที", "คืนก่อนสอน", "1 พฤศจิกายน 2569",
    ):  # fmt: skip
        assert said in text, said
    assert "ความลับของเฉลย" not in text


def test_large_print_is_larger(public: Path) -> None:
    small, large = (height_of_a_word(public / f"handouts/01-worksheet{end}.pdf") for end in ("", "-large"))
    assert large / small == pytest.approx(16 / 14, rel=0.02)


def height_of_a_word(path: Path) -> float:
    """The height in points of the box of the numbered item "ของกิน"."""
    boxes = subprocess.run(["pdftotext", "-bbox", str(path), "-"], check=True, capture_output=True, text=True).stdout
    top, bottom = re.search(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">ของกิน<', boxes).groups()
    return float(bottom) - float(top)


def test_tests_ask_their_own_questions_and_only_the_key_tells(public: Path, trainers: Path) -> None:
    pre, post = text_of(public / "quiz/pre-test.pdf"), text_of(trainers / "quiz/post-test.pdf")
    assert "บอกรหัสให้คนในบ้านได้" in pre and "บอกรหัสให้คนในบ้านได้" not in post
    assert "ข้อใดควรทำ" in post and "ข้อใดควรทำ" not in pre
    assert "ความลับของเฉลย" not in pre + post and "(ถูก)" not in pre + post
    key = text_of(trainers / "quiz/answer-key.pdf")
    assert "ความลับของเฉลยข้อหนึ่ง" in key and "ความลับของเฉลยข้อสาม" in key and "ข้อสำรอง" in key


def test_the_key_has_each_questions_numbers_and_letters(source: KitSource) -> None:
    rows = [(row.question.id, row.letters, row.pre, row.post) for row in answer_key(source)]
    assert rows == [("best", "ข", 1, 1), ("many", "ก ค", None, 2), ("share", "ข", 2, None), ("spare", "ก", None, None)]


def test_the_sign_in_sheet_is_one_page_of_twenty(public: Path) -> None:
    path = public / "forms/attendance.pdf"
    assert "Pages:           1\n" in facts_of(path)
    text = text_of(path)
    assert "เก็บชื่อเพื่อนับจำนวนเท่านั้น" in text and "attendance-1" in text and "\n20 " in text


@pytest.mark.parametrize("fault", [ImportError, OSError])
def test_without_pango_the_build_says_what_to_install(
    source: KitSource, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: type[Exception]
) -> None:
    class NoPango:
        """Stands in the import system's way as a missing shared library does."""

        def find_spec(self, name: str, *args: object) -> None:
            if name == "weasyprint":
                raise fault("cannot load library 'libpango-1.0-0'")

    for name in [name for name in sys.modules if name == "weasyprint" or name.startswith("weasyprint.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [NoPango(), *sys.meta_path])
    with pytest.raises(KitError) as caught:
        build_release(source, tmp_path / "kit")
    assert "apt-get install libpangoft2-1.0-0 libharfbuzz-subset0" in str(caught.value)
    assert "สร้าง PDF ไม่ได้" in str(caught.value) and "Cannot build the PDF files" in str(caught.value)
    assert list(tmp_path.iterdir()) == []
