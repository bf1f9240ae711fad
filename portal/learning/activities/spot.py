"""Spot the warning signs: tick what is one, leave what is not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from portal.learning.activities.base import Problem, Rows, RowsActivity, Sent


class Spot(RowsActivity):
    kind = "spot"
    script = "spot"

    def rows(self, sent: Sent | None) -> Rows:
        return [
            {
                "number": number,
                "text": part["text"],
                "why": part["why"],
                "sign": bool(part["sign"]),
                "x": part["x"],
                "y": part["y"],
                "chosen": sent is not None and f"i-{number}" in sent,
            }
            for number, part in enumerate(self.value["parts"], start=1)
        ]

    def problems(self, rows: Rows) -> list[Problem]:
        if any(row["chosen"] for row in rows):
            return []
        return [Problem("i-1", _("ยังไม่ได้เลือกสักจุด เลือกจุดที่คิดว่าเป็นสัญญาณเตือน"))]

    def expected(self, row: Mapping[str, Any]) -> str:
        return "1" if row["sign"] else ""

    def is_right(self, row: Mapping[str, Any]) -> bool:
        return bool(row["chosen"] == row["sign"])

    def kept(self, row: Mapping[str, Any]) -> dict[str, Any]:
        return {**super().kept(row), "sign": row["sign"]}
