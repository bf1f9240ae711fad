"""Tables that staff bring: whatever the file is, it is read or refused with what to do."""

from __future__ import annotations

import pytest

from portal.kpi.tables import LARGEST, BadRow, BadTable, check_whole, read_table

NEEDED = ("piece", "count")


def test_rows_are_told_by_their_line_and_empty_ones_left_out() -> None:
    data = "\ufeffpiece,count,note\nก, 1 ,x\n,,\n\nข,2\n".encode()
    assert list(read_table(data, "t.csv", NEEDED)) == [
        (2, {"piece": "ก", "count": "1", "note": "x"}),
        (5, {"piece": "ข", "count": "2", "note": ""}),
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"piece\nx\n", r"ไม่พบคอลัมน์ count ในไฟล์ t\.csv"),
        (b"", "ไม่พบคอลัมน์ piece, count"),
        ("piece,count\nก,1\n".encode("cp874"), "ไม่ใช่ UTF-8"),
        (b'piece,count\n"' + b"x" * 200_000, "เป็นตารางไม่ได้"),
        (b"x" * (LARGEST + 1), "แบ่งเป็นหลายไฟล์"),
    ],
    ids=["column", "empty", "encoding", "open quote", "large"],
)
def test_what_is_no_table_is_refused_with_what_to_do(data: bytes, said: str) -> None:
    with pytest.raises(BadTable, match=said):
        list(read_table(data, "t.csv", NEEDED))


def test_a_row_with_a_break_in_a_text_is_told_by_its_first_line() -> None:
    data = 'piece,count\n"ก\nข",1\nค,2\n'.encode()
    assert [line for line, _cells in read_table(data, "t.csv", NEEDED)] == [2, 4]


def test_what_stands_beyond_the_last_column_is_never_dropped() -> None:
    rows = [cells for _line, cells in read_table("piece,count\nก,232,270\nข,1,\n".encode(), "t.csv", NEEDED)]
    with pytest.raises(BadRow, match='"232,270"'):
        check_whole(rows[0])
    check_whole(rows[1])
