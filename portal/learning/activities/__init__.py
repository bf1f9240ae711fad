"""How each kind of activity is shown, marked and kept: one small class a kind."""

from __future__ import annotations

from typing import Any

from portal.learning.activities.base import Activity, Asked, Finished, Problem
from portal.learning.activities.checklist import Checklist
from portal.learning.activities.match import Match
from portal.learning.activities.password import Password
from portal.learning.activities.reflection import Reflection
from portal.learning.activities.scenario import Scenario
from portal.learning.activities.settings import Settings
from portal.learning.activities.sort import Sort
from portal.learning.activities.spot import Spot

_KINDS: dict[str, type[Activity]] = {
    one.kind: one for one in (Sort, Checklist, Scenario, Spot, Password, Match, Settings, Reflection)
}

__all__ = ["Activity", "Asked", "Finished", "Problem", "activity_of"]


def activity_of(block: Any) -> Activity:
    """The activity in this block of a lesson's step."""
    return _KINDS[block.block_type](block)
