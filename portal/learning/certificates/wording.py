"""The words on a certificate, in the language of the course, with Thai numerals and the full Buddhist year in Thai."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import formats, translation

from portal.learning.models import Certificate
from portal.thai.dates import MONTHS
from portal.thai.day import as_day
from portal.thai.fiscal import BUDDHIST_ERA
from portal.thai.numerals import to_thai_digits


@dataclass(frozen=True)
class Words:
    """One line each, as it is printed."""

    heading: str
    giver: str
    gives: str
    name: str
    finished: str
    title: str
    extent: str
    day: str
    wish: str
    verify: str
    code: str
    sign: str
    signer: str
    position: str
    until: str

    @property
    def name_parts(self) -> list[str]:
        """A name is broken between its parts, never where a dictionary sees a word."""
        return self.name.split()


def words_for(certificate: Certificate) -> Words:
    """The words of this certificate."""
    thai = not certificate.language.startswith("en")
    return _thai(certificate) if thai else _english(certificate)


def formal_day(day: date) -> str:
    """๒๒ พฤศจิกายน พุทธศักราช ๒๕๖๙, as it stands on documents."""
    return to_thai_digits(f"{day.day} {MONTHS[day.month - 1]} พุทธศักราช {day.year + BUDDHIST_ERA}")


def _thai(certificate: Certificate) -> Words:
    child = certificate.audiences.split(",") == ["child"]
    extent = []
    if certificate.lessons:
        extent.append(f"จำนวน {certificate.lessons} บทเรียน")
    if certificate.minutes:
        extent.append(f"เวลาเรียนประมาณ {certificate.minutes} นาที")
    return Words(
        heading="วุฒิบัตรคนเก่ง" if child else "วุฒิบัตร",
        giver=certificate.organiser,
        gives="ขอมอบให้" if child else "ขอมอบวุฒิบัตรฉบับนี้ให้ไว้เพื่อแสดงว่า",
        name=certificate.name or "ผู้เรียน",
        finished="เรียนจบหลักสูตร" if child else "ได้ผ่านการเรียนหลักสูตร",
        title=certificate.title,
        extent=to_thai_digits(" ".join(extent)),
        day="ให้ไว้ ณ วันที่ " + formal_day(as_day(certificate.day)) if certificate.day else "",
        wish="เก่งมาก ขอให้ใช้อินเทอร์เน็ตอย่างรู้ทันและมีน้ำใจ" if child else "ขอให้ใช้เทคโนโลยีอย่างรู้เท่าทันและปลอดภัย",
        verify="ตรวจสอบวุฒิบัตรใบนี้ได้ที่",
        code="รหัส",
        sign="ลงชื่อ",
        signer="(" + "." * 56 + ")",
        position="ตำแหน่ง",
        until=f"ใช้ได้ถึงวันที่ {formal_day(as_day(certificate.expires_at))}" if certificate.expires_at else "",
    )


def _english(certificate: Certificate) -> Words:
    def written(value: object) -> str:
        with translation.override("en"):
            return formats.date_format(value, "j F Y")  # type: ignore[arg-type]

    extent = []
    if certificate.lessons:
        extent.append(f"{certificate.lessons} lessons")
    if certificate.minutes:
        extent.append(f"about {certificate.minutes} minutes")
    return Words(
        heading="Certificate",
        giver=certificate.organiser_en or certificate.organiser,
        gives="This is to certify that",
        name=certificate.name or "A learner",
        finished="has completed the course",
        title=certificate.title,
        extent=", ".join(extent),
        day="Given on " + written(as_day(certificate.day)) if certificate.day else "",
        wish="",
        verify="Verify this certificate at",
        code="Code",
        sign="Signed",
        signer="(" + "." * 56 + ")",
        position="Position",
        until=f"Valid until {written(as_day(certificate.expires_at))}" if certificate.expires_at else "",
    )
