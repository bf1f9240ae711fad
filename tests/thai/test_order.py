"""Thai dictionary order, the same as PostgreSQL's th-x-icu."""

import random

import pytest
from django.db import connection

from portal.thai.order import compare, sort_key

# Each line stands in dictionary order.
ORDERED = [
    ["กก", "กะ", "กัน", "กา", "กำ", "กิ", "กุ", "เก", "แก", "โก", "ใก", "ไก", "ขา", "ไข่"],
    ["กา", "ก่า", "ก้า", "ก๊า", "ก๋า", "กาก", "ก่าก"],
    ["เกม", "แก", "ขอ", "เขา", "คน", "เด็ก", "แม่"],
    ["ร", "ฤ", "ล", "ฦ", "ว"],
    ["1", "10", "2", "ก", "ฮ", "a", "B", "c"],
    ["a", "A", "b", "B"],
    ["กฎหมาย", "ข่าวปลอม", "ความปลอดภัย", "เด็ก", "เบอร์โทร", "ผู้สูงวัย", "มิจฉาชีพ", "เยาวชน", "รหัสผ่าน", "อินเทอร์เน็ต"],
]


@pytest.mark.parametrize("words", ORDERED, ids=lambda words: words[0])
def test_dictionary_order(words: list[str]) -> None:
    shuffled = words[:]
    random.Random(2569).shuffle(shuffled)
    assert sorted(shuffled, key=sort_key) == words


def test_plain_sorting_would_be_wrong() -> None:
    words = ["เกม", "ขอ", "โค้ด"]
    assert sorted(words, key=sort_key) == ["เกม", "ขอ", "โค้ด"]
    assert sorted(words) == ["ขอ", "เกม", "โค้ด"]


def test_punctuation_spaces_and_digits_of_either_kind_do_not_part_words() -> None:
    assert sort_key("ต่าง ๆ")[:2] == sort_key("ต่าง")[:2]
    assert sort_key("มาตรา ๑๔")[:2] == sort_key("มาตรา 14")[:2]
    assert sort_key("น\u0e4d\u0e49\u0e32")[:2] == sort_key("น้ำ")[:2]


def test_compare_answers_as_a_collation() -> None:
    assert compare("เก", "ขา") == -1
    assert compare("ขา", "เก") == 1
    assert compare("ขา", "ขา") == 0
    assert compare("ก้า", "กา") == 1


def test_equal_keys_only_for_equal_texts() -> None:
    assert compare("กข", "ก ข") != 0


@pytest.mark.both_databases
@pytest.mark.django_db
def test_the_database_sorts_the_same() -> None:
    words = sorted(
        {word for line in ORDERED for word in line} | {"น้ำ", "นาม", "ก็", "กัน", "การ์ตูน", "การ", "ก-ข", "ต่างๆ"}
    )
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute('SELECT word FROM unnest(%s::text[]) AS word ORDER BY word COLLATE "th-x-icu"', [words])
        else:
            connection.connection.create_collation("thai_under_test", compare)
            rows = " UNION ALL ".join(["SELECT %s AS word"] * len(words))
            cursor.execute(f"SELECT word FROM ({rows}) ORDER BY word COLLATE thai_under_test", words)
        from_database = [row[0] for row in cursor.fetchall()]
    assert from_database == sorted(words, key=sort_key)
