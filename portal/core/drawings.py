"""The portal's own drawings: SVG files an editor picks by name."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.utils.translation import gettext_lazy as _

FOLDER = Path(__file__).parent / "static" / "portal" / "draw"


NAMES = {
    "bank-app": _("แอปธนาคาร"),
    "camera": _("กล้องถ่ายรูป"),
    "chat-warning": _("ข้อความน่าสงสัย"),
    "door-adult": _("คนวัยทำงาน"),
    "door-child": _("เด็ก"),
    "door-elder": _("ผู้สูงวัย"),
    "door-youth": _("เยาวชน"),
    "fake-shop": _("ร้านปลอม"),
    "family": _("ครอบครัว"),
    "first-aid": _("กล่องปฐมพยาบาล"),
    "footprints": _("รอยเท้า"),
    "game": _("เกม"),
    "gear": _("ฟันเฟือง"),
    "grandma": _("คุณยาย"),
    "grandpa": _("คุณตา"),
    "group": _("ห้องอบรม"),
    "heart": _("หัวใจ"),
    "id-card": _("บัตรประชาชน"),
    "kindness": _("น้ำใจ"),
    "kit": _("กล่องชุดสื่อ"),
    "law-book": _("หนังสือกฎหมาย"),
    "lock": _("แม่กุญแจ"),
    "map": _("แผนที่"),
    "mask": _("หน้ากาก"),
    "money": _("เงิน"),
    "news": _("ข่าวที่ต้องตรวจ"),
    "phone": _("โทรศัพท์"),
    "phone-call": _("สายโทรเข้า"),
    "platform": _("หน้าจอแพลตฟอร์ม"),
    "pupil": _("นักเรียน"),
    "robot-face": _("หน้าหุ่นยนต์"),
    "scales": _("ตาชั่ง"),
    "search": _("แว่นขยาย"),
    "shield": _("โล่"),
    "shop": _("ร้านค้า"),
    "shopkeeper": _("คนขายของ"),
    "teacher": _("ครู"),
}


@cache
def drawing_choices() -> list[tuple[str, str]]:
    """All drawings as choices, by the names editors read; a drawing without one by its file's."""
    names = [path.stem for path in sorted(FOLDER.glob("*.svg")) if path.stem != "icons"]
    return [(name, NAMES.get(name, name)) for name in names]


def drawing_path(name: str) -> str:
    """The static path of a drawing, for the `static` tag."""
    return f"portal/draw/{name}.svg"
