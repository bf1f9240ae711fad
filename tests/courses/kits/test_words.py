"""Texts on their way into documents and onto the offline site."""

from __future__ import annotations

import pytest

from courses.kits.papers import cards_of, in_rows
from courses.kits.source import Handout
from courses.kits.words import Paragraph, Run, Table, clean_html, flow, markdown_html, plain


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ('<p class="x" onclick="y()">ก<b>ข</b></p>', "<p>ก<b>ข</b></p>"),
        ('<a href="https://example.go.th/th/">อ่านต่อ</a>', "อ่านต่อ (example.go.th/th)"),
        ('<a href="https://example.go.th">example.go.th</a>', "example.go.th"),
        ('<a href="tel:1212">1212</a>', '<a href="tel:1212">1212</a>'),
        ('<a href="/th/law/">กฎหมาย</a>', "กฎหมาย"),
        ('<a href="javascript:alert(1)">ก</a>', "ก"),
        ("<script>alert(1)</script><p>ก</p><style>p{}</style>", "<p>ก</p>"),
        ('<img src="https://x.example/a.png">ก<br>ข', "ก<br>ข"),
        ("<h2>ก</h2><em>ข</em>", "<h3>ก</h3>ข"),
        ("1 &lt; 2 &amp; 3", "1 &lt; 2 &amp; 3"),
    ],
)
def test_offline_html_keeps_words_and_drops_what_could_be_fetched(given: str, kept: str) -> None:
    assert clean_html(given) == kept


def test_commonmark_escapes_html_and_marks_boxes_and_lines() -> None:
    assert markdown_html("<b>ก</b>") == "<p>&lt;b&gt;ก&lt;/b&gt;</p>"
    assert '<li class="tick">ทำแล้ว</li>' in markdown_html("- [ ] ทำแล้ว")
    assert markdown_html("____") == '<hr class="write-line" />'
    assert markdown_html("---") == "<hr />"


def test_flow_keeps_kinds_numbers_weights_and_tables() -> None:
    text = "ก **ข**\n\n- ค\n- [ ] ง\n\n3. จ\n4. ฉ\n\n____\n\n| ช | ซ |\n|---|---|\n| ๑ | ๒ |\n"
    assert flow(text) == [
        Paragraph("text", (Run("ก "), Run("ข", True))),
        Paragraph("bullet", (Run("ค"),), 1),
        Paragraph("tick", (Run("ง"),), 2),
        Paragraph("number", (Run("จ"),), 3),
        Paragraph("number", (Run("ฉ"),), 4),
        Paragraph("line"),
        Table((((Run("ช"),), (Run("ซ"),)), ((Run("๑"),), (Run("๒"),)))),
    ]


def test_a_link_on_paper_shows_its_address() -> None:
    assert plain("ดู [คู่มือ](https://example.go.th)") == "ดู คู่มือ (https://example.go.th)"


def test_cards_are_told_apart_and_what_stands_above_belongs_to_none() -> None:
    cut = Handout("x", "x", "ตัดก่อน\n\n**หนึ่ง** ก\n\n---\n\n**สอง**\n\nข\n", cut=True)
    assert cards_of(cut) == ("ตัดก่อน", ("**หนึ่ง** ก", "**สอง**\n\nข"))
    assert cards_of(Handout("x", "x", "**หนึ่ง** ก\n\nข", cut=True)) == ("", ("**หนึ่ง** ก\n\nข",))
    assert cards_of(Handout("x", "x", "คำสั่ง\n\n---\n\n**หนึ่ง**", cut=True)) == ("คำสั่ง", ("**หนึ่ง**",))
    assert cards_of(Handout("x", "x", "ก\n\n---\n\nข")) == ("ก\n\n---\n\nข", ())
    assert in_rows(("1", "2", "3"), 2) == [("1", "2"), ("3",)]
