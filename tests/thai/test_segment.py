"""Word boundaries in unspaced Thai."""

import pytest

from portal.thai.segment import longest_run, runs, segments, spans, words


def test_words_of_an_unspaced_phrase() -> None:
    assert words("ข่าวปลอมคืออะไร") == ["ข่าว", "ปลอม", "คือ", "อะไร"]


def test_words_leave_spaces_and_punctuation_out() -> None:
    assert words("โทร 1441, (ฟรี) – OK!") == ["โทร", "1441", "ฟรี", "OK"]


@pytest.mark.parametrize("text", ["", "   ", "…!?", "\u0e34"])
def test_no_words(text: str) -> None:
    assert words(text) == []
    assert spans(text) == []
    assert longest_run(text) == 0


@pytest.mark.parametrize("text", ["รู้ทันมิจฉาชีพ 1441", "😀ข่าวปลอม𝒳คือ", "a b", "น้ํามัน"])
def test_segments_join_to_the_text(text: str) -> None:
    assert "".join(segments(text)) == text


def test_spans_point_at_their_words_even_after_an_emoji() -> None:
    # ICU counts UTF-16 units: a character outside the basic plane would shift its own offsets by one.
    text = "😀😀ข่าวปลอม"
    found = spans(text)
    assert [text[start:end] for start, end, _word in found] == ["ข่าว", "ปลอม"]
    assert [word for _start, _end, word in found] == ["ข่าว", "ปลอม"]


@pytest.mark.parametrize("text", ["ซิม", "เปลี่ยนซิมไว้", "ในแชตจึง", "โซเชียลและ", "ณ บ้าน", "ทำ ควิซ กัน"])
def test_no_consonant_is_left_over(text: str) -> None:
    assert [word for word in words(text) if len(word) == 1 and word != "ณ"] == []


def test_a_loan_word_is_the_same_word_alone_and_in_a_sentence() -> None:
    assert words("เปลี่ยนซิมไว้") == ["เปลี่ยน", "ซิม", "ไว้"]
    assert words("ซิม") == ["ซิม"]
    assert words("ห้อง ม. 5") == ["ห้อง", "ม", "5"]


def test_longest_run_counts_words_between_spaces() -> None:
    assert longest_run("แม่ ไป ตลาด") == 1
    assert longest_run("แม่ไปตลาด กับพ่อ") == 3
    assert runs("แม่ไปตลาด กับพ่อ") == [(3, "แม่ไปตลาด"), (2, "กับพ่อ")]


def test_longest_run_tells_easy_text_from_legal_text() -> None:
    easy = "ถ้ามีคนโทรมา บอกว่าเป็นตำรวจ อย่าเพิ่งเชื่อ"
    legal = "ผู้ใดเข้าถึงโดยมิชอบซึ่งระบบคอมพิวเตอร์ที่มีมาตรการป้องกันการเข้าถึงโดยเฉพาะและมาตรการนั้นมิได้มีไว้สำหรับตน"
    assert longest_run(easy) <= 10
    assert longest_run(legal) > 15
