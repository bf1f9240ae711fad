"""The eight kinds of activity a step may hold: one module a kind, the editor's fields and what must be true of them.

How an activity is answered stands in `portal.learning.activities`.
"""

from __future__ import annotations

from courses.activities.checklist import ChecklistBlock
from courses.activities.match import MatchBlock
from courses.activities.password import PasswordBlock
from courses.activities.reflection import ReflectionBlock
from courses.activities.scenario import ScenarioBlock
from courses.activities.settings import SettingsBlock
from courses.activities.sort import SortBlock
from courses.activities.spot import SpotBlock

# Types of block in a step that are answered, as facts name them.
ACTIVITIES = ("sort", "checklist", "scenario", "spot", "password", "match", "settings", "reflection")

__all__ = [
    "ACTIVITIES",
    "ChecklistBlock",
    "MatchBlock",
    "PasswordBlock",
    "ReflectionBlock",
    "ScenarioBlock",
    "SettingsBlock",
    "SortBlock",
    "SpotBlock",
]
