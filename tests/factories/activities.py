"""One small activity of each kind, in raw form: the least that could be published."""

from __future__ import annotations

from typing import Any

from tests.factories.blocks import Raw, block


def scenario(*scenes: dict[str, Any]) -> Raw:
    """A story of a beginning, a middle and three endings; a way leads from the middle back to the beginning."""
    told = scenes or (
        scene("เริ่ม", "มีคนทักมาขอรหัส", ("บอกไป", "เสียใจ", "รหัสเป็นของเรา"), ("ถามแม่ก่อน", "ถาม", "ดีมาก")),
        scene("ถาม", "แม่ถามว่าเขาเป็นใคร", ("เพื่อนจริง", "เริ่ม", ""), ("ไม่รู้จัก", "ดี", ""), ("เฉย ๆ", "พอใช้", "")),
        scene("ดี", "แม่ช่วยกดรายงาน", ending="good"),
        scene("พอใช้", "วันหลังค่อยว่ากัน", ending="soso"),
        scene("เสียใจ", "ของในเกมหายหมด", ending="bad"),
    )
    return block("scenario", {"prompt": "ช่วยชบาเลือก", "scenes": list(told)})


def scene(key: str, text: str, *choices: tuple[str, str, str], ending: str = "", **fields: Any) -> dict[str, Any]:
    ways = [{"text": words, "to": to, "feedback": said} for words, to, said in choices]
    return {"key": key, "text": text, "choices": ways, "ending": ending, **fields}


def spot(**fields: Any) -> Raw:
    """Two warning signs and one thing that is none, in a drawing."""
    parts = [
        {"text": "ชื่อเว็บสะกดแปลก", "sign": True, "why": "คล้ายของจริง", "x": 20, "y": 20},
        {"text": "รูปสินค้าชัด", "sign": False, "why": "ปกติ", "x": 50, "y": 50},
        {"text": "นับถอยหลัง", "sign": True, "why": "เร่งเรา", "x": 80, "y": 80},
    ]
    return block("spot", {"prompt": "ร้านนี้น่าไว้ใจไหม", "drawing": "shop", "alt": "หน้าร้าน", "parts": parts, **fields})


def spot_message(**fields: Any) -> Raw:
    parts = [
        {"text": "สวัสดีวันจันทร์", "sign": False, "why": "ทักทาย"},
        {"text": "เหลือ 2 ชุดสุดท้าย", "sign": True, "why": "เร่งเรา"},
        {"text": "เจอกันที่ศาลา", "sign": False, "why": "นัดปกติ"},
    ]
    return block("spot", {"prompt": "ตรงไหนแปลก", "sender": "ร้านยาดี", "channel": "line", "parts": parts, **fields})


def password(**fields: Any) -> Raw:
    examples = [
        {"text": "123456", "strong": False, "why": "เลขเรียง"},
        {"text": "kob-rom-jak-khao-58", "strong": True, "why": "สี่คำ"},
    ]
    return block("password", {"prompt": "รหัสไหนดี", "examples": examples, **fields})


def match(**fields: Any) -> Raw:
    pairs = [
        {"left": "โอนเงินไปแล้ว", "right": "โทร 1441", "why": "ยิ่งเร็วยิ่งดี"},
        {"left": "มีคนขอ OTP", "right": "วางสาย", "why": "ไม่มีใครต้องรู้"},
    ]
    return block("match", {"prompt": "ทำอย่างไร", "pairs": pairs, "extra": ["รอดูก่อน"], **fields})


def settings(**fields: Any) -> Raw:
    """Two settings: of the first another value is safe, of the second the present one."""
    rows = [
        setting("ใครเห็นโพสต์", ("ทุกคน", "current"), ("เพื่อน", "safe")),
        setting("สองชั้น", ("เปิด", "current safe"), ("ปิด", "")),
    ]
    return block("settings", {"prompt": "ตั้งให้ปลอดภัย", "app": "ความเป็นส่วนตัว", "settings": rows, **fields})


def setting(name: str, *values: tuple[str, str]) -> dict[str, Any]:
    """values: label and the marks it carries, "safe", "current", both or none."""
    rows = [{"label": label, "safe": "safe" in marks, "current": "current" in marks} for label, marks in values]
    return {"name": name, "help": "", "values": rows, "why": f"เพราะ{name}"}


def reflection(**fields: Any) -> Raw:
    return block("reflection", {"prompt": "คิดดู", "questions": ["ฉันกลัวอะไร", "ฉันจะบอกใคร"], **fields})
