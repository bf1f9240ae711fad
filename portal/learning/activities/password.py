"""The password workshop: ready-made passwords are judged and kept; one's own words never reach us."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from portal.learning.activities.base import Rows, RowsActivity, Sent, chosen_of


class Password(RowsActivity):
    kind = "password"
    script = "password"

    def rows(self, sent: Sent | None) -> Rows:
        return [
            {
                "number": number,
                "text": example["text"],
                "why": example["why"],
                "answer": "strong" if example["strong"] else "weak",
                "chosen": chosen_of(sent, f"i-{number}", ("strong", "weak").__contains__),
            }
            for number, example in enumerate(self.value["examples"], start=1)
        ]

    def expected(self, row: Mapping[str, Any]) -> str:
        return str(row["answer"])
