"""Reflection: questions for the learner alone. Nothing of it is ever sent, so nothing is taken."""

from __future__ import annotations

from portal.learning.activities.base import Activity, Asked


class Reflection(Activity):
    kind = "reflection"
    script = "reflection"
    sends = False

    def begin(self) -> Asked:
        return Asked({"questions": list(enumerate(self.value["questions"], start=1))})
