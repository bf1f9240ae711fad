"""Sort each example into one of two groups."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from portal.learning.activities.base import Rows, RowsActivity, Sent, chosen_of


class Sort(RowsActivity):
    kind = "sort"

    def rows(self, sent: Sent | None) -> Rows:
        return [
            {
                "number": number,
                "text": item["text"],
                "why": item["why"],
                "basket": item["basket"],
                "chosen": chosen_of(sent, f"i-{number}", ("a", "b").__contains__),
                "answer": self.value[f"label_{item['basket']}"],
            }
            for number, item in enumerate(self.value["items"], start=1)
        ]

    def expected(self, row: Mapping[str, Any]) -> str:
        return str(row["basket"])

    def kept(self, row: Mapping[str, Any]) -> dict[str, Any]:
        return {**super().kept(row), "group": self.value[f"label_{row['chosen']}"]}
