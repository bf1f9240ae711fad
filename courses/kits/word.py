"""The editable half of a kit: guide and handouts as Word files."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table as WordTable
from docx.table import _Cell as Cell
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run as WordRun

from courses.kits.packing import midnight, same_office_bytes
from courses.kits.places import Places
from courses.kits.source import KitSource
from courses.kits.word_style import SOFT, TEAL, blank_document, thai_run
from courses.kits.words import Paragraph, Run, Table, flow
from portal.core.svg_png import png

LINE_OF_DOTS = "." * 90
MARKS = {"bullet": "•", "tick": "☐"}
ICON_PIXELS = 72
TABLE_ORDER = "tblStyle tblpPr bidiVisual tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook".split()
FACT_WIDTHS = (4.2, 12.6)  # cm, together as wide as the text


class WordFile:
    """A Word document of a kit, written paragraph by paragraph."""

    def __init__(self, source: KitSource, places: Places, *, title: str, body_points: float) -> None:
        self.source = source
        self.places = places
        self.body = body_points
        self.document: Document = blank_document(body_points)
        properties = self.document.core_properties
        properties.title, properties.author = title, source.attribution[:250]
        properties.subject, properties.language = source.title, source.language
        properties.comments, properties.last_modified_by, properties.keywords = "", "", ""
        properties.revision = 1
        day = midnight(source.law_as_of)
        properties.created = properties.modified = day
        self._footer(f"{source.title} รุ่น {source.version} · {source.licence}")

    def data(self) -> bytes:
        """The file, the same bytes every time."""
        for properties in self.document.element.body.iter(qn("w:rPr")):
            thai_run(properties)
        buffer = io.BytesIO()
        self.document.save(buffer)
        return same_office_bytes(buffer.getvalue(), self.source.law_as_of)

    def heading(self, text: str, level: int) -> None:
        """A heading; level 0 is the document's title."""
        self.document.add_heading(text, level)

    def new_page(self) -> None:
        self.document.add_page_break()

    def text(self, text: str, *, bold: bool = False, muted: bool = False) -> None:
        """One plain paragraph."""
        paragraph = self.document.add_paragraph()
        run = paragraph.add_run(text)
        run.bold = bold or None
        if muted:
            run.font.color.rgb = SOFT

    def markdown(self, text: str, where: Document | Cell | None = None) -> None:
        """CommonMark as paragraphs and tables."""
        target = self.document if where is None else where
        for part in flow(text):
            if isinstance(part, Table):
                self._flow_table(part, target)
            else:
                self._flow_paragraph(part, target.add_paragraph())

    def bullets(self, items: Iterable[str], where: Cell | None = None) -> None:
        """A list of one-line items."""
        self.markdown("\n".join(f"- {item}" for item in items), where)

    def table(self, head: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[float]) -> None:
        """A table with a heading row that repeats on every page; widths in cm."""
        table = self._table(len(head), widths)
        for cell, text in zip(table.rows[0].cells, head, strict=True):
            run = cell.paragraphs[0].add_run(text)
            run.bold, run.font.color.rgb = True, TEAL
            shade(cell, "E1F0EC")
        repeat_heading(table)
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                self._runs(cell.paragraphs[0], _runs_of(text))
        self._finish(table, widths)

    def facts(self, rows: Iterable[tuple[str, str]]) -> None:
        """Names and what they stand for; rows without a value are left out."""
        table = self._table(2, FACT_WIDTHS, first_row=False)
        for name, text in rows:
            if not text:
                continue
            left, right = table.add_row().cells
            run = left.paragraphs[0].add_run(name)
            run.font.color.rgb = SOFT
            shade(left, "F6EFE2")
            self.markdown(text, right)
            _drop_first_paragraph(right)
        self._finish(table, FACT_WIDTHS)

    def labelled(self, rows: Iterable[tuple[str, str, str, str]]) -> None:
        """Rows of (icon, label, CommonMark, shade): how a facilitator's step is laid out."""
        table = self._table(2, FACT_WIDTHS, first_row=False)
        for icon, label, text, colour in rows:
            left, right = table.add_row().cells
            self._icon(left.paragraphs[0], icon, label)
            run = left.paragraphs[0].add_run(f" {label}")
            run.bold, run.font.color.rgb = True, TEAL
            self.markdown(text, right)
            _drop_first_paragraph(right)
            for cell in (left, right):
                if colour:
                    shade(cell, colour)
        self._finish(table, FACT_WIDTHS)

    def card(self, texts: Sequence[str], columns: int) -> None:
        """Cards to cut out, `columns` side by side."""
        width = 16.8 / columns
        table = self._table(columns, [width] * columns, first_row=False)
        for start in range(0, len(texts), columns):
            row = table.add_row()
            row.height = Cm(4)
            for cell, text in zip(row.cells, texts[start : start + columns], strict=False):
                self.markdown(text, cell)
                _drop_first_paragraph(cell)
        borders(table, "dashed", "1B2A30")
        self._finish(table, [width] * columns)

    def _table(self, columns: int, widths: Sequence[float], *, first_row: bool = True) -> WordTable:
        table = self.document.add_table(rows=1 if first_row else 0, cols=columns)
        table.alignment = WD_TABLE_ALIGNMENT.LEFT
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        borders(table, "single", "B9AD97")
        return table

    def _finish(self, table: WordTable, widths: Sequence[float]) -> None:
        for row in table.rows:
            keep = OxmlElement("w:cantSplit")
            row._tr.get_or_add_trPr().append(keep)
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = Cm(width)
                for paragraph in cell.paragraphs:
                    paragraph.paragraph_format.space_after = Pt(2)
        self.document.add_paragraph().paragraph_format.space_after = Pt(0)

    def _flow_paragraph(self, part: Paragraph, paragraph: WordParagraph) -> None:
        if part.kind in {"line", "rule"}:
            paragraph.add_run(LINE_OF_DOTS if part.kind == "line" else "")
            return
        if part.kind != "text":
            indent = self.body * 0.055  # room for a number and its dot at this size
            paragraph.paragraph_format.left_indent = Cm(indent)
            paragraph.paragraph_format.first_line_indent = Cm(-0.85 * indent)
            paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(indent))
            paragraph.add_run(MARKS.get(part.kind, f"{part.number}.") + "\t")
        self._runs(paragraph, part.runs)

    def _flow_table(self, part: Table, target: Document | Cell) -> None:
        columns = max(len(row) for row in part.rows)
        table = target.add_table(len(part.rows), columns)
        for row, given in zip(table.rows, part.rows, strict=True):
            for cell, runs in zip(row.cells, given, strict=False):
                self._runs(cell.paragraphs[0], runs)
        borders(table, "single", "1B2A30")

    @staticmethod
    def _runs(paragraph: WordParagraph, runs: Iterable[Run]) -> None:
        for run in runs:
            paragraph.add_run(run.text).bold = run.bold or None

    def _icon(self, paragraph: WordParagraph, name: str, label: str) -> None:
        picture = io.BytesIO(png(self.places.assets / "icons" / f"{name}.svg", ICON_PIXELS))
        shape = paragraph.add_run().add_picture(picture, height=Cm(0.6))
        shape._inline.docPr.set("descr", label)

    def drawing(self, name: str, height: float) -> None:
        """One of the portal's drawings, `height` cm high, decorative."""
        picture = io.BytesIO(png(self.places.drawing(name), 900))
        shape = self.document.add_paragraph().add_run().add_picture(picture, height=Cm(height))
        shape._inline.docPr.set("descr", "ภาพประกอบ")

    def _footer(self, text: str) -> None:
        paragraph = self.document.sections[0].footer.paragraphs[0]
        paragraph.add_run(f"{text} · หน้า ")
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        field.append(paragraph.add_run("1")._r)
        paragraph._p.append(field)
        for run in paragraph._p.iter(qn("w:r")):
            part = WordRun(run, paragraph)
            part.font.size, part.font.color.rgb = Pt(self.body * 0.8), SOFT
            thai_run(run.get_or_add_rPr())


def _runs_of(text: str) -> Iterator[Run]:
    """The runs of a cell's one-paragraph CommonMark."""
    for part in flow(text):
        if isinstance(part, Paragraph):
            yield from part.runs


def _drop_first_paragraph(cell: Cell) -> None:
    """Word wants a paragraph in every cell; once there is text, the empty one that came with it goes."""
    first = cell.paragraphs[0]
    if len(cell.paragraphs) > 1 and not first.text:
        first._p.getparent().remove(first._p)


def shade(cell: Cell, colour: str) -> None:
    """Fill a cell with a colour of six hexadecimal digits."""
    fill = OxmlElement("w:shd")
    fill.set(qn("w:val"), "clear")
    fill.set(qn("w:color"), "auto")
    fill.set(qn("w:fill"), colour)
    cell._tc.get_or_add_tcPr().append(fill)


def borders(table: WordTable, kind: str, colour: str) -> None:
    """All borders of a table in one line style and colour."""
    properties = table._tbl.tblPr
    for old in properties.findall(qn("w:tblBorders")):
        properties.remove(old)
    box = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", kind), ("sz", "6"), ("space", "0"), ("color", colour)):
            line.set(qn(f"w:{name}"), value)
        box.append(line)
    properties.append(box)
    _pad(properties)
    properties[:] = sorted(properties, key=_table_rank)


def _pad(properties: Any) -> None:
    """Air between a table's lines and its text, in twentieths of a point."""
    margins = OxmlElement("w:tblCellMar")
    for side, width in (("top", "50"), ("left", "120"), ("bottom", "50"), ("right", "120")):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), width)
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    for old in properties.findall(qn("w:tblCellMar")):
        properties.remove(old)
    properties.append(margins)


def _table_rank(element: Any) -> int:
    """Where the schema wants a table property."""
    return TABLE_ORDER.index(element.tag.rsplit("}", 1)[-1])


def repeat_heading(table: WordTable) -> None:
    """Mark the first row as heading: repeated on each page, and read as such by screen readers."""
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
