"""The progress card as PDF: the upper half of an A4 sheet, to be cut off."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.http import HttpRequest
from django.template.loader import render_to_string

from courses.kits.errors import KitError
from courses.kits.pdf import weasyprint
from courses.kits.places import Places
from courses.kits.words import pdf_text
from portal.core.qr import qr_svg
from portal.learning import cards
from portal.learning.models import ProgressCard

STYLES = Path(__file__).resolve().parent / "paper" / "card.css"


class NoPrinting(Exception):
    """This machine cannot make PDF files (Pango is missing); the page itself can still be printed."""


def card_pdf(request: HttpRequest, card: ProgressCard) -> bytes:
    """The PDF/UA file. Raises NoPrinting."""
    try:
        library = weasyprint()
    except KitError as error:
        raise NoPrinting from error
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

    address = cards.address(request, card)
    html = pdf_text(
        render_to_string(
            "learning/card_pdf.html", {"card": card, "address": address, "qr": qr_svg(address, css="")}, request=request
        )
    )
    fonts = FontConfiguration()
    # Only files of this machine are ever fetched.
    fetcher = URLFetcher(allowed_protocols={"file", "data"})
    base = Places().fonts.as_uri() + "/"
    style = library.CSS(
        string=STYLES.read_text(encoding="utf-8"), base_url=base, font_config=fonts, url_fetcher=fetcher
    )
    made = library.HTML(string=html, base_url=base, url_fetcher=fetcher).write_pdf(
        stylesheets=[style],
        font_config=fonts,
        pdf_variant="pdf/ua-1",
        pdf_identifier=hashlib.sha256(html.encode()).digest()[:16],
    )
    return bytes(made)
