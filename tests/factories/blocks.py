"""StreamField values in their raw form, as the editor saves them."""

from __future__ import annotations

import uuid
from typing import Any

from media.models import InfographicPage, PortalDocument, PortalImage, VideoPage
from portal.core.models import Hotline

Raw = dict[str, Any]


def block(kind: str, value: Any) -> Raw:
    return {"type": kind, "id": str(uuid.uuid4()), "value": value}


def stream(kind: str, *values: Any) -> list[Raw]:
    """Blocks of one kind."""
    return [block(kind, value) for value in values]


def text(html: str = "<p>ข้อความหลอก มักเร่งให้รีบกด <b>หยุดก่อน</b> แล้วถามคนที่ไว้ใจ</p>") -> Raw:
    return block("text", html)


def bubble() -> Raw:
    words = "บัญชีของท่านจะถูกระงับ กดลิงก์ภายใน 10 นาที http://bank.example.com"
    return block("bubble", {"sender": "ธนาคารตัวอย่าง", "channel": "sms", "text": words})


def tip(kind: str = "key") -> Raw:
    return block("tip", {"kind": kind, "text": "ธนาคารไม่ส่งลิงก์ทาง SMS"})


def drawing(name: str = "phone-call") -> Raw:
    return block("drawing", {"name": name, "alt": "โทรศัพท์ที่มีสายเข้า"})


def shown(image: PortalImage) -> Raw:
    return block("picture", {"image": image.pk, "caption": "ภาพตัวอย่าง"})


def hotline(one: Hotline) -> Raw:
    return block("hotline", one.pk)


def video(page: VideoPage) -> Raw:
    return block("video", page.pk)


def infographic(page: InfographicPage) -> Raw:
    return block("infographic", page.pk)


def sort() -> Raw:
    """An activity: of three messages two belong to the second group."""
    items = [
        {"text": "ลูกโทรมาจากเบอร์เดิม", "basket": "a", "why": "เป็นเบอร์ที่บันทึกไว้"},
        {"text": "คุณได้รับรางวัล กดรับ", "basket": "b", "why": "ไม่ได้ร่วมสนุกอะไร"},
        {"text": "โอนก่อนวันนี้ลดครึ่งราคา", "basket": "b", "why": "เร่งให้รีบโอน"},
    ]
    return block("sort", {"prompt": "ข้อความไหนน่าสงสัย", "label_a": "น่าไว้ใจ", "label_b": "น่าสงสัย", "items": items})


def checklist() -> Raw:
    return block("checklist", {"prompt": "วันนี้ลองทำ", "items": ["บันทึกเบอร์ 1441", "บอกคนที่บ้าน"]})


def step(title: str, *body: Raw, recording: PortalDocument | None = None) -> Raw:
    return block("step", {"title": title, "body": list(body), "recording": recording and recording.pk})
