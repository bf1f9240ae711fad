"""The certificate as a sheet of paper: A4 across, in Sarabun, for adults formal and for children with a drawing."""

from __future__ import annotations

from typing import Any

from courses.kits.pdf import Press, created
from courses.kits.places import Places
from courses.kits.render import Renderer
from portal.learning.certificates.addresses import qr_data_uri, spoken, verify_url
from portal.learning.certificates.wording import words_for
from portal.learning.models import Certificate
from portal.thai.day import as_day


def certificate_pdf(certificate: Certificate, base: str) -> bytes:
    """The sheet as PDF/UA; the same certificate gives the same bytes.

    Raises courses.kits.errors.KitError where this machine has no Pango.
    """
    places = Places()
    press = Press(places, "certificate.css")
    return press.pdf(Renderer(places).html("pdf/certificate.html", **sheet(certificate, base)))


def sheet(certificate: Certificate, base: str) -> dict[str, Any]:
    """What the template of the sheet is given."""
    address = verify_url(certificate.code, base)
    words = words_for(certificate)
    return {
        "certificate": certificate,
        "words": words,
        "kind": "child" if is_childrens(certificate) else "formal",
        "qr": qr_data_uri(address),
        "address": spoken(address),
        "created": created(as_day(certificate.issued_at)) if certificate.issued_at else "",
    }


def is_childrens(certificate: Certificate) -> bool:
    """Whether the course is one for children, which decides the looks; whose name it bears decides `for_child`."""
    return certificate.audiences.split(",") == ["child"]
