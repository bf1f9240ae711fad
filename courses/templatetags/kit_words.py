"""Filters of the kit's own templates (templates/kits/): PDF pages and the offline site."""

from __future__ import annotations

from datetime import date

from django import template
from django.utils.safestring import SafeString, mark_safe

from courses.kits.asking import HasSituation, heading
from courses.kits.vocabulary import LETTERS
from courses.kits.words import clean_html, markdown_html
from portal.thai.dates import thai_date

register = template.Library()


SHARES = {"person": "ต่อคน", "group": "ต่อกลุ่ม", "room": "ต่อห้อง"}


@register.filter
def md(text: str) -> SafeString:
    """CommonMark as HTML; raw HTML in it was escaped."""
    return mark_safe(markdown_html(text))  # noqa: S308 (markdown-it escaped it)


@register.filter
def md_line(text: str) -> SafeString:
    """CommonMark of one paragraph, without the paragraph around it."""
    html = markdown_html(text)
    single = html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1
    return mark_safe(html[3:-4] if single else html)  # noqa: S308 (markdown-it escaped it)


@register.filter
def cleaned(html: str) -> SafeString:
    """A page's HTML with only what the offline site may show."""
    return mark_safe(clean_html(html))  # noqa: S308 (rebuilt from a list of tags)


@register.filter
def thai_day(value: date) -> str:
    """A day in words, with the year of the Buddhist era."""
    return thai_date(value)


@register.filter
def choice_letter(index: int) -> str:
    """The letter of a choice counted from 0: ก ข ค ง …"""
    return LETTERS[index]


@register.filter
def situation_heading(question: HasSituation) -> str:
    """Over a question's situation: who sent it, by which channel; "" where it is told in plain words."""
    return heading(question)


@register.filter
def share(per: str) -> str:
    """ "person" as Thai readers say it."""
    return SHARES.get(per, per)


@register.filter
def megabytes(size: int) -> str:
    """A file's size as people say it: 0.4 MB, or KB under a tenth of one."""
    return f"{size / 1_000_000:.1f} MB" if size >= 100_000 else f"{max(1, round(size / 1000))} KB"
