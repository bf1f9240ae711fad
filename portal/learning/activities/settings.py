"""A walk through a settings screen: one setting after the other, and why its safe value is safe."""

from __future__ import annotations

from typing import Any

from portal.learning.activities.base import Finished
from portal.learning.activities.walk import Walk, Way


class Settings(Walk):
    kind = "settings"

    def choices(self, way: Way) -> int:
        settings = self.value["settings"]
        return len(settings[len(way)]["values"]) if len(way) < len(settings) else 0

    def screen(self, way: Way) -> dict[str, Any]:
        rows = self.rows(way)
        return {"rows": rows, "row": rows[len(way)], "last": rows[len(way) - 1] if way else None, "count": len(rows)}

    def rows(self, way: Way) -> list[dict[str, Any]]:
        """Every setting with its present value, or the one the learner gave it."""
        rows = []
        for number, setting in enumerate(self.value["settings"]):
            values = list(setting["values"])
            safe = next(one["label"] for one in values if one["safe"])
            current = next(one["label"] for one in values if one["current"])
            chosen = values[way[number]]["label"] if number < len(way) else None
            rows.append(
                {
                    "number": number + 1,
                    "text": setting["name"],
                    "help": setting["help"],
                    "values": [one["label"] for one in values],
                    "current": current,
                    "shown": current if chosen is None else chosen,
                    "chosen": chosen,
                    "answer": safe,
                    "right": chosen == safe,
                    "why": setting["why"],
                    "asked": number == len(way),
                }
            )
        return rows

    def finished(self, way: Way) -> Finished:
        rows = self.rows(way)
        kept = ("text", "values", "current", "chosen")
        answers = [{"prompt": self.value["prompt"], **{key: row[key] for key in kept}} for row in rows]
        return Finished(answers, sum(row["right"] for row in rows), len(rows), {"rows": rows})
