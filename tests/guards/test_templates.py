"""Templates obey the Content-Security-Policy, and every interface string in them can be translated."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from portal.ops.install import ROOT
from tests.guards.sources import shown

TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
# Printed pieces of a kit are made by WeasyPrint: no browser and no policy reads them.
PRINTED = ROOT / "templates" / "kits" / "pdf"
# A kit is a publication in a language of its own, whatever language its maker reads; the page of a failing server
# cannot ask for translations and says everything in both languages.
IN_THEIR_OWN_LANGUAGE = (ROOT / "templates" / "kits", ROOT / "templates" / "500.html")

COMMENTS = re.compile(r"\{#.*?#\}|\{% comment.*?endcomment %\}|<!--.*?-->", re.DOTALL)
TRANSLATED = re.compile(r"\{% blocktrans(?:late)?\b.*?\{% endblocktrans(?:late)? %\}", re.DOTALL)
# A link to the other language is written in that language and says so.
SAID_TO_BE_THAI = re.compile(r"<(\w+)\b[^>]*\blang=\"th\"[^>]*>[^<]*</\1>")
TAGS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
LITERALS = re.compile(r"""_\((?:"[^"]*"|'[^']*')\)""")
# Tags that translate what they are given.
TRANSLATING = re.compile(r"\{%\s*(?:trans|translate)\s")
THAI = re.compile(r"[\u0e01-\u0e3a\u0e40-\u0e5b]+")
INLINE = {
    "inline style": re.compile(r"<[^>]+\sstyle\s*=", re.IGNORECASE),
    "style element": re.compile(r"<style\b", re.IGNORECASE),
    "inline script": re.compile(
        r"<script\b(?![^>]*\bsrc\s*=)(?![^>]*type\s*=\s*[\"']application/(?:ld\+)?json)", re.IGNORECASE
    ),
    "event attribute": re.compile(r"<[^>]+\son[a-z]+\s*=", re.IGNORECASE),
    "javascript: address": re.compile(r"=\s*[\"']?\s*javascript:", re.IGNORECASE),
}


def inline_parts(text: str) -> list[str]:
    """What the policy would refuse."""
    text = TAGS.sub("", COMMENTS.sub("", text))
    return [name for name, pattern in INLINE.items() if pattern.search(text)]


def untranslated(text: str) -> list[str]:
    """Thai words that stand outside a translating tag, in the text or as a literal given to another tag."""
    text = SAID_TO_BE_THAI.sub("", TRANSLATED.sub("", COMMENTS.sub("", text)))
    found = THAI.findall(TAGS.sub("", text))
    for tag in TAGS.findall(text):
        if not TRANSLATING.match(tag):
            found += THAI.findall(LITERALS.sub("", tag))
    return found


@pytest.mark.parametrize("path", TEMPLATES, ids=shown)
def test_nothing_is_inline(path: Path) -> None:
    if path.is_relative_to(PRINTED):
        return
    assert inline_parts(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=shown)
def test_every_thai_word_can_be_translated(path: Path) -> None:
    if any(path.is_relative_to(place) for place in IN_THEIR_OWN_LANGUAGE):
        return
    assert untranslated(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('<p style="color: red">', "inline style"),
        ("<style>p {}</style>", "style element"),
        ("<script>go()</script>", "inline script"),
        ('<button onclick="go()">', "event attribute"),
        ('<a href="javascript:go()">', "javascript: address"),
    ],
)
def test_the_guard_sees_what_is_inline(text: str, name: str) -> None:
    assert inline_parts(text) == [name]


def test_the_guard_lets_what_is_allowed_pass() -> None:
    assert inline_parts('<script src="{% static "x.js" %}" defer></script>{# <style> #}') == []


def test_the_guard_tells_translated_from_untranslated() -> None:
    assert (
        untranslated('<p>{% translate "ไทย" %}{% blocktranslate %}ไทย {{ x }}{% endblocktranslate %}{# ไทย #}</p>')
        == []
    )
    assert untranslated('{% include "a.html" with label=_("ไทย") %}') == []
    assert untranslated("<p>ไทย</p>") == ["ไทย"]
    assert untranslated('{% include "a.html" with label="ไทย" %}') == ["ไทย"]
