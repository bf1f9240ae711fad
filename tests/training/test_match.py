"""One person written in several ways has one match key; two people never share one by a stripped title."""

from __future__ import annotations

import pytest

from portal.training.match import folded_name, match_key


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("นายสมชาย ใจดี", "สมชาย ใจดี"),
        ("นาย สมชาย  ใจดี ", "สมชาย ใจดี"),
        ("น.ส.มาลี ศรีสุข", "มาลี ศรีสุข"),
        ("น. ส. มาลี ศรีสุข", "มาลี ศรีสุข"),
        ("นางสาวมาลี ศรีสุข", "มาลี ศรีสุข"),
        ("ด.ช.ก้อง ดีงาม", "ก้อง ดีงาม"),
        ("เด็กหญิงแก้ว ดีงาม", "แก้ว ดีงาม"),
        # A title is stripped only where a name can begin after it.
        ("นายิกา บุญมา", "นายิกา บุญมา"),
        ("นางสาวิตรี สุขใจ", "สาวิตรี สุขใจ"),
        ("เเก้ว ดีงาม", "แก้ว ดีงาม"),
        ("John Smith", "john smith"),
        ("นาย", "นาย"),
    ],
)
def test_names_are_folded(written: str, folded: str) -> None:
    assert folded_name(written) == folded


def test_split_sara_am_is_the_same_name() -> None:
    assert match_key("อํานวย สุขใจ") == match_key("อำนวย สุขใจ")


def test_different_people_have_different_keys_and_a_key_tells_no_name() -> None:
    assert match_key("สมชาย ใจดี") != match_key("สมชาย ใจงาม")
    assert "สมชาย" not in match_key("สมชาย ใจดี")


def test_the_key_is_this_sites_own(settings) -> None:
    here = match_key("สมชาย ใจดี")
    settings.SECRET_KEY = "another"
    assert match_key("สมชาย ใจดี") != here
