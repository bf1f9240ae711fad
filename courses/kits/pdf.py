"""HTML to PDF/UA with WeasyPrint, which needs Pango; without it everything but building a kit works."""

from __future__ import annotations

import hashlib
import logging
from datetime import date
from pathlib import Path
from types import ModuleType

from courses.kits.errors import KitError
from courses.kits.places import Places
from courses.kits.words import pdf_text

NO_PANGO = (
    "สร้าง PDF ไม่ได้ เพราะเครื่องนี้ไม่มี Pango ให้ผู้ดูแลระบบติดตั้งด้วยคำสั่ง "
    "apt-get install libpangoft2-1.0-0 libharfbuzz-subset0 แล้วสร้างชุดสื่ออีกครั้ง\n"
    "Cannot build the PDF files: Pango is missing. Install it with "
    "`apt-get install libpangoft2-1.0-0 libharfbuzz-subset0` and build the kit again."
)


def weasyprint() -> ModuleType:
    """WeasyPrint, imported at the first PDF. Raises KitError saying what to install when Pango is missing."""
    try:
        import weasyprint
    except (ImportError, OSError) as error:  # cffi raises OSError when the shared library is not there
        raise KitError(NO_PANGO) from error
    logging.getLogger("fontTools").setLevel(logging.WARNING)  # its subsetter reports every table at INFO
    return weasyprint


class Press:
    """Prints HTML as A4 PDF/UA with one set of fonts and styles, read once for all files of a release.

    `styles` names a file of the assets: a kit's pages, or a certificate.

    Raises KitError on creation when Pango is missing, so a build without it ends before it began.
    """

    def __init__(self, places: Places, styles: str = "print.css") -> None:
        self.library = weasyprint()
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import URLFetcher

        self.fonts = FontConfiguration()
        self.base = places.assets.as_uri() + "/"
        # Only files of this machine: a picture address typed into a kit must not be fetched from the network.
        self.fetcher = URLFetcher(allowed_protocols={"file", "data"})
        self.styles = [self._css(_faces(places)), self._css((places.assets / styles).read_text("utf-8"))]

    def _css(self, text: str) -> object:
        return self.library.CSS(string=text, base_url=self.base, font_config=self.fonts, url_fetcher=self.fetcher)

    def pdf(self, html: str) -> bytes:
        """The document as PDF/UA-1; its identifier follows from its text, so the same text gives the same bytes."""
        text = pdf_text(html)
        document = self.library.HTML(string=text, base_url=self.base, url_fetcher=self.fetcher)
        result = document.write_pdf(
            stylesheets=self.styles,
            font_config=self.fonts,
            pdf_variant="pdf/ua-1",
            pdf_identifier=hashlib.sha256(text.encode()).digest()[:16],
        )
        return bytes(result)


def _faces(places: Places) -> str:
    """The font faces of all PDF files."""
    return "".join(
        f'@font-face{{font-family:"Sarabun";font-weight:{weight};src:url("{(places.fonts / name).as_uri()}")}}'
        for weight, name in ((400, "Sarabun-Regular.ttf"), (700, "Sarabun-Bold.ttf"))
    )


def created(day: date) -> str:
    """`day` as the value of <meta name="dcterms.created">: the only date a PDF of ours bears."""
    return f"{day.isoformat()}T00:00:00Z"


def drawing_uri(path: Path) -> str:
    """The address a PDF template shows a drawing by."""
    return path.as_uri()
