"""Match pairs: each first half has a list of all second halves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from portal.learning.activities.base import Asked, Rows, RowsActivity, Sent, chosen_of


class Match(RowsActivity):
    kind = "match"

    def rows(self, sent: Sent | None) -> Rows:
        halves = self.value.halves()
        return [
            {
                "number": number,
                "text": pair["left"],
                "why": pair["why"],
                "answer": pair["right"],
                "chosen": chosen_of(sent, f"i-{number}", halves.__contains__),
            }
            for number, pair in enumerate(self.value["pairs"], start=1)
        ]

    def begin(self) -> Asked:
        return self._with_halves(super().begin())

    def take(self, sent: Sent) -> Any:
        outcome = super().take(sent)
        return self._with_halves(outcome) if isinstance(outcome, Asked) else outcome

    def _with_halves(self, asked: Asked) -> Asked:
        return Asked({**asked.context, "halves": self.value.halves()}, asked.problems)

    def expected(self, row: Mapping[str, Any]) -> str:
        return str(row["answer"])
