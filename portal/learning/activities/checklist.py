""" "I did this": things to do in real life."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from portal.learning.activities.base import Problem, Rows, RowsActivity, Sent


class Checklist(RowsActivity):
    kind = "checklist"

    def rows(self, sent: Sent | None) -> Rows:
        return [
            {"number": number, "text": text, "chosen": sent is not None and f"i-{number}" in sent}
            for number, text in enumerate(self.value["items"], start=1)
        ]

    def problems(self, rows: Rows) -> list[Problem]:
        if any(row["chosen"] for row in rows):
            return []
        return [Problem("i-1", _("ยังไม่ได้ติ๊กสักข้อ ติ๊กอย่างน้อยหนึ่งอย่างที่ทำแล้ว"))]

    def expected(self, row: Mapping[str, Any]) -> str:
        return "1"

    def is_right(self, row: Mapping[str, Any]) -> bool:
        return bool(row["chosen"])
