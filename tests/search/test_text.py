"""What goes into the index, and what a query becomes."""

import pytest

from portal.search.text import (
    MAX_QUERY_WORDS,
    QUESTION_WORDS,
    STOPWORDS,
    beginnings,
    index_runs,
    index_text,
    query_words,
    tokens,
    without,
)


def test_an_unspaced_phrase_is_indexed_word_by_word() -> None:
    assert index_text("ข่าวปลอมคืออะไร") == "ข่าว ปลอม คือ อะไร"


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("พ.ร.บ.คอมพิวเตอร์", "พรบคอมพิวเตอร์"),
        ("มาตรา ๑๔", "มาตรา14"),
        ("โทร ๑๔๔๑", "โทร.1441"),
        ("Wi-Fi สาธารณะ", "wifiสาธารณะ"),
        ("น้ำ", "น\u0e4d\u0e49\u0e32"),
        ("แม่", "เเม่"),
        ("ที่บ้าน", "ท\u0e48\u0e35บ้าน"),
        ("ปรับ 100,000 บาท", "ปรับ 100000 บาท"),
        ("ต่าง ๆ", "ต่างๆ"),
        ("OTP", "otp"),
    ],
)
def test_both_sides_come_to_the_same_words(written: str, typed: str) -> None:
    assert tokens(written) == tokens(typed)


def test_signs_are_part_of_their_word_and_symbols_never_are() -> None:
    assert tokens("สี สิ") == ["สี", "สิ"]
    assert tokens("a_b c-d@e.f \"ข่าว\" 'x' (y) z* ^w %") == ["a", "b", "cd", "e", "f", "ข่าว", "x", "y", "z", "w"]


@pytest.mark.parametrize("text", ["", " ", "\"'", "%_*^", "\x00", "ๆ", "\u0e34", "😀"])
def test_text_without_a_word(text: str) -> None:
    assert tokens(text) == []
    assert query_words(text) == []
    assert beginnings(text) == []
    assert index_runs(text) == ""


def test_a_query_is_cut_to_what_one_query_may_ask() -> None:
    many = " ".join(f"w{number}" for number in range(400))
    assert query_words(many) == [f"w{number}" for number in range(MAX_QUERY_WORDS)]
    assert query_words("ก" * 10_000) != []
    assert sum(len(word) for word in query_words("ข่าวปลอม" * 1000)) <= 200


def test_a_word_asked_twice_is_asked_once() -> None:
    assert query_words("ข่าว ข่าว ปลอม ข่าว") == ["ข่าว", "ปลอม"]


def test_stopwords_go_unless_there_is_nothing_else() -> None:
    assert without(query_words("ข่าวปลอมของใครคะ"), STOPWORDS) == ["ข่าว", "ปลอม"]
    assert without(query_words("ข่าวปลอมของใครคะ"), QUESTION_WORDS) == ["ข่าว", "ปลอม", "ของ"]
    assert without(["คือ", "อะไร"], STOPWORDS) == ["คือ", "อะไร"]


def test_runs_hold_every_beginning_a_reader_may_type() -> None:
    runs = index_runs("แชร์ข่าวปลอม ผิดไหม").split()
    assert {"แชร์", "ข่าว", "ข่าวปลอม", "แชร์ข่าวปลอม", "ปลอมผิด", "แชร์ข่าวปลอมผิดไหม"} <= set(runs)
    assert len(runs) == len(set(runs))


def test_runs_are_of_six_words_at_most() -> None:
    longest = max(index_runs("หนึ่ง สอง สาม สี่ ห้า หก เจ็ด แปด").split(), key=len)
    assert longest in ("หนึ่งสองสามสี่ห้าหก", "สองสามสี่ห้าหกเจ็ด", "สามสี่ห้าหกเจ็ดแปด")


def test_beginnings_divide_what_is_longer_than_a_run() -> None:
    assert beginnings("ข่าวปล") == ["ข่าวปล"]
    assert beginnings("ข่าว ปลอม") == ["ข่าว", "ปลอม"]
    assert beginnings("หนึ่งสองสามสี่ห้าหกเจ็ดแปด") == ["หนึ่งสอง", "สามสี่ห้าหกเจ็ดแปด"]
