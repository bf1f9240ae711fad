"""Spellings that look alike become one, and what must stay apart does."""

import unicodedata

import pytest

from portal.thai.normalise import clean, for_search, join_sara_am, split_sara_am
from portal.thai.numerals import to_arabic_digits, to_thai_digits

NAM = "น\u0e49\u0e33"  # น้ำ: consonant, tone, sara am


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param("เเม่", "แม่", id="two sara e"),
        pytest.param("ท\u0e48\u0e35", "ท\u0e35\u0e48", id="tone before upper vowel"),
        pytest.param("ร\u0e39\u0e49", "ร\u0e39\u0e49", id="right order stays"),
        pytest.param("ร\u0e49\u0e39", "ร\u0e39\u0e49", id="tone before lower vowel"),
        pytest.param("สิทธ\u0e4c\u0e34", "สิทธ\u0e34\u0e4c", id="thanthakhat before vowel"),
        pytest.param("น\u0e4d\u0e49\u0e32", NAM, id="split sara am, tone inside"),
        pytest.param("น\u0e49\u0e4d\u0e32", NAM, id="split sara am, tone first"),
        pytest.param("น\u0e33\u0e49", NAM, id="tone after sara am"),
        pytest.param("ส\u0e4d\u0e32นักงาน", "สำนักงาน", id="split sara am without tone"),
        pytest.param("ท\u0e35\u0e35\u0e48\u0e48", "ที่", id="signs typed twice"),
        pytest.param("ข่าว\u200bปลอม\ufeff", "ข่าวปลอม", id="invisible characters"),
        pytest.param("a\u00adb\x00c", "abc", id="soft hyphen and NUL"),
    ],
)
def test_clean_mends(typed: str, meant: str) -> None:
    assert clean(typed) == meant
    assert clean(meant) == meant


def test_clean_composes_latin() -> None:
    assert clean(unicodedata.normalize("NFD", "café")) == "café"


def test_clean_keeps_what_an_editor_wrote() -> None:
    text = "พ.ร.บ. คอมฯ พ.ศ. ๒๕๕๐\n\tWi-Fi ของ ปู่ – ย่า 1,000 บาท ต่างๆ"
    assert clean(text) == text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("พ.ร.บ. คอมพิวเตอร์", "พรบ คอมพิวเตอร์"),
        ("พ.ร.บ.คอมพิวเตอร์", "พรบ.คอมพิวเตอร์"),
        ("พ.ร.บ คอมพิวเตอร์", "พรบ คอมพิวเตอร์"),
        ("ม.ค.", "มค"),
        ("เม.ย.", "เมย"),
        ("น.ส.", "นส"),
        ("โทร.๑๔๔๑", "โทร 1441"),
        ("มาตรา๑๔", "มาตรา 14"),
        ("OTPคืออะไร", "otp คืออะไร"),
        ("Wi-Fi", "wifi"),
        ("e-mail", "EMAIL"),
        ("ปรับ 100,000 บาท", "ปรับ 100000 บาท"),
        ("  สอง \n\u00a0 คำ ", "สอง คำ"),
    ],
)
def test_for_search_makes_equal(one: str, other: str) -> None:
    assert for_search(one) == for_search(other)


@pytest.mark.parametrize(
    ("text", "normalised"),
    [
        ("สี", "สี"),
        ("ไม่มีข่าวปลอมแล้ว.", "ไม่มีข่าวปลอมแล้ว."),
        ("2-3 วัน", "2-3 วัน"),
        ("1,00", "1,00"),
        ("3.5", "3.5"),
        ("", ""),
    ],
)
def test_for_search_leaves_alone(text: str, normalised: str) -> None:
    assert for_search(text) == normalised


@pytest.mark.parametrize("text", ["พ.ร.บ.คอมฯ ๒๕๕๐ Wi-Fi", "น\u0e4d\u0e49\u0e32", "โทร.1441", "ท\u0e48\u0e35 เเม่"])
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert for_search(for_search(text)) == for_search(text)
    assert clean(clean(text)) == clean(text)


class TestSaraAmForPdf:
    def test_tone_and_sara_am_are_split(self) -> None:
        assert split_sara_am(NAM) == "น\u0e4d\u0e49\u0e32"

    def test_sara_am_without_a_tone_stays(self) -> None:
        assert split_sara_am("สำนักงาน") == "สำนักงาน"

    def test_is_not_nfkc(self) -> None:
        assert split_sara_am(NAM) != unicodedata.normalize("NFKC", NAM)

    @pytest.mark.parametrize("text", [NAM, "สำนักงาน", "น้ำแข็งค้ำจุนถ้ำ", "จำ ทำ ค่ำ"])
    def test_there_and_back(self, text: str) -> None:
        assert join_sara_am(split_sara_am(text)) == text

    def test_nfkc_text_is_joined_too(self) -> None:
        assert join_sara_am(unicodedata.normalize("NFKC", NAM + "สำ")) == NAM + "สำ"


def test_digits_both_ways() -> None:
    assert to_thai_digits(2569) == "๒๕๖๙"
    assert to_thai_digits("1,441.50 บาท") == "๑,๔๔๑.๕๐ บาท"
    assert to_arabic_digits("๐๑๒๓๔๕๖๗๘๙ x") == "0123456789 x"
