"""What a result shows: its title and a piece of its text, with the words that were asked for marked.

Marking works on the text as it was written, but for broken orders of signs, segment by segment: the index's normalised
words are not for reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any, NamedTuple

from django.db import models
from django.utils.html import escape, strip_tags
from django.utils.safestring import SafeString, mark_safe
from modelsearch.index import SearchField
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField

from portal.search.text import tokens
from portal.thai.normalise import clean
from portal.thai.segment import segments

EXCERPT_LENGTH = 170
# How far before the first mark an excerpt begins, so that the word stands in its sentence.
LEAD = 50
# So many hits are compared to find the best excerpt.
MOST_HITS = 40
# A page's text is looked through this far (characters).
LONGEST_TEXT = 40_000

_BLOCK_END = re.compile(r"</(?:p|li|h\d|blockquote)>|<br\s*/?>")


def page_text(page: Any) -> str:
    """The text of a specific page's searched fields, title excepted, without asking the database for anything."""
    parts: list[str] = []
    for searched in page.get_search_fields():
        if not isinstance(searched, SearchField) or searched.field_name in ("title", "summary"):
            continue
        field = next((each for each in page._meta.concrete_fields if each.name == searched.field_name), None)
        value = getattr(page, searched.field_name) if field is not None else None
        if isinstance(field, StreamField):
            parts.extend(_stream_text(value.stream_block, value.raw_data))
        elif isinstance(field, RichTextField):
            parts.append(_plain(value))
        elif isinstance(field, models.CharField | models.TextField):
            parts.append(value or "")
    return " ".join(" ".join(parts).split())[:LONGEST_TEXT]


def _stream_text(block: Any, raw: Any) -> Iterator[str]:
    """The texts in a block's stored value. Values are read raw: opening choosers would query for each page."""
    if isinstance(block, blocks.StreamBlock):
        for child in raw or []:
            if child["type"] in block.child_blocks:
                yield from _stream_text(block.child_blocks[child["type"]], child["value"])
    elif isinstance(block, blocks.StructBlock):
        for name, child_block in block.child_blocks.items():
            yield from _stream_text(child_block, (raw or {}).get(name))
    elif isinstance(block, blocks.ListBlock):
        for item in raw or []:
            # Lists of before Wagtail 2.16 hold bare values.
            yield from _stream_text(block.child_block, item["value"] if _is_list_item(item) else item)
    elif isinstance(block, blocks.RichTextBlock):
        yield _plain(raw)
    elif isinstance(block, blocks.CharBlock | blocks.TextBlock):
        yield raw or ""


def _is_list_item(item: Any) -> bool:
    return isinstance(item, dict) and item.get("type") == "item" and "value" in item


def _plain(html: str | None) -> str:
    """Rich text as plain text; the end of a paragraph or list item parts words."""
    return unescape(strip_tags(_BLOCK_END.sub(" ", html or "")))


def marked(text: str, words: set[str]) -> SafeString:
    """The text, escaped, with the segments that hold one of the words in <mark>; neighbours share one mark."""
    return _mark(segments(clean(text)), words)


class Excerpt(NamedTuple):
    """A piece of a text, marked and escaped, and how many different words asked for it holds."""

    html: SafeString
    held: int


def excerpt(text: str, words: set[str], length: int = EXCERPT_LENGTH) -> Excerpt:
    """About `length` characters of the text where it holds most of the words; nothing when it holds none."""
    pieces = segments(clean(text))
    hits = {index: held for index, piece in enumerate(pieces) if (held := _held(piece, words))}
    if not hits:
        return Excerpt(SafeString(""), 0)
    windows = {hit: _window(pieces, hit, length) for hit in list(hits)[:MOST_HITS]}
    held_in = {
        hit: len(set().union(*(hits[index] for index in hits if start <= index < end)))
        for hit, (start, end) in windows.items()
    }
    best = max(held_in, key=lambda hit: held_in[hit])
    start, end = windows[best]
    shown = _mark(pieces[start:end], words)
    dots = ("…\u00a0" if start else "", "\u00a0…" if end < len(pieces) else "")
    return Excerpt(mark_safe(f"{dots[0]}{shown}{dots[1]}"), held_in[best])  # noqa: S308 - escaped in _mark


def _window(pieces: list[str], hit: int, length: int) -> tuple[int, int]:
    """The pieces [start, end) of an excerpt around one hit."""
    start, before = hit, 0
    while start > 0 and before < LEAD:
        start -= 1
        before += len(pieces[start])
    start = _after_space(pieces, start, hit)
    end, size = start, 0
    while end < len(pieces) and size < length:
        size += len(pieces[end])
        end += 1
    return start, end


def shortened(text: str, length: int = EXCERPT_LENGTH) -> str:
    """The beginning of a text, cut between words."""
    kept = ""
    for piece in segments(text):
        if len(kept) + len(piece) > length:
            return f"{kept.rstrip()}\u00a0…"
        kept += piece
    return kept


def _after_space(pieces: list[str], start: int, hit: int) -> int:
    """The first piece after a space between start and hit: Thai spaces stand between clauses."""
    if start == 0:
        return 0
    spaces = [index for index in range(start, hit) if pieces[index].isspace()]
    return spaces[0] + 1 if spaces else start


def _held(piece: str, words: set[str]) -> set[str]:
    """The words asked for that a piece of text is, in any spelling."""
    return set() if piece.isspace() else words.intersection(tokens(piece))


def _mark(pieces: list[str], words: set[str]) -> SafeString:
    out: list[str] = []
    open_mark = False
    for piece in pieces:
        hit = bool(_held(piece, words))
        if hit != open_mark:
            out.append("<mark>" if hit else "</mark>")
            open_mark = hit
        out.append(escape(piece))
    if open_mark:
        out.append("</mark>")
    return mark_safe("".join(out))  # noqa: S308 - every piece is escaped above
