"""Kit texts on their way into HTML, PDF and Word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser

from markdown_it import MarkdownIt
from markdown_it.token import Token

TICK = re.compile(r"^\[[ xX]?\]\s+")
SARA_AM = re.compile("([\u0e48-\u0e4b]?)\u0e33")
KEPT_TAGS = {"p", "ul", "ol", "li", "strong", "b", "br", "h3", "h4", "table", "thead", "tbody", "tr", "th", "td"}
VOID_TAGS = {"br"}
RENAMED = {"h2": "h3"}  # a step has the second level for its own title
DROPPED_WITH_CONTENT = {"script", "style", "iframe", "object", "svg", "form", "template"}


def pdf_text(text: str) -> str:
    """Text as WeasyPrint must be given it, so that what is copied or read aloud from the PDF is right again.

    Every sara am becomes nikhahit + sara aa, with a tone mark between them: HarfBuzz splits it so anyway, and one
    glyph of sara aa shared by า and ำ would get a single, wrong entry in the PDF's text layer (สำนักงาน was
    extracted as สานักงาน while only toned ones were rewritten). The drawn marks are the same.
    """
    return SARA_AM.sub("\u0e4d\\1\u0e32", text)


def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def _tokens(text: str) -> list[Token]:
    """CommonMark tokens with boxes to tick and lines to write on marked by classes."""
    tokens = _parser().parse(text)
    for position, token in enumerate(tokens):
        if token.type == "hr" and token.markup.startswith("_"):
            token.attrSet("class", "write-line")
        if token.type == "inline" and token.children and TICK.match(token.content):
            item = next((one for one in reversed(tokens[:position]) if one.type == "list_item_open"), None)
            if item is not None:
                item.attrSet("class", "tick")
                token.children[0].content = TICK.sub("", token.children[0].content)
    return tokens


def markdown_html(text: str) -> str:
    """CommonMark as HTML; raw HTML in it is escaped. `- [ ] x` is an item of class tick, ____ an hr of write-line."""
    parser = _parser()
    return parser.renderer.render(_tokens(text), parser.options, {}).strip()


@dataclass(frozen=True)
class Run:
    """Text of one weight."""

    text: str
    bold: bool = False


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a Word document. kind: text, bullet, number, tick, line (one to write on) or rule."""

    kind: str
    runs: tuple[Run, ...] = ()
    number: int = 0


@dataclass(frozen=True)
class Table:
    """Rows of cells of runs; the first row is the heading."""

    rows: tuple[tuple[tuple[Run, ...], ...], ...]


def flow(text: str) -> list[Paragraph | Table]:
    """CommonMark as a flat run of paragraphs and tables."""
    parts: list[Paragraph | Table] = []
    kinds: list[tuple[str, int]] = []  # open lists: kind and the number of the current item
    tick = False
    tokens = iter(_tokens(text))
    for token in tokens:
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            start = int(token.attrGet("start") or 1) - 1
            kinds.append(("number" if token.type.startswith("ordered") else "bullet", start))
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            kinds.pop()
        elif token.type == "list_item_open":
            kinds[-1] = (kinds[-1][0], kinds[-1][1] + 1)
            tick = token.attrGet("class") == "tick"
        elif token.type == "hr":
            parts.append(Paragraph("line" if token.attrGet("class") else "rule"))
        elif token.type == "table_open":
            parts.append(_table(tokens))
        elif token.type == "inline":
            kind, number = kinds[-1] if kinds else ("text", 0)
            parts.append(Paragraph("tick" if kinds and tick else kind, _runs(token), number))
    return parts


def _table(tokens: Iterator[Token]) -> Table:
    """The table whose opening was just read, up to its end."""
    rows: list[list[tuple[Run, ...]]] = []
    for token in tokens:
        if token.type == "table_close":
            break
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(_runs(token))
    return Table(tuple(tuple(row) for row in rows))


def _runs(token: Token) -> tuple[Run, ...]:
    """The text of an inline token, cut where its weight changes; a link keeps its address in brackets."""
    runs: list[Run] = []
    bold = 0
    href = ""
    for child in token.children or ():
        if child.type in {"strong_open", "strong_close"}:
            bold += 1 if child.nesting == 1 else -1
        elif child.type == "link_open":
            href = str(child.attrGet("href") or "")
        elif child.type == "link_close":
            if runs and href and runs[-1].text not in href:
                runs.append(Run(f" ({href})", bold > 0))
        elif child.type in {"softbreak", "hardbreak"}:
            runs.append(Run(" ", bold > 0))
        elif child.content:
            runs.append(Run(child.content, bold > 0))
    return tuple(runs)


def plain(text: str) -> str:
    """CommonMark as plain lines, for slide notes and spreadsheets."""
    lines = []
    for part in flow(text):
        if isinstance(part, Paragraph):
            mark = {"bullet": "• ", "tick": "☐ ", "number": f"{part.number}. "}.get(part.kind, "")
            lines.append(mark + "".join(run.text for run in part.runs))
    return "\n".join(lines)


class _Cleaner(HTMLParser):
    """Keeps a few tags without attributes; a link to the outside becomes its text and address."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.skipping = 0
        self.links: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        tag = RENAMED.get(tag, tag)
        if tag in DROPPED_WITH_CONTENT:
            self.skipping += 1
        elif tag == "a":
            self._open_link(dict(attrs).get("href") or "")
        elif tag in KEPT_TAGS and not self.skipping:
            self.out.append(f"<{tag}>")

    def _open_link(self, href: str) -> None:
        kept = href.startswith("tel:")
        if kept and not self.skipping:
            self.out.append(f'<a href="{escape(href)}">')
        self.links.append((href, len(self.out)))

    def handle_endtag(self, tag: str) -> None:
        tag = RENAMED.get(tag, tag)
        if tag in DROPPED_WITH_CONTENT:
            self.skipping = max(0, self.skipping - 1)
        elif tag == "a" and self.links:
            href, start = self.links.pop()
            if href.startswith("tel:"):
                self.out.append("</a>")
            elif (address := _spoken_address(href)) and address not in "".join(self.out[start:]):
                self.out.append(f" ({escape(address)})")
        elif tag in KEPT_TAGS and tag not in VOID_TAGS and not self.skipping:
            self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self.skipping:
            self.out.append(escape(data, quote=False))


def _spoken_address(href: str) -> str:
    """An outside address as people write it, without its scheme; "" for a link inside the portal."""
    scheme, found, rest = href.partition("://")
    return rest.rstrip("/") if found and scheme in {"http", "https"} else ""


def clean_html(html: str) -> str:
    """HTML fit for the offline site: a few tags, no attributes, no picture, no address that could be fetched."""
    cleaner = _Cleaner()
    cleaner.feed(html)
    cleaner.close()
    return "".join(cleaner.out)
